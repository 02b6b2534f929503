"""One line on a page of statements: how many rest on a figure that changed since, with the way there."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from data.figures_today import FiguresToday
from data.statistics import Statistics
from diagnostic.board import Board
from diagnostic.figures_to_review import changed_statements, figures_to_review
from indicators.language import _

PANE_KEY = "volet"
TO_REVIEW = "revoir"


def review_notice(statistics: Statistics, board: Board) -> None:
    """Show the line; nothing when no statement is concerned.

    Costs nothing while every figure was frozen with the statistics in force.
    """
    reviews = figures_to_review(board.statements, (), FiguresToday(statistics), datetime.now(UTC))
    count = len(changed_statements(reviews))
    if count:
        st.page_link(
            "historique.py",
            label=notice_words(count),
            icon=":material/published_with_changes:",
            query_params={"diagnostic": board.diagnostic, PANE_KEY: TO_REVIEW},
        )


def notice_words(count: int) -> str:
    """«3 constats s'appuient sur un chiffre qui a changé»."""
    if count == 1:
        return _("Un constat s'appuie sur un chiffre qui a changé")
    return _("{n} constats s'appuient sur un chiffre qui a changé").format(n=count)
