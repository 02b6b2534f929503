"""How the grid is seen: the board, in large type for a room, or on an A3 sheet (`vue`)."""

from __future__ import annotations

import streamlit as st

from indicators.language import _
from pages._ui.comparison_choice import VIEW_KEY
from pages._ui.url_state import choose, forget_notices, settle

BOARD = "tableau"
PROJECTOR = "projecteur"
PRINT = "a3"


def words_of(view: str) -> str:
    """The name of a view."""
    return {BOARD: _("Tableau"), PROJECTOR: _("Projecteur"), PRINT: _("Impression A3")}[view]


def settled_view() -> str:
    """The view that the URL or the person asks for."""
    return settle(
        VIEW_KEY,
        {one: one for one in (BOARD, PROJECTOR, PRINT)}.get,
        default=BOARD,
        unknown=_("La vue «\u00a0{value}\u00a0» n'existe pas\u00a0; voici la première."),
        optional=True,
    )


def view_choice() -> None:
    """Draw the choice of the view."""
    st.segmented_control(
        _("Vue de la grille"),
        (BOARD, PROJECTOR, PRINT),
        format_func=words_of,
        key=VIEW_KEY,
        label_visibility="collapsed",
        required=True,
        on_change=forget_notices,
    )


def leave_projector() -> None:
    """Go back to the board; call it in a callback."""
    choose(VIEW_KEY, BOARD)
