"""The calendar of the plan as a table that fits a page."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.plan_calendar import MOST_COLUMNS, Dated, calendar

DAYS = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))


def action(title: str, begins: date | None = None, ends: date | None = None) -> Dated:
    return Dated("", title, begins, ends)


def test_a_year_is_shown_by_month() -> None:
    found = calendar([action("a", date(2026, 11, 15), date(2027, 1, 5))])
    assert [one.heading for one in found.periods] == ["novembre 2026", "décembre 2026", "janvier 2027"]
    assert found.rows[0].marks == ("■", "■", "■")


def test_three_years_are_shown_by_quarter() -> None:
    found = calendar([action("a", date(2026, 3, 31), date(2026, 4, 1)), action("b", None, date(2028, 12, 1))])
    assert found.periods[0].heading == "1er trim. 2026" and found.periods[-1].heading == "4e trim. 2028"
    assert found.rows[0].marks[:3] == ("■", "■", "")
    assert found.rows[1].marks[-1] == "◄" and set(found.rows[1].marks[:-1]) == {""}


def test_more_is_shown_by_year_and_then_by_several_years() -> None:
    found = calendar([action("a", date(2026, 1, 1), date(2030, 1, 1))])
    assert [one.heading for one in found.periods] == ["2026", "2027", "2028", "2029", "2030"]
    long = calendar([action("a", date(2026, 1, 1), date(2049, 1, 1))])
    assert [one.heading for one in long.periods][:2] == ["2026–2027", "2028–2029"]


def test_what_has_no_date_is_named_beside_the_table() -> None:
    found = calendar([action("sans"), action("avec", date(2026, 1, 1))])
    assert found.undated == ("sans",) and [row.title for row in found.rows] == ["avec"]
    assert found.rows[0].marks == ("►",)
    assert calendar([]).periods == ()


@settings(max_examples=80)
@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=6))
def test_every_dated_action_has_a_mark_and_the_table_never_grows_too_wide(
    drawn: list[tuple[date | None, date | None]],
) -> None:
    actions = [
        action(str(rank), *(sorted((a, b)) if a and b else (a, b))) for rank, (a, b) in enumerate(drawn)
    ]
    found = calendar(actions)
    assert len(found.periods) <= MOST_COLUMNS
    assert len(found.rows) + len(found.undated) == len(actions)
    for row in found.rows:
        assert len(row.marks) == len(found.periods) and any(row.marks)
