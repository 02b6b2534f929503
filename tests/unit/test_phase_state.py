"""Where a diagnostic stands on a day, and the line that shows it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.contents.diagnosis import Phase, PhaseKind
from diagnostic.phase_state import dates_text, phase_line, phase_words, under_way

PREPARATION, QUANTITATIVE, QUALITATIVE, RESTITUTION, PLAN = PhaseKind
SPRING = (
    Phase(phase=PREPARATION, begins=date(2027, 3, 1), ends=date(2027, 3, 31)),
    Phase(phase=QUANTITATIVE, begins=date(2027, 3, 15), ends=date(2027, 4, 30)),
    Phase(phase=QUALITATIVE, begins=date(2027, 6, 1), ends=date(2027, 6, 30)),
)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 2, 28), "Commence le 1er\u00a0mars 2027"),
        (date(2027, 3, 1), "Préparation"),
        (date(2027, 3, 20), "Préparation et Diagnostic quantitatif"),
        (date(2027, 4, 30), "Diagnostic quantitatif"),
        (date(2027, 5, 10), "Entre deux phases"),
        (date(2027, 7, 1), "Terminé le 30\u00a0juin 2027"),
    ],
)
def test_the_phase_of_a_day_is_told_in_words(day: date, words: str) -> None:
    assert phase_words(SPRING, day) == words


def test_without_dates_nothing_is_claimed() -> None:
    assert phase_words((), date(2027, 1, 1)) == "Sans dates"
    line = phase_line((), date(2027, 1, 1))
    assert [span.phase for span in line.spans] == list(PhaseKind)
    assert {(span.dates, span.state, span.left) for span in line.spans} == {("dates à fixer", "", None)}
    assert line.today is None


def test_a_phase_without_an_end_lasts_until_the_next_one_begins() -> None:
    open_ended = (
        Phase(phase=PREPARATION, begins=date(2027, 1, 1)),
        Phase(phase=QUALITATIVE, begins=date(2027, 3, 1)),
    )
    assert under_way(open_ended, date(2027, 2, 28)) == (PREPARATION,)
    assert under_way(open_ended, date(2027, 3, 1)) == (QUALITATIVE,)
    assert under_way(open_ended, date(2030, 1, 1)) == (QUALITATIVE,)


def test_dates_are_written_as_people_say_them() -> None:
    assert dates_text(SPRING[0]) == "du 1er\u00a0mars au 31\u00a0mars 2027"
    across = Phase(phase=PLAN, begins=date(2027, 12, 1), ends=date(2028, 1, 31))
    assert dates_text(across) == "du 1er\u00a0décembre 2027 au 31\u00a0janvier 2028"
    assert dates_text(Phase(phase=PLAN, begins=date(2027, 12, 1))) == "dès le 1er\u00a0décembre 2027"
    assert dates_text(Phase(phase=PLAN, ends=date(2027, 12, 1))) == "jusqu'au 1er\u00a0décembre 2027"


def test_bars_stand_on_one_scale() -> None:
    line = phase_line(SPRING, date(2027, 5, 1))
    first, second, third, *others = line.spans
    assert (first.left, line.first, line.last) == (0, date(2027, 3, 1), date(2027, 6, 30))
    assert first.width == pytest.approx(100 * 31 / 122, abs=0.01)
    assert third.left is not None and third.width is not None
    assert third.left + third.width == pytest.approx(100, abs=0.02)
    assert [span.state for span in (first, second, third)] == ["terminée", "terminée", "à venir"]
    assert line.today == pytest.approx(100 * 61 / 122, abs=0.01)
    assert all(span.left is None for span in others)


days = st.integers(0, 2000).map(lambda number: date(2024, 1, 1) + timedelta(days=number))


@given(st.lists(st.tuples(st.none() | days, st.none() | days), min_size=5, max_size=5), days)
@settings(max_examples=100, deadline=None)
def test_no_bar_leaves_the_line_whatever_the_dates(
    dates: list[tuple[date | None, date | None]], today: date
) -> None:
    phases = tuple(
        Phase(
            phase=kind,
            begins=begins,
            ends=None if begins is not None and ends is not None and ends < begins else ends,
        )
        for kind, (begins, ends) in zip(PhaseKind, dates, strict=True)
    )
    assert phase_words(phases, today)
    for span in phase_line(phases, today).spans:
        if span.left is not None:
            assert span.width is not None
            assert 0 <= span.left < 100 and 0 < span.width <= 100.01 - span.left
