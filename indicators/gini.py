"""The Gini coefficient of a value between territories, weighted by people."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np


def gini(values: Mapping[str, float], population: Mapping[str, float]) -> float:
    """Return the Gini index between territories, weighted by population: 0 (all equal) to 1.

    Read off the Lorenz curve of the sorted territories (Lerman & Yitzhaki 1989). Raises ValueError for
    a negative value, a missing or negative population, or a total of zero.
    """
    codes = sorted(values, key=lambda code: values[code])
    x = np.array([values[code] for code in codes], dtype=float)
    w = np.array([population[code] for code in codes], dtype=float)
    total = float((w * x).sum())
    if (x < 0).any() or (w < 0).any() or total <= 0:
        raise ValueError("the Gini index needs values and populations that are not negative, not all zero")
    before = w.cumsum() - w / 2
    return float(2 * (w * x * before).sum() / (w.sum() * total) - 1)
