"""Outlines of the quartiers: rows of vertices (Lambert 72, whole metres) to polygons."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from shapely import MultiPolygon, Polygon

from indicators.user_error import Fault

LAMBERT_72 = "EPSG:31370"
FILE = "contours.csv"


def outlines(table: pd.DataFrame, faults: list[Fault]) -> gpd.GeoDataFrame | None:
    """Build one (multi)polygon per quartier.

    `table` has the columns quartier_code, polygone, anneau (0 = shell, more = holes) and
    points_lambert72_m («x y,x y,…»). Faults are added for rings that do not close and for
    shapes that cross themselves; the result is None then.
    """
    rings: dict[str, dict[int, dict[int, list[tuple[float, float]]]]] = {}
    rows: dict[str, int] = {}
    for index, row in enumerate(table.itertuples(), start=2):
        points = [
            (float(x), float(y)) for x, y in (pair.split() for pair in row.points_lambert72_m.split(","))
        ]
        if points[0] != points[-1]:
            faults.append(
                Fault(
                    "le contour ne se ferme pas.",
                    "Le dernier point doit répéter le premier.",
                    file=FILE,
                    row=index,
                    column="points_lambert72_m",
                    value=f"{points[0]} … {points[-1]}",
                )
            )
            continue
        polygons = rings.setdefault(row.quartier_code, {})
        polygons.setdefault(int(row.polygone), {})[int(row.anneau)] = points
        rows.setdefault(row.quartier_code, index)
    shapes = {}
    for code, polygons in rings.items():
        parts = []
        for parted in polygons.values():
            if 0 not in parted:
                faults.append(Fault("trou sans contour extérieur.", file=FILE, row=rows[code]))
                continue
            holes = [points for ring, points in sorted(parted.items()) if ring > 0]
            parts.append(Polygon(parted[0], holes))
        shape = parts[0] if len(parts) == 1 else MultiPolygon(parts)
        if not shape.is_valid or shape.is_empty:
            faults.append(
                Fault("le contour se coupe lui-même ou est vide.", file=FILE, row=rows[code], value=code)
            )
        shapes[code] = shape
    if faults:
        return None
    return gpd.GeoDataFrame({"code": list(shapes)}, geometry=list(shapes.values()), crs=LAMBERT_72)
