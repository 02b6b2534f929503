"""Assemble the frozen views (fiche, map) from the statistics: one place, one figure.

Views are frozen and a `Statistics` is one version of the figures, so views are kept:
twenty people who look at the same map are answered from memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median

import geopandas as gpd
import pandas as pd

from data.statistics import Statistics
from indicators.catalogue import Indicator
from indicators.comparison import Comparison, compare
from indicators.estimate import Estimate, Nature, Status
from indicators.figure import Figure, value_text
from indicators.head_count import HeadCount, head_count
from indicators.language import _
from indicators.level import BELGIUM, BRUSSELS, Level, level_of
from indicators.map_view import MapCell, MapView, look_of
from indicators.profile import Profile
from indicators.ranking import rank
from indicators.territory import Kind, Territory, of_place

CACHED_MAPS = 64
CACHED_FIGURES = 4096


@lru_cache(maxsize=CACHED_FIGURES)
def figure(statistics: Statistics, indicator: Indicator, code: str, year: int | None = None) -> Figure:
    """One figure with everything that is said of it.

    Raises UserError for an unknown territory, or a year without any value at its level.
    """
    territory = statistics.territory(code)
    level = territory.level
    year = statistics.checked_year(indicator.id, year, level)
    peers = peers_of(statistics, territory)
    asked = None if level == Level.QUARTIER else {code, *peers.codes}
    estimates = statistics.estimates(indicator, year, level, asked)
    estimate = estimates.get(code) or absent(indicator, territory, year)
    among = {peer: estimates[peer] for peer in peers.codes if peer in estimates}
    return Figure(
        indicator=indicator,
        territory=territory,
        estimate=estimate,
        source=statistics.catalogue.source(estimate.source),
        head_count=_head_count(indicator, estimate, statistics.denominators(indicator, year, level, {code})),
        comparisons=_comparisons(statistics, indicator, estimate, territory, among, peers),
        rank=rank(indicator, among, code, peers.words),
        series=statistics.series(indicator, code, level),
    )


@dataclass(frozen=True)
class Peers:
    """The territories that one is ranked among, and what to call them."""

    codes: tuple[str, ...]
    words: str
    middle: str


@lru_cache(maxsize=CACHED_FIGURES)
def peers_of(statistics: Statistics, territory: Territory) -> Peers:
    """Inhabited quartiers for a quartier, sectors of the commune for a sector, communes of the Region."""
    level = Level(territory.level)
    if level is Level.QUARTIER:
        found, words, middle = statistics.quartiers, _("quartiers"), _("Quartier médian (sur {n})")
    elif level is Level.SECTOR:
        found = statistics.members(level, territory.commune_codes[0])
        words = _("secteurs de la commune {name}").format(name=of_place(territory.communes[0]))
        middle = _("Secteur médian de la commune (sur {n})")
    elif level is Level.COMMUNE:
        found = statistics.members(level, territory.region)
        words, middle = _("communes de la Région"), _("Commune médiane de la Région (sur {n})")
    else:
        found, words, middle = {}, level.plural, ""
    codes = tuple(code for code, one in found.items() if one.kind is Kind.INHABITED)
    return Peers(codes, words, middle)


def profile(statistics: Statistics, code: str, years: Mapping[str, int] | None = None) -> Profile:
    """The fiche of a territory, each indicator at the newest year the territory has a value for.

    `years` fixes the year of some indicators (the one chosen on the map, say), so that
    the fiche and the documents print the very figure that was looked at.
    """
    territory = statistics.territory(code)
    newest = statistics.newest_years(territory) | dict(years or {})
    figures = tuple(
        figure(statistics, indicator, code, newest.get(indicator.id))
        for indicator in statistics.indicators(territory.level)
    )
    shown = {one.indicator.id for one in figures}
    extent = extent_of(statistics, territory)
    return Profile(
        territory=territory,
        themes=statistics.catalogue.themes,
        figures=figures,
        services=statistics.services(territory),
        outlines=statistics.outlines(territory.level, extent),
        statistics_version=statistics.version,
        not_at_this_level=tuple(one for one in statistics.catalogue.indicators if one.id not in shown),
    )


def extent_of(statistics: Statistics, territory: Territory) -> str:
    """What a map around a territory covers unless somebody asks for more or less.

    The Region for quartiers, for communes and for everything in Brussels; the commune for a
    sector elsewhere; Belgium, where it is known, for Regions.
    """
    if territory.level in (Level.REGION, Level.COUNTRY):
        return BELGIUM if BELGIUM in statistics else territory.code
    if territory.level == Level.SECTOR and territory.region != BRUSSELS:
        return territory.commune_codes[0]
    return territory.region or BELGIUM


def map_level(statistics: Statistics, territory: Territory) -> Level:
    """The level that a map around a territory is drawn at: its own; quartiers around a perimeter of Brussels."""
    level = Level(territory.level)
    if level is not Level.PERIMETER:
        return level
    return Level.QUARTIER if territory.region == BRUSSELS else Level.SECTOR


def map_view(
    statistics: Statistics,
    indicator_id: str,
    year: int | None = None,
    level: str = Level.QUARTIER,
    extent: str = BRUSSELS,
    across: str = "",
) -> MapView:
    """The map of all territories of one level in a commune, a Region or Belgium.

    `across` is the code of a perimeter that is shown over them. Raises UserError for an unknown
    indicator or extent, or a year without values.
    """
    view = _map_view(statistics.published, indicator_id, year, level, extent)
    if not across:
        return view
    whole = figure(statistics, view.indicator, across, view.year)
    cell = MapCell(
        territory=whole.territory,
        estimate=whole.estimate,
        look=look_of(view.indicator, whole.estimate),
        value_text=whole.value_text,
        count_text=whole.count_text,
        head_count=whole.head_count,
    )
    return replace(view, across=cell)


@lru_cache(maxsize=CACHED_MAPS)
def _map_view(
    statistics: Statistics, indicator_id: str, year: int | None, level: str, extent: str
) -> MapView:
    indicator = statistics.catalogue[indicator_id]
    year = statistics.checked_year(indicator_id, year, level)
    around = statistics.territory(extent)
    vintage = statistics.best_vintage(indicator, year, extent) if level == Level.SECTOR else ""
    estimates = statistics.estimates(indicator, year, level)
    denominators = statistics.denominators(indicator, year, level)
    territories = statistics.territories(level)
    cells = []
    for code in statistics.drawn(level, extent, vintage):
        estimate = estimates.get(code) or absent(indicator, territories[code], year)
        count = _head_count(indicator, estimate, denominators)
        cells.append(
            MapCell(
                territory=territories[code],
                estimate=estimate,
                look=look_of(indicator, estimate),
                value_text=value_text(indicator, estimate),
                count_text=count.text if count else "",
                head_count=count,
            )
        )
    used = dict.fromkeys(cell.estimate.source for cell in cells if cell.estimate.value is not None)
    return MapView(
        indicator=indicator,
        year=year,
        cells=tuple(cells),
        sources=tuple(statistics.catalogue.source(source) for source in used),
        outlines=statistics.outlines(level, extent, vintage),
        statistics_version=statistics.version,
        level=Level(level),
        extent=around,
        vintage=vintage,
        drawn_for=statistics.drawn_for(level, extent, vintage) if level == Level.SECTOR else (),
    )


def map_of(
    statistics: Statistics, territory: Territory, indicator_id: str, year: int | None = None
) -> tuple[MapView, gpd.GeoDataFrame]:
    """The map that a document prints around a territory, with its outlines (EPSG:31370)."""
    extent = extent_of(statistics, territory)
    level = map_level(statistics, territory)
    across = territory.code if territory.level == Level.PERIMETER else ""
    if across and indicator_id not in {one.id for one in statistics.indicators(level)}:
        level = Level.SECTOR
    view = map_view(statistics, indicator_id, year, level, extent, across)
    shapes = statistics.geometries(level, extent, view.vintage)
    outline = statistics.outline(across) if across else None
    if outline is not None:
        own = gpd.GeoDataFrame({"code": [across]}, geometry=[outline], crs=shapes.crs)
        shapes = gpd.GeoDataFrame(pd.concat([shapes, own], ignore_index=True), crs=shapes.crs)
    return view, shapes


def absent(indicator: Indicator, territory: Territory, year: int) -> Estimate:
    """No row in any source: «non disponible» where people live, «sans objet» elsewhere."""
    inhabited = territory.kind is Kind.INHABITED
    return Estimate(
        indicator=indicator.id,
        level=territory.level,
        code=territory.code,
        year=year,
        status=Status.UNAVAILABLE if inhabited else Status.NOT_APPLICABLE,
        value=None,
        source=indicator.sources[0],
    )


def _head_count(
    indicator: Indicator, estimate: Estimate, denominators: dict[str, tuple[float, int]]
) -> HeadCount | None:
    if estimate.value is None or not indicator.is_share or indicator.denominator is None:
        return None
    known = denominators.get(estimate.code)
    if known is None:
        return _own_count(indicator, estimate)
    people, year = known
    return head_count(
        estimate.value,
        people,
        published_decimals=indicator.published_decimals,
        denominator_label=_("habitant·es (population {year})").format(year=year),
        exact=indicator.denominator.exact and year == estimate.year,
    )


def _own_count(indicator: Indicator, estimate: Estimate) -> HeadCount | None:
    """The count that the source itself gives, with its own denominator: no rounding, no stand-in."""
    if estimate.numerator is None or estimate.denominator is None or indicator.denominator is None:
        return None
    count = round(estimate.numerator)
    label = indicator.denominator.label
    return HeadCount(
        count=count,
        low=count,
        high=count,
        denominator=estimate.denominator,
        denominator_label=label[0].lower() + label[1:],
        unit=indicator.counted,
        exact=True,
    )


def _comparisons(
    statistics: Statistics,
    indicator: Indicator,
    estimate: Estimate,
    territory: Territory,
    among: dict[str, Estimate],
    peers: Peers,
) -> tuple[Comparison, ...]:
    """Hold the figure against the larger territories that have a value, else the median of its peers."""
    benchmarks = []
    for level, codes in _larger(territory):
        for code in codes:
            held = statistics.known_of(level, code).get(indicator.id, {}).get(estimate.year)
            if held is not None:
                benchmarks.append((_benchmark_name(statistics, code), held))
    if not any(benchmark.value is not None for _name, benchmark in benchmarks):
        benchmarks = _median_benchmark(indicator, estimate.year, territory.level, among, peers)
    found = (compare(indicator, estimate, benchmark, name) for name, benchmark in benchmarks)
    return tuple(comparison for comparison in found if comparison is not None)


def _larger(territory: Territory) -> list[tuple[Level, tuple[str, ...]]]:
    """What a territory is held against: the Region first, its communes, then Belgium."""
    region = (Level.REGION, (territory.region,))
    communes = (Level.COMMUNE, territory.commune_codes)
    country = (Level.COUNTRY, (BELGIUM,))
    larger: dict[Level, list[tuple[Level, tuple[str, ...]]]] = {
        Level.SECTOR: [communes, region, country],
        Level.QUARTIER: [region, communes],
        Level.COMMUNE: [region, country],
        Level.REGION: [country],
        Level.COUNTRY: [],
        Level.PERIMETER: [region, communes, country] if territory.region else [country],
    }
    return larger[Level(territory.level)]


def _benchmark_name(statistics: Statistics, code: str) -> str:
    if level_of(code) is Level.REGION:
        return _("Région")
    return statistics.territory(code).name


def _median_benchmark(
    indicator: Indicator, year: int, level: str, among: dict[str, Estimate], peers: Peers
) -> list[tuple[str, Estimate]]:
    values = [e.value for e in among.values() if e.value is not None]
    if len(values) < 10:
        return []
    middle = Estimate(
        indicator=indicator.id,
        level=level,
        code="mediane",
        year=year,
        status=Status.OBSERVED,
        value=round(median(values), indicator.published_decimals),
        source=indicator.sources[0],
        nature=Nature.MEDIAN_OF_QUARTIERS,
    )
    return [(peers.middle.format(n=len(values)), middle)]
