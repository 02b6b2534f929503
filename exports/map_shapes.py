"""Outlines as matplotlib paths, drawn without pyplot so that threads do not disturb one another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import numpy as np
from matplotlib.path import Path
from shapely import Geometry, MultiPolygon, Polygon, get_coordinates, union_all
from shapely.geometry.polygon import orient


def path_of(geometry: Geometry) -> Path:
    """Turn a polygon or multipolygon (metres, EPSG:31370) into one path, holes included.

    Raises TypeError for any other kind of geometry.
    """
    if isinstance(geometry, Polygon):
        polygons = [geometry]
    elif isinstance(geometry, MultiPolygon):
        polygons = list(geometry.geoms)
    else:
        raise TypeError(f"an outline must be a polygon, not {geometry.geom_type}")
    # Filled by winding number: a hole is a hole only when its ring turns the other way.
    polygons = [orient(polygon) for polygon in polygons]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return Path.make_compound_path(*(_closed(get_coordinates(ring)) for ring in rings))


def _closed(coordinates: np.ndarray) -> Path:
    codes = np.full(len(coordinates), Path.LINETO, dtype=Path.code_type)
    codes[0], codes[-1] = Path.MOVETO, Path.CLOSEPOLY
    return Path(coordinates, codes)


def outer_outline(geometries: Iterable[Geometry]) -> Path:
    """The outline of all territories together: the edge of the Region."""
    whole = union_all(list(geometries))
    parts = [whole] if isinstance(whole, Polygon) else list(cast(MultiPolygon, whole).geoms)
    return path_of(MultiPolygon([Polygon(part.exterior) for part in parts]))
