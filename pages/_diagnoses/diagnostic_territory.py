"""The territory of a new diagnostic: one list of perimeters, quartiers and communes."""

from __future__ import annotations

import streamlit as st

from data.statistics import Statistics
from indicators.language import _
from indicators.level import Level
from indicators.territory import Kind, Territory
from pages._ui.place import DEFAULT
from pages._ui.place import KEY as TERRITORY_KEY

LEVELS = (Level.PERIMETER, Level.QUARTIER, Level.COMMUNE)
"""In the order of the list; a diagnostic is not made of one sector."""


def choose_territory(statistics: Statistics, key: str) -> Territory | None:
    """A selectbox to type in; it begins with the place that the person comes from."""
    known = {
        one.code: one
        for level in LEVELS
        for one in sorted(
            statistics.territories(level).values(),
            key=lambda one: (one.kind is not Kind.INHABITED, one.name.casefold(), one.code),
        )
    }
    if not known:
        return None
    if st.session_state.get(key) not in known:
        place = str(st.session_state.get(TERRITORY_KEY) or DEFAULT)
        st.session_state[key] = place if place in known else next(iter(known))
    code = st.selectbox(
        _("Territoire"),
        list(known),
        key=key,
        format_func=lambda code: territory_words(known[code]),
        filter_mode="contains",
        persist_state="session",
    )
    return known[str(code)]


def territory_words(territory: Territory) -> str:
    """«Anneessens (quartier)»."""
    return f"{territory.name} ({Level(territory.level).label})"
