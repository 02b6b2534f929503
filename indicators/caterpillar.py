"""All territories in order, each with the interval to read its value with: where ranks may swap.

The «caterpillar plot» of Goldstein & Spiegelhalter (1996): neighbours whose intervals overlap have
no sure order, which a bare list of ranks hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.catalogue import Indicator, Source
from indicators.comparison import reading_interval
from indicators.estimate import Estimate
from indicators.figure import Figure
from indicators.french import number
from indicators.language import _
from indicators.territory import Territory, of_place


@dataclass(frozen=True)
class Dot:
    """One territory; `low` and `high` are None where nothing gives an interval."""

    territory: Territory
    value: float
    low: float | None
    high: float | None

    def words(self, indicator: Indicator) -> str:
        """«Anneessens : 43,6 % (entre 42,7 % et 44,6 %)»."""
        text = f"{self.territory.name}\u00a0: {indicator.format(self.value)}"
        if self.low is None or self.high is None:
            return text
        return text + _(" (entre {low} et {high})").format(
            low=indicator.format(self.low), high=indicator.format(self.high)
        )


@dataclass(frozen=True)
class Caterpillar:
    """The peers of a territory, highest value first, and the territory itself.

    `own` is its figure, whether it is one of the peers or not (a perimeter); `without` counts the
    peers that have no value.
    """

    indicator: Indicator
    year: int
    dots: tuple[Dot, ...]
    own: Figure
    peers: str
    without: int
    source: Source
    rank_words: str
    statistics_version: str

    @property
    def alike(self) -> int | None:
        """How many other peers have an interval that touches the territory's own; None without one."""
        own = next((dot for dot in self.dots if dot.territory.code == self.own.territory.code), None)
        if own is None or own.low is None or own.high is None:
            return None
        return sum(
            dot is not own
            and dot.low is not None
            and dot.high is not None
            and dot.low <= own.high
            and own.low <= dot.high
            for dot in self.dots
        )

    @property
    def alike_words(self) -> str:
        """How many peers cannot be put surely before or after the territory."""
        if self.alike is None:
            return ""
        return _(
            "{n} autres {peers} ont un intervalle qui touche celui {of_name}\u00a0: l'ordre entre eux n'est pas sûr."
        ).format(n=number(self.alike), peers=self.peers, of_name=of_place(self.own.territory.name))


def dots_of(
    indicator: Indicator, estimates: Mapping[str, Estimate], territories: Mapping[str, Territory]
) -> tuple[Dot, ...]:
    """The territories that have a value, the highest first, equals by name."""
    found = []
    for code, estimate in estimates.items():
        if estimate.value is None:
            continue
        bounds = reading_interval(indicator, estimate)
        low, high = (max(indicator.minimum, bounds.low), bounds.high) if bounds else (None, None)
        found.append(Dot(territories[code], estimate.value, low, high))
    return tuple(sorted(found, key=lambda dot: (-dot.value, dot.territory.name)))
