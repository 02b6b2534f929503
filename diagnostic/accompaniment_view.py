"""The follow-up of the accompaniments as everybody may see it: protected by the threshold.

Per month, the households followed and how many met each criterion. What begins and what ends in a month
counts one or two households: it is told per year, once the year is over. A total to date, printed
every month, would give the month back by subtraction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from diagnostic.accompaniment_checks import faults_of
from diagnostic.accompaniment_grid import LEAST_CRITERIA
from diagnostic.contents.accompaniment import Criterion, MonthlyCount, Outcome
from diagnostic.evidence import MONTHS
from indicators.disclosure.release import release
from indicators.disclosure.table import Cell, Relation, Table
from indicators.french import number
from indicators.language import _

THRESHOLD = 5
"""Households, as `smallest_count` of a table of one's own: 1 to 4 are never shown."""
ENDINGS = tuple(one for one in Outcome if one is not Outcome.UNDER_WAY)
HOUSEHOLDS, BEGUN, GOING_ON, UNTOLD = "menages", "debuts", "poursuites", "sans_issue_notee"
YearNumber: TypeAlias = int


@dataclass(frozen=True)
class ProtectedCount:
    """A count that may be shown, or None: then nothing about it follows from what is shown."""

    value: int | None

    @property
    def text(self) -> str:
        """The number, or «secret»."""
        return _("secret") if self.value is None else number(self.value)


@dataclass(frozen=True)
class MonthRow:
    """One month: households followed, and those who met each criterion, in the order of the criteria."""

    month: str
    households: ProtectedCount
    criteria: tuple[ProtectedCount, ...]

    @property
    def label(self) -> str:
        """«mars 2026»."""
        return month_label(self.month)

    @property
    def year(self) -> int:
        """The calendar year."""
        return int(self.month[:4])


@dataclass(frozen=True)
class YearRow:
    """What began and ended in a year; None while the year is not over.

    `mean` is the mean number of households followed, over the `months_shown` months that are shown.
    """

    year: int
    months: int
    begun: ProtectedCount | None
    endings: tuple[ProtectedCount, ...] | None
    under_way: ProtectedCount | None
    mean: float | None
    months_shown: int

    @property
    def over(self) -> bool:
        """True when the totals of the year are given."""
        return self.begun is not None

    @property
    def mean_text(self) -> str:
        """«9,3 (11 mois montrés)»."""
        if self.mean is None:
            return _("secret")
        word = _("mois montré") if self.months_shown == 1 else _("mois montrés")
        return _("{mean} ({n}\u00a0{word})").format(mean=number(self.mean, 1), n=self.months_shown, word=word)


@dataclass(frozen=True)
class AccompanimentView:
    """All that screen, chart, CSV and Word may print. `set_aside` months hold numbers that cannot be true."""

    months: tuple[MonthRow, ...]
    years: tuple[YearRow, ...]
    set_aside: tuple[str, ...]
    threshold: int = THRESHOLD

    @property
    def is_empty(self) -> bool:
        """True while no month was recorded."""
        return not self.months

    @property
    def rule(self) -> str:
        """What the threshold does, in words."""
        return _(
            "Un nombre de 1 à {most} ménages n'est jamais montré\u00a0: il est «\u00a0secret\u00a0», et d'autres "
            "nombres avec lui quand une soustraction le redonnerait, entre critères, entre mois ou d'après un "
            "total. Un mois où moins de {threshold} ménages sont accompagnés est secret en entier."
        ).format(most=number(self.threshold - 1), threshold=number(self.threshold))

    @property
    def rule_of_years(self) -> str:
        """Why the totals wait for the end of the year."""
        return _(
            "Les débuts et les issues d'un mois concernent souvent un ou deux ménages\u00a0: ils se lisent par "
            "année, une fois l'année finie. Un total montré chaque mois redonnerait le mois par soustraction."
        )


def month_label(month: str) -> str:
    """«mars 2026» for «2026-03»."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def accompaniment_view(counts: Iterable[MonthlyCount], today: date) -> AccompanimentView:
    """Protect the counts of all months together; of a month that is there twice, the last one counts."""
    by_month = {count.month: count for count in counts}
    ordered = tuple(by_month[month].model_copy(update={"notes": ""}) for month in sorted(by_month))
    return _view(ordered, frozenset(_years_over(ordered, today)))


def _years_over(counts: Sequence[MonthlyCount], today: date) -> Iterator[YearNumber]:
    months: dict[int, int] = {}
    for count in counts:
        months[int(count.month[:4])] = months.get(int(count.month[:4]), 0) + 1
    for year, found in months.items():
        if today.year > year or found == len(MONTHS):
            yield year


@lru_cache(maxsize=64)
def _view(counts: tuple[MonthlyCount, ...], over: frozenset[int]) -> AccompanimentView:
    right = tuple(count for count in counts if not faults_of(count))
    wrong = {count.month for count in counts} - {count.month for count in right}
    over = frozenset(year for year in over if not any(month.startswith(str(year)) for month in wrong))
    cells, relations = _cells(right, over), _relations(right, over)
    # At least three criteria, and the first one always: whoever knows the rule reads the counts with it.
    told = [_unmet(count.month, Criterion.STRAIN) for count in right]
    # Nor does anybody go on from before the first month of all.
    told += [(count.month, GOING_ON) for count in right[:1]]
    limits: list[dict[Cell, int]] = [
        {(count.month, HOUSEHOLDS): -LEAST_CRITERIA, **{(count.month, one.value): 1 for one in Criterion}}
        for count in right
    ]
    shown = release(
        Table(cells, tuple(relations)),
        list(_steps(right, over)),
        THRESHOLD,
        known=[cell for cell in told if not cells[cell]],
        at_least_zero=limits,
    )

    def protected(cell: Cell) -> ProtectedCount:
        return ProtectedCount(cells[cell] if cell in shown else None)

    months = tuple(
        MonthRow(
            count.month,
            ProtectedCount(None) if count.month in wrong else protected((count.month, HOUSEHOLDS)),
            tuple(
                ProtectedCount(None) if count.month in wrong else protected((count.month, one.value))
                for one in Criterion
            ),
        )
        for count in counts
    )
    years = []
    for year in dict.fromkeys(row.year for row in months):
        rows = [row for row in months if row.year == year]
        seen = [row.households.value for row in rows if row.households.value is not None]
        is_over = year in over
        years.append(
            YearRow(
                year,
                len(rows),
                protected((year, BEGUN)) if is_over else None,
                tuple(protected((year, one.value)) for one in ENDINGS) if is_over else None,
                protected((rows[-1].month, Outcome.UNDER_WAY.value)) if is_over else None,
                sum(seen) / len(seen) if seen else None,
                len(seen),
            )
        )
    return AccompanimentView(months, tuple(years), tuple(sorted(wrong)))


def _unmet(month: str, criterion: Criterion) -> Cell:
    return month, f"pas_{criterion.value}"


def _cells(counts: Sequence[MonthlyCount], over: frozenset[int]) -> dict[Cell, int]:
    """Every count of households that a reader could look for, printed or not."""
    cells: dict[Cell, int] = {}
    for count in counts:
        month = count.month
        met = {one.criterion: one.households for one in count.criteria}
        ended = {one.outcome: one.households for one in count.outcomes}
        cells[month, HOUSEHOLDS] = count.households
        cells[month, BEGUN] = count.begun
        cells[month, GOING_ON] = count.households - count.begun
        for criterion in Criterion:
            cells[month, criterion.value] = met.get(criterion, 0)
            cells[_unmet(month, criterion)] = count.households - met.get(criterion, 0)
        for outcome in Outcome:
            cells[month, outcome.value] = ended.get(outcome, 0)
        cells[month, UNTOLD] = count.households - sum(ended.values())
    for year in over:
        for name in (BEGUN, *(one.value for one in ENDINGS)):
            cells[year, name] = sum(cells[c.month, name] for c in counts if int(c.month[:4]) == year)
    return cells


def _relations(counts: Sequence[MonthlyCount], over: frozenset[int]) -> Iterator[Relation]:
    cells = _cells(counts, over)
    for count in counts:
        month = count.month
        total = month, HOUSEHOLDS
        yield Relation(total, ((month, BEGUN), (month, GOING_ON)))
        for criterion in Criterion:
            yield Relation(total, ((month, criterion.value), _unmet(month, criterion)))
        yield Relation(total, (*((month, one.value) for one in Outcome), (month, UNTOLD)))
    # Whoever is still accompanied at the end of a month goes on in the next, where the counts say so.
    for before, after in pairwise(counts):
        left, kept = (before.month, Outcome.UNDER_WAY.value), (after.month, GOING_ON)
        if _follows(before.month, after.month) and cells[left] == cells[kept]:
            yield Relation(left, (kept,))
    for year in over:
        months = [count.month for count in counts if int(count.month[:4]) == year]
        for name in (BEGUN, *(one.value for one in ENDINGS)):
            yield Relation((year, name), tuple((month, name) for month in months))


def _follows(month: str, next_month: str) -> bool:
    def place(text: str) -> int:
        return 12 * int(text[:4]) + int(text[5:])

    return place(next_month) == place(month) + 1


def _steps(counts: Sequence[MonthlyCount], over: frozenset[int]) -> Iterator[tuple[Cell, ...]]:
    """Publications in their order: each month, and after the last of a year that is over, its totals."""
    for place, count in enumerate(counts):
        yield (count.month, HOUSEHOLDS), *((count.month, one.value) for one in Criterion)
        year = int(count.month[:4])
        last = place + 1 == len(counts) or int(counts[place + 1].month[:4]) != year
        if last and year in over:
            yield ((year, BEGUN),)
            for ending in ENDINGS:
                yield ((year, ending.value),)
            yield ((count.month, Outcome.UNDER_WAY.value),)
