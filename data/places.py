"""Where quartiers are: a point inside each, and which quartier a position lies in (Lambert 72)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import shapely
from pyproj import Transformer

from data.outlines import LAMBERT_72
from data.statistics import Statistics
from indicators.coverage.distance import Origin

WORLD = 4326


@dataclass(frozen=True, eq=False)
class Places:
    """The quartiers as places: `origins` by code; use `quartier_at` for a position."""

    origins: dict[str, Origin]
    shapes: gpd.GeoDataFrame
    tree: shapely.STRtree

    def quartier_at(self, x: float, y: float) -> str:
        """The code of the quartier around a position, empty outside the Region."""
        found = self.tree.query(shapely.Point(x, y), predicate="intersects")
        return str(self.shapes["code"].iloc[min(found)]) if len(found) else ""


@lru_cache(maxsize=4)
def places_of(statistics: Statistics) -> Places:
    """The quartiers of the statistics; the point of each is inside it, whatever its shape."""
    shapes = statistics.geometries()
    points = shapes.geometry.representative_point()
    areas = shapes.geometry.area / 1e6
    origins = {
        str(code): Origin(str(code), float(point.x), float(point.y), float(area))
        for code, point, area in zip(shapes["code"], points, areas, strict=True)
    }
    return Places(origins, shapes, shapely.STRtree(shapes.geometry.values))


@lru_cache(maxsize=1)
def _to_lambert() -> Transformer:
    return Transformer.from_crs(WORLD, LAMBERT_72, always_xy=True)


@lru_cache(maxsize=1)
def _to_world() -> Transformer:
    return Transformer.from_crs(LAMBERT_72, WORLD, always_xy=True)


def lambert_72(lon: float, lat: float) -> tuple[float, float]:
    """Degrees (WGS 84) to metres (EPSG:31370)."""
    x, y = _to_lambert().transform(lon, lat)
    return float(x), float(y)


def world(positions: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Metres (EPSG:31370) to (lon, lat) in degrees."""
    listed = list(positions)
    if not listed:
        return []
    lons, lats = _to_world().transform([x for x, _y in listed], [y for _x, y in listed])
    return [(float(lon), float(lat)) for lon, lat in zip(lons, lats, strict=True)]
