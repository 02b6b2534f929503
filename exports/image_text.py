"""Text inside pictures: the product's font where it stands, wrapped to a width."""

from __future__ import annotations

from functools import cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.text import Text

from exports.look import IMAGE_FONTS, INK
from exports.safe_text import printable
from exports.text_width import text_width, wrap

_WIDER_THAN_ARIAL = 1.18


@cache
def _families() -> tuple[str, ...]:
    installed = {entry.name for entry in fontManager.ttflist}
    return tuple(family for family in IMAGE_FONTS if family in installed)


def font(points: float, *, bold: bool = False) -> FontProperties:
    """The product's font, with the fonts that fill in for a missing character."""
    return FontProperties(family=list(_families()), size=points, weight="bold" if bold else "normal")


def wrapped(text: str, points: float, width: float, *, bold: bool = False) -> str:
    """Break a text so that it fits in `width` points, in whichever font will draw it."""
    return "\n".join(wrap(printable(text), points * _widening(), width, bold=bold))


def natural_width(text: str, points: float) -> float:
    """The width in points of a text on one line."""
    return text_width(printable(text), points * _widening())


def _widening() -> float:
    return _WIDER_THAN_ARIAL if _families()[0] == "DejaVu Sans" else 1.0


def write(
    place: Canvas | Axes,
    x: float,
    y: float,
    text: str,
    points: float,
    *,
    bold: bool = False,
    colour: str = INK,
    align: str = "left",
    vertical: str = "top",
) -> Text:
    """Write a text as it is: «$» never starts a formula."""
    return place.text(
        x,
        y,
        text,
        fontproperties=font(points, bold=bold),
        color=colour,
        ha=align,
        va=vertical,
        linespacing=1.25,
        parse_math=False,
    )
