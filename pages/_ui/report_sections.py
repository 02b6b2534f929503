"""The sections of the fiche that hold a report and the grid against the figures."""

from __future__ import annotations

import streamlit as st

from diagnostic.board import Board
from diagnostic.isolation_voices import isolation_voices
from indicators.language import _
from indicators.reported_profile import ReportedProfile
from pages._ui.denominators import denominators_html
from pages._ui.housing import housing_html
from pages._ui.isolation import isolation_html


def show_report_sections(
    fiche: ReportedProfile, sister: ReportedProfile | None, board: Board, reference_year: int
) -> None:
    """Housing stock, isolation and denominators, each under its header where there is something to say."""
    stock = fiche.housing(reference_year)
    if stock is not None:
        st.header(_("Logement\u00a0: ce que l'on sait du parc"), anchor="parc-de-logements")
        st.html(housing_html(stock, sister.housing(reference_year) if sister else None))
    isolation = fiche.isolation(isolation_voices(board), reference_year)
    if isolation is not None:
        st.header(_("Isolement\u00a0: chiffres et paroles côte à côte"), anchor="isolement-cote-a-cote")
        st.html(isolation_html(isolation))
    found = fiche.denominators
    if found is not None:
        st.header(_("De quelle population parle-t-on\u00a0?"), anchor="denominateurs")
        st.html(denominators_html(found, fiche.territory.code, stock))
