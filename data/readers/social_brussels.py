"""social.brussels: organisations, as the REST service gives them (JSON).

One organisation (/rest/organisation/<id>), a list, or a search result that holds one. Only
names and legal status are documented by those who use the service; the other fields are read
when they are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.reader import Reader
from data.readers.reading import Found, stacked
from data.readers.reference import Reference

ID = "social_brussels"
TITLE = "social.brussels, organisations"
PAGE = "https://social.brussels/organisation/"

_FIELDS = {
    "name_fr": ("nameOfficialFr", "nameFr"),
    "name_nl": ("nameOfficialNl", "nameNl"),
    "kind": ("legalStatus.labelFr", "legalStatus.labelNl"),
    "street": ("address.streetFr", "streetFr", "address.street", "address.streetNl"),
    "number": ("address.number", "number"),
    "postal_code": ("address.zipCode", "address.postalCode", "zipCode", "zip"),
    "commune": ("address.municipalityFr", "municipalityFr", "address.municipality", "address.cityFr"),
    "lon": ("address.lon", "address.longitude", "lon", "longitude", "lng"),
    "lat": ("address.lat", "address.latitude", "lat", "latitude"),
    "web": ("websiteOfficial", "websiteFr", "website", "siteInternetFr"),
}


def _organisations(document: Any) -> list[Mapping[str, Any]]:
    if isinstance(document, dict):
        if "nameOfficialFr" in document or "nameOfficialNl" in document:
            return [document]
        for value in document.values():
            if isinstance(value, list) and (found := _organisations(value)):
                return found
        return []
    if isinstance(document, list):
        named: list[Mapping[str, Any]] = [item for item in document if isinstance(item, dict)]
        if named and any("nameOfficialFr" in item or "nameOfficialNl" in item for item in named):
            return named
    return []


def _matches(content: Content) -> bool:
    return bool(_organisations(content.document))


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    found = _organisations(content.document)
    if not found:
        raise refusal(content.file, "aucune organisation dans le fichier.")
    rows: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for index, item in enumerate(found, start=1):
        identity = _text(item.get("id"))
        record: dict[str, Any] = {"id": identity}
        record |= {field: _first(item, paths) for field, paths in _FIELDS.items()}
        if not record["name_fr"] and not record["name_nl"]:
            faults.error("l'organisation n'a pas de nom.", row=index, column="nameOfficialFr", value=identity)
        if identity and identity in seen:
            faults.error(
                f"cette organisation est déjà la {seen[identity]}e.", row=index, column="id", value=identity
            )
        seen.setdefault(identity, index)
        record["lon"], record["lat"] = _position(record, index, faults)
        record["source_url"] = PAGE + identity if identity else ""
        rows.append(record)
    unplaced = sum(row["lon"] is None for row in rows)
    if unplaced:
        faults.warn(
            f"{unplaced} organisations sur {len(rows)} n'ont pas de position\u00a0: elles ne sont pas sur la carte."
        )
    return Found(stacked([]), len(rows), {"services": pd.DataFrame(rows)})


def _first(item: Mapping[str, Any], paths: tuple[str, ...]) -> str:
    for path in paths:
        value: Any = item
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if text := _text(value):
            return text
    return ""


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _position(record: Mapping[str, Any], row: int, faults: FaultLog) -> tuple[float | None, float | None]:
    try:
        lon, lat = float(record["lon"]), float(record["lat"])
    except ValueError:
        return None, None
    if not (2 <= lon <= 7 and 49 <= lat <= 52):
        faults.warn(
            "la position n'est pas en Belgique\u00a0: elle est écartée.", row=row, value=f"{lat}, {lon}"
        )
        return None, None
    return lon, lat


READER = Reader(ID, TITLE, _matches, _read)
