"""Intervals against the literature and against statsmodels and scipy."""

from __future__ import annotations

from math import inf, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from indicators.count_interval import BYAR_FROM, count_interval, rate_interval
from indicators.interval import wilson
from indicators.rounding import rounding_interval


@pytest.mark.parametrize(
    ("events", "people", "low", "high", "precision"),
    [(65, 100, 0.552544, 0.736358, 5e-7), (7, 50, 0.0695, 0.2619, 5e-5)],
)
def test_wilson_golden_values_of_the_methods_table(
    events: int, people: int, low: float, high: float, precision: float
) -> None:
    found = wilson(100 * events / people, people)
    assert found is not None
    assert found.low / 100 == pytest.approx(low, abs=precision)
    assert found.high / 100 == pytest.approx(high, abs=precision)


def test_wilson_without_people_gives_no_interval_and_no_error() -> None:
    assert wilson(0, 0) is None


@settings(max_examples=60, deadline=None)
@given(
    people=st.integers(1, 20_000),
    part=st.floats(0, 1),
    level=st.sampled_from([0.9, 0.95, 0.998]),
)
def test_wilson_equals_statsmodels(people: int, part: float, level: float) -> None:
    events = round(part * people)
    found = wilson(100 * events / people, people, level)
    assert found is not None
    expected = proportion_confint(events, people, alpha=1 - level, method="wilson")
    assert (found.low / 100, found.high / 100) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("events", "low", "high"), [(10, 4.787, 18.391), (100, 81.362, 121.628)])
def test_byar_worked_by_hand(events: int, low: float, high: float) -> None:
    """Ten: 10·(1 − 1/90 − 1,96/9,4868)³ and 11·(1 − 1/99 + 1,96/9,9499)³. A hundred: the exact limits
    tabulated for it are 81,36 and 121,63."""
    found = count_interval(events)
    assert (found.low, found.high) == pytest.approx((low, high), rel=2e-4)


@pytest.mark.parametrize(
    ("events", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (9, 4.115, 17.085)]
)
def test_exact_limits_of_garwood_below_ten_events(events: int, low: float, high: float) -> None:
    found = count_interval(events)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-4)


@settings(max_examples=40, deadline=None)
@given(events=st.integers(0, 400), level=st.sampled_from([0.95, 0.998]))
def test_counts_agree_with_chi_square_quantiles_and_with_statsmodels(events: int, level: float) -> None:
    found = count_interval(events, level)
    tail = (1 - level) / 2
    exact_low = chi2.ppf(tail, 2 * events) / 2 if events else 0.0
    exact_high = chi2.ppf(1 - tail, 2 * events + 2) / 2
    if events:
        assert confint_poisson(events, 1, method="exact-c", alpha=1 - level) == pytest.approx(
            (exact_low, exact_high)
        )
    precision = 1e-9 if events < BYAR_FROM else 0.02
    assert found.high == pytest.approx(exact_high, rel=precision)
    assert found.low == pytest.approx(exact_low, rel=precision if events < BYAR_FROM else 0.05)
    assert found.low <= events < found.high


def test_no_event_has_a_lower_limit_of_zero_and_an_upper_one_that_is_not() -> None:
    found = count_interval(0)
    assert found.low == 0
    assert found.high == pytest.approx(-log(0.025))


def test_a_rate_is_its_count_over_its_people() -> None:
    count, rate = count_interval(24), rate_interval(24, 4_000, per=1000)
    assert rate is not None
    assert (rate.low, rate.high) == pytest.approx((count.low / 4, count.high / 4))
    assert rate.low < 6 < rate.high


def test_a_rate_without_people_is_no_rate() -> None:
    assert rate_interval(0, 0) is None


@pytest.mark.parametrize(
    ("events", "level", "message"), [(-1, 0.95, "whole number"), (2.5, 0.95, "whole number"), (3, 1, "level")]
)
def test_counts_that_make_no_sense_are_refused(events: float, level: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        count_interval(events, level)  # type: ignore[arg-type]


def test_a_negative_base_is_refused() -> None:
    with pytest.raises(ValueError, match="person_base"):
        rate_interval(3, -1)


def test_rounding_golden_value_of_the_methods_table() -> None:
    low, high = rounding_interval(32.4, 1)
    assert (low, high) == pytest.approx((32.35, 32.45))
    assert [round(rate / 100 * 2310) for rate in (low, 32.4, high)] == [747, 748, 750]


def test_rounding_never_takes_a_share_below_zero() -> None:
    assert rounding_interval(0.0, 0) == (0.0, 0.5)
    assert rounding_interval(-2.0, 0) == (-2.5, -1.5)
    with pytest.raises(ValueError, match="published_decimals -1"):
        rounding_interval(1, -1)


@settings(max_examples=60, deadline=None)
@given(value=st.floats(0, 1000), decimals=st.integers(0, 4))
def test_what_was_rounded_lies_in_its_range(value: float, decimals: int) -> None:
    low, high = rounding_interval(round(value, decimals), decimals)
    assert low - 1e-9 <= value <= high + 1e-9 < inf
