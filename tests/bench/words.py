"""How the measures are written."""

from __future__ import annotations

import os
from statistics import median

from indicators.french import NBSP, number


def verdict(held: bool) -> str:
    """A promise is kept or it is not."""
    return "tenu" if held else "NON TENU"


def seconds(value: float) -> str:
    """Two decimals: «0,18 s»."""
    return f"{number(value, 2)}{NBSP}s"


def times(value: float) -> str:
    """A ratio: «4,1×»."""
    return f"{number(value, 1)}×"


def usual(found: list[float]) -> float:
    """The median of what was measured after the first time, which warms up."""
    return median(found[1:] or found)


def load_average() -> str:
    """How busy the machine was in the last minute, this measure included; seconds depend on it."""
    return number(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else "inconnue"
