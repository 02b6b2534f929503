"""Where a diagnostic stands in its five phases on a given day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from diagnostic.calendar_words import day_text
from diagnostic.contents.diagnosis import Phase, PhaseKind
from indicators.french import enumeration
from indicators.language import _


def under_way(phases: Sequence[Phase], day: date) -> tuple[PhaseKind, ...]:
    """The phases that have begun and not ended on a day, in the order of the method.

    A phase without an end lasts until the day before the next one that has a beginning.
    """
    ordered = in_order(phases)
    return tuple(
        one.phase
        for number, one in enumerate(ordered)
        if one.begins is not None
        and one.begins <= day
        and ((end := _end(one, ordered[number + 1 :])) is None or day <= end)
    )


def in_order(phases: Sequence[Phase]) -> tuple[Phase, ...]:
    """One phase of each kind, in the order of the method; one that is missing has no dates."""
    held = {one.phase: one for one in phases}
    return tuple(held.get(kind, Phase(phase=kind)) for kind in PhaseKind)


def phase_words(phases: Sequence[Phase], day: date) -> str:
    """«Restitution», «Terminé le 30 novembre 2021», «Commence le 3 mai 2027», «Sans dates»."""
    now = under_way(phases, day)
    if now:
        return enumeration([one.label for one in now])
    begins = [one.begins for one in phases if one.begins is not None]
    ends = [one.ends for one in phases if one.ends is not None]
    coming = [one for one in begins if one > day]
    if coming and len(coming) == len(begins) and not any(one <= day for one in ends):
        return _("Commence le {day}").format(day=day_text(min(coming)))
    if coming:
        return _("Entre deux phases")
    if ends and max(ends) < day:
        return _("Terminé le {day}").format(day=day_text(max(ends)))
    return _("Sans dates")


@dataclass(frozen=True)
class PhaseSpan:
    """One phase as a timeline shows it.

    `left` and `width` are percentages of the whole line, None for a phase without a beginning or end;
    `state` is «à venir», «en cours», «terminée» or nothing when no date tells.
    """

    phase: PhaseKind
    dates: str
    state: str
    is_now: bool
    left: float | None = None
    width: float | None = None


@dataclass(frozen=True)
class PhaseLine:
    """The five phases on one scale; `today` is where the day stands on it, None outside."""

    spans: tuple[PhaseSpan, ...]
    first: date | None
    last: date | None
    today: float | None


def phase_line(phases: Sequence[Phase], day: date) -> PhaseLine:
    """The five phases, from the first day that is known to the last."""
    ordered = in_order(phases)
    now = under_way(ordered, day)
    known = [one for phase in ordered for one in (phase.begins, phase.ends) if one is not None]
    first, last = (min(known), max(known)) if known else (None, None)
    spans = []
    for number, one in enumerate(ordered):
        end = _end(one, ordered[number + 1 :])
        left = width = None
        if first is not None and last is not None and one.begins is not None:
            left = _share(one.begins, first, last)
            upto = max(one.begins, end or last)
            width = max(_share(upto + timedelta(days=1), first, last) - left, 1.0)
            width = min(width, 100 - left) if left < 100 else 1.0
        spans.append(
            PhaseSpan(one.phase, dates_text(one), _state(one, end, day), one.phase in now, left, width)
        )
    today = None
    if first is not None and last is not None and first <= day <= last:
        today = _share(day, first, last)
    return PhaseLine(tuple(spans), first, last, today)


def dates_text(phase: Phase) -> str:
    """«du 16 avril 2021 au 12 mai 2021», «dès le …», «jusqu'au …», «dates à fixer»."""
    if phase.begins and phase.ends:
        if phase.begins == phase.ends:
            return _("le {day}").format(day=day_text(phase.begins))
        return _("du {begins} au {ends}").format(
            begins=_begin_text(phase.begins, phase.ends), ends=day_text(phase.ends)
        )
    if phase.begins:
        return _("dès le {day}").format(day=day_text(phase.begins))
    if phase.ends:
        return _("jusqu'au {day}").format(day=day_text(phase.ends))
    return _("dates à fixer")


def _begin_text(begins: date, ends: date) -> str:
    """The year stands once when it is the same."""
    text = day_text(begins)
    return text.removesuffix(f" {begins.year}") if begins.year == ends.year else text


def _end(phase: Phase, later: Sequence[Phase]) -> date | None:
    if phase.ends is not None:
        return phase.ends
    following = [one.begins for one in later if one.begins is not None]
    if phase.begins is None or not following:
        return None
    return max(min(following) - timedelta(days=1), phase.begins)


def _state(phase: Phase, end: date | None, day: date) -> str:
    if phase.begins is not None and phase.begins > day:
        return _("à venir")
    if end is not None and end < day:
        return _("terminée")
    if phase.begins is not None:
        return _("en cours")
    return ""


def _share(day: date, first: date, last: date) -> float:
    """Where a day stands between two others, the last one included: 0 to 100."""
    days = (last - first).days + 1
    return round(100 * (day - first).days / days, 2)
