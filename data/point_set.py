"""A set of service points with what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from indicators.coverage.coverage_view import PointOrigin
from indicators.coverage.distance import TravelTimes
from indicators.coverage.kinds import ALL, known_kinds
from indicators.coverage.points import ServicePoint


@dataclass(frozen=True)
class PointSet:
    """Points of one origin.

    `complete` are the kinds that somebody declared complete; a scenario is complete by nature.
    `label` names the file; `outside` counts services of the directory that lie outside the Region.
    """

    origin: PointOrigin
    points: tuple[ServicePoint, ...]
    complete: frozenset[str] = field(default_factory=frozenset)
    capacity_unit: str = ""
    label: str = ""
    outside: int = 0
    times: TravelTimes | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that it holds: those of the product in its order, then the others by name."""
        held = {point.kind for point in self.points}
        known = [kind for kind in known_kinds() if kind in held]
        return (*known, *sorted(held - set(known)))

    def of_kind(self, kind: str) -> tuple[ServicePoint, ...]:
        """The points of one kind, or all of them."""
        return self.points if kind == ALL else tuple(p for p in self.points if p.kind == kind)

    def may_be_drawn(self, kind: str) -> bool:
        """True when coverage by this kind may be worked out: a scenario, or a complete directory."""
        if not self.points:
            return False
        if self.origin is PointOrigin.SCENARIO:
            return True
        wanted = set(self.kinds) if kind == ALL else {kind}
        return self.origin is PointOrigin.FILE and wanted <= self.complete
