"""The services that stand inside an outline, for the annotated map."""

from __future__ import annotations

from functools import lru_cache

import shapely

from data.known_points import known_points
from data.places import world
from data.statistics import Statistics
from diagnostic.annotated_map import MapService
from indicators.coverage.kinds import kind_title
from indicators.coverage.points import Precision

EDGE_M = 1.0


@lru_cache(maxsize=32)
def services_inside(statistics: Statistics, outline: shapely.Geometry) -> tuple[MapService, ...]:
    """The services of the directory whose position lies in the outline (EPSG:31370), by kind and name."""
    around = outline.buffer(EDGE_M)
    found = [
        (point, (point.x, point.y))
        for point in known_points(statistics.published).points
        if point.x is not None and point.y is not None and around.covers(shapely.Point(point.x, point.y))
    ]
    return tuple(
        MapService(
            point.name,
            kind_title(point.kind),
            longitude,
            latitude,
            point.precision_text,
            " · ".join(filter(None, (point.public, point.address))),
            point.precision is Precision.ADDRESS,
        )
        for (point, _place), (longitude, latitude) in zip(
            found, world([place for _point, place in found]), strict=True
        )
    )
