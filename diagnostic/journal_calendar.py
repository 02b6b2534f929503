"""The calendar of a diagnostic: phases and meetings by date, testimonies by month and function only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from diagnostic.contents.diagnosis import Phase
from diagnostic.contents.journal import Meeting, Method, TestimonyRecord
from diagnostic.evidence import MONTHS
from diagnostic.journal import Journal
from diagnostic.witnesses import moments_text, sector_key
from indicators.french import NBSP
from indicators.language import _


@dataclass(frozen=True)
class CalendarLine:
    """`day` is None for testimonies: the day would help to find out who spoke."""

    day: date | None
    what: str
    detail: str

    @property
    def when(self) -> str:
        """«16/04/2021», or «dans le mois»."""
        return _("dans le mois") if self.day is None else short_date(self.day)


@dataclass(frozen=True)
class CalendarMonth:
    """What happened in one month, dated lines first."""

    year: int
    month: int
    lines: tuple[CalendarLine, ...]

    @property
    def heading(self) -> str:
        """«mai 2021»."""
        return f"{MONTHS[self.month - 1]} {self.year}"


def calendar(journal: Journal) -> tuple[CalendarMonth, ...]:
    """The months in which something happened, in their order."""
    months: dict[tuple[int, int], list[CalendarLine]] = {}
    for day, line in (
        *_phase_lines(journal.phases),
        *_meeting_lines(one.content for one in journal.meetings),
        *_testimony_lines([one.content for one in journal.testimonies]),
    ):
        months.setdefault((day.year, day.month), []).append(line)
    return tuple(
        CalendarMonth(*month, tuple(sorted(lines, key=lambda one: one.day or date.max)))
        for month, lines in sorted(months.items())
    )


def short_date(day: date) -> str:
    """«16/04/2021»."""
    return f"{day:%d/%m/%Y}"


def _phase_lines(phases: Iterable[Phase]) -> Iterator[tuple[date, CalendarLine]]:
    for one in phases:
        for day, words in ((one.begins, _("Début")), (one.ends, _("Fin"))):
            if day is not None:
                yield day, CalendarLine(day, _("Phase"), f"{words}{NBSP}: {one.phase.label}")


def _meeting_lines(meetings: Iterable[Meeting]) -> Iterator[tuple[date, CalendarLine]]:
    for one in meetings:
        yield one.on, CalendarLine(one.on, _("Réunion"), f"{one.body}{NBSP}: {one.subject}")


def _testimony_lines(records: Iterable[TestimonyRecord]) -> Iterator[tuple[date, CalendarLine]]:
    gathered: dict[tuple[date, Method], Counter[str]] = {}
    for one in records:
        gathered.setdefault((one.on.replace(day=1), one.method), Counter())[one.function] += 1
    for (month, method), functions in sorted(
        gathered.items(), key=lambda item: list(Method).index(item[0][1])
    ):
        listed = f"{NBSP}; ".join(
            name if count == 1 else f"{name} ({count})"
            for name, count in sorted(functions.items(), key=lambda item: sector_key(item[0]))
        )
        heard = moments_text(functions.total(), method)
        yield month, CalendarLine(None, _("Témoignages"), f"{heard}{NBSP}: {listed}")
