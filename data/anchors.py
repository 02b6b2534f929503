"""Anchors: values read off the publishers' tables, held against every new build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import yaml

from indicators.french import number
from indicators.user_error import Fault, UserError

ANCHORS = Path(__file__).parent / "anchors.yaml"
TOLERANCE = 1e-9

_WEIGHTED = """
    SELECT sum(o.value * p.value) / sum(p.value)
    FROM observation o JOIN territory t ON t.code = o.code AND t.level = 'quartier'
    JOIN observation p ON p.indicator = 'population' AND p.level = 'quartier'
         AND p.year = 2019 AND p.code = o.code
    WHERE o.indicator = ? AND o.year = ? AND o.level = 'quartier' AND o.value IS NOT NULL
"""
_HIGHEST = """
    SELECT t.name_fr, o.value FROM observation o
    JOIN territory t ON t.code = o.code AND t.level = o.level
    WHERE o.indicator = ? AND o.year = ? AND o.level = 'quartier' AND o.value IS NOT NULL
    ORDER BY o.value DESC LIMIT 1
"""
_COUNT = """
    SELECT count(*) FROM observation
    WHERE indicator = ? AND year = ? AND level = 'quartier' AND status = 'observe'
"""
_ONE = "SELECT value, status FROM observation WHERE indicator = ? AND year = ? AND level = ? AND code = ?"


def check_anchors(connection: duckdb.DuckDBPyConnection, anchors: Path = ANCHORS) -> int:
    """Hold every anchor against the built tables and return how many were checked.

    Raises UserError naming each anchor that does not hold, with both values.
    """
    entries = yaml.safe_load(anchors.read_text(encoding="utf-8"))
    faults = [fault for entry in entries for fault in _faults(connection, entry)]
    if faults:
        raise UserError(
            "Les statistiques n'ont pas été remplacées\u00a0: des valeurs de contrôle ne sont pas retrouvées.",
            remedy="Vérifiez les fichiers sources, ou «\u00a0data/anchors.yaml\u00a0» si l'éditeur a corrigé ses chiffres.",
            faults=tuple(faults),
        )
    return len(entries)


def _faults(connection: duckdb.DuckDBPyConnection, anchor: dict[str, Any]) -> list[Fault]:
    where = f"{anchor['indicator']}, {anchor['year']}"
    key = [anchor["indicator"], anchor["year"]]

    def fault(expected: object, found: object) -> list[Fault]:
        return [Fault(f"{where}\u00a0: attendu {expected}, trouvé {found}.", file="anchors.yaml")]

    def near(found: float | None, expected: float) -> bool:
        return found is not None and abs(found - expected) <= anchor.get("tolerance", TOLERANCE)

    def shown(value: float | None) -> str:
        return "aucune valeur" if value is None else number(value, 2)

    if "weighted_mean" in anchor:
        row = connection.execute(_WEIGHTED, key).fetchone()
        found = row[0] if row else None
        expected = anchor["weighted_mean"]
        return [] if near(found, expected) else fault(shown(expected), shown(found))
    if "highest" in anchor:
        row = connection.execute(_HIGHEST, key).fetchone()
        if row and row[0] == anchor["highest"] and near(row[1], anchor["value"]):
            return []
        return fault(f"{anchor['highest']} {shown(anchor['value'])}", row)
    if "count" in anchor:
        row = connection.execute(_COUNT, key).fetchone()
        found_count = row[0] if row else 0
        return [] if found_count == anchor["count"] else fault(anchor["count"], found_count)
    row = connection.execute(_ONE, [*key, anchor.get("level", "quartier"), anchor["code"]]).fetchone()
    value, status = row if row else (None, "ligne absente")
    if "status" in anchor:
        return [] if status == anchor["status"] else fault(anchor["status"], status)
    return [] if near(value, anchor["value"]) else fault(shown(anchor["value"]), shown(value))
