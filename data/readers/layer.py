"""Layers of shapes: GeoPackage and GeoJSON without GDAL, shapefiles with it."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import warnings as python_warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from data.readers.fault_log import FaultLog, refusal
from data.readers.limits import MAX_FEATURES, MAX_VERTICES
from indicators.user_error import UserError

DAMAGED = "la couche géographique est abîmée."
DOWNLOAD_AGAIN = "Téléchargez le fichier à nouveau."
_SQLITE_STEPS = 50_000
_SQLITE_PATIENCE = 20_000  # times _SQLITE_STEPS: no honest table needs a billion steps


@dataclass(frozen=True)
class Layer:
    """One layer: `attributes` (one row per shape), `shapes` (array), `crs` as the file states it."""

    name: str
    attributes: pd.DataFrame
    shapes: np.ndarray
    crs: CRS | None

    def frame(self) -> gpd.GeoDataFrame:
        """The layer as a GeoDataFrame in its own reference system."""
        return gpd.GeoDataFrame(self.attributes, geometry=self.shapes, crs=self.crs)


def _bounded(name: str, layer: Layer) -> Layer:
    if len(layer.shapes) > MAX_FEATURES or shapely.get_num_coordinates(layer.shapes).sum() > MAX_VERTICES:
        raise refusal(name, "la couche contient trop de formes ou de points.")
    return layer


def read_geopackage(name: str, content: bytes) -> tuple[Layer, ...]:
    """Read the feature layers of a GeoPackage. Raises RefusedFile."""
    connection = sqlite3.connect(":memory:")
    steps = 0

    def patience() -> int:
        nonlocal steps
        steps += 1
        return int(steps > _SQLITE_PATIENCE)

    try:
        connection.deserialize(content)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.set_progress_handler(patience, _SQLITE_STEPS)
        return tuple(_bounded(name, layer) for layer in _geopackage_layers(name, connection))
    except UserError:
        raise
    except (
        sqlite3.Error,
        shapely.GEOSException,
        ValueError,
        TypeError,
        LookupError,
        OverflowError,
        MemoryError,
        AttributeError,
    ) as error:
        raise refusal(name, DAMAGED, DOWNLOAD_AGAIN) from error
    finally:
        connection.close()


def _geopackage_layers(name: str, connection: sqlite3.Connection) -> list[Layer]:
    kinds = dict(connection.execute("SELECT name, type FROM sqlite_master"))
    if "gpkg_geometry_columns" not in kinds:
        raise refusal(name, "ce n'est pas un GeoPackage\u00a0: aucune couche n'y est déclarée.")
    layers = []
    for table, column, reference in connection.execute(
        "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns"
    ).fetchall():
        if kinds.get(table) != "table":
            raise refusal(name, "la couche n'est pas une table.", value=table)
        quoted = '"' + str(table).replace('"', '""') + '"'
        (count,) = connection.execute(f"SELECT count(*) FROM {quoted}").fetchone()
        if count > MAX_FEATURES:
            raise refusal(name, "la couche contient trop de formes.", value=table)
        cursor = connection.execute(f"SELECT * FROM {quoted}")
        titles = [entry[0] for entry in cursor.description]
        place = titles.index(column)
        rows = cursor.fetchall()
        shapes = shapely.from_wkb([_wkb(row[place]) for row in rows])
        attributes = pd.DataFrame(
            [[cell for index, cell in enumerate(row) if index != place] for row in rows],
            columns=[title for index, title in enumerate(titles) if index != place],
        )
        layers.append(Layer(str(table), attributes, np.asarray(shapes), _declared(connection, reference)))
    return layers


def _wkb(blob: bytes | None) -> bytes | None:
    """Take the header of the GeoPackage off a geometry (OGC 12-128r18, clause 2.1.3)."""
    if blob is None:
        return None
    if blob[:2] != b"GP":
        raise ValueError("magic")
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 0b111]
    return blob[8 + envelope :]


def _declared(connection: sqlite3.Connection, reference: int) -> CRS | None:
    row = connection.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?",
        [reference],
    ).fetchone()
    if row is None:
        return None
    try:
        if str(row[0]).upper() == "EPSG":
            return CRS.from_epsg(int(row[1]))
        return CRS.from_user_input(str(row[2]))
    except CRSError:
        return None


def read_geojson(name: str, document: Mapping[str, Any]) -> Layer:
    """Read a FeatureCollection. Raises RefusedFile with the rings that do not close."""
    features = document.get("features")
    if not isinstance(features, list) or len(features) > MAX_FEATURES:
        raise refusal(name, DAMAGED, DOWNLOAD_AGAIN)
    _check_complete(name, document, len(features))
    faults = FaultLog(name)
    properties: list[Mapping[str, Any]] = []
    texts: list[str | None] = []
    for index, feature in enumerate(features, start=1):
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        found = feature.get("properties") if isinstance(feature, dict) else None
        properties.append(found if isinstance(found, dict) else {})
        if isinstance(geometry, dict):
            _check_rings(geometry, index, properties[-1], faults)
        texts.append(json.dumps(geometry) if isinstance(geometry, dict) else None)
    faults.refuse_if_any("GeoJSON")
    try:
        shapes = shapely.from_geojson(texts)
    except (shapely.GEOSException, ValueError, TypeError) as error:
        raise refusal(name, "une géométrie est abîmée.", DOWNLOAD_AGAIN) from error
    return _bounded(name, Layer("", pd.DataFrame(properties), np.asarray(shapes), _geojson_crs(document)))


def _check_complete(name: str, document: Mapping[str, Any], count: int) -> None:
    """A WFS says how many shapes matched: fewer in the file means that it was cut."""
    for key in ("numberMatched", "totalFeatures"):
        matched = document.get(key)
        if isinstance(matched, int) and matched != count:
            raise refusal(
                name,
                f"le service annonce {matched} formes, le fichier en contient {count}.",
                "Téléchargez la couche entière.",
            )


def _check_rings(
    geometry: Mapping[str, Any], row: int, properties: Mapping[str, Any], faults: FaultLog
) -> None:
    kind, rings = geometry.get("type"), geometry.get("coordinates")
    if kind == "MultiPolygon" and isinstance(rings, list):
        rings = [ring for polygon in rings if isinstance(polygon, list) for ring in polygon]
    elif kind != "Polygon" or not isinstance(rings, list):
        return
    for ring in rings:
        closed = isinstance(ring, list) and len(ring) >= 4 and ring[0] == ring[-1]
        if not closed:
            code = next((str(value) for value in properties.values() if value is not None), "")
            faults.error(
                "le contour ne se ferme pas.",
                "Le dernier point doit répéter le premier\u00a0; téléchargez la couche à nouveau.",
                row=row,
                column="geometry",
                value=code,
            )
            return


def _geojson_crs(document: Mapping[str, Any]) -> CRS | None:
    declared = document.get("crs")
    if declared is None:
        return None
    try:
        return CRS.from_user_input(str(declared["properties"]["name"]))
    except (CRSError, KeyError, TypeError):
        return None


def read_shapefile(name: str, parts: Mapping[str, bytes]) -> Layer:
    """Read a shapefile; `parts` maps extensions (shp, shx, dbf, prj, cpg) to bytes. Raises RefusedFile."""
    for needed in ("shp", "shx", "dbf"):
        if needed not in parts:
            raise refusal(name, f"le fichier .{needed} du shapefile manque.", "Déposez le ZIP entier.")
    with tempfile.TemporaryDirectory(prefix="diagnostic-") as folder:
        for extension, content in parts.items():
            (Path(folder) / f"couche.{extension}").write_bytes(content)
        try:
            with python_warnings.catch_warnings():
                python_warnings.simplefilter("ignore")
                path = Path(folder) / "couche.shp"
                if pyogrio.read_info(path)["features"] > MAX_FEATURES:
                    raise refusal(name, "la couche contient trop de formes.")
                frame = pyogrio.read_dataframe(path)
        except UserError:
            raise
        except (RuntimeError, ValueError, TypeError, LookupError, OSError, MemoryError, CRSError) as error:
            raise refusal(name, DAMAGED, DOWNLOAD_AGAIN) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise refusal(name, "le shapefile ne contient pas de formes.")
    attributes = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    return _bounded(name, Layer("", attributes, frame.geometry.to_numpy(), frame.crs))
