"""Read the statistics: a DuckDB file opened read-only, one cursor per question."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pandas as pd
from pydantic import ValidationError

from data.fingerprint import FORMAT
from data.outlines import LAMBERT_72
from data.settings import DataSettings
from indicators.catalogue import Catalogue, Indicator
from indicators.estimate import Estimate, Nature, Status
from indicators.territory import Kind, Service, Territory
from indicators.user_error import UserError

ATTACHED = "statistiques"
REBUILD = "Relancez «\u00a0python -m data build\u00a0» (ou «\u00a0make data\u00a0»)."


@dataclass(frozen=True)
class ReportedFigure:
    """A figure printed by a référent's report, quoted as it stands, its flaws included."""

    subject: str
    value: float
    unit: str
    year: int
    section: str
    remark: str


class Statistics:
    """One version of the statistics. Safe to share between threads."""

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

    def _rows(self, sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters or []).fetchall()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor().execute(f"USE {ATTACHED}")

    def table(self, sql: str, parameters: list[Any] | None = None) -> pd.DataFrame:
        """Answer a question as a DataFrame."""
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters or []).df()

    @cached_property
    def territories(self) -> dict[str, Territory]:
        """All quartiers by code, in the order of their codes."""
        rows = self._rows(
            "SELECT level, code, name_fr, name_nl, kind, communes, area_km2, commune_codes FROM territory "
            "WHERE level = 'quartier' ORDER BY code::INTEGER"
        )
        return {
            code: Territory(level, code, name, name_nl, Kind(kind), tuple(communes), area, tuple(nis))
            for level, code, name, name_nl, kind, communes, area, nis in rows
        }

    def territory(self, code: str) -> Territory:
        """Return one quartier. Raises UserError for an unknown code."""
        try:
            return self.territories[code]
        except KeyError:
            raise UserError(
                f"Aucun quartier ne porte le code «\u00a0{code}\u00a0».",
                remedy="Les codes vont de 1 à 917\u00a0; Anneessens porte le code 10.",
            ) from None

    @cached_property
    def _coverage(self) -> dict[str, dict[int, int]]:
        """How many quartiers have a value, by indicator and year, newest year first."""
        rows = self._rows(
            "SELECT indicator, year, count(*) FROM observation WHERE level = 'quartier' "
            "AND status = 'observe' GROUP BY indicator, year ORDER BY year DESC"
        )
        covered: dict[str, dict[int, int]] = {}
        for indicator, year, count in rows:
            covered.setdefault(indicator, {})[int(year)] = int(count)
        return covered

    def years(self, indicator_id: str) -> tuple[int, ...]:
        """Years with at least one value, newest first. Raises UserError for an unknown id."""
        return tuple(self._coverage.get(self.catalogue[indicator_id].id, ()))

    def newest_years(self, code: str) -> dict[str, int]:
        """The newest year with a value for this quartier, by indicator."""
        rows = self._rows(
            "SELECT indicator, max(year) FROM observation WHERE level = 'quartier' AND code = ? "
            "AND status = 'observe' GROUP BY indicator",
            [code],
        )
        return {indicator: int(year) for indicator, year in rows}

    def best_year(self, indicator_id: str) -> int:
        """The newest year among those that cover most quartiers."""
        covered = self._coverage[self.catalogue[indicator_id].id]
        return max(covered, key=lambda year: (covered[year], year))

    def checked_year(self, indicator_id: str, year: int | None) -> int:
        """Return `year`, or the best one for None. Raises UserError for a year without values."""
        if year is None:
            return self.best_year(indicator_id)
        years = self.years(indicator_id)
        if year not in years:
            listed = ", ".join(map(str, reversed(years)))
            raise UserError(
                f"L'indicateur «\u00a0{indicator_id}\u00a0» n'a pas de valeur pour {year}.",
                remedy=f"Années disponibles\u00a0: {listed}.",
            )
        return year

    def estimates(self, indicator: Indicator, year: int, level: str = "quartier") -> dict[str, Estimate]:
        """All figures of one indicator and year by code, with denominators where they exist."""
        rows = self._rows(
            "SELECT indicator, level, code, year, value, status, nature, source, to_verify "
            "FROM observation WHERE indicator = ? AND year = ? AND level = ?",
            [indicator.id, year, level],
        )
        denominators = self.denominators(indicator, year) if level == "quartier" else {}
        return {row[2]: _estimate(row, denominators.get(row[2], (None, None))[0]) for row in rows}

    def series(self, indicator: Indicator, code: str, level: str = "quartier") -> tuple[Estimate, ...]:
        """The same indicator for every year that has a value, oldest first."""
        rows = self._rows(
            "SELECT indicator, level, code, year, value, status, nature, source, to_verify "
            "FROM observation WHERE indicator = ? AND code = ? AND level = ? AND value IS NOT NULL "
            "ORDER BY year",
            [indicator.id, code, level],
        )
        return tuple(_estimate(row, None) for row in rows)

    def denominators(self, indicator: Indicator, year: int) -> dict[str, tuple[float, int]]:
        """Population that can stand for the denominator, by code: (people, year of the count).

        The same year where it exists, else the nearest one; empty for indicators whose
        denominator is not in the statistics.
        """
        if indicator.denominator is None or indicator.denominator.indicator is None:
            return {}
        rows = self._rows(
            "SELECT code, arg_min(value, abs(year - $year) * 2 + (year < $year)::INTEGER), "
            "arg_min(year, abs(year - $year) * 2 + (year < $year)::INTEGER) "
            "FROM observation WHERE indicator = $id AND level = 'quartier' AND value > 0 GROUP BY code",
            {"id": indicator.denominator.indicator, "year": year},  # type: ignore[arg-type]
        )
        return {code: (float(value), int(found)) for code, value, found in rows}

    def services(self, code: str | None = None) -> tuple[Service, ...]:
        """Services of a quartier, or all of them."""
        rows = self._rows(
            "SELECT name, kind, public, address, commune, quartier, certainty, source_url, source_date "
            "FROM service WHERE $code IS NULL OR quartier = $code ORDER BY kind, name",
            {"code": code},  # type: ignore[arg-type]
        )
        return tuple(Service(*row) for row in rows)

    def reported_figures(self, code: str) -> tuple[ReportedFigure, ...]:
        """Figures of a référent's report about a quartier, in the order of the report."""
        rows = self._rows(
            "SELECT subject, value, unit, year, section, remark FROM reported WHERE code = ?", [code]
        )
        return tuple(ReportedFigure(*row) for row in rows)

    def geometries(self, level: str = "quartier") -> gpd.GeoDataFrame:
        """Outlines as a GeoDataFrame with the columns code and geometry, EPSG:31370."""
        rows = self._rows("SELECT code, wkb FROM geometry WHERE level = ? ORDER BY code::INTEGER", [level])
        shapes = gpd.GeoSeries.from_wkb([bytes(wkb) for _code, wkb in rows])
        return gpd.GeoDataFrame(
            {"code": [code for code, _wkb in rows]}, geometry=shapes.values, crs=LAMBERT_72
        )


def _estimate(row: tuple[Any, ...], denominator: float | None) -> Estimate:
    indicator, level, code, year, value, status, nature, source, to_verify = row
    numerator = value * denominator / 100 if value is not None and denominator else None
    return Estimate(
        indicator=indicator,
        level=level,
        code=code,
        year=year,
        status=Status(status),
        value=value,
        source=source,
        numerator=numerator,
        denominator=denominator,
        nature=Nature(nature),
        to_verify=to_verify,
    )


def _attach(path: Path) -> duckdb.DuckDBPyConnection:
    """Attach the file to an engine of its own.

    `duckdb.connect(path)` hands out the engine that already has this *path* open: after a
    swap it would go on answering from the file that was replaced.
    """
    connection = duckdb.connect()
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS {ATTACHED} (READ_ONLY)")
    return connection


def open_statistics(path: Path | None = None) -> Statistics:
    """Open the statistics read-only (the file of the settings when `path` is None).

    Raises UserError when the file is missing, damaged or of another layout, with the
    command that rebuilds it.
    """
    path = path or DataSettings().statistics
    if not path.is_file():
        raise UserError(f"Les statistiques sont absentes («\u00a0{path}\u00a0»).", remedy=REBUILD)
    try:
        connection = _attach(path)
        found = connection.execute(f"SELECT format FROM {ATTACHED}.build").fetchone()
    except duckdb.Error as error:
        raise UserError(
            f"Le fichier des statistiques est illisible ou abîmé («\u00a0{path}\u00a0»).", remedy=REBUILD
        ) from error
    if found is None or found[0] != FORMAT:
        raise UserError(
            f"Le fichier des statistiques est d'une autre version («\u00a0{path}\u00a0»).", remedy=REBUILD
        )
    try:
        return Statistics(connection, path)
    except (ValidationError, duckdb.Error) as error:
        raise UserError(
            f"Le fichier des statistiques est d'une autre version («\u00a0{path}\u00a0»).", remedy=REBUILD
        ) from error
