"""How much each service counts for: its capacity where all are known, else one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.coverage.points import ServicePoint
from indicators.french import number
from indicators.language import _


@dataclass(frozen=True)
class Supply:
    """What the points of a set offer.

    `amounts` by id of the point, in `unit` (empty: services). `by_capacity` is False when each
    service counts as one; `note` says which of the two and why.
    """

    amounts: Mapping[str, float]
    unit: str
    by_capacity: bool
    note: str

    @property
    def total(self) -> float:
        """Everything that is offered."""
        return sum(self.amounts.values())


def supply_of(points: Sequence[ServicePoint], capacity_unit: str = "") -> Supply:
    """Weigh the points. Two full-time psychologists and one service of unknown size cannot be
    added: as soon as one capacity is unknown, each service counts as one, and it is said.
    """
    unknown = sum(point.capacity is None for point in points)
    if points and not unknown:
        amounts = {point.id: float(point.capacity or 0) for point in points}
        unit = capacity_unit or _("unités de capacité")
        return Supply(
            amounts,
            unit,
            True,
            _("Chaque service compte pour sa capacité ({unit}).").format(unit=unit),
        )
    amounts = {point.id: 1.0 for point in points}
    if unknown == len(points):
        note = _("Capacité inconnue\u00a0: chaque service compte pour un, petit ou grand.")
    else:
        note = _(
            "Capacité inconnue pour {n} sur {all}\u00a0: chaque service compte pour un, petit ou grand."
        ).format(
            n=_("1 service") if unknown == 1 else _("{n} services").format(n=number(unknown)),
            all=number(len(points)),
        )
    return Supply(amounts, "", False, note)
