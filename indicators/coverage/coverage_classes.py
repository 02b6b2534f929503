"""Classes of a coverage map, in words: minutes have fixed bounds, amounts are held against their mean.

The darkest class is always the best covered one. An amount has no fixed bounds that would suit
services, full-time posts and places alike; half, four fifths, five fourths and twice the mean do,
and say what they are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from indicators.french import number
from indicators.language import _

MINUTES = (5, 10, 15, 30)
RATIOS = (0.5, 0.8, 1.25, 2.0)
NOTHING = "zero"


def minutes_look(minutes: float) -> str:
    """«4» up to 5 minutes … «0» beyond 30; a bound belongs to the nearer class."""
    return str(len(MINUTES) - bisect_left(MINUTES, minutes))


def minutes_labels() -> tuple[str, ...]:
    """The five classes in words, the farthest first."""
    middle = [
        _("de plus de {low} à {high}\u00a0minutes").format(low=low, high=high)
        for low, high in pairwise(MINUTES)
    ]
    return (
        _("plus de {n}\u00a0minutes").format(n=MINUTES[-1]),
        *reversed(middle),
        _("{n}\u00a0minutes ou moins").format(n=MINUTES[0]),
    )


def amount_look(value: float, mean: float) -> str:
    """The class of an amount held against the mean; nothing at all is never a class."""
    if value <= 0 or mean <= 0:
        return NOTHING
    return str(bisect_right(RATIOS, round(value / mean, 9)))


def amount_labels(mean: float, decimals: int) -> tuple[str, ...]:
    """The five classes in words, with their bounds in the unit of the values."""
    a, b, c, d = (number(mean * ratio, decimals) for ratio in RATIOS)
    return (
        _("moins de la moitié de la moyenne (moins de {a})").format(a=a),
        _("de la moitié aux quatre cinquièmes de la moyenne ({a} à {b})").format(a=a, b=b),
        _("proche de la moyenne ({b} à {c})").format(b=b, c=c),
        _("nettement plus que la moyenne ({c} à {d})").format(c=c, d=d),
        _("deux fois la moyenne ou plus ({d} et plus)").format(d=d),
    )
