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


@dataclass(frozen=True)
class Rank:
    """Place of a territory, highest value first, and the places that are also plausible."""

    place: int
    of: int
    best: int
    worst: int

    @property
    def text(self) -> str:
        """«12e des 117 valeurs, de la plus élevée à la plus basse (entre 9 et 15)»."""
        text = f"{ordinal(self.place)} valeur la plus élevée sur {number(self.of)} quartiers"
        if self.best != self.worst:
            text += f" (entre la {self.best}e et la {self.worst}e)".replace("la 1e", "la 1re")
        return text.replace("1er valeur", "1re valeur")


def rank(indicator: Indicator, estimates: Mapping[str, Estimate], code: str) -> Rank | None:
    """Rank territory `code` among all estimates of one indicator and year.

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
    return Rank(place=place, of=others + 1, best=best, worst=others + 1 - surely_below)
