"""The constats of a grid that tell of isolation, with the functions of those who told them."""

from __future__ import annotations

from diagnostic.board import Board
from diagnostic.contents.theme import AfomTheme
from diagnostic.evidence import METHODS, Testimony
from indicators.isolation_view import Voice, speaks_of_isolation


def isolation_voices(board: Board) -> tuple[Voice, ...]:
    """Return the constats about isolation that rest on a testimony, in the order of the grid."""
    return tuple(
        Voice(statement.text, who)
        for statement in board.statements
        if speaks_of_isolation(
            statement.text, under_cohesion=board.themes.top(statement.theme) == AfomTheme.COHESION
        )
        and (who := tuple(_who(e) for e in statement.evidence if isinstance(e, Testimony)))
    )


def _who(testimony: Testimony) -> str:
    """«Équipe de maison médicale (santé), entretien, mai 2021»."""
    return f"{testimony.function} ({testimony.sector}), {METHODS[testimony.method]}, {testimony.when}"
