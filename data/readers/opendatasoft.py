"""Opendatasoft exports (opendata.brussels.be, /api/explore/v2.1/…/exports/csv|geojson|json).

A table or points with `geo_point_2d`; the layer of the quartiers has mdzone, namefre, namedut.
Its `nom_commune` is incomplete and is not read.
"""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import shapely

from data.readers.boundaries import outlines
from data.readers.check_geometry import in_lambert_72
from data.readers.codes import read_codes, report_repeated, text_of
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.layer import Layer
from data.readers.reader import Reader
from data.readers.reading import Found, stacked
from data.readers.reference import Reference
from data.readers.sheet import Table, header_key, table_at, titles_at

ID = "opendatasoft"
TITLE = "Opendatasoft (opendata.brussels.be), export"
_POINT = ("geo_point_2d", "geo_point", "Geo Point", "coordonnees")
_SHAPE = ("geo_shape", "Geo Shape")


def _table_of(content: Content) -> Table | None:
    for sheet in content.sheets:
        if titles_at(sheet).find(*_POINT, *_SHAPE) is not None:
            return table_at(sheet)
    return None


def _point_layer(content: Content) -> Layer | None:
    for layer in content.layers:
        if len(layer.shapes) and np.isin(shapely.get_type_id(layer.shapes), (0, -1)).all():
            return layer
    return None


def _matches(content: Content) -> bool:
    return _table_of(content) is not None or _point_layer(content) is not None


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    layer = _point_layer(content)
    if layer is not None:
        return _read_points(layer)
    table = _table_of(content)
    if table is None:
        raise refusal(content.file, "aucune position (geo_point_2d) dans le fichier.")
    lon, lat = _positions(table, faults)
    frame = pd.DataFrame(
        {
            header_key(title): [text_of(cell) for cell in table.cells(index)]
            for index, title in enumerate(table.titles)
            if table.find(*_SHAPE) != index
        }
    ).assign(lon=lon, lat=lat)
    tables: dict[str, object] = {"points": frame}
    zone = table.find("mdzone", "md_id")
    shapes = table.find(*_SHAPE)
    if zone is not None:
        codes = read_codes(table.cells(zone), "quartier", table.rows, table.titles[zone], faults)
        report_repeated(codes, table.rows, table.titles[zone], faults)
        for code, row in zip(codes, table.rows, strict=True):
            if code and code not in reference.quartiers:
                faults.error(
                    "aucun quartier ne porte ce code.", row=row, column=table.titles[zone], value=code
                )
        if shapes is not None:
            tables["contours"] = _contours(table, shapes, codes, faults)
    return Found(stacked([]), len(frame), tables)


def _contours(table: Table, column: int, codes: list[str], faults: FaultLog) -> object:
    texts = [text_of(cell) or None for cell in table.cells(column)]
    try:
        shapes = np.asarray(shapely.from_geojson(texts))
    except shapely.GEOSException as error:
        raise refusal(faults.file, "une forme de la colonne geo_shape est abîmée.") from error
    attributes = pd.DataFrame({"fr": table.texts("namefre"), "nl": table.texts("namedut")})
    layer = Layer("", attributes, shapes, None)
    return outlines(layer, in_lambert_72(layer, faults), "quartier", codes, "fr", "nl", faults).assign(
        vintage=""
    )


def _positions(table: Table, faults: FaultLog) -> tuple[list[float], list[float]]:
    lon, lat = [], []
    column = table.find(*_POINT)
    texts = table.texts(*_POINT)
    for text, row in zip(texts, table.rows, strict=True):
        place = _position(text)
        if place is None and text:
            faults.error(
                "ce n'est pas une position (latitude, longitude).",
                row=row,
                column=table.titles[column or 0],
                value=text,
            )
        x, y = place or (float("nan"), float("nan"))
        lon.append(x)
        lat.append(y)
    return lon, lat


def _position(text: str) -> tuple[float, float] | None:
    """Longitude and latitude of «50.84, 4.35» or {"lon": 4.35, "lat": 50.84}, in Belgium."""
    try:
        if text.startswith("{"):
            place = json.loads(text)
            x, y = float(place["lon"]), float(place["lat"])
        else:
            y, x = (float(part) for part in text.split(","))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return (x, y) if 2 <= x <= 7 and 49 <= y <= 52 else None


def _read_points(layer: Layer) -> Found:
    frame = pd.DataFrame(
        {header_key(str(title)): layer.attributes[title] for title in layer.attributes.columns}
    )
    frame = frame.assign(lon=shapely.get_x(layer.shapes), lat=shapely.get_y(layer.shapes))
    return Found(stacked([]), len(frame), {"points": frame})


READER = Reader(ID, TITLE, _matches, _read)
