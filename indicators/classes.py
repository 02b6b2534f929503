"""Map classes with fixed breaks: the same for every year, printed in words."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from indicators.catalogue import Indicator
from indicators.french import number, with_unit
from indicators.level import Level


def class_index(indicator: Indicator, value: float, level: str = Level.QUARTIER) -> int:
    """Return the class of a value, 0 (lowest) to 4; a break belongs to the upper class."""
    return bisect_right(indicator.breaks_at(level), value)


def class_labels(indicator: Indicator, level: str = Level.QUARTIER) -> tuple[str, ...]:
    """Say the five classes in words: «moins de 15 %», «de 15 à 25 %», …"""
    breaks = indicator.breaks_at(level)
    decimals = 0 if all(float(b).is_integer() for b in breaks) else indicator.decimals
    texts = [number(b, decimals) for b in breaks]
    unit = indicator.unit_symbol
    middle = [f"de {low} à moins de {with_unit(high, unit)}" for low, high in pairwise(texts)]
    return (
        f"moins de {with_unit(texts[0], unit)}",
        *middle,
        f"{with_unit(texts[-1], unit)} ou plus",
    )
