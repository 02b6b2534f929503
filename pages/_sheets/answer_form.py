"""Note an answer to a question of a fiche: words, date, and the testimony of the journal it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from diagnostic.contents.journal import TestimonyRecord
from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet
from diagnostic.entry import Entry
from diagnostic.personal_data import search_fields
from diagnostic.thematic_sheet_changes import (
    question_instead,
    with_answer,
    with_answer_rewritten,
    with_question,
    without_answer,
    wording,
)
from diagnostic.thematic_sheet_view import SheetView, testimony_label
from indicators.language import _
from pages._sheets.saving import Seen, change, clear, drop, seen_before
from pages._sheets.words import answer_line, mark, question_line
from pages._ui.entry_saving import theirs_of
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import show_questions


def answer_form(
    content: ThematicSheet, sheet: SheetView, testimonies: Mapping[str, Entry[TestimonyRecord]]
) -> None:
    """The form for a new answer, or for one that is noted. What was typed stays until it is stored."""
    base = f"reponse_{sheet.id}"
    known = {mark(*wording(one)): one for one in content.questions}
    numbers = {id: n for n, id in enumerate(known, start=1)}
    stale = _stale(base, known)
    options = [*known, *stale]
    first = next((id for id, one in known.items() if not one.answers), options[0] if options else "")
    if st.session_state.get(f"{base}_question") not in options:
        st.session_state[f"{base}_question"] = first
    chosen = st.selectbox(
        _("Question à laquelle on répond"),
        options,
        key=f"{base}_question",
        format_func=lambda id: (
            question_line(numbers[id], known[id]) if id in known else _("Question modifiée entre-temps")
        ),
        persist_state="session",
    )
    if not chosen:
        return
    scope = f"{base}_{chosen}"
    seen = seen_before(scope, Seen(content, known[chosen]) if chosen in known else None)
    assert seen is not None  # a question that is gone was seen
    answers = {mark(one): one for one in (known[chosen].answers if chosen in known else ())}
    _take_in_orphans(scope, answers)
    which = ""
    if answers:
        if st.session_state.get(f"{scope}_choix") not in ("", *answers):
            st.session_state[f"{scope}_choix"] = ""
        which = (
            st.selectbox(
                _("Réponse à écrire"),
                ["", *answers],
                key=f"{scope}_choix",
                format_func=lambda id: answer_line(answers[id]) if id else _("Nouvelle réponse"),
            )
            or ""
        )
    prefix = f"{scope}_{which or 'nouvelle'}"
    before = answers.get(which)
    if before is not None:
        st.session_state[f"{prefix}:reponse"] = before
    _fields(prefix, before, testimonies)
    _buttons(prefix, sheet, seen, before)
    _show_theirs(prefix, seen)
    show_questions(
        prefix,
        {Answer.typed["text"]: f"{prefix}_texte"},
        _known_passages(before),
    )


def _stale(base: str, known: Mapping[str, Question]) -> list[str]:
    """The question being answered, when somebody else changed its words meanwhile and an answer would be lost."""
    chosen = str(st.session_state.get(f"{base}_question") or "")
    if not chosen or chosen in known or f"{base}_{chosen}:vue" not in st.session_state:
        return []
    return [chosen] if _unsaved(f"{base}_{chosen}") else []


def _unsaved(scope: str) -> dict[str, str]:
    """What is typed under a question and not stored: mark of the answer (or «nouvelle») to its text."""
    found = {}
    for key in [str(key) for key in st.session_state]:
        if not key.startswith(f"{scope}_") or not key.endswith("_texte"):
            continue
        which = key.removeprefix(f"{scope}_").removesuffix("_texte")
        before: Answer | None = st.session_state.get(f"{scope}_{which}:reponse")
        text = str(st.session_state[key] or "").strip()
        if text and (before is None or text != before.text):
            found[which] = text
    return found


def _take_in_orphans(scope: str, answers: Mapping[str, Answer]) -> None:
    """Words typed over an answer that somebody else changed meanwhile become a new answer, not yet stored."""
    for which, text in _unsaved(scope).items():
        if which in ("nouvelle", *answers):
            continue
        typed = str(st.session_state.get(f"{scope}_nouvelle_texte") or "").strip()
        st.session_state[f"{scope}_nouvelle_texte"] = f"{typed}\n{text}".strip()
        drop(f"{scope}_{which}")
        st.warning(
            _(
                "Quelqu'un d'autre a modifié cette réponse pendant que vous écriviez. Rien n'a été écrasé\u00a0: "
                "votre texte est ci-dessous, comme nouvelle réponse\u00a0; l'autre est dans le tableau."
            ),
            icon=":material/group:",
        )


def _fields(prefix: str, before: Answer | None, testimonies: Mapping[str, Entry[TestimonyRecord]]) -> None:
    st.session_state.setdefault(f"{prefix}_texte", before.text if before else "")
    st.session_state.setdefault(f"{prefix}_date", before.on if before else date.today())
    st.session_state.setdefault(f"{prefix}_temoignage", before.testimony if before else "")
    st.text_area(
        Answer.typed["text"],
        key=f"{prefix}_texte",
        height=110,
        max_chars=20_000,
        placeholder=_("Ce que l'on a appris, sans nom de personne"),
        persist_state="session",
    )
    left, right = st.columns([1, 1.8])
    with left:
        st.date_input(
            _("Date"),
            key=f"{prefix}_date",
            min_value=date(1990, 1, 1),
            max_value=date(2100, 12, 31),
            format="DD/MM/YYYY",
            persist_state="session",
        )
    stored = str(st.session_state[f"{prefix}_temoignage"] or "")
    usable = [id for id, one in testimonies.items() if not one.archived or id == stored]
    options = list(dict.fromkeys(["", *usable, *([stored] if stored else [])]))
    with right:
        st.selectbox(
            _("Témoignage du journal"),
            options,
            key=f"{prefix}_temoignage",
            format_func=lambda id: (
                testimony_label(testimonies[id]) if id in testimonies else f"T-{id[:8]}" if id else _("Aucun")
            ),
            filter_mode="contains",
            persist_state="session",
        )


def _buttons(prefix: str, sheet: SheetView, seen: Seen, before: Answer | None) -> None:
    theirs = theirs_of(prefix)
    instead = None if theirs is None else question_instead(theirs.content, seen.sheet, seen.question)
    gone = theirs is not None and instead is None
    target = instead or seen.question
    save_side, remove_side = st.columns([1.6, 1])
    wanted = save_side.button(
        _("Enregistrer la réponse") if before else _("Noter la réponse"),
        type="primary",
        icon=":material/check:",
        key=f"{prefix}_noter",
        width="stretch",
    )
    removed = before is not None and remove_side.button(
        _("Retirer la réponse"), key=f"{prefix}_retirer", width="stretch"
    )
    if wanted:
        text = str(st.session_state.get(f"{prefix}_texte") or "").strip()
        testimony = str(st.session_state.get(f"{prefix}_temoignage") or "")
        if not text and not testimony:
            st.info(_("Écrivez la réponse, ou choisissez un témoignage."), icon=":material/edit:")
            return

        def note(now: ThematicSheet) -> ThematicSheet:
            answer = Answer(text=text, on=st.session_state.get(f"{prefix}_date"), testimony=testimony)
            if before is not None:
                return with_answer_rewritten(now, target, before, answer)
            if gone:
                now = with_question(now, target.model_copy(update={"answers": ()}))
            return with_answer(now, target, answer)

        if change(prefix, sheet.id, note, _("La réponse est notée."), _known_passages(before)):
            if before is None:
                clear(prefix)
            else:
                drop(prefix)
            st.rerun()
    elif removed and before is not None:
        taken = before
        if change(
            prefix,
            sheet.id,
            lambda now: without_answer(now, target, taken),
            _("La réponse est retirée\u00a0; l'historique la garde."),
        ):
            drop(prefix)
            st.rerun()


def _show_theirs(prefix: str, seen: Seen) -> None:
    """After a conflict: the question as somebody else stored it, below the words of this form."""
    theirs = theirs_of(prefix)
    if theirs is None:
        return
    instead = question_instead(theirs.content, seen.sheet, seen.question)
    if instead is None:
        words = _(
            "Cette question a été retirée par quelqu'un d'autre. Votre réponse est ci-dessus\u00a0: notez-la pour "
            "remettre la question avec elle."
        )
        st.html(paragraph(words, "verdict"))
        return
    rows = "".join(
        f'<p class="autre-texte" dir="auto">{escape(text)}</p>'
        for text in (instead.text, *(one.text for one in instead.answers))
        if text
    )
    title = escape(_("Version enregistrée de la question et de ses réponses"))
    st.html(f'<div class="constat"><p class="theme">{title}</p>{rows}</div>')


def _known_passages(before: Answer | None) -> frozenset[str]:
    texts = {"reponse": before.text} if before else {}
    return frozenset(one.finding.key for one in search_fields(texts))
