"""Two to four territories for every indicator, with what lies around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from data.peer_groups import figure_or_none, peer_estimates, peer_group
from data.statistics import Statistics
from indicators.catalogue import Indicator, Source, Unit
from indicators.figure import Figure
from indicators.language import _
from indicators.level import Level
from indicators.side_by_side import MOST_TERRITORIES, SideBySide, SideCell, SideRow, axis_of
from indicators.territory import Territory
from indicators.user_error import UserError

CACHED_VIEWS = 128


def default_territories(statistics: Statistics, code: str, options: Iterable[str]) -> tuple[str, ...]:
    """The chosen territory and the one to compare it with when nobody has chosen: Marolles, else
    Anneessens, else the first of `options`."""
    offered = list(options)
    others = [one for one in ("8", "10", *offered) if one != code and one in offered and one in statistics]
    return (code, *others[:1])


@lru_cache(maxsize=CACHED_VIEWS)
def side_by_side(statistics: Statistics, codes: tuple[str, ...]) -> SideBySide:
    """Two to four territories for every indicator, each row at one year for all.

    The year is the newest one that most of the territories have a value for. Raises UserError
    for an unknown code or more territories than can be read side by side.
    """
    if not 1 <= len(codes) <= MOST_TERRITORIES:
        raise UserError(
            _("Une comparaison réunit de 1 à {n} territoires.").format(n=MOST_TERRITORIES),
            remedy=_("Retirez un territoire."),
        )
    territories = tuple(statistics.territory(code) for code in dict.fromkeys(codes))
    around = _around(statistics, territories)
    known = {one.id for territory in territories for one in statistics.indicators(territory.level)}
    rows = tuple(
        _side_row(statistics, indicator, territories, around)
        for indicator in statistics.catalogue.indicators
        if indicator.id in known
    )
    shown = [
        territory
        for place, territory in enumerate(around)
        if any(row.benchmarks[place].value is not None for row in rows)
    ]
    rows = tuple(
        SideRow(row.indicator, row.axis, row.cells, tuple(c for c in row.benchmarks if c.territory in shown))
        for row in rows
    )
    return SideBySide(territories, tuple(shown), rows, _sources(rows), statistics.version)


def _around(statistics: Statistics, territories: tuple[Territory, ...]) -> tuple[Territory, ...]:
    """Their communes, then their Regions, less those that are compared themselves."""
    codes = [code for one in territories for code in one.commune_codes if one.level != Level.COMMUNE]
    codes += [one.region for one in territories]
    own = {one.code for one in territories}
    wanted = (code for code in dict.fromkeys(codes) if code and code not in own)
    return tuple(statistics.territory(code) for code in wanted if code in statistics)


def _side_row(
    statistics: Statistics,
    indicator: Indicator,
    territories: tuple[Territory, ...],
    around: tuple[Territory, ...],
) -> SideRow:
    newest = [figure_or_none(statistics, indicator, territory.code) for territory in territories]
    year = _common_year(newest)

    def cell(territory: Territory, known: Figure | None = None) -> SideCell:
        if known is None or (year is not None and known.year != year):
            known = figure_or_none(statistics, indicator, territory.code, year)
        return SideCell(territory, known)

    cells = tuple(cell(territory, known) for territory, known in zip(territories, newest, strict=True))
    benchmarks = tuple(cell(territory) for territory in around)
    group = peer_group(statistics, territories[0])
    peers = peer_estimates(statistics, indicator, None, group)
    # A commune counts ten times the people of a quartier: its count would flatten the axis.
    on_axis = cells if indicator.unit is Unit.COUNT else (*cells, *benchmarks)
    values = [one.value for one in peers.values() if one.value is not None]
    values += [one.value for one in on_axis if one.value is not None]
    return SideRow(indicator, axis_of(indicator, values, group.level), cells, benchmarks)


def _common_year(figures: Iterable[Figure | None]) -> int | None:
    """The newest year among those that most territories have a value for."""
    held = Counter(
        estimate.year for one in figures if one for estimate in one.series if estimate.value is not None
    )
    return max(held, key=lambda year: (held[year], year)) if held else None


def _sources(rows: Iterable[SideRow]) -> tuple[Source, ...]:
    cells = (cell for row in rows for cell in (*row.cells, *row.benchmarks))
    return tuple(
        dict.fromkeys(cell.figure.source for cell in cells if cell.figure and cell.value is not None)
    )
