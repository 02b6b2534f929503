"""Rank with caution (Goldstein & Spiegelhalter 1996; Spiegelhalter 2005).

A bare league table of small areas is mostly noise. The rank is given with the best
and the worst place that the reading intervals leave open: an area is surely before
another only when their intervals do not overlap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.catalogue import Indicator
from indicators.comparison import reading_interval
from indicators.estimate import Estimate
from indicators.french import number, ordinal
from indicators.language import _


@dataclass(frozen=True)
class Rank:
    """Place of a territory, highest value first, and the places that are also plausible."""

    place: int
    of: int
    best: int
    worst: int
    among: str = _("quartiers")

    @property
    def text(self) -> str:
        """«12e valeur la plus élevée sur 117 quartiers (entre la 9e et la 15e)».

        Counted from the nearer end: nobody reads «110e valeur la plus élevée» with ease.
        """
        from_top = self.place <= (self.of + 1) / 2
        place, first, last = self.place, self.best, self.worst
        if not from_top:
            place, first, last = (self.of + 1 - n for n in (place, last, first))
        words = _("la plus élevée") if from_top else _("la plus basse")
        text = _("{place} valeur {words} sur {of} {among}").format(
            place=ordinal(place), words=words, of=number(self.of), among=self.among
        )
        if first != last:
            text += _(" (entre la {first} et la {last})").format(first=ordinal(first), last=ordinal(last))
        return text


def rank(
    indicator: Indicator, estimates: Mapping[str, Estimate], code: str, among: str = _("quartiers")
) -> Rank | None:
    """Rank territory `code` among all estimates of one indicator and year; `among` names them.

    Returns None when the territory has no value or no interval to read it with.
    """
    own = estimates.get(code)
    own_bounds = reading_interval(indicator, own) if own is not None else None
    if own is None or own.value is None or own_bounds is None:
        return None
    place, best, others = 1, 1, 0
    surely_below = 0
    for other_code, other in estimates.items():
        bounds = reading_interval(indicator, other)
        if other_code == code or other.value is None or bounds is None:
            continue
        others += 1
        place += other.value > own.value
        best += bounds.low > own_bounds.high
        surely_below += bounds.high < own_bounds.low
    return Rank(place=place, of=others + 1, best=best, worst=others + 1 - surely_below, among=among)
