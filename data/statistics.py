"""Read the statistics: a DuckDB file opened read-only, one cursor per question."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pandas as pd
import shapely
from pydantic import ValidationError

from data.fingerprint import FORMAT
from data.outlines import LAMBERT_72
from data.settings import DataSettings
from indicators.catalogue import Catalogue, Indicator, Source
from indicators.estimate import Estimate, Nature, Status
from indicators.level import BELGIUM, Level, level_of
from indicators.territory import Kind, Service, Territory
from indicators.user_error import UserError

ATTACHED = "statistiques"
REBUILD = "Relancez «\u00a0python -m data build\u00a0» (ou «\u00a0make data\u00a0»)."


ESTIMATE_COLUMNS = (
    "indicator, level, code, year, value, status, nature, source, to_verify, numerator, denominator"
)
_WITHIN = "($extent = '01000' OR t.region = $extent OR list_contains(t.commune_codes, $extent))"
_DRAWN_ROWS = f"""(
    SELECT code, wkb, source, vintage FROM (
        SELECT g.level, g.code, g.wkb, g.source, g.vintage, t.commune_codes[1] AS commune
        FROM geometry g JOIN territory t USING (level, code) WHERE g.level = $level AND {_WITHIN})
    QUALIFY level <> 'secteur' OR vintage = coalesce(
        max(vintage) FILTER (list_contains($chosen, vintage)
            OR list_contains($chosen, commune || ':' || vintage)) OVER (PARTITION BY commune),
        max(vintage) OVER (PARTITION BY commune)))"""
_DRAWN = f"{_DRAWN_ROWS} ORDER BY length(code), code"
BUNDLED_OUTLINES = "urbis_md"
FIRST = "bim"


@dataclass(frozen=True)
class Share:
    """The part of a territory that lies in a larger one; `share` is None where it is not known.

    `basis` says what was counted: «population 2019», «nombre de secteurs», «liste».
    """

    parent: str
    share: float | None
    basis: str


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

    def _rows(self, sql: str, parameters: list[Any] | dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters or []).fetchall()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor().execute(f"USE {ATTACHED}")

    @property
    def published(self) -> Statistics:
        """The statistics as published: without what people made of them."""
        return self

    def question(self, sql: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Answer a question as rows."""
        return self._rows(sql, parameters)

    def table(self, sql: str, parameters: list[Any] | dict[str, Any] | None = None) -> pd.DataFrame:
        """Answer a question as a DataFrame."""
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters or []).df()

    @cached_property
    def quartiers(self) -> dict[str, Territory]:
        """All quartiers by code, in the order of their codes."""
        found = self.territories(Level.QUARTIER)
        return {code: found[code] for code in sorted(found, key=int)}

    @cache  # noqa: B019 (a Statistics is one version of the file and is dropped with it)
    def territories(self, level: str) -> dict[str, Territory]:
        """All territories of one level by code; sectors of every vintage."""
        return {found.code: found for found in self._territories("level = ?", [level])}

    def _territories(self, where: str, parameters: list[Any]) -> list[Territory]:
        rows = self._rows(
            "SELECT level, code, name_fr, name_nl, kind, communes, area_km2, commune_codes, quartier, region "
            f"FROM territory WHERE {where} ORDER BY level, code",
            parameters,
        )
        return [
            Territory(
                level, code, name, name_nl, Kind(kind), tuple(communes), area, tuple(nis), quartier, region
            )
            for level, code, name, name_nl, kind, communes, area, nis, quartier, region in rows
        ]

    def territory(self, code: str) -> Territory:
        """Return one territory of any level: codes tell their level by their form.

        Raises UserError for an unknown code.
        """
        found = self._found(code)
        if found is None:
            raise UserError(
                f"Aucun territoire ne porte le code «\u00a0{code}\u00a0».",
                remedy="Les codes des quartiers vont de 1 à 917\u00a0; Anneessens porte le code 10. "
                "Les secteurs et les autres communes demandent un import (Données et méthodes).",
            )
        return found

    def _found(self, code: str) -> Territory | None:
        level = level_of(code)
        if level is None:
            return None
        if level is Level.SECTOR:
            return self._sector(code)
        return self.territories(level).get(code)

    @cache  # noqa: B019
    def _sector(self, code: str) -> Territory | None:
        """One sector, without reading the twenty thousand others."""
        return next(iter(self._territories("level = 'secteur' AND code = ?", [code])), None)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self._found(code) is not None

    @cache  # noqa: B019
    def outlined(self, level: str) -> frozenset[str]:
        """The codes of one level that have an outline, in any vintage."""
        rows = self._rows("SELECT DISTINCT code FROM geometry WHERE level = ?", [level])
        return frozenset(code for (code,) in rows)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels that a map can show: at least two territories with an outline."""
        rows = self._rows("SELECT level, count(DISTINCT code) FROM geometry GROUP BY level")
        drawn = {level for level, count in rows if count > 1}
        return tuple(level for level in Level if level in drawn)

    def members(self, level: str, extent: str) -> dict[str, Territory]:
        """The territories of one level that lie in a commune, a Region or Belgium (`extent`)."""
        found = self.territories(level)
        kind = level_of(extent)
        if kind is Level.COUNTRY:
            return found
        if kind is Level.REGION:
            return {code: one for code, one in found.items() if one.region == extent}
        return {code: one for code, one in found.items() if extent in one.commune_codes}

    @cached_property
    def _coverage(self) -> dict[tuple[str, str], dict[int, int]]:
        """How many territories have a value, by indicator and level, then by year, newest first."""
        rows = self._rows(
            "SELECT indicator, level, year, count(*) FROM observation WHERE status = 'observe' "
            "GROUP BY ALL ORDER BY year DESC"
        )
        covered: dict[tuple[str, str], dict[int, int]] = {}
        for indicator, level, year, count in rows:
            covered.setdefault((indicator, level), {})[int(year)] = int(count)
        return covered

    def indicators(self, level: str = Level.QUARTIER) -> tuple[Indicator, ...]:
        """The indicators of the catalogue that have values at one level."""
        return tuple(one for one in self.catalogue.indicators if (one.id, level) in self._coverage)

    def first_indicator(self, level: str) -> str:
        """What a map of this level shows first: the BIM rate where it exists."""
        found = [one.id for one in self.indicators(level)]
        if not found:
            raise UserError(
                f"Aucun indicateur n'a de valeur pour les {Level(level).plural}.",
                remedy="Importez un fichier de ce niveau (Données et méthodes).",
            )
        return FIRST if FIRST in found else found[0]

    def years(self, indicator_id: str, level: str = Level.QUARTIER) -> tuple[int, ...]:
        """Years with at least one value, newest first. Raises UserError for an unknown id."""
        return tuple(self._coverage.get((self.catalogue[indicator_id].id, level), ()))

    def newest_years(self, territory: Territory) -> dict[str, int]:
        """The newest year with a value for this territory, by indicator."""
        rows = self._rows(
            "SELECT indicator, max(year) FROM observation WHERE level = ? AND code = ? "
            "AND status = 'observe' GROUP BY indicator",
            [territory.level, territory.code],
        )
        return {indicator: int(year) for indicator, year in rows}

    def newest_values(self, indicator_id: str, level: str) -> dict[str, float]:
        """The newest value of each territory, by code; empty when the level has none."""
        rows = self._rows(
            "SELECT code, arg_max(value, year) FROM observation WHERE indicator = ? AND level = ? "
            "AND value IS NOT NULL GROUP BY code",
            [indicator_id, level],
        )
        return {code: float(value) for code, value in rows}

    def best_year(self, indicator_id: str, level: str = Level.QUARTIER) -> int:
        """The newest year among those that cover most territories of a level.

        Raises UserError when the indicator has no value at this level.
        """
        covered = self._coverage.get((self.catalogue[indicator_id].id, level))
        if not covered:
            raise UserError(
                f"L'indicateur «\u00a0{self.catalogue[indicator_id].short_title}\u00a0» n'a aucune valeur pour "
                f"les {Level(level).plural}.",
                remedy="Choisissez un autre indicateur ou un autre niveau.",
            )
        return max(covered, key=lambda year: (covered[year], year))

    def checked_year(self, indicator_id: str, year: int | None, level: str = Level.QUARTIER) -> int:
        """Return `year`, or the best one for None. Raises UserError for a year without values."""
        if year is None:
            return self.best_year(indicator_id, level)
        years = self.years(indicator_id, level)
        if year not in years:
            listed = ", ".join(map(str, reversed(years)))
            raise UserError(
                f"L'indicateur «\u00a0{indicator_id}\u00a0» n'a pas de valeur pour {year}.",
                remedy=f"Années disponibles\u00a0: {listed}.",
            )
        return year

    def estimates(
        self,
        indicator: Indicator,
        year: int,
        level: str = Level.QUARTIER,
        codes: Collection[str] | None = None,
    ) -> dict[str, Estimate]:
        """All figures of one indicator and year by code, with denominators where they exist.

        `codes` keeps some territories only.
        """
        rows = self._rows(
            f"SELECT {ESTIMATE_COLUMNS} FROM observation WHERE indicator = $id AND year = $year AND level = $level "
            "AND ($codes IS NULL OR list_contains($codes, code))",
            {"id": indicator.id, "year": year, "level": level, "codes": list(codes) if codes else None},
        )
        stand_ins = self.denominators(indicator, year, level, codes)
        return {row[2]: estimate_of(row, stand_ins.get(row[2], (None, None))[0]) for row in rows}

    @cache  # noqa: B019
    def known_of(self, level: str, code: str) -> dict[str, dict[int, Estimate]]:
        """Every figure of one territory by indicator and year: for the Region and the communes, which
        everything is held against."""
        found: dict[str, dict[int, Estimate]] = {}
        for row in self._rows(
            f"SELECT {ESTIMATE_COLUMNS} FROM observation WHERE level = ? AND code = ?", [level, code]
        ):
            found.setdefault(row[0], {})[int(row[3])] = estimate_of(row, None)
        return found

    def series(self, indicator: Indicator, code: str, level: str = "quartier") -> tuple[Estimate, ...]:
        """The same indicator for every year that has a value, oldest first."""
        rows = self._rows(
            f"SELECT {ESTIMATE_COLUMNS} FROM observation "
            "WHERE indicator = ? AND code = ? AND level = ? AND value IS NOT NULL ORDER BY year",
            [indicator.id, code, level],
        )
        stand_in = indicator.denominator.indicator if indicator.denominator else None
        people = self.known_of(level, code).get(stand_in, {}) if stand_in else {}
        counted = {year: one.value for year, one in people.items() if one.value}
        return tuple(estimate_of(row, _nearest(counted, int(row[3]))) for row in rows)

    def denominators(
        self,
        indicator: Indicator,
        year: int,
        level: str = Level.QUARTIER,
        codes: Collection[str] | None = None,
    ) -> dict[str, tuple[float, int]]:
        """Population that can stand for the denominator, by code: (people, year of the count).

        The same year where it exists, else the nearest one; empty for indicators whose
        denominator is not in the statistics.
        """
        if indicator.denominator is None or indicator.denominator.indicator is None:
            return {}
        rows = self._rows(
            "SELECT code, arg_min(value, abs(year - $year) * 2 + (year < $year)::INTEGER), "
            "arg_min(year, abs(year - $year) * 2 + (year < $year)::INTEGER) "
            "FROM observation WHERE indicator = $id AND level = $level AND value > 0 "
            "AND ($codes IS NULL OR list_contains($codes, code)) GROUP BY code",
            {
                "id": indicator.denominator.indicator,
                "year": year,
                "level": level,
                "codes": list(codes) if codes else None,
            },
        )
        return {code: (float(value), int(found)) for code, value, found in rows}

    def services(self, territory: Territory | None = None) -> tuple[Service, ...]:
        """Services of a quartier, of a commune or of the Region, or all of them.

        A sector has none: the directory places services in quartiers, not in sectors.
        """
        places: dict[str | None, tuple[str, list[str]]] = {
            None: ("true", []),
            Level.QUARTIER: ("quartier = ?", [territory.code if territory else ""]),
            Level.COMMUNE: ("lower(commune) = lower(?)", [territory.name if territory else ""]),
            Level.REGION: ("? = '04000'", [territory.code if territory else ""]),
        }
        where, asked = places.get(territory.level if territory else None, ("false", []))
        rows = self._rows(
            "SELECT name, kind, public, address, commune, quartier, certainty, source_url, source_date "
            f"FROM service WHERE {where} ORDER BY kind, name",
            asked,
        )
        found = tuple(Service(*row) for row in rows)
        if territory is None or territory.level == Level.QUARTIER:
            return found
        # What is only probable is the quartier; the commune stands in the address.
        return tuple(replace(service, certainty="certain") for service in found)

    def shares(self, territory: Territory, parent_level: str) -> tuple[Share, ...]:
        """What part of a territory lies in each larger one, the largest part first."""
        rows = self._rows(
            "SELECT parent, share, basis FROM territory_share WHERE child_level = ? AND child = ? "
            "AND parent_level = ? ORDER BY vintage DESC, share DESC NULLS LAST, parent",
            [territory.level, territory.code, parent_level],
        )
        return tuple(Share(*row) for row in dict.fromkeys(rows))

    def reported_figures(self, code: str) -> tuple[ReportedFigure, ...]:
        """Figures of a référent's report about a quartier, in the order of the report."""
        rows = self._rows(
            "SELECT subject, value, unit, year, section, remark FROM reported WHERE code = ?", [code]
        )
        return tuple(ReportedFigure(*row) for row in rows)

    def vintages(self, extent: str) -> tuple[str, ...]:
        """The vintages of the sectors drawn in a commune, a Region or Belgium, newest first."""
        rows = self._rows(
            "SELECT DISTINCT g.vintage FROM geometry g JOIN territory t USING (level, code) "
            f"WHERE g.level = 'secteur' AND {_WITHIN} ORDER BY ALL DESC",
            {"extent": extent},
        )
        return tuple(vintage for (vintage,) in rows)

    def best_vintage(self, indicator: Indicator, year: int, extent: str) -> str:
        """Which vintage of the sectors the figures of one indicator and year belong to.

        One year («2022») where all communes agree; else the year of each commune that is drawn
        in several («21001:2022,21004:2025»). Elsewhere there is nothing to choose.
        """
        rows = self._rows(
            "SELECT t.commune_codes[1], g.vintage, count(o.code) FROM geometry g JOIN territory t USING (level, code) "
            "LEFT JOIN observation o ON o.level = g.level AND o.code = g.code AND o.indicator = $id "
            f"AND o.year = $year WHERE g.level = 'secteur' AND {_WITHIN} GROUP BY ALL ORDER BY ALL",
            {"id": indicator.id, "year": year, "extent": extent},
        )
        layers: dict[str, list[tuple[int, str]]] = {}
        for commune, vintage, matched in rows:
            layers.setdefault(commune, []).append((matched, vintage))
        several = {commune: max(found)[1] for commune, found in layers.items() if len(found) > 1}
        years = set(several.values()) or {vintage for _commune, vintage, _matched in rows}
        if len(years) == 1:
            return years.pop()
        return ",".join(f"{commune}:{vintage}" for commune, vintage in several.items())

    @cache  # noqa: B019
    def drawn_for(self, level: str, extent: str, vintage: str = "") -> tuple[str, ...]:
        """The years that the sectors of a map were drawn for, oldest first."""
        rows = self._rows(
            f"SELECT DISTINCT vintage FROM {_DRAWN_ROWS} ORDER BY vintage", _asked(level, extent, vintage)
        )
        return tuple(found for (found,) in rows if found)

    def geometries(
        self, level: str = Level.QUARTIER, extent: str | None = None, vintage: str = ""
    ) -> gpd.GeoDataFrame:
        """Outlines as a GeoDataFrame with the columns code and geometry, EPSG:31370.

        `extent` keeps a commune, a Region or Belgium. Of sectors drawn in several vintages,
        `vintage` (as `best_vintage` writes it) is taken where the commune has it, the newest
        one elsewhere.
        """
        rows = self._rows(
            f"SELECT code, wkb FROM {_DRAWN}",
            _asked(level, extent or BELGIUM, vintage),
        )
        shapes = gpd.GeoSeries.from_wkb([bytes(wkb) for _code, wkb in rows])
        return gpd.GeoDataFrame(
            {"code": [code for code, _wkb in rows]}, geometry=shapes.values, crs=LAMBERT_72
        )

    @cache  # noqa: B019
    def outline(self, code: str) -> shapely.Geometry | None:
        """The newest outline of one territory (EPSG:31370), None when no file draws it."""
        rows = self._rows(
            "SELECT wkb FROM geometry WHERE level = ? AND code = ? ORDER BY vintage DESC LIMIT 1",
            [self.territory(code).level, code],
        )
        return shapely.from_wkb(bytes(rows[0][0])) if rows else None

    @cache  # noqa: B019
    def drawn(self, level: str, extent: str, vintage: str = "") -> tuple[str, ...]:
        """The codes of `geometries`, without reading the outlines."""
        rows = self._rows(f"SELECT code FROM {_DRAWN}", _asked(level, extent, vintage))
        return tuple(code for (code,) in rows)

    @cache  # noqa: B019
    def outlines(self, level: str, extent: str, vintage: str = "") -> Source:
        """The publications behind the outlines of a map, as one."""
        rows = self._rows(
            f"SELECT source FROM {_DRAWN_ROWS} GROUP BY source ORDER BY count(*) DESC",
            _asked(level, extent, vintage),
        )
        found = [self.catalogue.source(source) for (source,) in rows]
        if not found:
            return self.catalogue.source(BUNDLED_OUTLINES)
        if len(found) == 1:
            return found[0]

        def joined(texts: list[str]) -> str:
            return "\u00a0; ".join(dict.fromkeys(texts))

        return Source(
            id="contours",
            publisher=joined([one.publisher for one in found]),
            title=joined([one.title for one in found]),
            licence=joined([one.licence for one in found]),
            attribution=joined([one.attribution for one in found]),
        )


def estimate_of(row: tuple[Any, ...], stand_in: float | None) -> Estimate:
    """A row of ESTIMATE_COLUMNS as a figure, with a stand-in where the source gives no denominator."""
    indicator, level, code, year, value, status, nature, source, to_verify, numerator, denominator = row
    if denominator is None and stand_in:
        denominator = stand_in
        numerator = value * stand_in / 100 if value is not None else None
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


def _nearest(counted: dict[int, float], year: int) -> float | None:
    """The count of the nearest year, the later one of two: as `denominators` finds it."""
    if not counted:
        return None
    return counted[min(counted, key=lambda one: abs(one - year) * 2 + (one < year))]


def _asked(level: str, extent: str, vintage: str) -> dict[str, Any]:
    return {"level": level, "extent": extent, "chosen": vintage.split(",")}


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
