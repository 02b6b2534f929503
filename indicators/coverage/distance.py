"""How long it takes to walk from a quartier to a service: worked out from distances, or read from a matrix.

A straight line is shorter than the way. The ratio between the two (detour index, circuity) is
1,417 on average for car journeys to hospitals in the United States (Boscoe, Henry & Zdeb, 2012,
*The Professional Geographer* 64(2)); on foot in dense networks studies find 1,2 to 1,4. The
product takes 1,3 unless somebody says otherwise, and prints it.

The pace is 4,5 km/h (1,25 m/s): a little below the comfortable gait of adults (Bohannon, 1997,
*Age and Ageing* 26(1)), for older people walk too.

People live all over their quartier, not at its middle. To a service inside the quartier itself
the distance is therefore at least the mean distance from the centre of a disc of the same area,
⅔·√(area/π) (as in Head & Mayer, 2010, for the distance of a place to itself).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indicators.coverage.points import ServicePoint

DETOUR = 1.3
SHORTEST_DETOUR, LONGEST_DETOUR = 1.0, 2.0
PACE_KMH = 4.5

Costs = dict[tuple[str, str], float]
"""Minutes by (code of the origin, id of the service point); a pair that is absent cannot be reached."""


@dataclass(frozen=True)
class Origin:
    """Where people start from: a point inside a quartier (metres, Lambert 72) and its area."""

    code: str
    x: float
    y: float
    area_km2: float


@dataclass(frozen=True)
class Walk:
    """How straight lines become minutes. Raises ValueError for a detour below 1 or no pace."""

    detour: float = DETOUR
    pace_kmh: float = PACE_KMH

    def __post_init__(self) -> None:
        if self.detour < 1 or self.pace_kmh <= 0:
            raise ValueError(f"detour {self.detour}, pace {self.pace_kmh}")

    def metres(self, straight: float) -> float:
        """Metres on foot for metres in a straight line."""
        return straight * self.detour

    def minutes(self, straight: float) -> float:
        """Minutes on foot for metres in a straight line."""
        return self.metres(straight) / (self.pace_kmh * 1000 / 60)


@dataclass(frozen=True, eq=False)
class TravelTimes:
    """Minutes that somebody imported, from quartiers to services or to other quartiers.

    `minutes` by (code of the quartier, destination): the destination is the id or the name of a
    service point, or the code of a quartier. `label` says where they come from.
    """

    minutes: Mapping[tuple[str, str], float]
    label: str

    def between(self, origin: str, point: ServicePoint) -> float | None:
        """Minutes to a point: to itself by id or name, else to its quartier; None when absent."""
        for destination in (point.id, point.name, point.quartier):
            found = self.minutes.get((origin, destination)) if destination else None
            if found is not None:
                return found
        return None


def straight_line(x: float, y: float, other_x: float, other_y: float) -> float:
    """Metres between two points of Lambert 72."""
    return math.hypot(x - other_x, y - other_y)


def mean_distance_within(area_km2: float) -> float:
    """Mean distance in metres between the centre of a disc of this area and the points in it."""
    return 2 / 3 * math.sqrt(area_km2 * 1e6 / math.pi)


def distance_to(origin: Origin, point: ServicePoint) -> float | None:
    """Metres in a straight line; inside the own quartier at least the mean distance within it."""
    if point.x is None or point.y is None:
        return None
    straight = straight_line(origin.x, origin.y, point.x, point.y)
    if point.quartier == origin.code:
        return max(straight, mean_distance_within(origin.area_km2))
    return straight


def walking_times(origins: Iterable[Origin], points: Sequence[ServicePoint], walk: Walk) -> Costs:
    """Minutes on foot from every origin to every located point, to the whole minute: the positions allow
    no more, and what is printed, classed and held against a limit is then the same number.
    """
    costs: Costs = {}
    for origin in origins:
        for point in points:
            straight = distance_to(origin, point)
            if straight is not None:
                costs[origin.code, point.id] = float(round(walk.minutes(straight)))
    return costs


def imported_times(origins: Iterable[Origin], points: Sequence[ServicePoint], times: TravelTimes) -> Costs:
    """The minutes of an imported matrix; pairs that it lacks stay absent."""
    found = {(o.code, p.id): times.between(o.code, p) for o in origins for p in points}
    return {pair: minutes for pair, minutes in found.items() if minutes is not None}
