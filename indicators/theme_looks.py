"""How the themes of a map of statements look: a colour and a dash, so that colour is never alone.

A test measures the colours: contrast on white, distance for colour-blind people.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ThemeLook:
    """`dashes` are lengths of dash and gap in pixels, empty for a full line."""

    colour: str
    dashes: tuple[int, ...] = ()

    @property
    def css(self) -> str:
        """The dashes as SVG writes them: «8 4»."""
        return " ".join(map(str, self.dashes))


THEME_LOOKS = (
    ThemeLook("#0F4C5C"),
    ThemeLook("#8C6D0E", (10, 4)),
    ThemeLook("#1470CC", (2, 4)),
    ThemeLook("#380A66", (12, 4, 2, 4)),
    ThemeLook("#B2128A", (5, 5)),
    ThemeLook("#664729", (16, 4)),
    ThemeLook("#402306", (8, 3, 2, 3, 2, 3)),
)


def look_of(place: int) -> ThemeLook:
    """The look of the theme at a place of the list; after the seventh they begin again."""
    return THEME_LOOKS[place % len(THEME_LOOKS)]
