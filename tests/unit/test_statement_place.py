"""A place on the map: rounded so that it is no door, checked so that it can be drawn."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.statement_place import (
    DECIMALS,
    LEAST,
    SHAPES,
    Shape,
    label_position,
    place_of,
    typed_positions,
)
from indicators.user_error import UserError

ANNEESSENS = (4.3455, 50.8440)
CORNERS = ((4.3420, 50.8440), (4.3460, 50.8452), (4.3460, 50.8420))


def test_a_point_is_rounded_to_about_ten_metres() -> None:
    place = place_of("point", [(4.345512345, 50.844049999)], "place Anneessens")
    assert place.positions == ((4.3455, 50.844),)
    assert place.label == "place Anneessens"
    assert place.geojson == {"type": "Point", "coordinates": [4.3455, 50.844]}


@settings(max_examples=50)
@given(
    st.sampled_from(SHAPES),
    st.lists(st.tuples(st.floats(4.2, 4.5), st.floats(50.7, 50.95)), min_size=1, max_size=8),
)
def test_no_position_is_stored_with_more_than_four_decimals(
    shape: Shape, positions: list[tuple[float, float]]
) -> None:
    try:
        place = place_of(shape, positions)
    except UserError:
        return
    assert all(round(value, DECIMALS) == value for position in place.positions for value in position)
    assert len(place.positions) >= LEAST[shape]


def test_points_that_fall_together_after_rounding_are_one() -> None:
    line = place_of("ligne", [ANNEESSENS, (4.34551, 50.84401), (4.3500, 50.8450)])
    assert line.positions == (ANNEESSENS, (4.35, 50.845))
    with pytest.raises(UserError, match="assez de points"):
        place_of("ligne", [ANNEESSENS, (4.34551, 50.84401)])


def test_the_ring_of_an_area_is_not_closed() -> None:
    assert place_of("zone", [*CORNERS, CORNERS[0]]).positions == CORNERS


def test_an_area_whose_sides_cross_is_refused_with_a_way_out() -> None:
    bow = [(4.34, 50.84), (4.35, 50.85), (4.35, 50.84), (4.34, 50.85)]
    with pytest.raises(UserError, match="se croisent") as refused:
        place_of("zone", bow)
    assert "Redessinez" in refused.value.remedy


@pytest.mark.parametrize("position", [(50.844, 4.3455), (2.35, 48.85), (0.0, 0.0)])
def test_a_position_outside_belgium_is_refused(position: tuple[float, float]) -> None:
    with pytest.raises(UserError, match="Belgique"):
        place_of("point", [position])


@pytest.mark.parametrize(
    "line",
    [
        "50.8440, 4.3455",
        "50.8440,4.3455",
        "50,8440 4,3455",
        "50,8440; 4,3455",
        "50,8440, 4,3455",
        "4.3455 50.8440",
        "  50.8440\t4.3455 ",
    ],
)
def test_positions_are_read_as_people_copy_them(line: str) -> None:
    assert typed_positions(f"{line}\n\n") == (ANNEESSENS,)


def test_lines_that_are_no_position_are_told_by_their_number() -> None:
    with pytest.raises(UserError) as refused:
        typed_positions("50.8440 4.3455\nplace Anneessens\n50.8440")
    assert [fault.row for fault in refused.value.faults] == [2, 3]
    assert refused.value.faults[0].value == "place Anneessens"


def test_the_number_of_a_shape_stands_on_it() -> None:
    assert label_position(place_of("point", [ANNEESSENS])) == ANNEESSENS
    line = place_of("ligne", [(4.34, 50.84), (4.35, 50.84), (4.35, 50.85)])
    assert label_position(line) == pytest.approx((4.35, 50.84), abs=1e-6)
    hollow = place_of("zone", [(4.34, 50.84), (4.35, 50.84), (4.35, 50.85), (4.349, 50.841)])
    longitude, latitude = label_position(hollow)
    assert 4.34 < longitude < 4.35 and 50.84 < latitude < 50.85
