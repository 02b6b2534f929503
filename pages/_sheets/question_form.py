"""Write a question of a fiche: words, constat, who can answer, method; move it, take it away."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from diagnostic.board import Statement
from diagnostic.contents.thematic_sheet import Question, ThematicSheet
from diagnostic.personal_data import search_fields
from diagnostic.question_subject import MOST_WORDS, about, proposed_question, subject_of
from diagnostic.thematic_sheet_changes import (
    question_instead,
    with_question,
    with_question_moved,
    with_question_rewritten,
    without_question,
    wording,
)
from diagnostic.thematic_sheet_view import SheetView
from indicators.language import _
from pages._sheets.saving import Seen, change, clear, drop, seen_before
from pages._sheets.words import mark, question_line, statement_line_with_reference
from pages._ui.entry_saving import theirs_of
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import show_questions

FIELDS = {"text": "texte", "who": "qui", "method": "methode"}
METHOD_PROPOSALS = (
    _("Entretien"),
    _("Focus group"),
    _("Marche exploratoire"),
    _("Stand"),
    _("Questionnaire"),
    _("Observation"),
)


def question_form(content: ThematicSheet, sheet: SheetView) -> None:
    """The form for a new question, or for one of the fiche. What was typed stays until it is stored."""
    base = f"question_{sheet.id}"
    constats = {one.reference: one.statement for one in sheet.statements if one.statement is not None}
    planned = st.session_state.pop(f"{base}:ensuite", None)
    known = {mark(*wording(one)): one for one in content.questions}
    if planned is not None:
        st.session_state[f"{base}_choix"] = planned
    stale = _stale(base, known)
    numbers = {id: n for n, id in enumerate(known, start=1)}
    options = ["", *known, *stale]
    if st.session_state.get(f"{base}_choix") not in options:
        st.session_state[f"{base}_choix"] = ""
    chosen = st.selectbox(
        _("Question à écrire"),
        options,
        key=f"{base}_choix",
        format_func=lambda id: (
            question_line(numbers[id], known[id])
            if id in known
            else _("Question modifiée entre-temps")
            if id
            else _("Nouvelle question")
        ),
        persist_state="session",
    )
    chosen = chosen or ""
    prefix = f"{base}_{chosen or 'nouvelle'}"
    seen = seen_before(prefix, Seen(content, known[chosen]) if chosen in known else None) if chosen else None
    _fields(prefix, seen.question if seen else None, constats)
    if seen is None:
        _new(prefix, sheet)
    else:
        _existing(base, prefix, sheet, seen)
        _show_theirs(prefix, seen)
    proposal = constats.get(str(st.session_state.get(f"{prefix}_constat") or ""))
    show_questions(
        prefix,
        {Question.typed[name]: f"{prefix}_{key}" for name, key in FIELDS.items()},
        _known_passages(seen.question if seen else None, proposal),
    )
    _show_removed(base, sheet)


def _stale(base: str, known: Mapping[str, Question]) -> list[str]:
    """The question being written, when somebody else changed it meanwhile and words would be lost."""
    chosen = str(st.session_state.get(f"{base}_choix") or "")
    seen = st.session_state.get(f"{base}_{chosen}:vue")
    if not chosen or chosen in known or seen is None:
        return []
    return [chosen] if _typed(f"{base}_{chosen}") != wording(seen.question) else []


def _typed(prefix: str) -> tuple[str, str, str]:
    """Text, who and method as they stand in the form."""
    text, who, method = (str(st.session_state.get(f"{prefix}_{key}") or "") for key in FIELDS.values())
    return about(text, str(st.session_state.get(f"{prefix}_constat") or "")), who.strip(), method.strip()


def _fields(prefix: str, question: Question | None, constats: Mapping[str, Statement]) -> None:
    words, reference = subject_of(question.text) if question else ("", "")
    if reference and reference not in constats:
        words, reference = question.text if question else "", ""
    first = {
        "texte": words,
        "constat": reference,
        "qui": question.who if question else "",
        "methode": question.method if question else "",
    }
    for name, value in first.items():
        st.session_state.setdefault(f"{prefix}_{name}", value)
    if constats:
        if st.session_state[f"{prefix}_constat"] not in constats:
            st.session_state[f"{prefix}_constat"] = ""
        st.selectbox(
            _("À propos du constat"),
            ["", *constats],
            key=f"{prefix}_constat",
            format_func=lambda code: (
                statement_line_with_reference(constats[code]) if code else _("Aucun en particulier")
            ),
            on_change=_propose,
            args=(prefix, dict(constats)),
            persist_state="session",
        )
    st.text_area(
        Question.typed["text"],
        key=f"{prefix}_texte",
        height=90,
        max_chars=max(MOST_WORDS, len(words)),
        placeholder=_("Ce que l'on cherche à comprendre, en une question"),
        persist_state="session",
    )
    st.text_input(
        Question.typed["who"],
        key=f"{prefix}_qui",
        max_chars=300,
        placeholder=_("Des fonctions, jamais des noms\u00a0: équipe de maison médicale, habitant·es…"),
        persist_state="session",
    )
    st.text_input(
        Question.typed["method"],
        key=f"{prefix}_methode",
        max_chars=300,
        placeholder=_("Comment poser la question, avec quels outils"),
        persist_state="session",
    )
    st.pills(
        _("Ajouter une méthode"),
        METHOD_PROPOSALS,
        key=f"{prefix}_proposee",
        on_change=_take_method,
        args=(prefix,),
    )


def _propose(prefix: str, constats: Mapping[str, Statement]) -> None:
    """A constat was chosen and no word is typed yet: propose a first question."""
    text = str(st.session_state.get(f"{prefix}_texte") or "").strip()
    proposals = {proposed_question(one) for one in constats.values()}
    if not text or text in proposals:
        chosen = constats.get(str(st.session_state.get(f"{prefix}_constat") or ""))
        st.session_state[f"{prefix}_texte"] = proposed_question(chosen) if chosen else ""


def _take_method(prefix: str) -> None:
    """Put a proposed method after what is typed already."""
    proposed = st.session_state.get(f"{prefix}_proposee")
    st.session_state[f"{prefix}_proposee"] = None
    typed = str(st.session_state.get(f"{prefix}_methode") or "").strip()
    if proposed and proposed.casefold() not in typed.casefold():
        joined = f"{typed}, {proposed.lower()}" if typed else str(proposed)
        st.session_state[f"{prefix}_methode"] = joined[:300]


def _new(prefix: str, sheet: SheetView) -> None:
    wanted = st.button(
        _("Ajouter la question"),
        type="primary",
        icon=":material/add:",
        key=f"{prefix}_ajouter",
        width="stretch",
    )
    if not wanted:
        return
    text, who, method = _typed(prefix)
    if not text:
        _ask_for_words()
        return
    proposal = _statement_of(prefix, sheet)
    if change(
        prefix,
        sheet.id,
        lambda now: with_question(now, Question(text=text, who=who, method=method)),
        _("La question est ajoutée."),
        _known_passages(None, proposal),
    ):
        clear(prefix)
        st.rerun()


def _existing(base: str, prefix: str, sheet: SheetView, seen: Seen) -> None:
    theirs = theirs_of(prefix)
    instead = None if theirs is None else question_instead(theirs.content, seen.sheet, seen.question)
    gone = theirs is not None and instead is None
    labels = {
        "save": _("Enregistrer") if theirs is None else _("Enregistrer mon texte"),
        "up": _("Monter"),
        "down": _("Descendre"),
        "remove": _("Retirer"),
    }
    sides = st.columns([1.5, 1, 1.2, 1])
    clicked = {
        name: side.button(
            label,
            key=f"{prefix}_{name}",
            type="primary" if name == "save" else "secondary",
            width="stretch",
        )
        for side, (name, label) in zip(sides, labels.items(), strict=True)
    }
    text, who, method = _typed(prefix)
    target = instead or seen.question
    if clicked["save"]:
        if not text:
            _ask_for_words()
            return

        def rewrite(now: ThematicSheet) -> ThematicSheet:
            if gone:
                return with_question(now, Question(text=text, who=who, method=method))
            return with_question_rewritten(now, target, text, who, method)

        kept = _known_passages(seen.question, _statement_of(prefix, sheet))
        if change(prefix, sheet.id, rewrite, _("La question est enregistrée."), kept):
            _go_on(base, prefix, mark(text, who, method))
    elif clicked["up"] or clicked["down"]:
        if change(
            prefix,
            sheet.id,
            lambda now: with_question_moved(now, target, "up" if clicked["up"] else "down"),
            _("La question a changé de place."),
        ):
            st.rerun()
    elif clicked["remove"]:
        rank = next(
            (n for n, one in enumerate(seen.sheet.questions) if wording(one) == wording(seen.question)), 0
        )
        if change(
            prefix,
            sheet.id,
            lambda now: without_question(now, target),
            _("La question est retirée\u00a0; l'historique la garde."),
        ):
            st.session_state[f"{base}:retiree"] = (target, rank)
            _go_on(base, prefix, "")


def _go_on(base: str, prefix: str, next_choice: str) -> None:
    """The next run shows the question as it is now stored, or the form of a new one."""
    drop(prefix)
    st.session_state[f"{base}:ensuite"] = next_choice
    st.rerun()


def _show_theirs(prefix: str, seen: Seen) -> None:
    """After a conflict: the question as somebody else stored it, below the words of this form."""
    theirs = theirs_of(prefix)
    if theirs is None:
        return
    instead = question_instead(theirs.content, seen.sheet, seen.question)
    if instead is None:
        words = _(
            "Cette question a été retirée par quelqu'un d'autre. Votre texte est ci-dessus\u00a0: enregistrez-le "
            "pour la remettre."
        )
        st.html(paragraph(words, "verdict"))
        return
    parts = "".join(
        f'<p class="autre-texte" dir="auto">{escape(label)}\u00a0: {escape(text)}</p>'
        for label, text in zip(Question.typed.values(), wording(instead), strict=True)
        if text
    )
    st.html(f'<div class="constat"><p class="theme">{escape(_("Version enregistrée"))}</p>{parts}</div>')


def _show_removed(base: str, sheet: SheetView) -> None:
    """A question taken away by mistake comes back in one click, with its answers."""
    removed: tuple[Question, int] | None = st.session_state.get(f"{base}:retiree")
    if removed is None:
        return
    question, rank = removed
    if st.button(
        _("Remettre la question retirée"),
        icon=":material/undo:",
        key=f"{base}_remettre",
        help=question.text,
    ) and change(
        base,
        sheet.id,
        lambda now: with_question(now, question, min(rank, len(now.questions))),
        _("La question est remise."),
    ):
        st.session_state.pop(f"{base}:retiree", None)
        st.rerun()


def _statement_of(prefix: str, sheet: SheetView) -> Statement | None:
    reference = str(st.session_state.get(f"{prefix}_constat") or "")
    return next((one.statement for one in sheet.statements if one.reference == reference), None)


def _known_passages(question: Question | None, statement: Statement | None) -> frozenset[str]:
    """What the stored question and its constat hold: it was asked about then."""
    texts = {"question": "\n".join(wording(question))} if question else {}
    if statement is not None:
        texts["constat"] = f"{statement.text}\n{proposed_question(statement)}"
    return frozenset(one.finding.key for one in search_fields(texts))


def _ask_for_words() -> None:
    st.info(_("Écrivez d'abord la question."), icon=":material/edit:")
