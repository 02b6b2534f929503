"""Read all indicators of all territories of one level in one question."""

from __future__ import annotations

import math
from functools import lru_cache

from data.peer_groups import figure_or_none
from data.statistics import Statistics
from indicators.alphabetical import alphabetical
from indicators.estimate import Status
from indicators.heat_table import HeatCell, HeatColumn, HeatRow, HeatTable, heat_cell, no_row
from indicators.level import BRUSSELS, Level
from indicators.territory import Kind, Territory

_VALUES = """
    SELECT code, indicator, value, status, source FROM observation
    WHERE level = $level AND list_contains($columns, indicator || ':' || year)
"""
CACHED_TABLES = 16


def heat_table(
    statistics: Statistics, level: str = Level.QUARTIER, extent: str = BRUSSELS, vintage: str = ""
) -> HeatTable:
    """The newest well-covered year of every indicator, for all territories drawn in `extent`.

    Rows stand by name, those where nobody lives last. Where no outline of the level is known, all
    territories of the level are rows.
    """
    return _heat_table(statistics.published, level, extent, vintage)


@lru_cache(maxsize=CACHED_TABLES)
def _heat_table(statistics: Statistics, level: str, extent: str, vintage: str) -> HeatTable:
    indicators = {one.id: one for one in statistics.indicators(level)}
    years = {name: statistics.best_year(name, level) for name in indicators}
    asked = [f"{name}:{year}" for name, year in years.items()]
    found = statistics.table(_VALUES, {"level": level, "columns": asked})
    territories = statistics.members(level, extent)
    drawn = statistics.drawn(level, extent, vintage)
    codes = drawn or tuple(territories)
    cells: dict[str, dict[str, HeatCell]] = {code: {} for code in codes}
    observed = dict.fromkeys(years, 0)
    sources: dict[str, None] = {}
    columns = (found[name].tolist() for name in ("code", "indicator", "value", "status", "source"))
    for code, indicator, value, status, source in zip(*columns, strict=True):
        if code not in cells:
            continue
        known = None if math.isnan(value) else float(value)
        cells[code][indicator] = heat_cell(indicators[indicator], known, Status(status), level)
        if known is not None:
            observed[indicator] += 1
            sources[source] = None
    ordered = sorted(
        (territories[code] for code in codes if code in territories),
        key=lambda one: (one.kind is not Kind.INHABITED, alphabetical(one.name), one.code),
    )
    rows = tuple(
        HeatRow(
            territory,
            tuple(cells[territory.code].get(one.id) or no_row(one, territory) for one in indicators.values()),
        )
        for territory in ordered
    )
    return HeatTable(
        columns=tuple(HeatColumn(indicators[name], year, observed[name]) for name, year in years.items()),
        rows=rows,
        sources=tuple(statistics.catalogue.source(source) for source in sources),
        level=level,
        statistics_version=statistics.version,
    )


def heat_row(statistics: Statistics, table: HeatTable, territory: Territory) -> HeatRow:
    """The row of a territory that is of another level than the table (a perimeter): same years, same classes."""
    cells = []
    for column in table.columns:
        own = figure_or_none(statistics, column.indicator, territory.code, column.year)
        if own is None:
            cells.append(no_row(column.indicator, territory))
        else:
            value, status = own.estimate.value, own.estimate.status
            cells.append(heat_cell(column.indicator, value, status, table.level, own.value_text))
    return HeatRow(territory, tuple(cells))
