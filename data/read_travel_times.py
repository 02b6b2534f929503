"""A matrix of travel times (CSV, XLSX, ODS): origine, destination, minutes; checked row by row.

The origin is a quartier by code or name; the destination a quartier too, or the name of a service.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.places import Places
from data.readers.cells import read_numbers
from data.readers.content import Content, content_of
from data.readers.fault_log import FaultLog, refusal
from data.readers.names import folded
from data.readers.reference import Reference
from data.readers.sheet import Table, table_at, titles_at
from indicators.coverage.points import ServicePoint
from indicators.user_error import Fault

TITLE = "Matrice de temps de trajet"
ORIGIN = ("origine", "origin", "from", "from_id", "depart")
DESTINATION = ("destination", "dest", "to", "to_id", "arrivee")
MINUTES = ("minutes", "cost", "duree", "temps", "travel_time", "temps_minutes")
LONGEST = 1440


@dataclass(frozen=True)
class TravelTimeReading:
    """The matrix of a file: minutes by (code of a quartier, code of a quartier or name of a service)."""

    file: str
    sha256: str
    minutes: dict[tuple[str, str], float]
    warnings: tuple[Fault, ...]


def read_travel_times(
    name: str, raw: bytes, places: Places, services: tuple[ServicePoint, ...] = ()
) -> TravelTimeReading:
    """Read and check. `services` are those whose names may be destinations. Raises RefusedFile."""
    content = content_of(name, raw)
    faults = FaultLog(content.file)
    faults.add_warnings(content.notes)
    table = _table(content)
    index = Reference.bundled().quartier_names
    by_name = {folded(service.name): service.name for service in services}

    def quartier(text: str) -> str:
        if text in places.origins:
            return text
        found = index.codes(text)
        return found[0] if len(found) == 1 else ""

    cells = table.cells(table.find(*MINUTES) or 0)
    numbers = read_numbers(cells, dots="decimal")
    minutes: dict[tuple[str, str], float] = {}
    pairs = zip(table.rows, table.texts(*ORIGIN), table.texts(*DESTINATION), strict=True)
    for position, (row, origin_text, destination_text) in enumerate(pairs):
        origin = quartier(origin_text)
        destination = by_name.get(folded(destination_text), "") or quartier(destination_text)
        value = float(numbers.values[position])
        if not origin:
            faults.error("ce quartier n'existe pas.", row=row, column="origine", value=origin_text)
        if not destination:
            faults.error(
                "ni un quartier, ni un service de votre fichier.",
                row=row,
                column="destination",
                value=destination_text,
            )
        if not np.isfinite(value) or not 0 <= value <= LONGEST:
            faults.error(
                f"il faut un nombre de minutes, de 0 à {LONGEST}.",
                row=row,
                column="minutes",
                value=cells[position],
            )
        elif origin and destination:
            if minutes.get((origin, destination), value) != value:
                faults.error("ce trajet est déjà donné, avec un autre temps.", row=row, column="origine")
            minutes[origin, destination] = value
    if not table.body:
        faults.error("le fichier ne contient aucun trajet.")
    faults.refuse_if_any(TITLE)
    return TravelTimeReading(content.file, content.sha256, minutes, faults.kept_warnings())


def _table(content: Content) -> Table:
    for sheet in content.sheets:
        titles = titles_at(sheet)
        if all(titles.find(*names) is not None for names in (ORIGIN, DESTINATION, MINUTES)):
            return table_at(sheet)
    raise refusal(
        content.file,
        "les colonnes «\u00a0origine\u00a0», «\u00a0destination\u00a0» et «\u00a0minutes\u00a0» sont introuvables.",
        "La première ligne porte ces trois titres.",
    )
