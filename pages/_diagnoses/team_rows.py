"""The team of a diagnostic in a form: one row per function, with its organisation; no field for names."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

import streamlit as st

from diagnostic.contents.content import FUNCTION, ORGANISATION
from diagnostic.contents.diagnosis import TeamMember
from indicators.language import _
from pages._ui.paragraph import paragraph

MOST_ROWS = 25


def fill_team(scope: str, team: Iterable[TeamMember]) -> None:
    """Put a team in the rows; call it before they are drawn."""
    rows = []
    for member in team:
        row = _new_row(scope, member.function, member.organisation)
        rows.append(row)
    st.session_state[_rows(scope)] = rows


def show_team(scope: str) -> None:
    """The rows, each with a button that takes it out, and one that adds a row."""
    st.html(
        paragraph(_("Équipe"), "intitule")
        + paragraph(
            _(
                "Par fonction et par organisme, jamais par nom\u00a0: les personnes changent, les fonctions restent."
            ),
            "source",
        )
    )
    rows = st.session_state.get(_rows(scope), [])
    with st.container(key=f"paires_equipe_{scope}"):
        for number, row in enumerate(rows, start=1):
            _show_row(scope, number, row)
    if len(rows) < MOST_ROWS:
        st.button(
            _("Ajouter une fonction"),
            key=f"{scope}_ajouter_ligne",
            icon=":material/add:",
            on_click=_add,
            args=(scope,),
        )


def _show_row(scope: str, number: int, row: str) -> None:
    function, organisation, button = st.columns([4, 4, 1.2], vertical_alignment="bottom")
    with function:
        st.text_input(
            _("Fonction {n}").format(n=number),
            key=_function(scope, row),
            max_chars=300,
            placeholder=_("Référent·e de quartier"),
            persist_state="session",
        )
    with organisation:
        st.text_input(
            _("Organisme {n}").format(n=number),
            key=_organisation(scope, row),
            max_chars=300,
            placeholder=_("CPAS, commune, association"),
            persist_state="session",
        )
    with button:
        st.button(
            _("Retirer"),
            key=f"{scope}_retirer_ligne_{row}",
            on_click=_remove,
            args=(scope, row),
            help=_("Retirer la ligne {n}").format(n=number),
            width="stretch",
        )


def typed_team(scope: str) -> tuple[tuple[str, str], ...]:
    """What stands in the rows, empty rows left out: (function, organisation)."""
    found = []
    for row in st.session_state.get(_rows(scope), []):
        function = str(st.session_state.get(_function(scope, row)) or "").strip()
        organisation = str(st.session_state.get(_organisation(scope, row)) or "").strip()
        if function or organisation:
            found.append((function, organisation))
    return tuple(found)


def team_widgets(scope: str) -> dict[str, str]:
    """The text widgets of the rows by what people call them, for the check of personal data."""
    found = {}
    for number, row in enumerate(st.session_state.get(_rows(scope), []), start=1):
        found[f"{FUNCTION} {number}"] = _function(scope, row)
        found[f"{ORGANISATION} {number}"] = _organisation(scope, row)
    return found


def _rows(scope: str) -> str:
    return f"{scope}:equipe"


def _function(scope: str, row: str) -> str:
    return f"{scope}_fonction_{row}"


def _organisation(scope: str, row: str) -> str:
    return f"{scope}_organisme_{row}"


def _new_row(scope: str, function: str = "", organisation: str = "") -> str:
    row = uuid4().hex[:8]
    st.session_state[_function(scope, row)] = function
    st.session_state[_organisation(scope, row)] = organisation
    return row


def _add(scope: str) -> None:
    st.session_state[_rows(scope)] = [*st.session_state.get(_rows(scope), []), _new_row(scope)]


def _remove(scope: str, row: str) -> None:
    st.session_state[_rows(scope)] = [one for one in st.session_state.get(_rows(scope), []) if one != row]
