"""Two-step floating catchments: PySAL's own toy examples, a 3 × 2 worked by hand, and what never changes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.coverage.distance import Costs
from indicators.coverage.floating_catchment import LUO_QI_WEIGHTS, enhanced, two_step, zones

DOCUMENTED_STEPS = {20.0: 1.0, 40.0: 0.68, 60.0: 0.22}
"""`weights.step_fn({20: 1, 40: 0.68, 60: 0.22})` of the documentation of PySAL access."""


def toy_grid(people: tuple[tuple[int, int], ...]) -> tuple[dict[str, float], dict[str, float], Costs]:
    """The 5 × 5 grid of PySAL access: one service on every cell, one person on each of `people`."""
    cells = [(x, y) for x in range(5) for y in range(5)]
    name = {cell: f"{cell[0]},{cell[1]}" for cell in cells}
    population = {name[cell]: 1.0 for cell in people}
    supply = dict.fromkeys(name.values(), 1.0)
    costs = {(name[a], name[b]): math.dist(a, b) for a in people for b in cells}
    return population, supply, costs


FIVE = ((0, 0), (1, 3), (2, 2), (4, 0), (4, 4))


def test_toy_grid_of_pysal_everybody_reaches_everything_gives_25_for_5() -> None:
    population, supply, costs = toy_grid(FIVE)
    found = two_step(population, supply, costs, max_cost=100)
    assert list(found.values()) == pytest.approx([5.0] * 5)


def test_toy_grid_of_pysal_a_catchment_below_one_cell_gives_one_each() -> None:
    population, supply, costs = toy_grid(FIVE)
    assert list(two_step(population, supply, costs, max_cost=0.9).values()) == pytest.approx([1.0] * 5)


def test_toy_grid_of_pysal_no_catchment_gives_nothing_and_no_missing_value() -> None:
    population, supply, costs = toy_grid(FIVE)
    assert list(two_step(population, supply, costs, max_cost=-1).values()) == [0.0] * 5


# The «hospital» example of PySAL's tests: two suburbs and a city with most of the doctors.
PEOPLE = {"1": 100.0, "2": 50.0, "3": 10.0}
DOCTORS = {"1": 15.0, "2": 20.0, "3": 100.0}
GRIDLOCK: Costs = {
    ("1", "1"): 1,
    ("2", "2"): 1,
    ("3", "3"): 1,
    ("1", "3"): 40,
    ("2", "3"): 40,
    ("3", "1"): 40,
    ("3", "2"): 40,
    ("1", "2"): 80,
    ("2", "1"): 80,
}


def test_hospital_example_2sfca_by_hand() -> None:
    """R₁ = 15/(100+10), R₂ = 20/(50+10), R₃ = 100/160; each place sums what it reaches within 61."""
    found = two_step(PEOPLE, DOCTORS, GRIDLOCK, max_cost=61)
    assert found == pytest.approx(
        {"1": 15 / 110 + 100 / 160, "2": 20 / 60 + 100 / 160, "3": 15 / 110 + 20 / 60 + 100 / 160}
    )


def test_hospital_example_e2sfca_by_hand_with_the_documented_steps() -> None:
    """Weight 1 at home (1 minute), 0,68 at 40 minutes, nothing at 80."""
    r1 = 15 / (100 + 0.68 * 10)
    r2 = 20 / (50 + 0.68 * 10)
    r3 = 100 / (10 + 0.68 * 150)
    found = enhanced(PEOPLE, DOCTORS, GRIDLOCK, DOCUMENTED_STEPS)
    assert found == pytest.approx({"1": r1 + 0.68 * r3, "2": r2 + 0.68 * r3, "3": r3 + 0.68 * r1 + 0.68 * r2})


def test_faster_roads_into_the_city_help_the_suburbs_and_crowd_the_city() -> None:
    """The finding of PySAL's example: 20 instead of 40 minutes inbound."""
    toll_lane = GRIDLOCK | {("1", "3"): 20, ("2", "3"): 20}
    before = enhanced(PEOPLE, DOCTORS, GRIDLOCK, DOCUMENTED_STEPS)
    after = enhanced(PEOPLE, DOCTORS, toll_lane, DOCUMENTED_STEPS)
    assert after["1"] > before["1"] and after["2"] > before["2"]
    assert after["3"] < before["3"]


THREE = {"A": 1000.0, "B": 2000.0, "C": 3000.0}
TWO = {"s": 2.0, "t": 3.0}
THREE_BY_TWO: Costs = {
    ("A", "s"): 4,
    ("A", "t"): 14,
    ("B", "s"): 9,
    ("B", "t"): 10,
    ("C", "s"): 25,
    ("C", "t"): 15,
}


def test_three_quartiers_and_two_services_by_hand() -> None:
    """Within 15 minutes s serves A and B (3 000 people), t serves A, B and C (6 000)."""
    found = two_step(THREE, TWO, THREE_BY_TWO, max_cost=15)
    assert found == pytest.approx({"A": 2 / 3000 + 3 / 6000, "B": 2 / 3000 + 3 / 6000, "C": 3 / 6000})


def test_three_quartiers_and_two_services_by_hand_enhanced() -> None:
    """Zones of 5, 10 and 15 minutes: s weighs A 1 and B 0,68; t weighs A 0,22, B 0,68 and C 0,22."""
    rs = 2 / (1000 + 0.68 * 2000)
    rt = 3 / (0.22 * 1000 + 0.68 * 2000 + 0.22 * 3000)
    found = enhanced(THREE, TWO, THREE_BY_TWO, zones(15))
    assert found == pytest.approx({"A": rs + 0.22 * rt, "B": 0.68 * (rs + rt), "C": 0.22 * rt})


def test_the_three_zones_are_those_of_luo_and_qi() -> None:
    assert zones(30) == {10.0: 1.0, 20.0: 0.68, 30.0: 0.22}
    assert LUO_QI_WEIGHTS == (1.0, 0.68, 0.22)


def test_a_limit_belongs_to_its_catchment() -> None:
    costs: Costs = {("A", "s"): 15.0}
    assert two_step({"A": 10.0}, {"s": 1.0}, costs, max_cost=15)["A"] == pytest.approx(0.1)
    assert two_step({"A": 10.0}, {"s": 1.0}, costs, max_cost=14.9)["A"] == 0


def test_a_service_among_empty_places_gives_nothing_to_anybody() -> None:
    costs: Costs = {("A", "s"): 1, ("B", "s"): 60}
    assert two_step({"A": 0.0, "B": 5.0}, {"s": 1.0}, costs, max_cost=10) == {"A": 0.0, "B": 0.0}


def test_without_any_service_everybody_has_zero() -> None:
    assert two_step({"A": 5.0}, {}, {}, max_cost=10) == {"A": 0.0}


def test_zones_are_needed() -> None:
    with pytest.raises(ValueError, match="no zones"):
        enhanced(THREE, TWO, THREE_BY_TWO, {})


minutes = st.floats(0, 60, allow_nan=False)


@settings(max_examples=40, deadline=None)
@given(
    people=st.lists(st.integers(1, 20_000), min_size=1, max_size=6),
    offers=st.lists(st.integers(0, 50), min_size=1, max_size=4),
    data=st.data(),
    weighted=st.booleans(),
)
def test_what_is_within_reach_is_shared_out_and_nothing_is_lost(
    people: list[int], offers: list[int], data: st.DataObject, weighted: bool
) -> None:
    """Σ access × people = the supply of the services that somebody can reach."""
    population = {f"q{i}": float(n) for i, n in enumerate(people)}
    supply = {f"s{i}": float(n) for i, n in enumerate(offers)}
    costs = {(q, s): data.draw(minutes) for q in population for s in supply}
    if weighted:
        found = enhanced(population, supply, costs, zones(15))
    else:
        found = two_step(population, supply, costs, max_cost=15)
    reached = sum(n for s, n in supply.items() if any(costs[q, s] <= 15 for q in population))
    assert sum(found[q] * n for q, n in population.items()) == pytest.approx(reached, abs=1e-9)
