"""One territory among all its peers, indicator by indicator."""

from __future__ import annotations

from functools import lru_cache

from data.peer_groups import PeerGroup, figure_or_none, peer_estimates, peer_group
from data.statistics import Statistics
from indicators.catalogue import Indicator, Unit
from indicators.comparison import Comparison
from indicators.figure import Figure
from indicators.language import _
from indicators.level import Level
from indicators.spine import Spine, SpineChart, SpineRow, Spread, named, spread_of
from indicators.territory import Territory

CACHED_VIEWS = 128


@lru_cache(maxsize=CACHED_VIEWS)
def spine_chart(statistics: Statistics, code: str) -> SpineChart:
    """One territory among all its peers, every indicator at the best year of the peers.

    Raises UserError for an unknown code.
    """
    territory = statistics.territory(code)
    group = peer_group(statistics, territory)
    rows, left_out = [], []
    for indicator in statistics.indicators(territory.level):
        row = _spine_row(statistics, indicator, territory, group)
        if row is None:
            left_out.append(indicator)
        else:
            rows.append(row)
    return SpineChart(territory, group.words, tuple(rows), tuple(left_out), statistics.version)


def _spine_row(
    statistics: Statistics, indicator: Indicator, territory: Territory, group: PeerGroup
) -> SpineRow | None:
    peers = peer_estimates(statistics, indicator, None, group)
    spread = spread_of(peers)
    year = next((one.year for one in peers.values()), None)
    own = figure_or_none(statistics, indicator, territory.code, year)
    if spread is None or own is None:
        return None
    spine, comparison = _spine(statistics, own, territory, group, spread)
    names = {one: statistics.territory(one).name for one in (*spread.lowest_at, *spread.highest_at)}
    return SpineRow(
        figure=own,
        spread=spread,
        spine=spine,
        comparison=comparison,
        lowest_names=named(spread.lowest_at, names),
        highest_names=named(spread.highest_at, names),
        peers=group.words,
    )


def _spine(
    statistics: Statistics, own: Figure, territory: Territory, group: PeerGroup, spread: Spread
) -> tuple[Spine, Comparison | None]:
    """The Region where it has a value that year, else what the figure is held against, else the median.

    A count is held against the median.
    """
    held = {one.benchmark.code: one for one in own.comparisons}
    comparison = held.get(territory.region) or own.main_comparison
    if comparison is not None and comparison.benchmark.value is not None:
        is_territory = comparison.benchmark.code in statistics
        return Spine(comparison.benchmark.value, comparison.benchmark_name, is_territory), comparison
    region = statistics.estimates(own.indicator, own.year, Level.REGION, {territory.region})
    value = region[territory.region].value if territory.region in region else None
    # A Region counts more people than any of its quartiers: a count is held against the median.
    if value is not None and own.indicator.unit is not Unit.COUNT:
        return Spine(value, _("Région"), True), None
    middle = round(spread.median, own.indicator.published_decimals)
    name = _("Médiane (sur {n} {peers})").format(n=spread.count, peers=group.words)
    return Spine(middle, name, False), None
