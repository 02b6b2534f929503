"""Two to four territories side by side: every indicator on one axis, commune and Region beside them.

A frozen view: the page and the documents print the same one. A difference between two territories
is only put into words where their reading intervals do not overlap.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from indicators.catalogue import Indicator, Source, Unit
from indicators.comparison import Comparison, Verdict, reading_interval
from indicators.estimate import Status
from indicators.figure import Figure
from indicators.french import enumeration, number
from indicators.language import _
from indicators.level import Level
from indicators.territory import Territory

MOST_TERRITORIES = 4


@dataclass(frozen=True)
class Axis:
    """One straight axis for all territories of an indicator, in its unit.

    `breaks` are the four fixed bounds of the map classes, drawn as ticks.
    """

    low: float
    high: float
    breaks: tuple[float, ...]

    def position(self, value: float) -> float:
        """Where a value stands, from 0 (left end) to 1 (right end)."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def axis_of(indicator: Indicator, values: Iterable[float], level: str = Level.QUARTIER) -> Axis:
    """The axis that holds all `values` and all breaks.

    It begins at zero, except for amounts in euros: there the zero is far from everything.
    """
    breaks = indicator.breaks_at(level)
    held = [*values, *breaks]
    high = max(held)
    low = min(held) if indicator.unit is Unit.EURO else min(0.0, *held)
    margin = (high - low) * 0.04
    return Axis(low - margin if indicator.unit is Unit.EURO else low, high + margin, breaks)


@dataclass(frozen=True)
class SideCell:
    """One territory for one indicator; `figure` is None where no source has it for its level."""

    territory: Territory
    figure: Figure | None

    @property
    def value(self) -> float | None:
        """The value in the unit of the indicator."""
        return self.figure.estimate.value if self.figure else None

    @property
    def text(self) -> str:
        """The value with its unit, or the word of the non-value."""
        return self.figure.value_text if self.figure else Status.UNAVAILABLE.label

    @property
    def year(self) -> int | None:
        """The year of the value, or of the values of a perimeter's members."""
        if self.figure is None or (self.value is None and self.figure.estimate.span is None):
            return None
        return self.figure.year

    @property
    def comparison(self) -> Comparison | None:
        """The benchmark: the Region where it has a value, else what the figure is held against."""
        if self.figure is None:
            return None
        held = self.figure.comparisons
        region = (one for one in held if one.benchmark.code == self.territory.region)
        return next(region, held[0] if held else None)


@dataclass(frozen=True)
class SideRow:
    """One indicator: a cell per territory, then a cell per benchmark, on one axis."""

    indicator: Indicator
    axis: Axis
    cells: tuple[SideCell, ...]
    benchmarks: tuple[SideCell, ...]

    @property
    def widest_sure_gap(self) -> tuple[float, SideCell, SideCell] | None:
        """Among pairs that surely differ, the widest gap (as a part of the axis): gap, higher, lower."""
        found = []
        for one, other in combinations(self.cells, 2):
            if surely_differ(self.indicator, one, other):
                assert one.value is not None and other.value is not None
                higher, lower = (one, other) if one.value > other.value else (other, one)
                gap = abs(one.value - other.value) / (self.axis.high - self.axis.low)
                found.append((gap, higher, lower))
        return max(found, key=lambda pair: pair[0], default=None)

    @property
    def all_alike(self) -> bool:
        """True when every territory has a reading interval and no two surely differ."""
        readable = all(cell.value is not None and _interval(self.indicator, cell) for cell in self.cells)
        return readable and self.widest_sure_gap is None


def _interval(indicator: Indicator, cell: SideCell) -> tuple[float, float] | None:
    bounds = reading_interval(indicator, cell.figure.estimate) if cell.figure else None
    return (bounds.low, bounds.high) if bounds else None


def surely_differ(indicator: Indicator, one: SideCell, other: SideCell) -> bool:
    """True when the reading intervals of two figures of the same year do not overlap.

    A lower bound («au moins») surely differs from nothing.
    """
    first, second = _interval(indicator, one), _interval(indicator, other)
    bounded = any(cell.figure and cell.figure.estimate.at_least for cell in (one, other))
    if first is None or second is None or one.year != other.year or bounded:
        return False
    return first[1] < second[0] or second[1] < first[0]


@dataclass(frozen=True)
class SideBySide:
    """Everything that the comparison of a few territories says."""

    territories: tuple[Territory, ...]
    benchmarks: tuple[Territory, ...]
    rows: tuple[SideRow, ...]
    sources: tuple[Source, ...]
    statistics_version: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to see first: the widest sure gap, what is alike, and each territory's verdicts."""
        found = [self._widest(), self._alike()]
        found += [self._verdicts(place) for place in range(len(self.territories))]
        return tuple(text for text in found if text)

    def _widest(self) -> str:
        gaps = [(gap[0], row, gap[1], gap[2]) for row in self.rows if (gap := row.widest_sure_gap)]
        if not gaps:
            return ""
        _width, row, higher, lower = max(gaps, key=lambda one: one[0])
        return _(
            "L'écart le plus large\u00a0: {title}, {higher} à {high_value}, {lower} à {low_value} ({year})."
        ).format(
            title=row.indicator.short_title,
            higher=higher.territory.name,
            high_value=higher.text,
            lower=lower.territory.name,
            low_value=lower.text,
            year=higher.year,
        )

    def _alike(self) -> str:
        alike = [row.indicator.short_title for row in self.rows if row.all_alike]
        if not alike or len(self.territories) < 2:
            return ""
        return _("Aucune différence sûre pour\u00a0: {names}.").format(names=enumeration(alike))

    def _verdicts(self, place: int) -> str:
        held = [one for row in self.rows if (one := row.cells[place].comparison)]
        if not held:
            return ""
        counts = {verdict: sum(one.verdict is verdict for one in held) for verdict in Verdict}
        return _(
            "{name}, face à la Région (ou à la médiane, à défaut), sur {all} indicateurs\u00a0: plus élevé {higher} fois, comparable {alike} fois, plus bas {lower} fois."
        ).format(
            name=self.territories[place].name,
            higher=number(counts[Verdict.HIGHER]),
            alike=number(counts[Verdict.COMPARABLE]),
            lower=number(counts[Verdict.LOWER]),
            all=number(len(held)),
        )
