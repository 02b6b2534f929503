"""The figures of a perimeter, all indicators and years from one question to the statistics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from data.estimate_rows import ESTIMATE_COLUMNS, estimate_of
from data.perimeter_members import POPULATION, Members, members_of
from data.statistics import Statistics
from indicators.aggregation import Whole, aggregate
from indicators.catalogue import Indicator
from indicators.disclosure.primary import is_small, protect
from indicators.disclosure.thresholds import Thresholds
from indicators.estimate import Estimate, Status
from indicators.level import Level
from indicators.perimeter import Perimeter

_ROWS = f"""
    SELECT {ESTIMATE_COLUMNS} FROM observation
    WHERE (level = 'quartier' AND list_contains($quartiers, code))
       OR (level = 'secteur' AND list_contains($sectors, code))"""

Figures = dict[str, dict[int, Estimate]]
"""By indicator, then by year, oldest first."""
People = dict[int, float]
NOBODY = Status.NOT_APPLICABLE


class PerimeterFigures:
    """Everything that is known of one version of a perimeter."""

    def __init__(self, statistics: Statistics, perimeter: Perimeter, thresholds: Thresholds) -> None:
        self.perimeter = perimeter
        self.members: Members = members_of(statistics, perimeter)
        self._catalogue = statistics.catalogue
        rows = statistics.question(
            _ROWS,
            {
                "quartiers": [one.code for one in self.members.quartiers],
                "sectors": [one.code for one in self.members.sectors],
            },
        )
        self._own: dict[str, dict[int, dict[str, Estimate]]] = defaultdict(lambda: defaultdict(dict))
        for row in rows:
            self._own[row[0]][int(row[3])][row[2]] = estimate_of(row, None)
        self.people = self._people()
        self.is_small = is_small(self.newest_population(), thresholds.site)
        self.figures: Figures = {
            indicator.id: self._protected(indicator, self._years(indicator), thresholds)
            for indicator in statistics.catalogue.indicators
            if indicator.id in self._own
        }

    def denominator(self, indicator: Indicator, year: int) -> tuple[float, int] | None:
        """The population that stands for the denominator: people and year; None without one."""
        if indicator.denominator is None or indicator.denominator.indicator != POPULATION:
            return None
        found = self._stand_in_year(year)
        return (self.people[found], found) if found else None

    def newest_population(self) -> float | None:
        """The people of the perimeter, at the newest year that all members are counted in."""
        return self.people[max(self.people)] if self.people else None

    def estimate(self, indicator: Indicator, year: int) -> Estimate:
        """One figure; where no member has any, it says so of each of them."""
        found = self.figures.get(indicator.id, {}).get(year)
        return found if found is not None else self._whole(indicator, year, {})

    def hidden_members(self) -> set[frozenset[str]]:
        """The sets of members that some source hides for some indicator and year."""
        found = set()
        for by_year in self._own.values():
            for by_code in by_year.values():
                found.add(frozenset(code for code, one in by_code.items() if one.status is Status.SUPPRESSED))
        return found - {frozenset()}

    def member_estimates(self, indicator_id: str, year: int) -> Mapping[str, Estimate]:
        """What the members of the perimeter have."""
        return self._own.get(indicator_id, {}).get(year, {})

    def _people(self) -> People:
        """Population by year, for the years that all members are counted in."""
        found = self._own.get(POPULATION, {})
        total: People = {}
        for year, by_code in sorted(found.items()):
            counted = [by_code.get(code) for code in self.members.codes]
            if all(one and (one.value is not None or one.status is NOBODY) for one in counted):
                total[year] = sum(one.value or 0.0 for one in counted if one)
        return total

    def _stand_in_year(self, year: int) -> int | None:
        """The nearest year, the later one of two."""
        counted = [one for one, people in self.people.items() if people > 0]
        return min(counted, key=lambda one: abs(one - year) * 2 + (one < year), default=None)

    def _years(self, indicator: Indicator) -> dict[int, Estimate]:
        return {
            year: self._whole(indicator, year, by_code)
            for year, by_code in sorted(self._own[indicator.id].items())
        }

    def _whole(self, indicator: Indicator, year: int, by_code: dict[str, Estimate]) -> Estimate:
        stand_in = self._stand_in(indicator, year)
        members = {code: _with(by_code.get(code), stand_in.get(code)) for code in self.members.codes}
        whole = Whole(Level.PERIMETER.value, self.perimeter.code, year)
        return aggregate(indicator, whole, members, self.members.names)

    def _stand_in(self, indicator: Indicator, year: int) -> dict[str, float]:
        """The population of each member at one and the same year."""
        if indicator.denominator is None or indicator.denominator.indicator != POPULATION:
            return {}
        counted = self._stand_in_year(year)
        if counted is None:
            return {}
        return {
            code: one.value for code, one in self._own[POPULATION][counted].items() if one.value is not None
        }

    def _protected(
        self, indicator: Indicator, years: dict[int, Estimate], thresholds: Thresholds
    ) -> dict[int, Estimate]:
        return {
            year: protect(estimate, self._group(year), thresholds.of(estimate.source))
            for year, estimate in years.items()
        }

    def _group(self, year: int) -> float | None:
        found = self._stand_in_year(year)
        return self.people[found] if found else None


def _with(estimate: Estimate | None, people: float | None) -> Estimate | None:
    """A share with the population that stands for a denominator the source does not give."""
    if estimate is None or estimate.denominator is not None or not people:
        return estimate
    numerator = estimate.value * people / 100 if estimate.value is not None else None
    return replace(estimate, numerator=numerator, denominator=people)
