"""The DuckDB file of the statistics: opened read-only, one cursor per question."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from indicators.catalogue import Catalogue

ATTACHED = "statistiques"


REBUILD = "Relancez «\u00a0python -m data build\u00a0» (ou «\u00a0make data\u00a0»)."


class StatisticsFile:
    """One version of the file. Safe to share between threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._connection = connection
        self.path = path
        row = self._rows("SELECT number, built_at, fingerprint, catalogue FROM build")[0]
        self.number: int = row[0]
        self.built_at: datetime = row[1]
        self.fingerprint: str = row[2]
        self.catalogue = Catalogue.model_validate(json.loads(row[3]))

    @property
    def version(self) -> str:
        """Date, number and fingerprint, printed in every document: «21/11/2026 (n° 3, 3f2a…)»."""
        return f"{self.built_at:%d/%m/%Y} (n°\u00a0{self.number}, {self.fingerprint})"

    def _rows(self, sql: str, parameters: list[Any] | dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters or []).fetchall()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor().execute(f"USE {ATTACHED}")

    def question(self, sql: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Answer a question as rows."""
        return self._rows(sql, parameters)

    def table(self, sql: str, parameters: list[Any] | dict[str, Any] | None = None) -> pd.DataFrame:
        """Answer a question as a DataFrame."""
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters or []).df()


def attach(path: Path) -> duckdb.DuckDBPyConnection:
    """Attach the file to an engine of its own.

    `duckdb.connect(path)` hands out the engine that already has this *path* open: after a
    swap it would go on answering from the file that was replaced.
    """
    connection = duckdb.connect()
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS {ATTACHED} (READ_ONLY)")
    return connection
