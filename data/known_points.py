"""The bundled directory as service points: placed at their quartier, or not placed."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlparse

from data.places import lambert_72, places_of
from data.point_set import PointSet
from data.statistics import Statistics
from indicators.coverage.coverage_view import PointOrigin
from indicators.coverage.points import Precision, ServicePoint
from indicators.language import _
from indicators.level import BRUSSELS, Level


@lru_cache(maxsize=4)
def known_points(statistics: Statistics) -> PointSet:
    """The services that the statistics hold, those outside the Region left out and counted.

    It is never complete: the facts it was noted from are what was seen on public pages.
    """
    table = statistics.table(
        "SELECT name, kind, public, address, commune, lon, lat, quartier, certainty, source_url FROM service "
        "ORDER BY kind, name"
    )
    region = {one.name.casefold() for one in statistics.members(Level.COMMUNE, BRUSSELS).values()}
    places = places_of(statistics)
    points, outside = [], 0
    for index, row in enumerate(table.itertuples(), start=1):
        quartier, commune = row.quartier or "", row.commune or ""
        if not quartier and commune and commune.casefold() not in region:
            outside += 1
            continue
        x = y = None
        precision = Precision.COMMUNE if commune else Precision.UNKNOWN
        if row.lon == row.lon and row.lat == row.lat and row.lon is not None:
            x, y = lambert_72(row.lon, row.lat)
            precision = Precision.ADDRESS
            quartier = places.quartier_at(x, y)
        elif quartier in places.origins:
            x, y = places.origins[quartier].x, places.origins[quartier].y
            precision = Precision.QUARTIER
        points.append(
            ServicePoint(
                id=f"connu:{index}",
                name=row.name,
                kind=row.kind,
                public=row.public or "",
                x=x,
                y=y,
                precision=precision,
                quartier=quartier,
                commune=commune,
                address=row.address or "",
                source=urlparse((row.source_url or "").split(" | ")[0]).netloc,
                certain=precision is not Precision.QUARTIER or row.certainty == "certain",
            )
        )
    return PointSet(PointOrigin.KNOWN, tuple(points), label=_("répertoire embarqué"), outside=outside)
