"""Interval of a share: golden values of shared/spec/methods.md (Newcombe & Altman 2000)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.interval import wilson


@pytest.mark.parametrize(
    ("share", "denominator", "low", "high"), [(65, 100, 55.2544, 73.6358), (14, 50, 6.95, 26.19)]
)
def test_golden_values(share: float, denominator: float, low: float, high: float) -> None:
    interval = wilson(share, denominator)
    assert interval is not None
    assert (interval.low, interval.high) == (pytest.approx(low, abs=0.005), pytest.approx(high, abs=0.005))


def test_nobody_gives_no_interval_and_no_error() -> None:
    assert wilson(50, 0) is None


@pytest.mark.parametrize(
    ("share", "denominator", "level"), [(-1, 10, 0.95), (101, 10, 0.95), (5, -1, 0.95), (5, 10, 1.0)]
)
def test_what_makes_no_sense_is_refused(share: float, denominator: float, level: float) -> None:
    with pytest.raises(ValueError, match=r"is not between|is negative"):
        wilson(share, denominator, level)


@given(share=st.floats(0, 100), denominator=st.integers(1, 10**6))
def test_the_interval_holds_the_share_stays_in_bounds_and_widens_with_the_level(
    share: float, denominator: int
) -> None:
    usual, strict = wilson(share, denominator, 0.95), wilson(share, denominator, 0.998)
    assert usual is not None and strict is not None
    assert 0 <= strict.low <= usual.low + 1e-9 <= share + 2e-9
    assert share - 2e-9 <= usual.high - 1e-9 <= strict.high <= 100
