"""The colours of the product, measured for colour-vision deficiencies and grey print.

A test computes the distances between neighbours (CIEDE2000 under simulated
protanopia, deuteranopia and tritanopia) and the order of lightness.
"""

from __future__ import annotations

from dataclasses import dataclass

SEQUENTIAL = ("#E6F1EE", "#B4D8D3", "#76B3B1", "#38838A", "#0F4C5C")
DIVERGING = ("#8A4B08", "#CC8F45", "#F0E9DC", "#76B3B1", "#0F4C5C")
QUADRANT_COLOURS = {"A": "#12706B", "F": "#A8561A", "O": "#2C6FBB", "M": "#3D1F47", "S": "#6B7280"}
TONE_COLOURS = {"favorable": "#0F4C5C", "attention": "#8A4B08", "neutre": "#4A5860"}

INK = "#1E2A32"
PAPER = "#FFFFFF"
LINE = "#D8DEE0"
ACCENT = "#0F4C5C"
QUIET = "#4A5860"


@dataclass(frozen=True)
class Look:
    """A fill: a colour, and a pattern («hatch», «dots» or none) drawn over it."""

    colour: str
    pattern: str = ""


NON_VALUE_LOOKS = {
    "zero": Look("#FFFFFF"),
    "secret": Look("#F4F4F2", "hatch"),
    "indisponible": Look("#F4F4F2", "dots"),
    "sans_objet": Look("#ECECEC"),
}
GREEN_SPACE = "#E3EADB"
PATTERN_INK = "#8B969B"
