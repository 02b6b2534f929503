"""A scenario: service points that somebody types, at the middle of a quartier; and the case of document 003."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.places import places_of
from data.point_set import PointSet
from data.statistics import Statistics
from indicators.coverage.coverage_view import PointOrigin
from indicators.coverage.kinds import FIRST_LINE_PSYCHOLOGIST, kind_title
from indicators.coverage.points import Precision, ServicePoint
from indicators.user_error import UserError

CASE_LIMIT = 30
"""Minutes within which the whole Pentagone reaches its middle on foot."""
CASE_QUARTIER = "1"
"""Document 003 does not say where the psychologist works; Grand Place lies in the middle."""
_REPORTED = "psychologues de première ligne conventionnés"


@dataclass(frozen=True)
class ScenarioService:
    """One typed service; `capacity` None when nothing is said of it."""

    kind: str
    quartier: str
    capacity: float | None = None
    name: str = ""


def scenario_points(statistics: Statistics, typed: Sequence[ScenarioService]) -> PointSet:
    """The typed services as points. Raises UserError for an unknown quartier."""
    places = places_of(statistics)
    points = []
    for index, one in enumerate(typed, start=1):
        origin = places.origins.get(one.quartier)
        if origin is None:
            raise UserError(f"Le quartier «\u00a0{one.quartier}\u00a0» du scénario n'existe pas.")
        points.append(
            ServicePoint(
                id=f"scenario:{index}",
                name=one.name or f"{kind_title(one.kind)} {index}",
                kind=one.kind,
                capacity=one.capacity,
                x=origin.x,
                y=origin.y,
                precision=Precision.QUARTIER,
                quartier=one.quartier,
            )
        )
    return PointSet(PointOrigin.SCENARIO, tuple(points))


@dataclass(frozen=True)
class DocumentCase:
    """What document 003 reports of first-line psychologists: how many, where, in which year and section."""

    count: int
    territory: str
    year: int
    section: str

    @property
    def services(self) -> tuple[ScenarioService, ...]:
        """The case as a scenario."""
        return (ScenarioService(FIRST_LINE_PSYCHOLOGIST, CASE_QUARTIER),) * self.count


def document_case(statistics: Statistics) -> DocumentCase | None:
    """The case, read from the reported figures; None when they do not hold it."""
    table = statistics.table(
        "SELECT territory, value, year, section FROM reported WHERE subject = ? AND territory = 'Pentagone'",
        [_REPORTED],
    )
    if table.empty:
        return None
    row = table.iloc[0]
    return DocumentCase(int(row["value"]), str(row["territory"]), int(row["year"]), str(row["section"]))
