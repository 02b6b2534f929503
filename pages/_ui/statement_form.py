"""Add a statement: its words, its list, its theme, and at least one piece of evidence."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from diagnostic.board import Board, Quadrant
from diagnostic.evidence import EVIDENCE_LIST, Evidence
from diagnostic.personal_data import PersonalDataFound, search_fields, texts_of
from diagnostic.repository import StatementRepository
from diagnostic.statement_rules import MAX_CHARACTERS
from indicators.language import _
from indicators.profile import Profile
from indicators.user_error import UserError
from pages._ui.current_role import current_role
from pages._ui.evidence_picker import chips_html, pick_evidence
from pages._ui.messages import show_error
from pages._ui.privacy_check import ask, fields_of, forget, kept_by, show_questions

PREFIX = "nouveau"
JOINED = "nouveau:preuves"
IDENTIFIER = "nouveau:id"
SAVED = "nouveau:enregistre"
CLEARED = (
    "texte",
    "fonction",
    "secteur",
    "titre",
    "organisme",
    "temoignage_du_journal",
    "lecture_du_journal",
)


def add_statement_form(
    repository: StatementRepository, profile: Profile, board: Board, figure_id: str | None
) -> None:
    """Show the form. What was typed stays on screen until it is stored."""
    if st.session_state.pop(SAVED, False):
        for name in CLEARED:
            st.session_state[f"{PREFIX}_{name}"] = ""
        st.session_state.pop(JOINED, None)
        st.session_state.pop(IDENTIFIER, None)
        st.toast(_("Le constat est enregistré."), icon=":material/check:")
    # Made once per form, so that a double click stores one line, not two.
    identifier = st.session_state.setdefault(IDENTIFIER, str(uuid4()))
    text = st.text_area(
        _("Constat"),
        key=f"{PREFIX}_texte",
        height=110,
        max_chars=MAX_CHARACTERS,
        placeholder=_(
            "Une phrase, par exemple «\u00a0Peu de logements sociaux pour beaucoup de demandes.\u00a0»"
        ),
        persist_state="session",
    )
    left, right = st.columns(2)
    with left:
        quadrant = st.selectbox(
            _("Liste"),
            list(Quadrant),
            format_func=lambda q: f"{q.value} · {q.heading}",
            key=f"{PREFIX}_liste",
            persist_state="session",
        )
    with right:
        theme = st.selectbox(
            _("Thème"),
            board.themes.ids,
            format_func=board.themes.heading,
            key=f"{PREFIX}_theme",
            persist_state="session",
        )
    fault: UserError | None = None
    current: Evidence | None = None
    try:
        current = pick_evidence(profile, PREFIX, figure_id, board.diagnostic)
    except UserError as error:
        fault = error
    joined = EVIDENCE_LIST.validate_python(st.session_state.get(JOINED, []))
    if joined:
        st.html(f"<p>{_('Preuves jointes')}\u00a0: {chips_html(joined)}</p>")
    join_side, save_side = st.columns(2)
    with join_side:
        join = st.button(
            _("Joindre une autre preuve"),
            icon=":material/attach_file:",
            width="stretch",
        )
    with save_side:
        save = st.button(_("Ajouter le constat"), type="primary", icon=":material/add:", width="stretch")
    show_questions(PREFIX, fields_of(PREFIX))
    if not (join or save):
        return
    if fault is not None:
        show_error(fault)
        return
    evidence = joined if current is None or current in joined else (*joined, current)
    if join and search_fields(texts_of("", evidence), kept_by(PREFIX)):
        ask(PREFIX)
        st.rerun()
    if join:
        st.session_state[JOINED] = EVIDENCE_LIST.dump_python(evidence, mode="json")
        st.rerun()
    assert quadrant is not None and theme is not None
    try:
        repository.add(
            profile.territory.level,
            profile.territory.code,
            quadrant,
            theme,
            text,
            evidence,
            role=current_role(),
            id=identifier,
            kept=kept_by(PREFIX),
            diagnostic=board.diagnostic,
        )
    except PersonalDataFound:
        ask(PREFIX)
        st.rerun()
    except UserError as error:
        show_error(error)
        return
    forget(PREFIX)
    st.session_state[SAVED] = True
    st.rerun()
