"""The perimeter that is being made: what was chosen on the map or in the lists, kept in the URL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from data.statistics import Statistics
from diagnostic.perimeter_repository import new_code
from indicators.level import Level, level_of
from indicators.perimeter import Perimeter, in_order
from pages._ui.url_state import plan

QUARTIERS = "perimetre_quartiers"
SECTORS = "perimetre_secteurs"
WITHOUT = "perimetre_sans"
NAME = "perimetre_nom"
AUTHOR = "perimetre_fonction"
CODE = "perimetre_code"
VERSION = "perimetre_version"
PARAMETER = "membres"
EDITED = "modifier"
"""Query parameter: the perimeter to change."""
MINUS = "!"
"""Stands before a sector that is taken out, in the URL."""


@dataclass(frozen=True)
class Draft:
    """What stands in the form; `version` is 0 for a new perimeter."""

    code: str
    version: int
    name: str
    author: str
    members: tuple[str, ...]
    without: tuple[str, ...]

    @property
    def perimeter(self) -> Perimeter:
        """The draft as a perimeter, to look at before it is stored."""
        return Perimeter(
            self.code, self.name, self.members, self.without, self.author, datetime.now(UTC), self.version + 1
        )


def read_draft() -> Draft:
    """The draft as the widgets hold it now."""
    state = st.session_state
    return Draft(
        state[CODE],
        state[VERSION],
        state.get(NAME, ""),
        state.get(AUTHOR, ""),
        in_order((*state.get(QUARTIERS, ()), *state.get(SECTORS, ()))),
        in_order(state.get(WITHOUT, ())),
    )


def begin(statistics: Statistics, known: dict[str, Perimeter]) -> None:
    """Fill the form once: with the perimeter to change, or with the members of the URL."""
    asked = st.query_params.get(EDITED, "")
    if CODE in st.session_state and (not asked or st.session_state[CODE] == asked):
        for key in (QUARTIERS, SECTORS, WITHOUT, NAME, AUTHOR):
            # Said again at every run: a widget that was not drawn on another page forgets.
            if key in st.session_state:
                st.session_state[key] = st.session_state[key]
        return
    if asked in known:
        fill(known[asked])
        return
    codes = [code for code in st.query_params.get(PARAMETER, "").split(",") if code]
    members = [code for code in codes if not code.startswith(MINUS) and code in statistics]
    without = [code.removeprefix(MINUS) for code in codes if code.startswith(MINUS)]
    _fill(new_code(), 0, "", members, [code for code in without if code in statistics])


def fill(perimeter: Perimeter) -> None:
    """Put a stored perimeter in the form, to change it."""
    _fill(perimeter.code, perimeter.version, perimeter.name, perimeter.members, perimeter.without)


def empty() -> None:
    """Begin a new perimeter; call it in a callback or before the widgets."""
    _fill(new_code(), 0, "", (), ())
    st.query_params.pop(EDITED, None)


def toggle(code: str) -> None:
    """Add a quartier or a sector, or take it away: what a click on the map does."""
    state = st.session_state
    if level_of(code) is Level.QUARTIER:
        state[QUARTIERS] = _toggled(state.get(QUARTIERS, []), code)
        return
    quartier = state.get("perimetre_quartier_de", {}).get(code, "")
    if quartier in state.get(QUARTIERS, []):
        state[WITHOUT] = _toggled(state.get(WITHOUT, []), code)
    else:
        state[SECTORS] = _toggled(state.get(SECTORS, []), code)


def write_in_url(draft: Draft) -> None:
    """A link to the page restores the members."""
    codes = [*draft.members, *(MINUS + code for code in draft.without)]
    plan(PARAMETER, ",".join(codes) or None)


def _toggled(codes: list[str], code: str) -> list[str]:
    return [one for one in codes if one != code] if code in codes else [*codes, code]


def _fill(
    code: str,
    version: int,
    name: str,
    members: tuple[str, ...] | list[str],
    without: tuple[str, ...] | list[str],
) -> None:
    state = st.session_state
    state[CODE], state[VERSION], state[NAME] = code, version, name
    state[QUARTIERS] = [one for one in members if level_of(one) is Level.QUARTIER]
    state[SECTORS] = [one for one in members if level_of(one) is Level.SECTOR]
    state[WITHOUT] = list(without)
