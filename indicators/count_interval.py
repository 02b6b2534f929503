"""Interval of a count of events, or of their rate (Garwood 1936; Breslow & Day 1987).

Preconditions: whole events that happen one by one, independently, in a known population; the
count is then read as Poisson. From ten events on Byar's approximation is used, below ten the
exact limits of Garwood, as the English public-health profiles do. Zero events have a lower
limit of zero and an upper one that is not: nothing seen is not nothing possible.

Garwood F. (1936), Biometrika 28, 437–442. Breslow N. E. & Day N. E. (1987), Statistical methods
in cancer research II, IARC, p. 69 (Byar).
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from indicators.estimate import Interval
from indicators.language import _
from indicators.method import Method

BYAR_FROM = 10
"""Events from which Byar's approximation stands in for the exact limits."""

METHOD = Method(
    id="intervalle_taux",
    title=_("Intervalle d'un nombre d'événements ou d'un taux"),
    question=_(
        "Un nombre de cas, ou un taux pour 1\u202f000 habitant·es, de combien peut-il bouger d'une année "
        "à l'autre sans que rien n'ait changé\u00a0?"
    ),
    formula=_(
        "À partir de 10 cas (Byar)\u00a0: de O·(1 − 1/9O − z/3√O)³ à "
        "(O+1)·(1 − 1/9(O+1) + z/3√(O+1))³, avec O le nombre de cas. En dessous de 10 cas (Garwood)\u00a0: "
        "de ½·χ²(α/2\u00a0; 2O) à ½·χ²(1−α/2\u00a0; 2O+2). Taux\u00a0: les deux bornes × 1\u202f000 / population."
    ),
    reference=_(
        "Garwood (1936), Biometrika 28, 437–442\u00a0; Breslow et Day (1987), Statistical Methods in "
        "Cancer Research, vol. II, CIRC, p. 69"
    ),
    preconditions=_(
        "Des événements entiers, comptés un à un, indépendants, dans une population connue. "
        "Si la population est zéro, il n'y a pas d'intervalle."
    ),
    limits=_(
        "Une même personne comptée plusieurs fois, ou une épidémie, rendent l'intervalle trop étroit. "
        "Zéro cas ne veut pas dire que rien n'est possible\u00a0: la borne haute le montre."
    ),
    module="indicators.count_interval",
)


def count_interval(events: int, level: float = 0.95) -> Interval:
    """Return the interval of a number of events.

    Raises ValueError for a negative or fractional number, or a level outside 0–1.
    """
    if events < 0 or events != int(events):
        raise ValueError(f"events {events} is not a whole number of events")
    if not 0 < level < 1:
        raise ValueError(f"level {level} is not between 0 and 1")
    low, high = _byar(events, level) if events >= BYAR_FROM else _garwood(events, level)
    return Interval(low, high, level)


def rate_interval(events: int, person_base: float, per: float = 1000, level: float = 0.95) -> Interval | None:
    """Return the interval of `events` per `per` people of `person_base`.

    Returns None when the base is 0: no people, no rate. Raises ValueError for a negative base or `per`.
    """
    if person_base < 0 or per <= 0:
        raise ValueError(f"person_base {person_base} is negative, or per {per} not positive")
    count = count_interval(events, level)
    if person_base == 0:
        return None
    return Interval(count.low / person_base * per, count.high / person_base * per, level)


def _byar(events: int, level: float) -> tuple[float, float]:
    z = NormalDist().inv_cdf(0.5 + level / 2)
    above = events + 1
    low = events * max(0.0, 1 - 1 / (9 * events) - z / (3 * sqrt(events))) ** 3
    high = above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3
    return low, high


def _garwood(events: int, level: float) -> tuple[float, float]:
    from scipy.stats import chi2

    tail = (1 - level) / 2
    low = float(chi2.ppf(tail, 2 * events)) / 2 if events else 0.0
    return low, float(chi2.ppf(1 - tail, 2 * events + 2)) / 2
