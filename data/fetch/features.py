"""Check a GeoJSON collection: complete, in the expected projection, with the expected ids."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, TypeGuard

from data.fetch.address import Checks
from data.fetch.quoted import quoted
from indicators.french import number
from indicators.user_error import Fault

_EPSG = re.compile(r"epsg(?:.*\D)?(\d{4,6})$", re.IGNORECASE)
_LONGITUDE_LATITUDE = 4326
_DEEPEST = 8


Problem = tuple[str, str, str]
"""What is wrong, the field concerned, the value found."""


def check_geojson(path: Path, checks: Checks, name: str) -> list[Fault]:
    """Return what is wrong with the GeoJSON file at `path`; an empty list when nothing is."""
    try:
        problems = _problems(json.loads(path.read_bytes()), checks)
    except (ValueError, RecursionError, MemoryError):
        problems = [("ce n'est pas du GeoJSON complet\u00a0: le fichier est coupé ou abîmé.", "", "")]
    return [Fault(problem, file=name, column=column, value=value) for problem, column, value in problems]


def _problems(content: object, checks: Checks) -> list[Problem]:
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(features, list):
        return [("ce n'est pas une collection d'objets GeoJSON.", "", "")]
    if not all(isinstance(feature, dict) for feature in features):
        return [("la collection contient autre chose que des objets.", "features", "")]
    if not features:
        return [("la collection ne contient aucun objet.", "features", "")]
    return [
        *(_incomplete(content, len(features)) if checks.number_matched else []),
        *(_wrong_crs(content, checks.crs) if checks.crs else []),
        *_wrong_count(len(features), checks.features),
        *_wrong_ids([_property(feature, checks.ids_property) for feature in features], checks),
        *(_out_of_bounds(features, checks.bounds) if checks.bounds else []),
    ]


def _incomplete(content: dict[str, Any], count: int) -> list[Problem]:
    matched, returned = content.get("numberMatched"), content.get("numberReturned")
    if not _is_count(matched) or not _is_count(returned):
        shown = quoted(str(matched))
        return [("le service ne dit pas combien d'objets il a trouvés.", "numberMatched", shown)]
    if matched != returned or returned != count:
        found = f"{number(matched)} objets trouvés, {number(returned)} annoncés, {number(count)} reçus"
        return [(f"la réponse du service est incomplète\u00a0: {found}.", "numberReturned", "")]
    return []


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9


def _wrong_crs(content: dict[str, Any], expected: int) -> list[Problem]:
    crs = content.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    label = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if not label and expected == _LONGITUDE_LATITUDE:
        # RFC 7946: a GeoJSON file that says nothing is in longitude and latitude.
        return []
    found = _LONGITUDE_LATITUDE if label.upper().endswith("CRS84") else None
    if match := _EPSG.search(label[:200]):
        found = int(match[1])
    if found == expected:
        return []
    shown = quoted(label) or "aucune"
    return [(f"la projection attendue est EPSG:{expected}.", "crs", shown)]


def _wrong_count(count: int, expected: int | None) -> list[Problem]:
    if expected is None or count == expected:
        return []
    return [(f"{number(count)} objets au lieu de {number(expected)}.", "", "")]


def _property(feature: dict[str, Any], name: str) -> object:
    properties = feature.get("properties")
    return properties.get(name) if isinstance(properties, dict) else None


def _wrong_ids(values: list[object], checks: Checks) -> list[Problem]:
    return wrong_ids(["" if value is None else str(value) for value in values], checks)


def wrong_ids(values: list[str], checks: Checks) -> list[Problem]:
    """Count the different identifiers in `values` (one per object, empty when absent)."""
    if not checks.ids_property:
        return []
    field = checks.ids_property
    empty = sum(not value.strip() for value in values)
    if empty:
        return [(f"{number(empty)} objets sans identifiant.", field, "")]
    found = len({value.strip() for value in values})
    if checks.distinct_ids is not None and found != checks.distinct_ids:
        what = f"{number(found)} identifiants différents au lieu de {number(checks.distinct_ids)}."
        return [(what, field, "")]
    return []


def _out_of_bounds(
    features: list[dict[str, Any]], bounds: tuple[float, float, float, float]
) -> list[Problem]:
    """One position per object is enough to unmask a projection that its label hides."""
    west, south, east, north = bounds
    for feature in features:
        position = _first_position(feature.get("geometry"))
        if position is None:
            return [("un objet n'a pas de géométrie.", "geometry", "")]
        x, y = position
        if not (west <= x <= east and south <= y <= north):
            where = quoted(f"{x}, {y}")
            return [("un objet est hors de la Région, ou dans une autre projection.", "geometry", where)]
    return []


def _first_position(geometry: object) -> tuple[float, float] | None:
    place = geometry.get("coordinates") if isinstance(geometry, dict) else None
    for _ in range(_DEEPEST):
        if not isinstance(place, list) or not place:
            return None
        if isinstance(place[0], list):
            place = place[0]
            continue
        x, y = place[0], place[1] if len(place) > 1 else None
        if isinstance(x, int | float) and isinstance(y, int | float):
            return x, y
        return None
    return None
