"""How unequal the peers of a territory are, and where it stands among them."""

from __future__ import annotations

from functools import lru_cache

from data.peer_groups import observed_values, peer_estimates, peer_group
from data.statistics import Statistics
from data.views import figure
from indicators.catalogue import Direction, Indicator, Unit
from indicators.caterpillar import Caterpillar, dots_of
from indicators.figure import Figure
from indicators.inequality import Inequality, inequality
from indicators.level import Level
from indicators.ranking import RankDraws, rank_draws, uncertain_values

CACHED_VIEWS = 128
POPULATION = "population"
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
    values = observed_values(peer_estimates(statistics, indicator, year, group))
    people = {}
    if POPULATION in statistics.catalogue:
        people = observed_values(peer_estimates(statistics, statistics.catalogue[POPULATION], None, group))
    deprivation, ranked_by = None, ""
    if ranking_id:
        ranking = statistics.catalogue[ranking_id]
        sign = -1.0 if ranking.direction is Direction.GOOD else 1.0
        ranks = observed_values(peer_estimates(statistics, ranking, None, group))
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
