"""Checks of outlines: reference system, closure, holes, slivers, overlaps; all shapes end in Lambert 72."""

from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS

from data.outlines import LAMBERT_72
from data.readers.fault_log import FaultLog, refusal
from data.readers.layer import Layer
from indicators.french import number

BELGIUM = (10_000, 10_000, 310_000, 260_000)
"""Bounds of Belgium in Lambert 72, metres, with a wide margin."""

_BY_BOUNDS = {
    "EPSG:4326": (2.0, 49.0, 7.0, 52.0),
    LAMBERT_72: BELGIUM,
    "EPSG:3812": (510_000, 510_000, 810_000, 760_000),
}

HOLE = 10.0
"""Square metres: a hole or an overlap below is the rounding of coordinates, not a fault."""

REPAIRED_SHARE = 0.02
"""A repair that moves more than this part of an area is no repair."""


def in_lambert_72(layer: Layer, faults: FaultLog) -> gpd.GeoSeries:
    """The shapes in EPSG:31370. Raises RefusedFile when the reference system cannot be told."""
    shapes = layer.shapes
    if shapely.is_missing(shapes).all():
        raise refusal(faults.file, "la couche ne contient aucune forme.")
    crs = _recognised(layer.crs, shapes, faults)
    series = gpd.GeoSeries(shapely.force_2d(shapes), crs=crs).to_crs(LAMBERT_72)
    bounds = series.total_bounds
    west, south, east, north = BELGIUM
    inside = (
        np.isfinite(bounds).all()
        and west <= bounds[0]
        and south <= bounds[1]
        and bounds[2] <= east
        and bounds[3] <= north
    )
    if not inside:
        raise refusal(
            faults.file,
            f"les coordonnées ne tombent pas en Belgique (système annoncé\u00a0: {_label(layer.crs)}).",
            "Le système de coordonnées est faux, ou les axes sont inversés.",
            value=" ".join(f"{bound:.6g}" for bound in shapely.total_bounds(shapes)),
        )
    return series


def _recognised(declared: CRS | None, shapes: np.ndarray, faults: FaultLog) -> str:
    fitting = _fitting(shapes)
    if declared is None:
        if fitting is None and np.abs(shapely.total_bounds(shapes)).max() <= 180:
            return "EPSG:4326"  # degrees somewhere else: the caller says that it is not Belgium
        if fitting is None:
            raise refusal(faults.file, "le système de coordonnées n'est pas indiqué et ne se reconnaît pas.")
        if fitting != "EPSG:4326":
            faults.warn(
                f"le système de coordonnées n'est pas indiqué\u00a0: {fitting} reconnu d'après les coordonnées."
            )
        return fitting
    code = declared.to_epsg()
    if code is not None:
        name = f"EPSG:{code}"
        if fitting is not None and name in _BY_BOUNDS and fitting != name:
            faults.warn(
                f"le fichier annonce {name}, ses coordonnées sont en {fitting}\u00a0: c'est ce qui a été retenu."
            )
            return fitting
        return name
    text = declared.name.replace("_", " ").casefold()
    for known, words in (
        (LAMBERT_72, ("lambert 72", "lambert 1972")),
        ("EPSG:3812", ("lambert 2008", "lambert 08")),
    ):
        if any(word in text for word in words) and fitting in {None, known}:
            faults.warn(
                f"le système «\u00a0{declared.name}\u00a0» est sans code EPSG\u00a0: reconnu comme {known}."
            )
            return known
    if "wgs 84" in text and fitting == "EPSG:4326":
        return fitting
    raise refusal(faults.file, f"le système de coordonnées «\u00a0{declared.name}\u00a0» n'est pas reconnu.")


def _label(declared: CRS | None) -> str:
    return "aucun" if declared is None else declared.name


def _fitting(shapes: np.ndarray) -> str | None:
    bounds = shapely.total_bounds(shapes)
    if not all(math.isfinite(bound) for bound in bounds):
        return None
    for name, (west, south, east, north) in _BY_BOUNDS.items():
        if west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north:
            return name
    return None


def checked_shapes(series: gpd.GeoSeries, codes: list[str], faults: FaultLog) -> np.ndarray:
    """Repair what crosses itself, and say so; empty or unrepairable shapes are errors."""
    shapes = np.array(series.to_numpy(), dtype=object)
    for index in np.flatnonzero(shapely.is_missing(shapes) | shapely.is_empty(shapes)):
        faults.error(
            "ce territoire n'a pas de contour.", row=int(index) + 1, column="geometry", value=codes[index]
        )
    kinds = shapely.get_type_id(shapes)
    for index in np.flatnonzero((kinds >= 0) & ~np.isin(kinds, (3, 6))):
        faults.error(
            "la forme n'est pas une surface.", row=int(index) + 1, column="geometry", value=codes[index]
        )
    broken = np.flatnonzero(~shapely.is_valid(shapes) & np.isin(kinds, (3, 6)))
    for index in broken:
        reason = shapely.is_valid_reason(shapes[index]).split("[")[0]
        repaired = _surface(shapely.make_valid(shapes[index]))
        before, after = abs(shapely.area(shapes[index])), shapely.area(repaired)
        if after == 0 or abs(after - before) > REPAIRED_SHARE * max(before, after):
            faults.error(
                f"le contour se coupe lui-même ({reason}) et ne se répare pas sans changer sa surface.",
                row=int(index) + 1,
                column="geometry",
                value=codes[index],
            )
        else:
            faults.warn(
                f"le contour se coupait lui-même ({reason})\u00a0: réparé, surface inchangée à {REPAIRED_SHARE:.0%} près.".replace(
                    "%", "\u00a0%"
                ),
                row=int(index) + 1,
                column="geometry",
                value=codes[index],
            )
        shapes[index] = repaired
    return shapes


def _surface(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a repaired shape: repairs also leave lines and points."""
    parts = [
        part
        for part in shapely.get_parts(shape, return_index=False)
        if part.geom_type in {"Polygon", "MultiPolygon"}
    ]
    flat = [single for part in parts for single in shapely.get_parts(part)]
    return shapely.MultiPolygon(flat)


def report_coverage(shapes: np.ndarray, codes: list[str], faults: FaultLog) -> None:
    """Warn of holes, slivers and overlaps between the shapes, each beyond HOLE square metres."""
    shapes = shapes[~shapely.is_missing(shapes)]
    if len(shapes) < 2:
        return
    union = shapely.union_all(shapes)
    inner = [
        shapely.Polygon(ring).area
        for part in shapely.get_parts(union)
        if part.geom_type == "Polygon"
        for ring in part.interiors
    ]
    slivers = sum(area < HOLE for area in inner)
    holes = [area for area in inner if area >= HOLE]
    if inner:
        faults.warn(
            f"{len(inner)} trous entre les contours, dont {slivers} de moins de {number(HOLE)} m²"
            + (f"\u00a0; le plus grand fait {number(max(holes))} m²." if holes else "."),
            "La carte les laisse vides\u00a0; les surfaces sont justes à cela près.",
            column="geometry",
        )
    overlap = float(shapely.area(shapes).sum() - shapely.area(union))
    if overlap > HOLE:
        faults.warn(f"des contours se recouvrent, sur {number(overlap)} m² en tout.", column="geometry")
