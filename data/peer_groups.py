"""The territories that one is compared with, and their figures.

A commune, a sector or a perimeter is compared as a quartier is, wherever it has figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.statistics import Statistics
from data.views import Peers, figure, peers_of
from indicators.catalogue import Indicator
from indicators.estimate import Estimate
from indicators.figure import Figure
from indicators.level import BRUSSELS, Level
from indicators.territory import Kind, Territory
from indicators.user_error import UserError


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


def observed_values(estimates: Mapping[str, Estimate]) -> dict[str, float]:
    """The values that are known, by code."""
    return {code: one.value for code, one in estimates.items() if one.value is not None}
