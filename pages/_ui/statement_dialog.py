"""Change one statement: words, list, theme, evidence, place; its history; two editors at once."""

from __future__ import annotations

from html import escape

import streamlit as st

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.evidence import Evidence
from diagnostic.personal_data import PersonalDataFound, search_fields, texts_of
from diagnostic.refused_changes import EditConflict
from diagnostic.repository import StatementRepository
from diagnostic.statement_rules import MAX_CHARACTERS
from indicators.language import _
from indicators.profile import Profile
from indicators.user_error import UserError
from pages._ui.evidence_picker import pick_evidence
from pages._ui.messages import show_error
from pages._ui.privacy_check import ask, fields_of, kept_by, show_questions

OPENED = "edition:version"
CONFLICT = "edition:conflit"


def open_statement_dialog(
    repository: StatementRepository, profile: Profile, board: Board, statement: Statement
) -> None:
    """Open the dialog on the statement as the person sees it: that version is what they change."""
    st.session_state[OPENED] = statement.version
    st.session_state.pop(CONFLICT, None)
    _dialog(repository, profile, board, statement)


@st.dialog(_("Modifier le constat"), width="large")
def _dialog(repository: StatementRepository, profile: Profile, board: Board, shown: Statement) -> None:
    prefix = f"edition_{shown.id}_{shown.version}"
    conflict = st.session_state.get(CONFLICT)
    if conflict:
        _show_conflict(board, repository.get(shown.id))
    text = st.text_area(
        _("Constat"), value=shown.text, key=f"{prefix}_texte", height=140, max_chars=MAX_CHARACTERS
    )
    quadrant, theme = _list_and_theme(prefix, board, shown)
    kept = [
        piece
        for number, piece in enumerate(shown.evidence)
        if st.checkbox(piece.chip, value=True, key=f"{prefix}_preuve_{number}")
    ]
    fault: UserError | None = None
    added: Evidence | None = None
    with st.expander(_("Joindre une autre preuve")):
        try:
            added = pick_evidence(profile, prefix)
        except UserError as error:
            fault = error
    evidence = (*kept, *([added] if added is not None and added not in kept else []))

    save_label = _("Enregistrer mon texte à la place") if conflict else _("Enregistrer")
    save, up, down, archive = st.columns([2, 1, 1, 1.2])
    wants_save = save.button(save_label, type="primary", key=f"{prefix}_enregistrer", width="stretch")
    wants_up = up.button(_("Monter"), key=f"{prefix}_monter", width="stretch")
    wants_down = down.button(_("Descendre"), key=f"{prefix}_descendre", width="stretch")
    wants_archive = archive.button(_("Archiver"), key=f"{prefix}_archiver", width="stretch")
    if conflict and st.button(_("Garder le texte enregistré"), key=f"{prefix}_garder"):
        st.session_state.pop(CONFLICT, None)
        st.rerun()
    try:
        if wants_save:
            if fault is not None:
                raise fault
            _save(repository, shown, text, quadrant, theme, evidence, kept_by(prefix))
        elif wants_up or wants_down:
            repository.move(
                shown.id, st.session_state[OPENED], place="up" if wants_up else "down", within_theme=True
            )
            st.rerun()
        elif wants_archive:
            repository.archive(shown.id, st.session_state[OPENED])
            st.rerun()
    except EditConflict as error:
        st.session_state[CONFLICT] = True
        st.session_state[OPENED] = error.theirs.version
        st.rerun(scope="fragment")
    except PersonalDataFound:
        ask(prefix)
        st.rerun(scope="fragment")
    except UserError as error:
        show_error(error)
    show_questions(prefix, fields_of(prefix), stored_keys(shown))
    _show_history(repository, shown)


def _list_and_theme(prefix: str, board: Board, shown: Statement) -> tuple[Quadrant, str]:
    themes = list(dict.fromkeys([*board.themes.ids, shown.theme]))
    left, right = st.columns(2)
    with left:
        quadrant = st.selectbox(
            _("Liste"),
            list(Quadrant),
            index=list(Quadrant).index(shown.quadrant),
            format_func=lambda q: f"{q.value} · {q.heading}",
            key=f"{prefix}_liste",
        )
    with right:
        theme = st.selectbox(
            _("Thème"),
            themes,
            index=themes.index(shown.theme),
            format_func=board.themes.heading,
            key=f"{prefix}_theme",
        )
    assert quadrant is not None and theme is not None
    return quadrant, theme


def _save(
    repository: StatementRepository,
    shown: Statement,
    text: str,
    quadrant: Quadrant,
    theme: str,
    evidence: tuple[Evidence, ...],
    institutions: frozenset[str],
) -> None:
    saved = repository.edit(
        shown.id, st.session_state[OPENED], text=text, theme=theme, evidence=evidence, kept=institutions
    )
    if quadrant is not saved.quadrant:
        repository.move(shown.id, saved.version, quadrant)
    st.session_state.pop(CONFLICT, None)
    st.rerun()


def stored_keys(shown: Statement) -> frozenset[str]:
    """What the stored statement already holds: it was asked about then."""
    return frozenset(one.finding.key for one in search_fields(texts_of(shown.text, shown.evidence)))


def _show_conflict(board: Board, theirs: Statement) -> None:
    st.warning(
        _(
            "Quelqu'un d'autre a modifié ce constat pendant que vous écriviez. Rien n'a été écrasé\u00a0: "
            "voici le texte enregistré, et dessous le vôtre. Choisissez, ou réunissez les deux."
        ),
        icon=":material/group:",
    )
    state = _(" (archivé)") if theirs.archived else ""
    st.html(
        f'<div class="constat"><p class="theme">{escape(_("Texte enregistré"))}{escape(state)} · '
        f"{escape(theirs.quadrant.heading)} · {escape(board.theme_of(theirs))}</p>"
        f'<p class="autre-texte" dir="auto">{escape(theirs.text)}</p></div>'
    )


def _show_history(repository: StatementRepository, shown: Statement) -> None:
    with st.expander(_("Historique"), icon=":material/history:"):
        for revision in reversed(repository.history(shown.id)):
            when = revision.at.astimezone().strftime("%d/%m/%Y %H:%M")
            st.html(
                f'<div class="constat"><p class="theme">{when} · {escape(revision.action.label)} · '
                f"{escape(revision.statement.quadrant.heading)}</p>"
                f'<p dir="auto">{escape(revision.statement.text)}</p></div>'
            )
