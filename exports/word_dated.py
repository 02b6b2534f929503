"""The year of a figure and its age in a Word table: an old one is seen to be old, in words and in looks."""

from __future__ import annotations

from exports.look import INK, QUIET
from exports.word_table import Cell
from exports.word_text import Words
from indicators.figure_age import FigureAge


def dated_cell(age: FigureAge) -> Cell:
    """The year, and below it «ancien, il y a 17 ans»."""
    return (
        Words(str(age.year), colour=tone(age)),
        Words(age.label, bold=age.is_old, colour=QUIET, points=8.5),
    )


def tone(age: FigureAge) -> str:
    """Ink, or the quiet colour for an old figure."""
    return QUIET if age.is_old else INK
