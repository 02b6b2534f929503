"""The AFOM grid on one slide: five lists, and how many constats did not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.presentation import Presentation as Deck

from diagnostic.board import Board, Quadrant, Statement
from exports.look import QUIET, SMALLEST_SLIDE_POINTS
from exports.safe_text import printable
from exports.slide_layouts import LIST_BODIES, LIST_HEADS, LIST_HEIGHT, LIST_INSET, LIST_WIDTH, Layout
from exports.slide_template import add_slide
from exports.slide_text import Line, fill, write_notes
from exports.text_width import wrap
from indicators.french import NBSP, number
from indicators.language import _

_SIZES = (16, 14, SMALLEST_SLIDE_POINTS)
_LINE_HEIGHT = 1.2
_SPACE_AFTER = 6
_TEXT_WIDTH = (LIST_WIDTH - 2 * LIST_INSET) * 72
_ROOM = LIST_HEIGHT * 72


@dataclass(frozen=True)
class FittedList:
    """What one column shows: texts, cut where «…» says so, and the number left out."""

    texts: tuple[str, ...]
    left_out: int


def add_board_slide(deck: Deck, board: Board, footer: str) -> None:
    """Add the slide; the speaker's notes hold every constat in full, with its reference."""
    slide = add_slide(
        deck, Layout.LISTS, _("Grille AFOM\u00a0: {name}").format(name=board.territory.name), footer
    )
    places: dict[int, Any] = {s.placeholder_format.idx: s for s in slide.placeholders}
    columns = {quadrant: [s.text for s in _ordered(board, quadrant)] for quadrant in Quadrant}
    points = next(
        (size for size in _SIZES if all(_height(texts, size) <= _ROOM for texts in columns.values())),
        SMALLEST_SLIDE_POINTS,
    )
    for quadrant, texts in columns.items():
        head = f"{quadrant.value}{NBSP}{NBSP}{quadrant.heading}{NBSP}({number(len(texts))})"
        fill(places[LIST_HEADS[quadrant.value]].text_frame, [Line(head)])
        fitted = fit(texts, points)
        lines = [Line(text, points=points) for text in fitted.texts]
        if fitted.left_out:
            lines.append(Line(others_text(fitted.left_out), True, QUIET, points))
        if not texts:
            lines = [Line(_("Aucun constat pour le moment."), False, QUIET, points)]
        fill(places[LIST_BODIES[quadrant.value]].text_frame, lines)
    write_notes(slide, _spoken(board))


def others_text(count: int) -> str:
    """«+ 3 autres»."""
    return f"+{NBSP}1{NBSP}autre" if count == 1 else f"+{NBSP}{number(count)}{NBSP}autres"


def _ordered(board: Board, quadrant: Quadrant) -> list[Statement]:
    """The constats of one list under their themes, as the Word grid prints them."""
    return [s for _theme, statements in board.by_theme(quadrant) for s in statements]


def _lines(text: str, points: float) -> list[str]:
    return wrap(printable(text), points * 1.02, _TEXT_WIDTH)


def _height(texts: list[str], points: float) -> float:
    return sum(len(_lines(text, points)) * points * _LINE_HEIGHT + _SPACE_AFTER for text in texts)


def fit(texts: list[str], points: float) -> FittedList:
    """Keep the first constats that fit, by number of lines; cut the last one rather than lose it."""
    if _height(texts, points) <= _ROOM:
        return FittedList(tuple(texts), 0)
    line = points * _LINE_HEIGHT
    room = _ROOM - line - _SPACE_AFTER
    shown: list[str] = []
    for text in texts:
        wrapped = _lines(text, points)
        needed = len(wrapped) * line + _SPACE_AFTER
        if needed <= room:
            shown.append(text)
            room -= needed
            continue
        fitting = int((room - _SPACE_AFTER) // line)
        if fitting >= 2 or not shown:
            shown.append(_beginning(printable(text), wrapped[: max(fitting, 1)]))
        break
    return FittedList(tuple(shown), len(texts) - len(shown))


def _beginning(text: str, lines: list[str]) -> str:
    """The part of a text that these first lines hold, and «…»; Office breaks its lines itself."""
    end = 0
    for line in lines:
        end = text.index(line, end) + len(line)
    # One word less leaves room for the sign; a text without spaces loses a letter instead.
    words = text[:end].rpartition(" ")[0] or text[: max(end - 1, 1)]
    return words.rstrip(" .,;\n") + "…"


def _spoken(board: Board) -> list[str]:
    paragraphs = []
    for quadrant in Quadrant:
        paragraphs.append(f"{quadrant.value}, {quadrant.heading}")
        statements = _ordered(board, quadrant)
        for statement in statements:
            evidence = "".join(f" [{e.chip}]" for e in statement.evidence)
            paragraphs.append(f"{statement.reference}{NBSP}: {statement.text}{evidence}")
        if not statements:
            paragraphs.append(_("Aucun constat pour le moment."))
    return paragraphs
