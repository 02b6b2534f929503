"""Assemble the frozen views of the page «Comparer» from the statistics.

Every figure comes from `data.views.figure` and every group of peers from `data.views.peers_of`:
a commune, a sector or a perimeter is compared as a quartier is, wherever it has figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from data.statistics import Statistics
from data.views import Peers, figure, peers_of
from indicators.catalogue import Direction, Indicator, Source, Unit
from indicators.caterpillar import Caterpillar, dots_of
from indicators.comparison import Comparison
from indicators.composite import compose
from indicators.composite_view import CompositeRow, CompositeView, Part
from indicators.estimate import Estimate
from indicators.figure import Figure
from indicators.heat_table import HeatRow, HeatTable, heat_cell, no_row
from indicators.inequality import Inequality, inequality
from indicators.language import _
from indicators.level import BRUSSELS, Level
from indicators.ranking import RankDraws, rank_draws, uncertain_values
from indicators.side_by_side import MOST_TERRITORIES, SideBySide, SideCell, SideRow, axis_of
from indicators.spine import Spine, SpineChart, SpineRow, Spread, named, spread_of
from indicators.territory import Kind, Territory
from indicators.user_error import UserError

CACHED_VIEWS = 128
POPULATION = "population"
FIRST_RECIPE = ("bim", "chomage", "revenu_imposable_median")


@dataclass(frozen=True)
class PeerGroup:
    """The territories that one is compared with: all of one level."""

    codes: tuple[str, ...]
    words: str
    level: Level


def peer_group(statistics: Statistics, territory: Territory) -> PeerGroup:
    """The peers of a territory; the inhabited quartiers for Brussels as a whole and for perimeters.

    Empty for the other Regions and for Belgium.
    """
    peers: Peers = peers_of(statistics, territory)
    if not peers.codes and territory.region == BRUSSELS:
        inhabited = [code for code, one in statistics.quartiers.items() if one.kind is Kind.INHABITED]
        return PeerGroup(tuple(inhabited), Level.QUARTIER.plural, Level.QUARTIER)
    level = Level(statistics.territory(peers.codes[0]).level) if peers.codes else Level(territory.level)
    return PeerGroup(peers.codes, peers.words, level)


def peer_estimates(
    statistics: Statistics, indicator: Indicator, year: int | None, group: PeerGroup
) -> dict[str, Estimate]:
    """The figures of all peers for one year (None: the best one), those without a value included.

    Empty when the level has no such indicator or year.
    """
    try:
        year = statistics.checked_year(indicator.id, year, group.level)
    except UserError:
        return {}
    asked = None if group.level is Level.QUARTIER else group.codes
    found = statistics.estimates(indicator, year, group.level, asked)
    return {code: found[code] for code in group.codes if code in found}


def figure_or_none(
    statistics: Statistics, indicator: Indicator, code: str, year: int | None = None
) -> Figure | None:
    """One figure, or None where its level has no value for the indicator or the year."""
    try:
        return figure(statistics, indicator, code, year)
    except UserError:
        return None


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


RANKINGS = ("revenu_imposable_median", "bim")
"""What orders territories from the least to the most deprived, the usual one first."""


def rankings(statistics: Statistics, indicator: Indicator, level: Level) -> tuple[Indicator, ...]:
    """The indicators that can order territories along deprivation: those with a good direction.

    The usual ones first; an income is not ordered by an income, nor an indicator by itself.
    """
    found = [
        one
        for one in statistics.indicators(level)
        if one.direction is not Direction.NONE
        and one.id != indicator.id
        and not (one.unit is Unit.EURO and indicator.unit is Unit.EURO)
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.id not in RANKINGS,
                RANKINGS.index(one.id) if one.id in RANKINGS else one.order,
            ),
        )
    )


def inequality_of(
    statistics: Statistics, code: str, indicator_id: str, year: int, ranking_id: str = ""
) -> Inequality:
    """How unequal the peers of a territory are for one indicator and year.

    `ranking_id` is the indicator that orders them along deprivation (none: no slope). Raises
    UserError for fewer than ten peers with a value.
    """
    indicator = statistics.catalogue[indicator_id]
    group = peer_group(statistics, statistics.territory(code))
    values = _values(peer_estimates(statistics, indicator, year, group))
    people = {}
    if POPULATION in statistics.catalogue:
        people = _values(peer_estimates(statistics, statistics.catalogue[POPULATION], None, group))
    deprivation, ranked_by = None, ""
    if ranking_id:
        ranking = statistics.catalogue[ranking_id]
        sign = -1.0 if ranking.direction is Direction.GOOD else 1.0
        ranks = _values(peer_estimates(statistics, ranking, None, group))
        deprivation = {one: sign * value for one, value in ranks.items()}
        ranked_by = f"{ranking.short_title}, {statistics.best_year(ranking.id, group.level)}"
    return inequality(
        indicator,
        year,
        values,
        people,
        {one: statistics.territory(one).place for one in values},
        deprivation,
        ranked_by,
        group.words,
    )


def _values(estimates: Mapping[str, Estimate]) -> dict[str, float]:
    return {code: one.value for code, one in estimates.items() if one.value is not None}


@lru_cache(maxsize=CACHED_VIEWS)
def caterpillar(statistics: Statistics, code: str, indicator_id: str, year: int) -> Caterpillar:
    """The peers of a territory in order, with their intervals, and its rank with its uncertainty."""
    indicator = statistics.catalogue[indicator_id]
    territory = statistics.territory(code)
    group = peer_group(statistics, territory)
    estimates = peer_estimates(statistics, indicator, year, group)
    territories = {one: statistics.territory(one) for one in estimates}
    dots = dots_of(indicator, estimates, territories)
    own = figure(statistics, indicator, code, year)
    drawn = rank_draws(uncertain_values(indicator, estimates), code, among=group.words)
    return Caterpillar(
        indicator=indicator,
        year=year,
        dots=dots,
        own=own,
        peers=group.words,
        without=len(group.codes) - len(dots),
        source=statistics.catalogue.source(next(iter(estimates.values())).source)
        if estimates
        else own.source,
        rank_words=_rank_words(own, drawn),
        statistics_version=statistics.version,
    )


def _rank_words(own: Figure, drawn: RankDraws | None) -> str:
    """The rank as the map and the fiche say it, then how sure it is."""
    parts = [f"{own.rank.text[0].upper()}{own.rank.text[1:]}."] if own.rank else []
    return " ".join([*parts, *([drawn.text] if drawn else [])])


def default_recipe(statistics: Statistics, level: Level) -> tuple[Part, ...]:
    """What a composite index begins with: three indicators with a good direction, of equal weight."""
    directed = [one for one in statistics.indicators(level) if one.direction is not Direction.NONE]
    usual = [one for one in directed if one.id in FIRST_RECIPE]
    return tuple(Part(one, 1.0, usual_sign(one)) for one in (usual if len(usual) > 1 else directed)[:3])


def usual_sign(indicator: Indicator) -> int:
    """+1 where a higher value means more attention, −1 where a lower one does, 0 where nobody says."""
    return {Direction.BAD: 1, Direction.GOOD: -1}.get(indicator.direction, 0)


def composite_view(statistics: Statistics, code: str, parts: tuple[Part, ...]) -> CompositeView:
    """The index of the peers of a territory, each indicator at the best year of the peers.

    Raises UserError for a recipe that cannot be (see `indicators.composite.compose`).
    """
    group = peer_group(statistics, statistics.territory(code))
    values: dict[str, dict[str, float]] = {}
    years: dict[str, int] = {}
    sources: dict[Source, None] = {}
    for part in parts:
        estimates = peer_estimates(statistics, part.indicator, None, group)
        values[part.indicator.id] = _values(estimates)
        for one in estimates.values():
            if one.value is not None:
                years[one.indicator] = one.year
                sources[statistics.catalogue.source(one.source)] = None
    index = compose(
        [part.indicator for part in parts],
        values,
        {part.indicator.id: part.weight for part in parts},
        {part.indicator.id: part.sign for part in parts if part.sign},
    )
    lacking = _("aucune des valeurs choisies")
    without = {one: index.left_out.get(one, lacking) for one in group.codes if one not in index.scores}
    ordered = sorted(index.scores, key=lambda one: (-index.scores[one], one))
    return CompositeView(
        index=index,
        rows=tuple(
            CompositeRow(
                statistics.territory(one),
                index.fifths[one],
                index.scores[one],
                index.stability[one],
                {part.indicator.id: values[part.indicator.id][one] for part in parts if part.weight},
            )
            for one in ordered
        ),
        left_out=tuple((statistics.territory(one), why) for one, why in without.items()),
        years=years,
        sources=tuple(sources),
        peers=group.words,
        statistics_version=statistics.version,
    )
