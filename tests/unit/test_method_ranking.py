"""A rank with how often chance alone would change it."""

from __future__ import annotations

from math import pi
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.catalogue import Catalogue
from indicators.estimate import Estimate, Interval, Status
from indicators.ranking import rank, rank_draws, swap_share, uncertain_values

Z = NormalDist().inv_cdf(0.975)


def normal(mean: float, deviation: float = 1.0) -> Interval:
    return Interval(mean - Z * deviation, mean + Z * deviation, 0.95)


def test_two_normal_values_swap_as_often_as_their_difference_is_negative() -> None:
    """Exact: the difference of N(0, 1) and N(1, 1) is N(−1, 2), below zero with Φ(−1/√2)."""
    exact = NormalDist().cdf(-1 / 2**0.5)
    assert swap_share({"a": normal(0), "b": normal(1)}, "a", "b", draws=100_000) == pytest.approx(
        exact, abs=0.005
    )


def test_two_shares_swap_as_often_as_beta_says() -> None:
    """Exact: of Beta(½, 1½) (0 of 1) and Beta(1½, ½) (1 of 1) the first is larger with 0,5 − 4/π²."""
    found = swap_share({"a": (0, 1), "b": (1, 1)}, "a", "b", draws=100_000)
    assert found == pytest.approx(0.5 - 4 / pi**2, abs=0.005)


def test_equal_territories_swap_half_of_the_time() -> None:
    assert swap_share({"a": (40, 100), "b": (40, 100)}, "a", "b", draws=20_000) == pytest.approx(
        0.5, abs=0.01
    )


def test_far_apart_territories_never_swap_and_keep_their_place() -> None:
    values = {"high": (900.0, 1000.0), "middle": (500.0, 1000.0), "low": (100.0, 1000.0)}
    found = rank_draws(values, "middle")
    assert found is not None
    assert (found.place, found.of, found.median, found.low, found.high) == (2, 3, 2, 2, 2)
    assert (found.share_same_place, found.share_same_tenth, found.swap_share) == (1, 1, 0)
    assert dict(found.swap_shares) == {"high": 0, "low": 0}


def test_a_large_list_is_certain_at_its_ends_and_not_in_its_middle() -> None:
    values = {str(n): (1000.0 + 10 * n, 5000.0) for n in range(145)}
    top, middle = rank_draws(values, "144"), rank_draws(values, "72")
    assert top is not None and middle is not None
    assert top.place == 1 and middle.place == 73
    assert top.high - top.low < middle.high - middle.low
    assert top.share_same_tenth > middle.share_same_tenth
    assert middle.low <= middle.median <= middle.high


def test_the_seed_is_fixed_so_that_a_sentence_does_not_change_at_each_reading() -> None:
    values = {str(n): (300.0 + n, 1000.0) for n in range(30)}
    assert rank_draws(values, "12") == rank_draws(values, "12")
    assert rank_draws(values, "12") != rank_draws(values, "12", seed=1)


def test_the_words_give_the_places_that_chance_leaves_open() -> None:
    values = {"high": (900.0, 1000.0), "middle": (500.0, 1000.0), "low": (100.0, 1000.0)}
    found = rank_draws(values, "high")
    assert found is not None
    assert found.text == (
        "Sur 100 tirages au hasard, la place change 0 fois et reste dans le même dixième de la liste 100 fois."
    )


def test_a_chance_that_is_small_is_not_said_to_be_none() -> None:
    found = rank_draws({"a": (530.0, 1000.0), "b": (470.0, 1000.0)}, "a")
    assert found is not None and 0 < found.swap_share < 0.01
    assert "la place change moins d'une fois" in found.text


def test_a_territory_without_value_has_no_rank() -> None:
    assert rank_draws({"a": (1, 2)}, "z") is None


@pytest.mark.parametrize("share", [(3, 2), (-1, 2), (0, 0)])
def test_what_is_no_share_is_refused(share: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        rank_draws({"a": share, "b": (1, 2)}, "b")


def test_estimates_give_their_count_their_margin_or_nothing(bundled: Catalogue) -> None:
    def estimate(indicator: str, code: str, value: float | None, people: float | None = None) -> Estimate:
        status = Status.OBSERVED if value is not None else Status.UNAVAILABLE
        return Estimate(indicator, "quartier", code, 2024, status, value, "ibsa", denominator=people)

    bim = uncertain_values(
        bundled["bim"], {"1": estimate("bim", "1", 30.0, 2000), "2": estimate("bim", "2", None)}
    )
    assert bim == {"1": (600.0, 2000)}
    alone = uncertain_values(bundled["isoles_30_plus"], {"1": estimate("isoles_30_plus", "1", 40.0)})
    assert alone == {"1": Interval(39.0, 41.0, 0.95)}


@settings(max_examples=30, deadline=None)
@given(counts=st.lists(st.integers(0, 200), min_size=2, max_size=12))
def test_the_published_place_is_that_of_the_careful_rank(bundled: Catalogue, counts: list[int]) -> None:
    bim = bundled["bim"]
    estimates = {
        str(n): Estimate("bim", "quartier", str(n), 2024, Status.OBSERVED, count / 2, "ibsa", denominator=200)
        for n, count in enumerate(counts)
    }
    drawn, careful = rank_draws(uncertain_values(bim, estimates), "0", draws=50), rank(bim, estimates, "0")
    assert drawn is not None and careful is not None
    assert (drawn.place, drawn.of) == (careful.place, careful.of)
    assert 1 <= drawn.low <= drawn.high <= drawn.of
