"""What a rounded figure may have been before it was rounded (JCGM 100:2008, «GUM», F.2.2.1).

A value published with d decimals stands for any value within half a unit of its last decimal.
Precondition: the number of decimals is the publisher's, not that of the screen.
"""

from __future__ import annotations

from indicators.language import _
from indicators.method import Method

METHOD = Method(
    id="arrondi",
    title=_("Fourchette de l'arrondi"),
    question=_("Entre quelles valeurs se trouve le vrai chiffre, quand la source l'a arrondi\u00a0?"),
    formula=_("de v − ½·10⁻ᵈ à v + ½·10⁻ᵈ, avec v la valeur publiée et d son nombre de décimales"),
    reference=_("JCGM 100:2008, Guide pour l'expression de l'incertitude de mesure (GUM), F.2.2.1"),
    preconditions=_("Le nombre de décimales est celui de la publication, pas celui de l'écran."),
    limits=_(
        "Certaines sources arrondissent deux fois, ou arrondissent à 5 ou à 10 pour protéger les "
        "personnes\u00a0: la vraie fourchette est alors plus large."
    ),
    module="indicators.rounding",
)


def rounding_interval(value: float, published_decimals: int) -> tuple[float, float]:
    """Return the lowest and highest value that `value` may stand for, in the same unit.

    A positive value never comes from below zero. Raises ValueError for negative decimals.
    """
    if published_decimals < 0:
        raise ValueError(f"published_decimals {published_decimals} is negative")
    half_step = 0.5 * 10**-published_decimals
    low = value - half_step
    return (max(0.0, low) if value >= 0 else low, value + half_step)
