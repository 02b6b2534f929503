"""Where a series is heading: the test of Mann and Kendall, and the change with both ends' intervals.

Preconditions: one unbroken segment of yearly values (`indicators.figure.split_series` cuts at breaks
and holes), at least four of them. The last five years are read by default. Up to seven values the
distribution of S is counted out over all orders, ties kept; above, it is the exact one of scipy without
ties and the normal approximation with ties and continuity correction otherwise (Gilbert 1987).

With so few years a level of 5 % could never be reached by four values (the smallest p is 1/12). The
direction is therefore said at 10 %, 5 % on each side: four years must all go one way, five may hold
one exchange. The change between both ends carries the interval of Newcombe's method 10, which is made
of the two intervals (for shares: of the two Wilson intervals).

Mann H. B. (1945), Econometrica 13, 245–259. Kendall M. G. (1975), Rank correlation methods, Griffin.
Gilbert R. O. (1987), Statistical methods for environmental pollution monitoring, Van Nostrand
Reinhold, p. 208–213. Newcombe R. G. (1998), Statistics in Medicine 17, 873–890.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise, permutations
from math import hypot, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from indicators.catalogue import Indicator
from indicators.comparison import reading_interval
from indicators.estimate import Estimate, Interval
from indicators.french import number, signed, with_unit
from indicators.language import _
from indicators.method import Method

YEARS = 5
FEWEST = 4
ALPHA = 0.10
COUNTED_OUT = 7
"""Longest series whose orders are all counted out (5 040 of them)."""

METHOD = Method(
    id="tendance",
    title=_("Direction d'une série"),
    question=_("Sur les cinq dernières années, le chiffre monte-t-il, descend-il, ou hésite-t-il\u00a0?"),
    formula=_(
        "S = nombre de paires d'années qui montent moins nombre de paires qui descendent (Mann-Kendall)\u00a0; "
        "direction dite quand p < 10\u00a0%. Changement = dernière valeur − première, de "
        "d − √((v₂−b₂)² + (h₁−v₁)²) à d + √((h₂−v₂)² + (v₁−b₁)²), avec b et h les bornes de chaque année."
    ),
    reference=_(
        "Mann (1945), Econometrica 13, 245–259\u00a0; Kendall (1975), Rank Correlation Methods\u00a0; "
        "Gilbert (1987), p. 208–213\u00a0; Newcombe (1998), Statistics in Medicine 17, 873–890"
    ),
    preconditions=_(
        "Au moins quatre années qui se suivent, sans rupture de série. Une rupture coupe la série\u00a0: "
        "rien n'est lu par-dessus."
    ),
    limits=_(
        "Avec cinq années, seule une marche presque sans recul est reconnue\u00a0; un changement récent et "
        "brusque ne l'est pas. Sur cent séries stables, environ huit auraient une direction par hasard. Les "
        "mêmes personnes étant comptées aux deux bouts, l'intervalle du changement est plutôt trop large."
    ),
    module="indicators.trend_direction",
)


class TrendDirection(StrEnum):
    """Where a series is heading."""

    UP = "hausse"
    DOWN = "baisse"
    UNCLEAR = "sans_direction"
    TOO_FEW = "trop_peu"

    @property
    def word(self) -> str:
        """«à la hausse», «à la baisse», «sans direction nette», «trop peu d'années»."""
        return {
            TrendDirection.UP: _("à la hausse"),
            TrendDirection.DOWN: _("à la baisse"),
            TrendDirection.UNCLEAR: _("sans direction nette"),
            TrendDirection.TOO_FEW: _("trop peu d'années"),
        }[self]


@dataclass(frozen=True)
class TrendPoint:
    """One year of a series, in the unit of the indicator, with its reading interval when there is one."""

    year: int
    value: float
    interval: Interval | None = None


@dataclass(frozen=True)
class Monotony:
    """The Mann-Kendall test of a series: S, its variance, Kendall's tau-b and the two-sided p."""

    s: int
    variance: float
    tau: float
    p: float


@dataclass(frozen=True)
class Trend:
    """The direction of the last years of a segment, and the change between its two ends.

    `tau` and `p` are None when there are too few years; `change_interval` is None when one of the
    ends has no interval.
    """

    direction: TrendDirection
    first: TrendPoint
    last: TrendPoint
    years: int
    tau: float | None = None
    p: float | None = None
    change_interval: Interval | None = None

    @property
    def change(self) -> float:
        """The last value minus the first, in the unit of the indicator."""
        return self.last.value - self.first.value

    @property
    def word(self) -> str:
        """The direction in words."""
        return self.direction.word

    def sentence(self, indicator: Indicator) -> str:
        """«De 2020 à 2024, à la hausse : de 41,2 % à 43,6 % (+2,4 points, …).»"""
        if self.years < 2:
            return _("Une seule année ({year})\u00a0: rien à comparer.").format(year=self.last.year)
        unit = _("points") if indicator.is_share else indicator.unit_symbol
        change = with_unit(signed(self.change, indicator.decimals), unit)
        bounds = ""
        if self.change_interval is not None:
            bounds = _(", entre {low} et {high} avec l'incertitude des deux années").format(
                low=signed(self.change_interval.low, indicator.decimals),
                high=with_unit(signed(self.change_interval.high, indicator.decimals), unit),
            )
        word = self.word
        if self.direction is TrendDirection.TOO_FEW:
            word = _("trop peu d'années pour une direction ({n})").format(n=number(self.years))
        return _("De {first} à {last}, {word}\u00a0: de {start} à {end} ({change}{bounds}).").format(
            first=self.first.year,
            last=self.last.year,
            word=word,
            start=indicator.format(self.first.value),
            end=indicator.format(self.last.value),
            change=change,
            bounds=bounds,
        )


def points_of(indicator: Indicator, segment: Sequence[Estimate]) -> tuple[TrendPoint, ...]:
    """The points of one segment of `split_series`, with the intervals they are read with.

    A sum that is only a lower bound («au moins») is no point of a trend and raises ValueError.
    """
    points = []
    for estimate in segment:
        if estimate.value is None or estimate.at_least:
            raise ValueError(f"{estimate.indicator}/{estimate.code}/{estimate.year} is no point of a trend")
        points.append(TrendPoint(estimate.year, estimate.value, reading_interval(indicator, estimate)))
    return tuple(points)


def recent_trend(indicator: Indicator, segments: Sequence[Sequence[Estimate]]) -> str:
    """The sentence on the last unbroken segment of a series (see `split_series`); empty without one."""
    known = [one for one in (segments[-1] if segments else ()) if not one.at_least]
    if len(known) < 2 or known[-1].year - known[0].year != len(known) - 1:
        return ""
    return mann_kendall(points_of(indicator, known)).sentence(indicator)


def mann_kendall(values: Sequence[TrendPoint], years: int = YEARS) -> Trend:
    """Say where the last `years` years of one unbroken segment (oldest first) are heading.

    Raises ValueError for an empty segment, years that do not follow each other (a break must be cut
    beforehand), or a window of fewer than four years.
    """
    if not values:
        raise ValueError("an empty segment has no direction")
    if any(later.year - earlier.year != 1 for earlier, later in pairwise(values)):
        raise ValueError(f"years {[point.year for point in values]} do not follow each other")
    if years < FEWEST:
        raise ValueError(f"a window of {years} years is too short for a direction")
    read = tuple(values[-years:])
    first, last = read[0], read[-1]
    interval = difference_interval(first, last) if len(read) > 1 else None
    if len(read) < FEWEST:
        return Trend(TrendDirection.TOO_FEW, first, last, len(read), change_interval=interval)
    test = monotony([point.value for point in read])
    direction = TrendDirection.UNCLEAR
    if test.p < ALPHA:
        direction = TrendDirection.UP if test.s > 0 else TrendDirection.DOWN
    return Trend(direction, first, last, len(read), test.tau, test.p, interval)


def monotony(values: Sequence[float]) -> Monotony:
    """Test a series for a monotone trend (Mann 1945; ties after Kendall 1975).

    A series that never moves has S = 0, tau = 0 and p = 1. Raises ValueError for fewer than two values.
    """
    count = len(values)
    if count < 2:
        raise ValueError("one value has no trend")
    _levels, ranks, ties = np.unique(np.asarray(values, dtype=float), return_inverse=True, return_counts=True)
    s = int(_s_of(ranks[np.newaxis, :])[0])
    variance = _s_variance(count, ties)
    pairs = count * (count - 1) / 2
    untied = pairs - float((ties * (ties - 1) / 2).sum())
    tau = s / sqrt(pairs * untied) if untied else 0.0
    return Monotony(s, variance, tau, _p_value(s, variance, tuple(int(rank) for rank in ranks)))


def difference_interval(first: TrendPoint, last: TrendPoint) -> Interval | None:
    """The interval of the change between two points (Newcombe 1998, method 10), None without both.

    Raises ValueError when the two intervals are not of the same level.
    """
    if first.interval is None or last.interval is None:
        return None
    if first.interval.level != last.interval.level:
        raise ValueError(f"levels {first.interval.level} and {last.interval.level} differ")
    change = last.value - first.value
    down = hypot(last.value - last.interval.low, first.interval.high - first.value)
    up = hypot(last.interval.high - last.value, first.value - first.interval.low)
    return Interval(change - down, change + up, last.interval.level)


def _s_of(series: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
    """S of each row of an array (series, years)."""
    earlier, later = np.triu_indices(series.shape[1], 1)
    return np.sign(series[:, later] - series[:, earlier]).sum(axis=1)


def _s_variance(count: int, ties: npt.NDArray[np.int_]) -> float:
    tied = float((ties * (ties - 1) * (2 * ties + 5)).sum())
    return (count * (count - 1) * (2 * count + 5) - tied) / 18


@lru_cache(maxsize=256)
def _counted_out(ranks: tuple[int, ...]) -> npt.NDArray[np.int_]:
    """|S| of every order of the ranks; depends on the pattern of ties only."""
    return np.abs(_s_of(np.array(list(permutations(ranks)))))


def _p_value(s: int, variance: float, ranks: tuple[int, ...]) -> float:
    count = len(ranks)
    if variance == 0:
        return 1.0
    if count <= COUNTED_OUT:
        return float((_counted_out(tuple(sorted(ranks))) >= abs(s)).mean())
    if len(set(ranks)) == count:
        from scipy.stats import kendalltau

        return float(kendalltau(np.arange(count), ranks, method="exact").pvalue)
    z = max(0, abs(s) - 1) / sqrt(variance)
    return 2 * NormalDist().cdf(-z)
