"""Monitoring des Quartiers (IBSA): the map export, GeoJSON in EPSG:31370 with id, name, value."""

from __future__ import annotations

import math
import re

import numpy as np

from data.readers.boundaries import outlines, polygon_layer
from data.readers.cells import read_numbers, report_bad
from data.readers.check_columns import Column, report_against_reference, report_impossible
from data.readers.check_geometry import in_lambert_72
from data.readers.codes import guess_level, read_codes, report_repeated
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.mdq_export import report_absent
from data.readers.mdq_indicators import by_label, slug
from data.readers.reader import Reader
from data.readers.reading import Found, observed
from data.readers.reference import Reference
from data.readers.years import year_in

ID = "mdq_carte"
TITLE = "Monitoring des Quartiers, export de la carte"
_FILE = re.compile(r"(?:ibsa-)?(?P<slug>.+?)_(?P<year>(?:19|20)\d\d)_")


def _matches(content: Content) -> bool:
    layer = polygon_layer(content)
    return layer is not None and {"id", "name", "value"} <= set(layer.attributes.columns)


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    layer = polygon_layer(content)
    if layer is None:
        raise refusal(content.file, "la couche ne contient pas de surfaces.")
    rows = list(range(1, len(layer.shapes) + 1))
    cells = list(layer.attributes["id"])
    level = guess_level(cells) or "quartier"
    codes = read_codes(cells, level, rows, "id", faults)
    report_repeated(codes, rows, "id", faults)
    values = [
        None if isinstance(value, float) and math.isnan(value) else value
        for value in layer.attributes["value"]
    ]
    numbers = read_numbers(values)
    report_bad(numbers, values, rows, "value", faults)
    label, year = _subject(content.file)
    known = by_label(label)
    if known is None or year is None:
        faults.warn(
            "l'indicateur ou l'année ne se lisent pas dans le nom du fichier\u00a0: à préciser à l'import."
        )
    indicator = known.id if known else f"mdq_{slug(label)}"
    column = Column("value", label, "", year, indicator, level)
    matrix = numbers.values.reshape(-1, 1)
    report_impossible(matrix, rows, [column], faults)
    report_against_reference(np.asarray(matrix), codes, rows, [column], reference, faults)
    if level == "quartier":
        report_absent(codes, reference, faults)
    shapes = outlines(layer, in_lambert_72(layer, faults), level, codes, "name", None, faults)
    source = known.source_id if known else "ibsa_mdq"
    return Found(
        observed(indicator, level, codes, year, numbers.values, numbers.statuses, rows, source),
        len(codes),
        {"contours": shapes.assign(vintage="")},
    )


def _subject(file: str) -> tuple[str, int | None]:
    found = _FILE.match(file)
    if found is None:
        return file.rsplit(".", 1)[0], year_in(file)
    return found["slug"].replace("-", " "), int(found["year"])


READER = Reader(ID, TITLE, _matches, _read, rank=2)
