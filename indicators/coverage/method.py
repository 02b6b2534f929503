"""The four measures of coverage, and what each is, in words."""

from __future__ import annotations

from enum import StrEnum

from indicators.language import _


class Method(StrEnum):
    """How coverage is measured."""

    NEAREST = "distance"
    PER_INHABITANT = "habitants"
    TWO_STEP = "2sfca"
    ENHANCED = "e2sfca"

    @property
    def label(self) -> str:
        """The choice in the list."""
        return {
            Method.NEAREST: _("Distance au service le plus proche"),
            Method.PER_INHABITANT: _("Services par 10\u202f000 habitant·es"),
            Method.TWO_STEP: _("Accessibilité 2SFCA"),
            Method.ENHANCED: _("Accessibilité E2SFCA (pondérée par la distance)"),
        }[self]

    @property
    def walks(self) -> bool:
        """True when travel times count."""
        return self is not Method.PER_INHABITANT

    @property
    def limited(self) -> bool:
        """True when services beyond the walking limit do not count at all."""
        return self in (Method.TWO_STEP, Method.ENHANCED)

    @property
    def explanation(self) -> str:
        """What is done, for somebody who has never read of it."""
        return {
            Method.NEAREST: _(
                "Pour chaque quartier, le temps de marche de son centre jusqu'au service le plus proche. "
                "Cette mesure ne dit pas si le service a de la place."
            ),
            Method.PER_INHABITANT: _(
                "Pour chaque quartier, l'offre située dans le quartier, divisée par sa population. Cette mesure "
                "suppose que personne ne passe d'un quartier à l'autre."
            ),
            Method.TWO_STEP: _(
                "En deux temps\u00a0: l'offre de chaque service est partagée entre toutes les personnes qui peuvent "
                "y aller dans la limite choisie\u00a0; puis chaque quartier additionne les parts des services "
                "qu'il peut atteindre (Luo et Wang, 2003). Calcul de PySAL access."
            ),
            Method.ENHANCED: _(
                "Comme la 2SFCA, avec un poids qui baisse avec la distance, par tiers de la limite "
                "choisie\u00a0: 1, puis 0,68, puis 0,22 (Luo et Qi, 2009). Calcul de PySAL access."
            ),
        }[self]
