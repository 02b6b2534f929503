"""A follow-up indicator: start, target, newest value, in neutral words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagnostic.contents.action_plan import FollowUp
from diagnostic.follow_up_view import Course, follow_up_line
from indicators.catalogue import Catalogue, Direction, TrendGap
from indicators.figure import Figure
from tests.unit.exports_sample_indicators import BIM
from tests.unit.plan_samples import bim, start


def line(latest: Figure | None, target: float | None = 40, year: int | None = 2028):  # type: ignore[no-untyped-def]
    return follow_up_line(
        FollowUp(baseline=start(2020, 50.0), target=target, target_year=year),
        {} if latest is None else {"bim": latest},
    )


def test_values_are_written_as_the_catalogue_writes_them() -> None:
    found = line(bim(2024, 43.63))
    assert found.baseline_text == "50,0\u00a0% (2020)"
    assert found.target_text == "40,0\u00a0% en 2028"
    assert found.latest_text == "43,6\u00a0% (2024)"
    assert found.sentence.startswith("BIM\u00a0: 50,0\u00a0% (2020) → 40,0\u00a0% en 2028")
    assert line(bim(2024, 43.63), None, None).target_text == "sans cible chiffrée"
    assert line(bim(2024, 43.63), 40, None).target_text == "40,0\u00a0%"


@pytest.mark.parametrize(
    ("year", "value", "target", "course"),
    [
        (2024, 39.0, 40, Course.REACHED),
        (2024, 40.0, 40, Course.REACHED),
        (2024, 43.6, 40, Course.TOWARDS),
        (2024, 56.0, 40, Course.AWAY),
        (2020, 50.0, 40, Course.SAME_YEAR),
        (2019, 39.0, 40, Course.SAME_YEAR),
        (2024, 61.0, 60, Course.REACHED),
        (2024, 50.01, 40, Course.STILL),
        (2024, 49.0, 50, Course.REACHED),
        (2024, 43.6, None, Course.FAVOURABLE),
        (2024, 56.0, None, Course.ATTENTION),
    ],
)
def test_the_newest_value_is_held_against_start_and_target(
    year: int, value: float, target: float | None, course: Course
) -> None:
    assert BIM.direction is Direction.BAD, "the examples are written for it"
    assert line(bim(year, value), target).course is course


def test_without_a_direction_a_change_is_only_a_change() -> None:
    neutral = BIM.model_copy(update={"direction": Direction.NONE})
    figure = replace(bim(2024, 30.0), indicator=neutral)
    assert line(figure, None).course is Course.CHANGED


def test_a_difference_within_the_reading_interval_is_not_read() -> None:
    """Wilson on 200 people: 45 % may be 38 to 52 %, which holds the 50 % of the start."""
    assert line(bim(2024, 45.0, denominator=200)).course is Course.STILL
    assert line(bim(2024, 45.0, denominator=200_000)).course is Course.TOWARDS


def test_a_broken_series_is_not_read_across() -> None:
    cut = BIM.model_copy(update={"trend_gaps": (TrendGap(after=2021, before=2022, reason="rupture"),)})
    assert line(replace(bim(2024, 43.0), indicator=cut)).course is Course.BROKEN


def test_a_lower_bound_or_a_doubtful_value_is_not_compared() -> None:
    sure = bim(2024, 43.0)
    for doubtful in (replace(sure.estimate, at_least=True), replace(sure.estimate, to_verify=True)):
        assert line(replace(sure, estimate=doubtful)).course is Course.UNSURE


def test_an_indicator_without_a_value_today_says_so() -> None:
    assert line(None).course is Course.UNKNOWN and line(None).latest_text == "non disponible"
    assert line(bim(2024, None)).course is Course.UNKNOWN


def test_a_figure_of_another_territory_is_not_held_against_the_start() -> None:
    other = bim(2024, 30.0)
    elsewhere = replace(other, territory=replace(other.territory, code="8"))
    assert line(elsewhere).course is Course.UNKNOWN


def test_a_target_against_the_direction_of_the_catalogue_is_pointed_out() -> None:
    assert line(bim(2024, 43.0), 60).goes_against_the_catalogue
    assert "à vérifier" in line(bim(2024, 43.0), 60).note
    assert line(bim(2024, 43.0), 40).note == ""


def test_the_unit_of_a_target_comes_from_the_catalogue_when_no_figure_stands_today(
    bundled: Catalogue,
) -> None:
    follow = FollowUp(baseline=start(), target=40)
    assert follow_up_line(follow, {}, bundled).target_text == "40,0\u00a0%"
    assert follow_up_line(follow, {}).target_text == "40"
