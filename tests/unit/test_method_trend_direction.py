"""Where a series is heading: worked examples of Mann-Kendall and of Newcombe, and scipy."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau
from statsmodels.stats.proportion import confint_proportions_2indep

from indicators.catalogue import Catalogue
from indicators.estimate import Estimate, Interval, Status
from indicators.interval import wilson
from indicators.trend_direction import (
    TrendDirection,
    TrendPoint,
    difference_interval,
    mann_kendall,
    monotony,
    points_of,
)


def series(*values: float, start: int = 2020) -> list[TrendPoint]:
    return [TrendPoint(start + n, value) for n, value in enumerate(values)]


def test_statistic_of_a_worked_example_with_a_tie() -> None:
    """J. Little, College of the Holy Cross, «A Mann-Kendall example (by hand)»: S = 54, Z = 2,9058."""
    found = monotony([12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7])
    assert found.s == 54
    assert found.variance == pytest.approx((14 * 13 * 33 - 2 * 1 * 9) / 18)
    assert (found.s - 1) / found.variance**0.5 == pytest.approx(2.9058, abs=5e-5)
    assert found.p == pytest.approx(2 * 0.0018, abs=1e-4)


def test_variance_with_ties_of_gilbert() -> None:
    """Gilbert (1987), p. 211: 23, 24, trace, 6, trace, 24, 24, trace, 23; two ties of 3 and one of 2.

    A trace is below every measured value: here 1.
    """
    found = monotony([23, 24, 1, 6, 1, 24, 24, 1, 23])
    assert found.variance == pytest.approx((9 * 8 * 23 - 2 * 1 * 9 - 2 * (3 * 2 * 11)) / 18)


@pytest.mark.parametrize(
    ("values", "s", "p"),
    [
        ([1, 2, 3, 4], 6, 2 / 24),
        ([1, 2, 3, 4, 5], 10, 2 / 120),
        ([1, 2, 3, 5, 4], 8, 10 / 120),
        ([1, 2, 4, 3, 5], 8, 10 / 120),
        ([2, 1, 3, 5, 4], 6, 28 / 120),
        ([3, 3, 3, 3], 0, 1),
    ],
)
def test_exact_p_of_short_series(values: list[float], s: int, p: float) -> None:
    found = monotony(values)
    assert (found.s, found.p) == (s, pytest.approx(p))


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.integers(0, 1000), min_size=3, max_size=12, unique=True))
def test_without_ties_tau_and_p_are_those_of_scipy(values: list[int]) -> None:
    found = monotony(values)
    expected = kendalltau(range(len(values)), values, method="exact")
    assert (found.tau, found.p) == pytest.approx((expected.statistic, expected.pvalue))


@settings(max_examples=40, deadline=None)
@given(values=st.lists(st.integers(0, 3), min_size=3, max_size=6))
def test_with_ties_tau_is_that_of_scipy_and_p_counts_every_order(values: list[int]) -> None:
    found = monotony(values)
    orders = [abs(_s(order)) for order in permutations(values)]
    assert found.p == pytest.approx(sum(s >= abs(found.s) for s in orders) / len(orders))
    if len(set(values)) > 1:
        assert found.tau == pytest.approx(kendalltau(range(len(values)), values).statistic)


def _s(values: tuple[int, ...]) -> int:
    return sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])


@pytest.mark.parametrize(
    ("values", "direction"),
    [
        ((40, 41, 42, 43), TrendDirection.UP),
        ((43, 42, 41.5, 40), TrendDirection.DOWN),
        ((40, 41, 42, 43, 42.5), TrendDirection.UP),
        ((40, 42, 41, 43, 42.5), TrendDirection.UNCLEAR),
        ((40, 40, 40, 40, 40), TrendDirection.UNCLEAR),
        ((40, 41, 42), TrendDirection.TOO_FEW),
        ((40,), TrendDirection.TOO_FEW),
    ],
)
def test_direction(values: tuple[float, ...], direction: TrendDirection) -> None:
    assert mann_kendall(series(*values)).direction is direction


def test_only_the_last_five_years_are_read() -> None:
    found = mann_kendall(series(90, 80, 70, 10, 11, 12, 13, 14, start=2017))
    assert (found.first.year, found.last.year, found.years) == (2020, 2024, 5)
    assert (found.direction, found.change) == (TrendDirection.UP, 4)
    assert mann_kendall(series(90, 80, 70, 10, 11, 12, 13, 14), years=8).direction is TrendDirection.UNCLEAR


def test_a_series_is_never_read_across_a_break() -> None:
    broken = [*series(1, 2, start=2015), *series(3, 4, start=2020)]
    with pytest.raises(ValueError, match="2016, 2020"):
        mann_kendall(broken)
    with pytest.raises(ValueError, match="empty"):
        mann_kendall([])
    with pytest.raises(ValueError, match="too short"):
        mann_kendall(series(1, 2, 3, 4), years=3)


def test_interval_of_a_change_golden_value_of_newcombe() -> None:
    """Newcombe (1998), table II (a): 56/70 − 48/80, method 10: 0,0524 to 0,3339."""
    before = TrendPoint(2023, 60.0, wilson(60, 80))
    after = TrendPoint(2024, 80.0, wilson(80, 70))
    found = difference_interval(before, after)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((5.24, 33.39), abs=0.005)
    expected = confint_proportions_2indep(56, 70, 48, 80, method="newcomb")
    assert (found.low / 100, found.high / 100) == pytest.approx(expected)


def test_a_change_without_both_intervals_has_none() -> None:
    known = TrendPoint(2023, 60.0, Interval(55, 65, 0.95))
    assert difference_interval(known, TrendPoint(2024, 61.0)) is None
    with pytest.raises(ValueError, match="differ"):
        difference_interval(known, TrendPoint(2024, 61.0, Interval(50, 70, 0.998)))


def test_the_sentence_gives_both_ends_the_change_and_its_interval(bundled: Catalogue) -> None:
    segment = [
        Estimate("bim", "quartier", "10", 2020 + n, Status.OBSERVED, value, "ibsa", denominator=10_000)
        for n, value in enumerate((41.2, 41.9, 42.4, 43.0, 43.6))
    ]
    found = mann_kendall(points_of(bundled["bim"], segment))
    assert found.sentence(bundled["bim"]) == (
        "De 2020 à 2024, à la hausse\u00a0: de 41,2\u00a0% à 43,6\u00a0% (+2,4\u00a0points, entre +1,0 et "
        "+3,8\u00a0points avec l'incertitude des deux années)."
    )


def test_too_few_years_are_said(bundled: Catalogue) -> None:
    bim = bundled["bim"]
    assert "trop peu d'années pour une direction (3)" in mann_kendall(series(40, 41, 42)).sentence(bim)
    assert (
        mann_kendall(series(40, start=2024)).sentence(bim) == "Une seule année (2024)\u00a0: rien à comparer."
    )
    assert mann_kendall(series(40, 41)).word == "trop peu d'années"


def test_a_lower_bound_is_no_point_of_a_trend(bundled: Catalogue) -> None:
    bound = Estimate("bim", "perimetre", "p", 2024, Status.OBSERVED, 40.0, "ibsa", at_least=True)
    with pytest.raises(ValueError, match="no point of a trend"):
        points_of(bundled["bim"], [bound])
