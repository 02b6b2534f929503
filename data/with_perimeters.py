"""The statistics with the perimeters that people made: wherever a quartier goes, a perimeter goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

import geopandas as gpd
import shapely

from data.known_territories import Share
from data.perimeter_figures import PerimeterFigures
from data.perimeter_members import members_of, territory_of
from data.statistics import ReportedFigure, Statistics
from indicators.catalogue import Indicator, Source
from indicators.disclosure.thresholds import Thresholds
from indicators.estimate import Estimate
from indicators.level import Level
from indicators.perimeter import Perimeter
from indicators.territory import Service, Territory

PARTS = (Level.QUARTIER, Level.SECTOR)


class StatisticsWithPerimeters(Statistics):
    """One version of the statistics and of the perimeters. Safe to share between threads.

    What concerns no perimeter is answered by `published`, so that nothing is read twice.
    """

    def __init__(
        self, published: Statistics, perimeters: Iterable[Perimeter], thresholds: Thresholds
    ) -> None:
        self._published = published
        self._connection = published._connection
        self.path = published.path
        self.number = published.number
        self.built_at = published.built_at
        self.fingerprint = published.fingerprint
        self.catalogue = published.catalogue
        self.perimeters = {one.code: one for one in perimeters}
        self._thresholds = thresholds
        self._figures: dict[str, PerimeterFigures] = {}
        self._outlines: dict[str, shapely.Geometry | None] = {}

    @property
    def published(self) -> Statistics:
        """The statistics without perimeters."""
        return self._published

    @cached_property
    def quartiers(self) -> dict[str, Territory]:
        return self._published.quartiers

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        return self._published.levels

    @cached_property
    def _coverage(self) -> dict[tuple[str, str], dict[int, int]]:
        return self._published._coverage

    @cached_property
    def _perimeter_territories(self) -> dict[str, Territory]:
        ordered = sorted(self.perimeters.values(), key=lambda one: (one.name.casefold(), one.code))
        return {one.code: territory_of(self._published, one) for one in ordered}

    def figures_of(self, code: str) -> PerimeterFigures:
        """Everything known of one perimeter, worked out once."""
        found = self._figures.get(code)
        if found is None:
            found = PerimeterFigures(self._published, self.perimeters[code], self._thresholds)
            self._figures[code] = found
        return found

    def territories(self, level: str) -> dict[str, Territory]:  # type: ignore[override]
        if level == Level.PERIMETER:
            return self._perimeter_territories
        return self._published.territories(level)

    def _found(self, code: str) -> Territory | None:
        if code in self.perimeters:
            return self._perimeter_territories[code]
        return self._published._found(code)

    def members(self, level: str, extent: str) -> dict[str, Territory]:
        if extent in self.perimeters:
            return {one.code: one for one in self.figures_of(extent).members.all if one.level == level}
        if level == Level.PERIMETER:
            return self._perimeter_territories
        return self._published.members(level, extent)

    def indicators(self, level: str = Level.QUARTIER) -> tuple[Indicator, ...]:
        if level != Level.PERIMETER:
            return self._published.indicators(level)
        known = {one.id for part in PARTS for one in self._published.indicators(part)}
        return tuple(one for one in self.catalogue.indicators if one.id in known)

    def years(self, indicator_id: str, level: str = Level.QUARTIER) -> tuple[int, ...]:
        if level != Level.PERIMETER:
            return self._published.years(indicator_id, level)
        found = {year for part in PARTS for year in self._published.years(indicator_id, part)}
        return tuple(sorted(found, reverse=True))

    def best_year(self, indicator_id: str, level: str = Level.QUARTIER) -> int:
        if level != Level.PERIMETER:
            return self._published.best_year(indicator_id, level)
        for part in PARTS:
            if self._published.years(indicator_id, part):
                return self._published.best_year(indicator_id, part)
        return self._published.best_year(indicator_id, Level.QUARTIER)

    def newest_years(self, territory: Territory) -> dict[str, int]:
        if territory.level != Level.PERIMETER:
            return self._published.newest_years(territory)
        newest = {}
        for indicator_id, by_year in self.figures_of(territory.code).figures.items():
            known = [year for year, one in by_year.items() if one.value is not None]
            shown = known or [year for year, one in by_year.items() if one.span] or list(by_year)
            newest[indicator_id] = max(shown)
        return newest

    def newest_values(self, indicator_id: str, level: str) -> dict[str, float]:
        if level != Level.PERIMETER:
            return self._published.newest_values(indicator_id, level)
        found = {}
        for code in self.perimeters:
            by_year = self.figures_of(code).figures.get(indicator_id, {})
            values = [one.value for _year, one in sorted(by_year.items()) if one.value is not None]
            if values:
                found[code] = values[-1]
        return found

    def estimates(
        self,
        indicator: Indicator,
        year: int,
        level: str = Level.QUARTIER,
        codes: Collection[str] | None = None,
    ) -> dict[str, Estimate]:
        if level != Level.PERIMETER:
            return self._published.estimates(indicator, year, level, codes)
        asked = self.perimeters if codes is None else [code for code in codes if code in self.perimeters]
        return {code: self.figures_of(code).estimate(indicator, year) for code in asked}

    def series(self, indicator: Indicator, code: str, level: str = "quartier") -> tuple[Estimate, ...]:
        if level != Level.PERIMETER:
            return self._published.series(indicator, code, level)
        by_year = self.figures_of(code).figures.get(indicator.id, {})
        return tuple(one for _year, one in sorted(by_year.items()) if one.value is not None)

    def known_of(  # type: ignore[override]
        self, level: str, code: str
    ) -> dict[str, dict[int, Estimate]]:
        if level == Level.PERIMETER:
            return self.figures_of(code).figures
        return self._published.known_of(level, code)

    def denominators(
        self,
        indicator: Indicator,
        year: int,
        level: str = Level.QUARTIER,
        codes: Collection[str] | None = None,
    ) -> dict[str, tuple[float, int]]:
        if level != Level.PERIMETER:
            return self._published.denominators(indicator, year, level, codes)
        asked = self.perimeters if codes is None else [code for code in codes if code in self.perimeters]
        found = {code: self.figures_of(code).denominator(indicator, year) for code in asked}
        return {code: one for code, one in found.items() if one is not None}

    def services(self, territory: Territory | None = None) -> tuple[Service, ...]:
        if territory is None or territory.level != Level.PERIMETER:
            return self._published.services(territory)
        whole = self.figures_of(territory.code).members.quartiers
        found = dict.fromkeys(service for one in whole for service in self._published.services(one))
        return tuple(sorted(found, key=lambda service: (service.kind, service.name)))

    def shares(self, territory: Territory, parent_level: str) -> tuple[Share, ...]:
        return () if territory.level == Level.PERIMETER else self._published.shares(territory, parent_level)

    def reported_figures(self, code: str) -> tuple[ReportedFigure, ...]:
        return () if code in self.perimeters else self._published.reported_figures(code)

    def outlined(self, level: str) -> frozenset[str]:  # type: ignore[override]
        if level == Level.PERIMETER:
            return frozenset(code for code in self.perimeters if self.outline(code) is not None)
        return self._published.outlined(level)

    def outline(self, code: str) -> shapely.Geometry | None:  # type: ignore[override]
        if code not in self.perimeters:
            return self._published.outline(code)
        if code not in self._outlines:
            members = members_of(self._published, self.perimeters[code])
            found = [self._published.outline(one) for one in members.codes]
            shapes = [shape for shape in found if shape is not None]
            self._outlines[code] = shapely.union_all(shapes) if shapes else None
        return self._outlines[code]

    def drawn_for(self, level: str, extent: str, vintage: str = "") -> tuple[str, ...]:  # type: ignore[override]
        return self._published.drawn_for(level, extent, vintage)

    def drawn(self, level: str, extent: str, vintage: str = "") -> tuple[str, ...]:  # type: ignore[override]
        return self._published.drawn(level, extent, vintage)

    def outlines(self, level: str, extent: str, vintage: str = "") -> Source:  # type: ignore[override]
        if level == Level.PERIMETER:
            level = Level.QUARTIER
        return self._published.outlines(level, extent, vintage)

    def geometries(
        self, level: str = Level.QUARTIER, extent: str | None = None, vintage: str = ""
    ) -> gpd.GeoDataFrame:
        return self._published.geometries(level, extent, vintage)
