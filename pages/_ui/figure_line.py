"""One figure of the fiche, with the link that puts it under a constat."""

from __future__ import annotations

import streamlit as st

from indicators.figure import Figure
from indicators.language import _
from pages._ui.figure_panel import line_html


def show_line(figure: Figure, variation: bool = True) -> None:
    """The figure on the left, «+ constat» on the right; `variation` shows the interval of chance."""
    words, action = st.columns([6, 1.15], vertical_alignment="center")
    words.html(line_html(figure, variation))
    action.page_link(
        "afom.py",
        label=_("Constat"),
        icon=":material/add:",
        help=_("Ajouter un constat qui s'appuie sur ce chiffre"),
        query_params={
            "territoire": figure.territory.code,
            "preuve": f"{figure.indicator.id}:{figure.year}",
        },
    )
