"""How old a figure is, and from when on that must be seen.

A dated figure is not a false one, but nobody should take a rent of 2009 for today's: it is shown
with its age, and with the word «ancien» beyond ten years, the interval between two Belgian
censuses (1981, 1991, 2001, 2011, 2021; Statbel).
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.language import _

OLD_AFTER = 10
"""In years: the interval between two censuses."""


@dataclass(frozen=True)
class FigureAge:
    """The age, in whole calendar years, of a figure of `year` seen in `reference_year`."""

    year: int
    reference_year: int

    @property
    def years(self) -> int:
        """Calendar years between the two; 0 for a figure of this year or of a clock that is late."""
        return max(0, self.reference_year - self.year)

    @property
    def is_old(self) -> bool:
        """True when more than ten years lie between."""
        return self.years > OLD_AFTER

    @property
    def word(self) -> str:
        """«ancien», or nothing."""
        return _("ancien") if self.is_old else ""

    @property
    def text(self) -> str:
        """«il y a 17 ans», «il y a 1 an», «cette année»."""
        if self.years == 0:
            return _("cette année")
        return _("il y a {n}\u00a0{word}").format(n=self.years, word=_("an") if self.years == 1 else _("ans"))

    @property
    def label(self) -> str:
        """«ancien, il y a 17 ans», or the age alone."""
        return ", ".join(filter(None, (self.word, self.text)))
