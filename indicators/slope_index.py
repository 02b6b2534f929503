"""Slope and relative index of inequality: what the whole scale of deprivation changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators.estimate import Interval


def ridits(ranked_by: Mapping[str, float], population: Mapping[str, float]) -> dict[str, float]:
    """Return the relative rank of each territory, 0 (lowest of `ranked_by`) to 1 (highest).

    The rank is the part of the population that is lower, plus half of the territory's own; territories
    that are equal share one rank. Raises ValueError for a population that is not positive.
    """
    codes = sorted(ranked_by, key=lambda code: ranked_by[code])
    people = np.array([population[code] for code in codes], dtype=float)
    if (people <= 0).any():
        raise ValueError("a population that is not positive gives no rank")
    ends = people.cumsum()
    levels = np.array([ranked_by[code] for code in codes], dtype=float)
    found = {}
    for i, code in enumerate(codes):
        same = np.flatnonzero(levels == levels[i])
        start = ends[same[0]] - people[same[0]]
        found[code] = float((start + ends[same[-1]]) / 2 / ends[-1])
    return found


@dataclass(frozen=True)
class SlopeIndex:
    """The gradient of an indicator along deprivation (Mackenbach & Kunst 1997).

    `slope` is the expected difference, in the unit of the indicator, between the most and the least
    deprived end; `least` and `most` are the values expected there; `interval` holds the slope.
    """

    slope: float
    least: float
    interval: Interval

    @property
    def most(self) -> float:
        """The value expected at the most deprived end."""
        return self.least + self.slope

    @property
    def relative(self) -> float | None:
        """The relative index: expected value at the most deprived end over that at the least deprived.

        None when the line leaves the positive numbers: a ratio would mean nothing.
        """
        return self.most / self.least if self.least > 0 and self.most > 0 else None

    @property
    def certain(self) -> bool:
        """True when the interval leaves no room for the absence of a gradient."""
        return not self.interval.low <= 0 <= self.interval.high


def slope_index(
    values: Mapping[str, float],
    deprivation: Mapping[str, float],
    population: Mapping[str, float],
    level: float = 0.95,
) -> SlopeIndex:
    """Regress the values on the ridit of deprivation (higher: more deprived), weighted by population.

    Territories without one of the three are left out. The interval is that of weighted least squares
    (Student, n − 2 degrees of freedom). Raises ValueError for fewer than three territories, or when
    they are all equally deprived.
    """
    from scipy.special import stdtrit

    codes = sorted(code for code in values if code in deprivation and population.get(code, 0) > 0)
    if len(codes) < 3:
        raise ValueError(f"{len(codes)} territories are too few for a slope")
    ranks = ridits({code: deprivation[code] for code in codes}, population)
    x = np.array([ranks[code] for code in codes])
    y = np.array([values[code] for code in codes], dtype=float)
    w = np.array([population[code] for code in codes], dtype=float)
    mean_x, mean_y = weighted_mean(x, w), weighted_mean(y, w)
    spread = float((w * (x - mean_x) ** 2).sum())
    if spread == 0:
        raise ValueError("all territories are equally deprived: there is no slope")
    slope = float((w * (x - mean_x) * (y - mean_y)).sum()) / spread
    least = mean_y - slope * mean_x
    residual = float((w * (y - least - slope * x) ** 2).sum())
    margin = float(stdtrit(len(codes) - 2, 0.5 + level / 2)) * (residual / (len(codes) - 2) / spread) ** 0.5
    return SlopeIndex(slope, least, Interval(slope - margin, slope + margin, level))


def weighted_mean(x: npt.NDArray[np.float64], w: npt.NDArray[np.float64]) -> float:
    return float((w * x).sum() / w.sum())
