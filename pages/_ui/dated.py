"""The year of a figure and its age; an old one is seen to be old, in words and in looks."""

from __future__ import annotations

from html import escape

from indicators.figure_age import FigureAge


def dated_html(age: FigureAge) -> str:
    """«2009, ancien, il y a 17 ans»: the word stands in a frame, never a colour alone."""
    word = f'<span class="marque-ancien">{escape(age.word)}</span> ' if age.is_old else ""
    return f'{age.year} <small class="age">{word}<span class="duree">{escape(age.text)}</span></small>'


def row_class(age: FigureAge) -> str:
    """The attribute of a row that holds the figure: quiet when it is old."""
    return ' class="ancien"' if age.is_old else ""
