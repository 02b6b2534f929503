"""Read the statistics: figures, the years they have, and what stands for their denominators."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import duckdb
from pydantic import ValidationError

from data.drawn_outlines import DrawnOutlines
from data.estimate_rows import ESTIMATE_COLUMNS, estimate_of, nearest_count
from data.fingerprint import FORMAT
from data.settings import DataSettings
from data.statistics_file import ATTACHED, REBUILD, attach
from indicators.catalogue import Indicator
from indicators.estimate import Estimate
from indicators.level import Level
from indicators.territory import Territory
from indicators.user_error import UserError

FIRST = "bim"


@dataclass(frozen=True)
class ReportedFigure:
    """A figure printed by a référent's report, quoted as it stands, its flaws included."""

    subject: str
    value: float
    unit: str
    year: int
    section: str
    remark: str


class Statistics(DrawnOutlines):
    """One version of the statistics. Safe to share between threads."""

    @property
    def published(self) -> Statistics:
        """The statistics as published: without what people made of them."""
        return self

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
        return tuple(estimate_of(row, nearest_count(counted, int(row[3]))) for row in rows)

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

    def reported_figures(self, code: str) -> tuple[ReportedFigure, ...]:
        """Figures of a référent's report about a quartier, in the order of the report."""
        rows = self._rows(
            "SELECT subject, value, unit, year, section, remark FROM reported WHERE code = ?", [code]
        )
        return tuple(ReportedFigure(*row) for row in rows)


def open_statistics(path: Path | None = None) -> Statistics:
    """Open the statistics read-only (the file of the settings when `path` is None).

    Raises UserError when the file is missing, damaged or of another layout, with the
    command that rebuilds it.
    """
    path = path or DataSettings().statistics
    if not path.is_file():
        raise UserError(f"Les statistiques sont absentes («\u00a0{path}\u00a0»).", remedy=REBUILD)
    try:
        connection = attach(path)
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
