"""The figure that a link brings along: `?preuve=bim:2024`."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from indicators.language import _
from pages._ui.place import Place
from pages._ui.url_state import set_notice

PARAMETER = "preuve"


@dataclass(frozen=True)
class AskedFigure:
    """An indicator and a year that exist."""

    indicator: str
    year: int


def asked_figure(place: Place) -> AskedFigure | None:
    """Read the parameter; a figure unknown at the level of the place gives a notice and no figure."""
    statistics = place.statistics
    asked = st.query_params.get(PARAMETER)
    if not asked:
        return None
    indicator, _separator, year = asked.partition(":")
    known = indicator in statistics.catalogue and year.isdigit()
    if known and int(year) in statistics.years(indicator, place.level):
        return AskedFigure(indicator, int(year))
    set_notice(
        PARAMETER,
        _(
            "Le chiffre «\u00a0{value}\u00a0» de l'adresse n'existe pas\u00a0; choisissez-le dans la liste."
        ).format(value=asked[:60]),
    )
    return None
