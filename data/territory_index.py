"""The search over all territories of the statistics, with the names people use for them."""

from __future__ import annotations

from functools import lru_cache

from data.statistics import Statistics
from data.synonyms import read_synonyms
from indicators.language import _
from indicators.level import BRUSSELS, FLANDERS, WALLONIA, Level
from indicators.territory import Territory
from indicators.territory_search import Match, SearchEntry, TerritorySearch

REGIONS = {
    BRUSSELS: ("Bruxelles-Capitale", "Région bruxelloise", "Brussel", "RBC"),
    FLANDERS: ("Flandre", "Vlaanderen"),
    WALLONIA: ("Wallonie", "Wallonië"),
}
"""What people call the Regions."""


@lru_cache(maxsize=2)
def territory_index(statistics: Statistics) -> TerritorySearch:
    """Everything that has a name, built once per version: a second for all of Belgium."""
    synonyms = REGIONS | read_synonyms()
    entries = []
    for level in Level:
        for code, territory in statistics.territories(level).items():
            others = (territory.name_nl, *synonyms.get(code, ()))
            names = tuple(name for name in others if name)
            entries.append(SearchEntry(level, code, territory.name, detail(territory), names))
    return TerritorySearch(entries)


def find_territory(statistics: Statistics, query: str) -> list[Match]:
    """Search the published territories, and the perimeters first: they are few and people made them."""
    published = territory_index(statistics.published).find(query)
    own = [
        SearchEntry(Level.PERIMETER, code, one.name, detail(one), ())
        for code, one in statistics.territories(Level.PERIMETER).items()
    ]
    named = [match for match in TerritorySearch(own).find(query) if not match.proposed] if own else []
    if not named:
        return list(published)
    return [*named, *(match for match in published if not match.proposed)]


def detail(territory: Territory) -> str:
    """What stands beside a name in a list: «quartier, Bruxelles»."""
    words = Level(territory.level).label
    if territory.within:
        return _("{level}, {communes}").format(level=words, communes=territory.within)
    return words
