"""The index that a person composes, for the peers of a territory."""

from __future__ import annotations

from data.peer_groups import observed_values, peer_estimates, peer_group
from data.statistics import Statistics
from indicators.catalogue import Direction, Indicator, Source
from indicators.composite import compose
from indicators.composite_view import CompositeRow, CompositeView, Part
from indicators.language import _
from indicators.level import Level

FIRST_RECIPE = ("bim", "chomage", "revenu_imposable_median")


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
        values[part.indicator.id] = observed_values(estimates)
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
