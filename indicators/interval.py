"""Interval of a share (Wilson 1927; Newcombe & Altman 2000, «Statistics with confidence»).

Preconditions: 0 ≤ share ≤ 100, denominator > 0. For a full register the interval
is read as «variation aléatoire»: what chance alone would do to a group of that size.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from indicators.estimate import Interval
from indicators.language import _
from indicators.method import Method

METHOD = Method(
    id="intervalle_proportion",
    title=_("Intervalle d'une proportion"),
    question=_(
        "Dans un groupe de cette taille, de combien une part peut-elle bouger par le seul hasard\u00a0?"
    ),
    formula=_(
        "(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n), avec p la part, n le dénominateur de "
        "l'indicateur, z = 1,96 à 95\u00a0% et 3,09 à 99,8\u00a0%"
    ),
    reference=_(
        "Wilson (1927), Journal of the American Statistical Association 22, 209–212\u00a0; "
        "Newcombe et Altman (2000), Statistics with Confidence, 2e éd., BMJ Books, chap. 6"
    ),
    preconditions=_(
        "Une part entre 0 et 100\u00a0% et son dénominateur. Si le dénominateur est zéro, "
        "il n'y a pas d'intervalle."
    ),
    limits=_(
        "L'intervalle ne dit rien des erreurs de la source\u00a0: personnes absentes du registre, "
        "adresses fausses, définition qui change. Il suppose que les personnes comptent une à une\u00a0; "
        "dans un ménage, les situations se ressemblent et l'intervalle est un peu trop étroit."
    ),
    module="indicators.interval",
)


def wilson(share: float, denominator: float, level: float = 0.95) -> Interval | None:
    """Return the Wilson score interval of a share given in percent.

    Returns None when the denominator is 0: no people, no interval, no error.
    Raises ValueError for a share outside 0–100 or a level outside 0–1.
    """
    if not 0 <= share <= 100:
        raise ValueError(f"share {share} is not between 0 and 100")
    if not 0 < level < 1:
        raise ValueError(f"level {level} is not between 0 and 1")
    if denominator < 0:
        raise ValueError(f"denominator {denominator} is negative")
    if denominator == 0:
        return None
    z = NormalDist().inv_cdf(0.5 + level / 2)
    p = share / 100
    z2n = z * z / denominator
    centre = (p + z2n / 2) / (1 + z2n)
    half = z * sqrt(p * (1 - p) / denominator + z2n / (4 * denominator)) / (1 + z2n)
    return Interval(max(0.0, 100 * (centre - half)), min(100.0, 100 * (centre + half)), level)
