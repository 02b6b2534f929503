"""Assemble the frozen views (fiche, map) from the statistics: one place, one figure.

Views are frozen and a `Statistics` is one version of the figures, so views are kept:
twenty people who look at the same map are answered from memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from statistics import median

from data.statistics import Statistics
from indicators.catalogue import Indicator
from indicators.comparison import Comparison, compare
from indicators.estimate import Estimate, Nature, Status
from indicators.figure import Figure
from indicators.head_count import HeadCount, head_count
from indicators.language import _
from indicators.map_view import MapCell, MapView, look_of
from indicators.profile import Profile
from indicators.ranking import rank
from indicators.territory import Kind

OUTLINES = "urbis_md"
"""The publication behind every outline."""

CACHED_MAPS = 64
CACHED_FIGURES = 4096


@lru_cache(maxsize=CACHED_FIGURES)
def figure(statistics: Statistics, indicator: Indicator, code: str, year: int | None = None) -> Figure:
    """One figure with everything that is said of it.

    Raises UserError for an unknown quartier, or a year without any value.
    """
    territory = statistics.territory(code)
    year = statistics.checked_year(indicator.id, year)
    estimates = statistics.estimates(indicator, year)
    estimate = estimates[code]
    inhabited = {c: e for c, e in estimates.items() if statistics.territories[c].kind is Kind.INHABITED}
    return Figure(
        indicator=indicator,
        territory=territory,
        estimate=estimate,
        source=statistics.catalogue.source(estimate.source),
        head_count=_head_count(indicator, estimate, statistics.denominators(indicator, year)),
        comparisons=_comparisons(statistics, indicator, estimate, inhabited),
        rank=rank(indicator, inhabited, code),
        series=statistics.series(indicator, code),
    )


def profile(statistics: Statistics, code: str, years: Mapping[str, int] | None = None) -> Profile:
    """The fiche of a quartier, each indicator at the newest year the quartier has a value for.

    `years` fixes the year of some indicators (the one chosen on the map, say), so that
    the fiche and the documents print the very figure that was looked at.
    """
    territory = statistics.territory(code)
    newest = statistics.newest_years(code) | dict(years or {})
    figures = tuple(
        figure(statistics, indicator, code, newest.get(indicator.id))
        for indicator in statistics.catalogue.indicators
    )
    return Profile(
        territory=territory,
        themes=statistics.catalogue.themes,
        figures=figures,
        services=statistics.services(code),
        outlines=statistics.catalogue.source(OUTLINES),
        statistics_version=statistics.version,
    )


@lru_cache(maxsize=CACHED_MAPS)
def map_view(statistics: Statistics, indicator_id: str, year: int | None = None) -> MapView:
    """The map of all quartiers. Raises UserError for an unknown indicator or year."""
    indicator = statistics.catalogue[indicator_id]
    year = statistics.checked_year(indicator_id, year)
    estimates = statistics.estimates(indicator, year)
    denominators = statistics.denominators(indicator, year)
    used = dict.fromkeys(e.source for e in estimates.values() if e.value is not None)
    cells = []
    for code, territory in statistics.territories.items():
        estimate = estimates[code]
        count = _head_count(indicator, estimate, denominators)
        value = estimate.value
        cells.append(
            MapCell(
                territory=territory,
                estimate=estimate,
                look=look_of(indicator, estimate),
                value_text=estimate.status.label if value is None else indicator.format(value),
                count_text=count.text if count else "",
                head_count=count,
            )
        )
    return MapView(
        indicator=indicator,
        year=year,
        cells=tuple(cells),
        sources=tuple(statistics.catalogue.source(source) for source in used),
        outlines=statistics.catalogue.source(OUTLINES),
        statistics_version=statistics.version,
    )


def _head_count(
    indicator: Indicator, estimate: Estimate, denominators: dict[str, tuple[float, int]]
) -> HeadCount | None:
    known = denominators.get(estimate.code)
    if estimate.value is None or known is None or not indicator.is_share:
        return None
    assert indicator.denominator is not None
    people, year = known
    return head_count(
        estimate.value,
        people,
        published_decimals=indicator.published_decimals,
        denominator_label=_("habitant·es (population {year})").format(year=year),
        exact=indicator.denominator.exact and year == estimate.year,
    )


def _comparisons(
    statistics: Statistics, indicator: Indicator, estimate: Estimate, inhabited: dict[str, Estimate]
) -> tuple[Comparison, ...]:
    """Hold the figure against the communes and the Region that have a value, else the median."""
    benchmarks: list[tuple[str, Estimate]] = [
        (_("Région"), found) for found in statistics.estimates(indicator, estimate.year, "region").values()
    ]
    territory = statistics.territories[estimate.code]
    communes = statistics.estimates(indicator, estimate.year, "commune")
    benchmarks += [
        (name, communes[nis])
        for name, nis in zip(territory.communes, territory.commune_codes, strict=True)
        if nis in communes
    ]
    if not benchmarks:
        benchmarks = _median_benchmark(indicator, estimate.year, inhabited)
    found = (compare(indicator, estimate, benchmark, name) for name, benchmark in benchmarks)
    return tuple(comparison for comparison in found if comparison is not None)


def _median_benchmark(
    indicator: Indicator, year: int, inhabited: dict[str, Estimate]
) -> list[tuple[str, Estimate]]:
    values = [e.value for e in inhabited.values() if e.value is not None]
    if len(values) < 10:
        return []
    middle = Estimate(
        indicator=indicator.id,
        level="region",
        code="mediane",
        year=year,
        status=Status.OBSERVED,
        value=round(median(values), indicator.published_decimals),
        source=indicator.sources[0],
        nature=Nature.MEDIAN_OF_QUARTIERS,
    )
    return [(_("Quartier médian (sur {n})").format(n=len(values)), middle)]
