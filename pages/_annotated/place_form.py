"""Give the drawn place its words: a new statement with its evidence, or one that stands in the grid already."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from diagnostic.annotated_map import AnnotatedMap
from diagnostic.board import Board, Quadrant, Statement
from diagnostic.evidence import Evidence
from diagnostic.personal_data import PLACE
from diagnostic.repository import StatementRepository
from diagnostic.statement_rules import MAX_CHARACTERS
from indicators.language import _
from indicators.profile import Profile
from indicators.user_error import UserError
from pages._annotated.place_draft import CHOSEN, draft, draft_place, draft_words, erase, warning
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save
from pages._ui.evidence_picker import pick_evidence
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import fields_of, kept_by, show_questions

PREFIX = "lieu"
ATTACH = "lieu_rattacher"
SAVED = "lieu:enregistre"
IDENTIFIER = "lieu:id"
LABEL = f"{PREFIX}_nom"
CLEARED = ("texte", "fonction", "secteur", "titre", "organisme", "nom")
NEW, EXISTING = "nouveau", "existant"


def clear_saved() -> None:
    """Empty the form after its place was stored; call it before any of its widgets."""
    done = st.session_state.pop(SAVED, None)
    if not done:
        return
    for name in CLEARED:
        st.session_state[f"{PREFIX}_{name}"] = ""
    st.session_state.pop(IDENTIFIER, None)
    erase()
    st.toast(done, icon=":material/check:")


def show_place_form(
    repository: StatementRepository, profile: Profile | None, board: Board, view: AnnotatedMap
) -> None:
    """The form of the draft; nothing is shown while nothing is drawn."""
    held = draft()
    if held is None:
        return
    with st.container(border=True, key="lieu_dessine"):
        st.subheader(_("Le lieu dessiné"), anchor=False)
        st.html(paragraph(draft_words(held)) + warning())
        st.text_input(
            _("Nom du lieu (facultatif)"),
            key=LABEL,
            max_chars=200,
            placeholder=_("Une rue, une place, un îlot"),
            persist_state="session",
        )
        choice = NEW
        if board.statements:
            choice = (
                st.segmented_control(
                    _("Ce lieu va avec"),
                    (NEW, EXISTING),
                    format_func=lambda one: (
                        _("Un nouveau constat") if one == NEW else _("Un constat déjà écrit")
                    ),
                    default=EXISTING if st.session_state.get(CHOSEN) else NEW,
                    key="lieu_avec",
                )
                or NEW
            )
        if choice == EXISTING:
            _attach(repository, board, view)
        elif profile is None:
            st.html(
                paragraph(_("Les chiffres de ce territoire manquent\u00a0: importez-les d'abord."), "vide")
            )
        else:
            _new_statement(repository, profile, board)
        st.button(_("Effacer le dessin"), icon=":material/ink_eraser:", type="tertiary", on_click=erase)


def _attach(repository: StatementRepository, board: Board, view: AnnotatedMap) -> None:
    by_id = {statement.id: statement for statement in board.statements}
    chosen = str(st.session_state.get(CHOSEN) or "")
    ids = list(by_id)
    id = st.selectbox(
        _("Constat"),
        ids,
        index=ids.index(chosen) if chosen in by_id else 0,
        format_func=lambda one: statement_words(by_id[one], view),
        key=ATTACH,
        filter_mode="contains",
    )
    statement = by_id[id]
    if statement.place is not None:
        st.html(
            paragraph(
                _("Ce constat est déjà sur la carte\u00a0: le nouveau lieu remplace l'ancien."), "source"
            )
        )
    if st.button(_("Placer ce constat"), type="primary", icon=":material/add_location_alt:", width="stretch"):
        done = save(
            PREFIX,
            lambda: repository.put_on_map(
                statement.id,
                statement.version,
                draft_place(_label()),
                role=current_role(),
                kept=kept_by(PREFIX),
            ),
        )
        _finish(done)
    show_questions(PREFIX, {PLACE: LABEL})


def _new_statement(repository: StatementRepository, profile: Profile, board: Board) -> None:
    # Made once per form, so that a double click stores one line, not two.
    identifier = st.session_state.setdefault(IDENTIFIER, str(uuid4()))
    text = st.text_area(
        _("Constat"), key=f"{PREFIX}_texte", height=100, max_chars=MAX_CHARACTERS, persist_state="session"
    )
    quadrant = st.selectbox(
        _("Liste"),
        list(Quadrant),
        format_func=lambda one: f"{one.value} · {one.heading}",
        key=f"{PREFIX}_liste",
        persist_state="session",
    )
    theme = st.selectbox(
        _("Thème"),
        board.themes.ids,
        format_func=board.themes.heading,
        key=f"{PREFIX}_theme",
        persist_state="session",
    )
    fault: UserError | None = None
    evidence: Evidence | None = None
    try:
        evidence = pick_evidence(profile, PREFIX)
    except UserError as error:
        fault = error
    pressed = st.button(
        _("Ajouter le constat sur la carte"),
        type="primary",
        icon=":material/add_location_alt:",
        width="stretch",
    )
    if pressed and fault is not None:
        show_error(fault)
    elif pressed:
        assert quadrant is not None and theme is not None
        done = save(
            PREFIX,
            lambda: repository.add(
                board.territory.level,
                board.territory.code,
                quadrant,
                theme,
                text or "",
                () if evidence is None else (evidence,),
                role=current_role(),
                id=identifier,
                kept=kept_by(PREFIX),
                diagnostic=board.diagnostic,
                place=draft_place(_label()),
            ),
        )
        _finish(done)
    show_questions(PREFIX, fields_of(PREFIX) | {PLACE: LABEL})


def _finish(done: Statement | None) -> None:
    if done is not None:
        st.session_state[CHOSEN] = done.id
        st.session_state[SAVED] = _("Le constat est sur la carte.")
        st.rerun()


def _label() -> str:
    return str(st.session_state.get(LABEL) or "").strip()


def statement_words(statement: Statement, view: AnnotatedMap) -> str:
    """A statement in a list: its number when it is on the map, its list, the beginning of its words."""
    mark = view.mark(statement.id)
    text = " ".join(statement.text.split())
    short = text if len(text) <= 80 else f"{text[:79]}…"
    return f"{mark.badge if mark else statement.quadrant.value} · {short}"
