"""The outlines as the browser wants them: WGS 84, few decimals, one document, gzipped once."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache

import geopandas as gpd
import shapely

from data.statistics import Statistics
from indicators.territory import Kind, Territory

DECIMALS = 5
"""About one metre in Brussels: the outlines are generalised to more than that."""


@lru_cache(maxsize=4)
def quartiers_document(statistics: Statistics) -> bytes:
    """Return the gzipped GeoJSON of the 145 quartiers.

    Foreign members: `region` (outline of the whole) and `reperes` (names of communes with
    the point to write them at), our own background map.
    """
    shapes = statistics.geometries()
    outline = gpd.GeoSeries([shapely.coverage_union_all(shapes.geometry.values)], crs=shapes.crs)
    labels = _commune_labels(shapes, statistics.territories)
    world = shapes.to_crs(4326)
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": code,
                "nom": statistics.territories[code].name,
                "type": statistics.territories[code].kind.value,
            },
            "geometry": _geometry(shape),
        }
        for code, shape in zip(world["code"], world.geometry, strict=True)
    ]
    document = {
        "type": "FeatureCollection",
        "features": features,
        "region": _geometry(outline.to_crs(4326).iloc[0]),
        "reperes": labels,
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def _geometry(shape: shapely.Geometry) -> dict[str, object]:
    rounded = shapely.set_precision(shape, 10**-DECIMALS, mode="pointwise")
    geometry: dict[str, object] = json.loads(shapely.to_geojson(rounded))
    return geometry


def _commune_labels(shapes: gpd.GeoDataFrame, territories: dict[str, Territory]) -> list[dict[str, object]]:
    """Place the name of each commune in the quartier, among those that lie wholly in it, that is
    nearest to their common centre; the commune with most of them comes first."""
    members: dict[str, list[shapely.Geometry]] = {}
    for code, shape in zip(shapes["code"], shapes.geometry, strict=True):
        territory = territories[code]
        if len(territory.communes) == 1 and territory.kind is Kind.INHABITED:
            members.setdefault(territory.communes[0], []).append(shape)
    ordered = sorted(members.items(), key=lambda item: (-len(item[1]), item[0]))
    points = gpd.GeoSeries({name: _central_point(parts) for name, parts in ordered}, crs=shapes.crs).to_crs(
        4326
    )
    return [
        {"nom": name, "lat": round(point.y, DECIMALS), "lon": round(point.x, DECIMALS)}
        for name, point in points.items()
    ]


def _central_point(parts: list[shapely.Geometry]) -> shapely.Point:
    centres = [part.representative_point() for part in parts]
    middle = shapely.MultiPoint(centres).centroid
    return min(centres, key=middle.distance)
