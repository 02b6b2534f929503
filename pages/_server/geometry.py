"""The outlines as the browser wants them: WGS 84, few decimals, one document, gzipped once."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import lru_cache

import geopandas as gpd
import shapely

from data.statistics import Statistics
from indicators.level import Level, level_of
from indicators.territory import Kind, Territory

DECIMALS = 5
"""About one metre in Brussels: the outlines are generalised to more than that."""
TOLERANCES_M = {Level.COUNTRY: 60.0, Level.REGION: 8.0, Level.COMMUNE: 1.0}
"""How much an outline may move, by what the map covers: less than a pixel of it."""
MOST_LABELS = 40


@lru_cache(maxsize=6)
def outlines_document(statistics: Statistics, level: str, extent: str, vintage: str) -> bytes:
    """Return the gzipped GeoJSON of the territories of one level in a commune, a Region or Belgium.

    The features stand in the order of `Statistics.drawn`. Foreign members: `contour` (outline
    of the whole) and `reperes` (names of communes with the point to write them at), our own
    background map. An extent without outlines gives an empty document.
    """
    shapes = statistics.geometries(level, extent, vintage)
    territories = statistics.territories(level)
    light = _geometries(_light(shapes, level, extent))
    features = ",".join(
        _member({"code": code, "nom": territories[code].name, "type": territories[code].kind.value}, geometry)
        for code, geometry in zip(shapes["code"], light, strict=True)
    )
    outline = "null"
    labels: list[dict[str, object]] = []
    if features:
        whole = _whole_outline(shapes, statistics.outline(extent), level, extent)
        outline = _geometries([_world(whole)])[0]
        labels = _labels(statistics, shapes, level, extent)
    text = f'{{"type":"FeatureCollection","features":[{features}],"contour":{outline},"reperes":{_json(labels)}}}'
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _member(properties: dict[str, str], geometry: str) -> str:
    return f'{{"type":"Feature","properties":{_json(properties)},"geometry":{geometry}}}'


def _light(shapes: gpd.GeoDataFrame, level: str, extent: str) -> list[shapely.Geometry]:
    """Shapes in WGS 84, simplified together so that neighbours still touch.

    The bundled quartiers are generalised already.
    """
    drawn = shapes
    kind = level_of(extent)
    if level != Level.QUARTIER and kind in TOLERANCES_M:
        simple = shapely.coverage_simplify(shapes.geometry.values, TOLERANCES_M[kind])
        kept = [s if not s.is_empty else o for s, o in zip(simple, shapes.geometry.values, strict=True)]
        drawn = shapes.set_geometry(gpd.GeoSeries(kept, crs=shapes.crs, index=shapes.index))
    return list(drawn.to_crs(4326).geometry)


def _whole_outline(
    shapes: gpd.GeoDataFrame, whole: shapely.Geometry | None, level: str, extent: str
) -> shapely.Geometry:
    if level == Level.QUARTIER or whole is None:
        return shapely.union_all(shapes.geometry.values)
    kind = level_of(extent)
    return whole.simplify(TOLERANCES_M.get(kind, 1.0) if kind else 1.0)


def _world(shape: shapely.Geometry) -> shapely.Geometry:
    return gpd.GeoSeries([shape], crs=31370).to_crs(4326).iloc[0]


def _geometries(shapes: Sequence[shapely.Geometry]) -> list[str]:
    """GeoJSON of each shape, all at once: a document of Belgium has twenty thousand."""
    rounded = shapely.set_precision(list(shapes), 10**-DECIMALS, mode="pointwise")
    return list(shapely.to_geojson(rounded))


def _labels(
    statistics: Statistics, shapes: gpd.GeoDataFrame, level: str, extent: str
) -> list[dict[str, object]]:
    """Names of the communes to write on the map, the most important first."""
    if level_of(extent) is Level.COMMUNE:
        return []
    if level == Level.QUARTIER:
        points = _quartier_labels(shapes, statistics.quartiers)
    else:
        found = statistics.members(Level.COMMUNE, extent)
        people = statistics.newest_values("population", Level.COMMUNE)
        largest = sorted(found.values(), key=lambda one: -people.get(one.code, one.area_km2))[:MOST_LABELS]
        drawn = {commune.name: statistics.outline(commune.code) for commune in largest}
        points = {name: shape.representative_point() for name, shape in drawn.items() if shape is not None}
    world = gpd.GeoSeries(points, crs=shapes.crs).to_crs(4326)
    return [
        {"nom": name, "lat": round(point.y, DECIMALS), "lon": round(point.x, DECIMALS)}
        for name, point in world.items()
    ]


def _quartier_labels(shapes: gpd.GeoDataFrame, territories: dict[str, Territory]) -> dict[str, shapely.Point]:
    """Place the name of each commune in the quartier, among those that lie wholly in it, that is
    nearest to their common centre; the commune with most of them comes first."""
    members: dict[str, list[shapely.Geometry]] = {}
    for code, shape in zip(shapes["code"], shapes.geometry, strict=True):
        territory = territories[code]
        if len(territory.communes) == 1 and territory.kind is Kind.INHABITED:
            members.setdefault(territory.communes[0], []).append(shape)
    ordered = sorted(members.items(), key=lambda item: (-len(item[1]), item[0]))
    return {name: _central_point(parts) for name, parts in ordered}


def _central_point(parts: list[shapely.Geometry]) -> shapely.Point:
    centres = [part.representative_point() for part in parts]
    middle = shapely.MultiPoint(centres).centroid
    return min(centres, key=middle.distance)


@lru_cache(maxsize=64)
def geojson_of(shape: shapely.Geometry) -> dict[str, object]:
    """One outline (EPSG:31370) as a GeoJSON geometry in WGS 84."""
    found: dict[str, object] = json.loads(_geometries([_world(shape)])[0])
    return found
