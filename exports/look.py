"""The shared look of everything printed: one font, one palette, one language.

Arial stands on Windows and macOS; on Linux, Liberation Sans takes its place with the very
same widths, so that a slide checked here breaks its lines at the same words elsewhere.
Both hold the narrow no-break space (U+202F) and the shapes ▲ ● ▼.
"""

from __future__ import annotations

from indicators.language import _
from indicators.palettes import ACCENT, INK, LINE, PAPER, QUADRANT_COLOURS, QUIET, SEQUENTIAL

FONT = "Arial"
IMAGE_FONTS = ("Arial", "Liberation Sans", "Arimo", "DejaVu Sans")
LANGUAGE = "fr-BE"
SMALLEST_SLIDE_POINTS = 12

WASH = "#F3F7F7"
"""A breath of the accent, behind headers."""

THEME_COLOURS = {
    "dk1": INK,
    "lt1": PAPER,
    "dk2": ACCENT,
    "lt2": WASH,
    "accent1": ACCENT,
    "accent2": SEQUENTIAL[3],
    "accent3": QUADRANT_COLOURS["F"],
    "accent4": QUADRANT_COLOURS["O"],
    "accent5": QUADRANT_COLOURS["M"],
    "accent6": QUADRANT_COLOURS["S"],
    "hlink": ACCENT,
    "folHlink": QUADRANT_COLOURS["M"],
}

__all__ = [
    "ACCENT",
    "FONT",
    "IMAGE_FONTS",
    "INK",
    "LANGUAGE",
    "LINE",
    "PAPER",
    "QUIET",
    "SMALLEST_SLIDE_POINTS",
    "THEME_COLOURS",
    "WASH",
    "author",
    "hexa",
]


def author() -> str:
    """The author written in the properties of a document: the tool, never a person."""
    return _("Diagnostic de quartier")


def hexa(colour: str) -> str:
    """Turn «#0F4C5C» into the «0F4C5C» that Office wants."""
    return colour.lstrip("#").upper()
