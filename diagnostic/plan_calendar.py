"""When the actions of a plan take place, as a table: months, quarters or years, whichever fits a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

from diagnostic.evidence import MONTHS
from indicators.language import _

MOST_COLUMNS = 12
BOTH, BEGINS, ENDS = "■", "►", "◄"


@dataclass(frozen=True)
class Period:
    """A column: its heading and its first and last month, counted from the year 0."""

    heading: str
    first: int
    last: int


@dataclass(frozen=True)
class CalendarRow:
    """One action; a mark per column, empty where it does not take place.

    «►»: it begins there and nobody wrote when it ends; «◄»: it ends there and nobody wrote when it begins.
    """

    number: str
    title: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Calendar:
    """The dated actions under their periods; `undated` are the titles of the others."""

    periods: tuple[Period, ...]
    rows: tuple[CalendarRow, ...]
    undated: tuple[str, ...]


@dataclass(frozen=True)
class Dated:
    """What the calendar needs to know of an action."""

    number: str
    title: str
    begins: date | None
    ends: date | None


def calendar(actions: Iterable[Dated]) -> Calendar:
    """Lay actions out: up to 12 columns of months, else of quarters, else of one or several years."""
    given = tuple(actions)
    dated = [one for one in given if one.begins or one.ends]
    undated = tuple(one.title for one in given if not (one.begins or one.ends))
    months = [_month(day) for one in dated for day in (one.begins, one.ends) if day]
    if not months:
        return Calendar((), (), undated)
    periods = _periods(min(months), max(months))
    rows = tuple(
        CalendarRow(one.number, one.title, tuple(_mark(one, period) for period in periods)) for one in dated
    )
    return Calendar(periods, rows, undated)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _mark(action: Dated, period: Period) -> str:
    if action.begins and action.ends:
        meets = _month(action.begins) <= period.last and _month(action.ends) >= period.first
        return BOTH if meets else ""
    if action.begins:
        return BEGINS if period.first <= _month(action.begins) <= period.last else ""
    assert action.ends is not None
    return ENDS if period.first <= _month(action.ends) <= period.last else ""


def _periods(first: int, last: int) -> tuple[Period, ...]:
    if last - first < MOST_COLUMNS:
        return tuple(
            Period(f"{MONTHS[month % 12]} {month // 12}", month, month) for month in range(first, last + 1)
        )
    if last // 3 - first // 3 < MOST_COLUMNS:
        return tuple(
            Period(
                _("{n}e trim. {year}").format(n=quarter % 4 + 1, year=quarter // 4)
                if quarter % 4
                else _("1er trim. {year}").format(year=quarter // 4),
                quarter * 3,
                quarter * 3 + 2,
            )
            for quarter in range(first // 3, last // 3 + 1)
        )
    years = last // 12 - first // 12 + 1
    step = ceil(years / MOST_COLUMNS)
    return tuple(
        Period(str(year) if step == 1 else f"{year}–{year + step - 1}", year * 12, (year + step) * 12 - 1)
        for year in range(first // 12, last // 12 + 1, step)
    )
