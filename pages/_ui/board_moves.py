"""What the board asks for when somebody moves a card, and what is said when it cannot be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.refused_changes import EditConflict
from diagnostic.repository import StatementRepository
from indicators.language import _
from indicators.user_error import UserError
from pages._ui.current_role import current_role
from pages._ui.messages import show_error

ANSWER = "tableau:reponse"
REFUSAL = "tableau:refus"


@dataclass(frozen=True)
class Move:
    """A card put between two others; `number` grows by one at each move of a visit."""

    number: int
    id: str
    version: int
    quadrant: Quadrant
    rank: int
    after: str
    before: str

    @staticmethod
    def of(sent: dict[str, Any]) -> Move:
        """Read what the browser sent. Raises ValueError when it is not a move."""
        try:
            return Move(
                number=int(sent["number"]),
                id=str(sent["id"]),
                version=int(sent["version"]),
                quadrant=Quadrant(sent["quadrant"]),
                rank=max(0, int(sent["rank"])),
                after=str(sent.get("after") or ""),
                before=str(sent.get("before") or ""),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a move: {sent!r}") from error


def rank_in_list(move: Move, lines: Sequence[Statement]) -> int:
    """The rank that a move means among all lines of its list, itself left out.

    The browser only knows the cards that the filters let through, as they stood: the card goes right
    below the one it was put under, else right above the one it was put over.
    """
    others = [one.id for one in lines if one.id != move.id]
    if move.after in others:
        return others.index(move.after) + 1
    if move.before in others:
        return others.index(move.before)
    return min(move.rank, len(others))


def make_move(repository: StatementRepository, board: Board, sent: dict[str, Any]) -> None:
    """Store a move, or keep what stopped it for `show_refusal`; call it in a callback."""
    try:
        move = Move.of(sent)
    except ValueError:
        return
    st.session_state[ANSWER] = move.number
    try:
        now = repository.board(board.territory, board.diagnostic)
        repository.move(
            move.id,
            move.version,
            move.quadrant,
            rank_in_list(move, now.column(move.quadrant)),
            role=current_role(),
        )
    except UserError as error:
        st.session_state[REFUSAL] = error


def show_refusal(board: Board) -> None:
    """Say why the last move was not made, once; the board shows what stands."""
    error = st.session_state.pop(REFUSAL, None)
    if error is None:
        return
    show_error(error)
    if isinstance(error, EditConflict):
        theirs = error.theirs
        st.html(
            f'<div class="constat"><span class="theme">{escape(_("Ce qui est enregistré"))} · '
            f"{escape(theirs.quadrant.heading)} · {escape(board.theme_of(theirs))}</span>"
            f'<p dir="auto">{escape(theirs.text)}</p></div>'
        )
