"""Distances: straight lines, the detour, the pace, the own quartier, imported minutes, the nearest."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.coverage.distance import (
    Origin,
    TravelTimes,
    Walk,
    distance_to,
    imported_times,
    mean_distance_within,
    walking_times,
)
from indicators.coverage.nearest import median_minutes, nearest, share_within
from indicators.coverage.points import Precision, ServicePoint

HERE = Origin("10", 148_000, 170_000, 0.4366)


def at(id: str, x: float, y: float, quartier: str = "") -> ServicePoint:
    return ServicePoint(id, id.upper(), "ssm", x=x, y=y, precision=Precision.ADDRESS, quartier=quartier)


def test_a_kilometre_and_a_half_on_foot_takes_twenty_six_minutes() -> None:
    """1 500 m in a straight line × 1,3 = 1 950 m; at 4,5 km/h (75 m a minute) 26 minutes."""
    assert Walk().metres(1500) == pytest.approx(1950)
    assert Walk().minutes(1500) == pytest.approx(26)


def test_the_detour_is_a_factor_and_cannot_shorten_a_way() -> None:
    assert Walk(detour=1.0).minutes(750) == pytest.approx(10)
    assert Walk(detour=1.5).minutes(750) == pytest.approx(15)
    with pytest.raises(ValueError, match="detour"):
        Walk(detour=0.9)


def test_a_service_in_the_own_quartier_is_never_at_no_distance() -> None:
    """⅔ of the radius of a disc of 0,4366 km²: 248,5 m."""
    assert mean_distance_within(0.4366) == pytest.approx(248.53, abs=0.01)
    assert distance_to(HERE, at("s", 148_000, 170_000, "10")) == pytest.approx(248.53, abs=0.01)
    assert distance_to(HERE, at("s", 148_300, 170_400, "10")) == pytest.approx(500)
    assert distance_to(HERE, at("s", 148_000, 170_001, "9")) == pytest.approx(1)


@settings(max_examples=30, deadline=None)
@given(st.floats(0.05, 20))
def test_the_mean_distance_within_is_that_of_a_disc(area: float) -> None:
    """∫ r·2πr dr / (πR²) over the disc, summed in rings."""
    radius = math.sqrt(area * 1e6 / math.pi)
    rings = 2000
    middles = [(i + 0.5) * radius / rings for i in range(rings)]
    mean = sum(r * r for r in middles) / sum(middles)
    assert mean_distance_within(area) == pytest.approx(mean, rel=1e-5)


def test_a_service_without_position_is_in_no_distance() -> None:
    unplaced = ServicePoint("u", "U", "ssm", precision=Precision.COMMUNE, commune="Jette")
    assert distance_to(HERE, unplaced) is None
    assert walking_times([HERE], [unplaced], Walk()) == {}


def test_walking_times_are_whole_minutes() -> None:
    assert walking_times([HERE], [at("s", 149_000, 170_000)], Walk()) == {("10", "s"): 17.0}


def test_imported_minutes_go_by_service_then_by_quartier_and_gaps_stay_gaps() -> None:
    times = TravelTimes({("10", "S"): 7.0, ("10", "36"): 12.0}, "stib.csv")
    by_name, by_quartier, unknown = at("s", 0, 0, "36"), at("t", 0, 0, "36"), at("u", 0, 0, "99")
    assert imported_times([HERE], [by_name, by_quartier, unknown], times) == {
        ("10", "s"): 7.0,
        ("10", "t"): 12.0,
    }


def test_the_nearest_service_does_not_depend_on_the_order_of_a_file() -> None:
    costs = {("10", "b"): 5.0, ("10", "a"): 5.0, ("8", "b"): 9.0, ("8", "a"): 12.0}
    found = nearest(["8", "10", "6"], costs)
    assert {code: (one.point, one.minutes) for code, one in found.items()} == {
        "10": ("a", 5.0),
        "8": ("b", 9.0),
    }


def test_shares_and_medians_count_people_not_quartiers() -> None:
    people = {"1": 100.0, "2": 800.0, "3": 100.0}
    minutes = {"1": 3.0, "2": 12.0, "3": 40.0}
    assert share_within(people, minutes, 15) == pytest.approx(0.9)
    assert share_within(people, minutes, 11) == pytest.approx(0.1)
    assert median_minutes(people, minutes) == 12.0


def test_people_who_reach_nothing_count_too() -> None:
    people = {"1": 100.0, "2": 800.0}
    assert share_within(people, {"1": 3.0}, 15) == pytest.approx(1 / 9)
    assert median_minutes(people, {"1": 3.0}) is None
    assert share_within({}, {}, 15) is None
