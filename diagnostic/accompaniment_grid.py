"""The grid of five criteria: a help to decide together, that keeps nothing (after document 004)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from diagnostic.contents.accompaniment import Criterion
from indicators.french import enumeration, number
from indicators.language import _

LEAST_CRITERIA = 3
"""Criteria that a situation meets at least when an accompaniment begins."""


@dataclass(frozen=True)
class GridAnswer:
    """What the grid answers: whether an accompaniment can begin, and why, in sentences."""

    met: int
    can_begin: bool
    headline: str
    reasons: tuple[str, ...]


def explanation(criterion: Criterion) -> str:
    """What a criterion asks, in full words."""
    return {
        Criterion.STRAIN: _(
            "Le problème de logement pèse fort sur la famille\u00a0: stress, angoisse, souffrance psychologique. "
            "Ce critère est toujours nécessaire."
        ),
        Criterion.OTHER_DOMAINS: _(
            "Il touche au moins un autre domaine\u00a0: santé, emploi, école, relations dans le ménage, vie sociale."
        ),
        Criterion.HINDRANCES: _(
            "Autre chose que le logement complique les démarches\u00a0: santé, handicap, langue, lecture."
        ),
        Criterion.ISOLATION: _("Le ménage est seul, ou presque\u00a0: peu de proches, peu de suivi social."),
        Criterion.EVICTION: _(
            "Une expulsion a eu lieu ou menace. Ce n'est pas obligatoire, mais cela compte particulièrement."
        ),
    }[criterion]


def grid_answer(met: Collection[Criterion]) -> GridAnswer:
    """Answer for one situation; nothing of it is kept anywhere."""
    found = [one for one in Criterion if one in met]
    count = len(found)
    enough, strain = count >= LEAST_CRITERIA, Criterion.STRAIN in found
    counted = (
        _("Aucun critère n'est coché.")
        if not found
        else _("Un critère sur cinq est présent.")
        if count == 1
        else _("{n} critères sur cinq sont présents.").format(n=number(count))
    )
    reasons = [counted]
    missing = []
    if not enough:
        missing.append(_("il en faut au moins trois"))
    if not strain:
        missing.append(_("le premier (l'effet sur la vie de famille) est nécessaire"))
    if missing:
        reasons.append(_("Pour commencer, {what}.").format(what=enumeration(missing)))
    if Criterion.EVICTION in found:
        reasons.append(_("L'expulsion, vécue ou annoncée, est prise en considération de façon particulière."))
    can_begin = enough and strain
    headline = (
        _("Un accompagnement peut commencer.")
        if can_begin
        else _("Selon la grille, un accompagnement ne commence pas encore.")
    )
    if found and not can_begin:
        reasons.append(
            _("La grille aide à décider\u00a0; l'équipe peut réorienter ou revoir la situation plus tard.")
        )
    return GridAnswer(count, can_begin, headline, tuple(reasons))
