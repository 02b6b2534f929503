"""In which function somebody writes: asked once, told in the history, never a name."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from diagnostic.contents.content import FUNCTION
from diagnostic.personal_data import PersonalDataFound, refuse_personal_data
from indicators.language import _
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph

KEY = "fonction_de_qui_ecrit"


def current_role() -> str:
    """The function given in this session; empty when none was given, or when it looks like a name."""
    role = str(st.session_state.get(KEY) or "").strip()
    try:
        refuse_personal_data({FUNCTION: role})
    except PersonalDataFound:
        return ""
    return role


def show_role(team: Iterable[str]) -> None:
    """A popover that asks for the function; `team` are the functions of the diagnostic, to choose from."""
    told = current_role()
    with st.popover(
        _("Vous écrivez en tant que\u00a0: {role}").format(role=told) if told else _("Dire votre fonction"),
        icon=":material/badge:",
        width="stretch",
    ):
        st.html(
            paragraph(
                _("L'historique dit dans quelle fonction on a écrit, jamais le nom de la personne."), "source"
            )
        )
        known = list(dict.fromkeys([*team, *([told] if told else [])]))
        st.selectbox(
            _("Fonction"),
            known,
            index=known.index(told) if told else None,
            key=KEY,
            accept_new_options=True,
            placeholder=_("Choisir ou écrire, par exemple «\u00a0référent·e de quartier\u00a0»"),
            persist_state="session",
        )
        typed = str(st.session_state.get(KEY) or "").strip()
        if typed and not told:
            try:
                refuse_personal_data({FUNCTION: typed})
            except PersonalDataFound as error:
                show_error(error)
