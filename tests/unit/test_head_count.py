"""Rate to number of people."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indicators.french import rounded_to_two_digits
from indicators.head_count import head_count


def test_golden_value_of_the_methods_table() -> None:
    people = head_count(32.4, 2310, published_decimals=1, denominator_label="habitant·es")
    assert (people.count, people.low, people.high) == (748, 747, 750)
    assert people.text == "≈\u00a0748 personnes (747 à 750)"
    assert people.working == "sur 2\u202f310 habitant·es"


def test_a_stand_in_denominator_gives_an_order_of_magnitude_only() -> None:
    people = head_count(43.63, 10348, published_decimals=2, denominator_label="x", exact=False)
    assert people.count == 4515
    assert people.text == "environ 4\u202f500 personnes"


@given(rate=st.floats(0, 100), denominator=st.integers(0, 10**6), decimals=st.integers(0, 3))
def test_the_count_lies_in_its_range(rate: float, denominator: int, decimals: int) -> None:
    people = head_count(rate, denominator, published_decimals=decimals, denominator_label="x")
    assert 0 <= people.low <= people.count <= people.high


@given(st.integers(0, 10**7))
def test_rounding_to_two_digits_stays_within_five_percent(count: int) -> None:
    rounded = rounded_to_two_digits(count)
    assert abs(rounded - count) <= 0.05 * count
