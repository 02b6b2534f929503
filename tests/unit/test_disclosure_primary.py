"""Primary suppression: a figure of a small group is hidden with all that would give it back."""

from __future__ import annotations

import dataclasses
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.disclosure.primary import is_small, protect
from indicators.estimate import Estimate, Nature, Status

IDENTITY = {"indicator", "level", "code", "year", "source", "nature", "to_verify"}

FIGURE = Estimate(
    indicator="bim",
    level="perimetre",
    code="P1",
    year=2024,
    status=Status.OBSERVED,
    value=43.63,
    source="aim",
    numerator=65.0,
    denominator=149.0,
    nature=Nature.COMPUTED,
    to_verify=True,
)


@pytest.mark.parametrize(
    ("people", "small"),
    [(0, False), (1, True), (199, True), (199.9, True), (200, False), (None, True), (nan, True)],
)
def test_small_is_somebody_but_fewer_than_the_threshold_or_not_known(
    people: float | None, small: bool
) -> None:
    assert is_small(people, 200) is small


def test_a_negative_number_of_people_is_an_error() -> None:
    with pytest.raises(ValueError, match="cannot count -3"):
        is_small(-3, 200)


def test_a_small_group_loses_value_numerator_and_denominator() -> None:
    hidden = protect(FIGURE, 149, 200)
    assert hidden.status is Status.SUPPRESSED
    assert (hidden.value, hidden.numerator, hidden.denominator) == (None, None, None)
    assert (hidden.indicator, hidden.code, hidden.year, hidden.source) == ("bim", "P1", 2024, "aim")
    assert (hidden.nature, hidden.to_verify) == (Nature.COMPUTED, True)


def _other_than(default: object) -> object:
    """Something a field may hold that is not what it holds by default."""
    if isinstance(default, bool):
        return not default
    return (12.0, 48.0) if default is None or isinstance(default, tuple) else 149


def test_every_field_that_is_not_a_name_is_left_behind() -> None:
    """Also fields that `Estimate` gets later: lower bounds, ranges and counts of members."""
    extra = {
        field.name: _other_than(field.default)
        for field in dataclasses.fields(Estimate)
        if field.name not in IDENTITY | {"status", "value"}
    }
    full = dataclasses.replace(FIGURE, **extra)  # type: ignore[arg-type]
    hidden = protect(full, 149, 200)
    for field in dataclasses.fields(Estimate):
        if field.name in extra:
            assert getattr(full, field.name) != field.default
            assert getattr(hidden, field.name) == field.default, field.name


@pytest.mark.parametrize("people", [0, 200, 21_000])
def test_a_large_group_and_nobody_stay_as_they_are(people: float) -> None:
    assert protect(FIGURE, people, 200) is FIGURE


@pytest.mark.parametrize("status", [Status.SUPPRESSED, Status.UNAVAILABLE, Status.NOT_APPLICABLE])
def test_a_figure_without_value_keeps_its_own_reason_and_no_number(status: Status) -> None:
    lacking = dataclasses.replace(FIGURE, status=status, value=None)
    protected = protect(lacking, 149, 200)
    assert protected.status is status
    assert (protected.numerator, protected.denominator) == (None, None)


@given(people=st.none() | st.floats(0, 10**6), threshold=st.integers(1, 1000))
def test_what_is_shown_is_never_of_a_small_group(people: float | None, threshold: int) -> None:
    shown = protect(FIGURE, people, threshold).value is not None
    assert shown == (people is not None and (people == 0 or people >= threshold))
