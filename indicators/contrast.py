"""Which ink can be read on a colour (WCAG 2.2, relative luminance and contrast ratio)."""

from __future__ import annotations

from indicators.palettes import INK, PAPER

READABLE = 4.5
"""The ratio that ordinary text needs (WCAG 2.2, 1.4.3, level AA)."""
BLACK = "#000000"


def luminance(colour: str) -> float:
    """Relative luminance of «#RRGGBB», from 0 (black) to 1 (white)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(background: str) -> str:
    """The first of our inks that can be read on a background, else the one that reads best."""
    inks = (INK, PAPER, BLACK)
    readable = (ink for ink in inks if contrast(ink, background) >= READABLE)
    return next(readable, max(inks, key=lambda ink: contrast(ink, background)))
