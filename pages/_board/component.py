"""The board and the projector as components of the page itself (no frame, no foreign host)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

STATIC = Path(__file__).parent / "static"
BOARD_KEY = "tableau_afom"
PROJECTOR_KEY = "projecteur_afom"
PRINTER_KEY = "imprimer_afom"


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


_board = st.components.v2.component(
    "diagnostic_tableau", html=_read("tableau.html"), css=_read("tableau.css"), js=_read("tableau.js")
)
_projector = st.components.v2.component(
    "diagnostic_projecteur",
    html=_read("projecteur.html"),
    css=_read("projecteur.css"),
    js=_read("projecteur.js"),
)
_printer = st.components.v2.component(
    "diagnostic_imprimer",
    html='<button type="button"></button>',
    css=_read("imprimer.css"),
    js=_read("imprimer.js"),
)


def board_component(
    data: dict[str, Any], moved: Callable[[dict[str, Any]], None], more: Callable[[str], None]
) -> str:
    """Draw the board; the id of the card that was opened in this run, else an empty text.

    `moved` hears a move as {number, id, version, quadrant, rank, after, before}; `more` hears the letter of a
    list of which the browser wants another page. Both are called before the page runs again.
    """

    def heard(name: str) -> Any:
        return (st.session_state.get(BOARD_KEY) or {}).get(name)

    result = _board(
        key=BOARD_KEY,
        data=data,
        on_moved_change=lambda: moved(heard("moved")),
        on_more_change=lambda: more(str(heard("more"))),
        on_opened_change=lambda: None,
    )
    return str(getattr(result, "opened", None) or "")


def projector_component(data: dict[str, Any], left: Callable[[], None]) -> None:
    """Fill the window with the grid in large type; `left` is called when the person leaves it."""
    _projector(key=PROJECTOR_KEY, data=data, on_left_change=left)


def print_component(label: str) -> None:
    """A button that opens the print window of the browser."""
    _printer(key=PRINTER_KEY, data=label)
