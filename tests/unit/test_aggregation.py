"""Several territories as one: what is added, what is not, and what is said instead."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.aggregation import Whole, aggregate
from indicators.catalogue import Catalogue, Indicator
from indicators.estimate import Estimate, Nature, Status
from indicators.figure import perimeter_caveats, value_text

WHOLE = Whole("perimetre", "p00000001", 2024)


@pytest.fixture
def bim(bundled: Catalogue) -> Indicator:
    return bundled["bim"]


def part(
    indicator: Indicator,
    code: str,
    value: float | None,
    denominator: float | None = None,
    status: Status = Status.OBSERVED,
) -> Estimate:
    numerator = value * denominator / 100 if value is not None and denominator else None
    return Estimate(
        indicator.id, "quartier", code, 2024, status, value, indicator.sources[0], numerator, denominator
    )


def together(indicator: Indicator, *parts: Estimate | None) -> Estimate:
    members = {(one.code if one else f"x{place}"): one for place, one in enumerate(parts)}
    return aggregate(indicator, WHOLE, members, {code: f"Membre {code}" for code in members})


def test_a_share_is_the_sum_of_numerators_over_the_sum_of_denominators(bim: Indicator) -> None:
    whole = together(bim, part(bim, "1", 50.0, 1000), part(bim, "2", 20.0, 3000))
    assert whole.value == pytest.approx(27.5)  # (500 + 600) / 4 000, not the mean 35
    assert (whole.numerator, whole.denominator) == (1100, 4000)
    assert whole.nature is Nature.PERIMETER
    assert whole.members == 2


def test_counts_are_added(bundled: Catalogue) -> None:
    population = bundled["population"]
    whole = together(
        population, part(population, "1", 849), part(population, "2", 0), part(population, "3", 51)
    )
    assert whole.value == 900
    assert value_text(population, whole) == "900"


def test_medians_are_not_added_but_shown_from_the_lowest_to_the_highest(bundled: Catalogue) -> None:
    median = bundled["revenu_imposable_median"]
    whole = together(median, part(median, "1", 16038), part(median, "2", 21400), part(median, "3", 18000))
    assert whole.value is None and whole.status is Status.UNAVAILABLE
    assert whole.span == (16038, 21400)
    assert value_text(median, whole) == "de 16\u202f038 à 21\u202f400\u00a0€"
    assert any("ne s'additionne pas" in words for words in perimeter_caveats(median, whole))


def test_a_share_without_denominators_is_not_averaged(bim: Indicator) -> None:
    whole = together(bim, part(bim, "1", 50.0, 1000), part(bim, "2", 20.0))
    assert whole.value is None and whole.span == (20.0, 50.0)


def test_a_hidden_member_makes_the_sum_a_lower_bound(bim: Indicator, bundled: Catalogue) -> None:
    population = bundled["population"]
    hidden = part(population, "2", None, status=Status.SUPPRESSED)
    whole = together(population, part(population, "1", 500), hidden)
    assert whole.at_least and value_text(population, whole) == "au moins 500"
    rate = together(bim, part(bim, "1", 50.0, 1000), part(bim, "2", None, 250, Status.SUPPRESSED))
    assert rate.at_least and rate.value == pytest.approx(40.0)  # 500 of 1 250, were none of the 250 counted


def test_a_member_without_a_figure_leaves_no_sum_and_is_named(bim: Indicator) -> None:
    whole = together(bim, part(bim, "1", 50.0, 1000), None)
    assert whole.value is None and whole.lacking == ("Membre x1",) and whole.span == (50.0, 50.0)
    assert "une partie seulement" in value_text(bim, whole)
    assert any("Membre x1" in words for words in perimeter_caveats(bim, whole))


def test_a_park_adds_nothing_and_takes_nothing(bim: Indicator) -> None:
    park = part(bim, "900", None, status=Status.NOT_APPLICABLE)
    assert together(bim, part(bim, "1", 50.0, 1000), park).value == 50.0
    assert together(bim, park).status is Status.NOT_APPLICABLE


def test_only_hidden_members_stay_hidden(bim: Indicator) -> None:
    assert together(bim, part(bim, "1", None, 100, Status.SUPPRESSED)).status is Status.SUPPRESSED


def test_one_member_is_that_member(bim: Indicator, bundled: Catalogue) -> None:
    only = part(bim, "1", 43.63, 10348)
    assert together(bim, only).value == 43.63
    median = bundled["revenu_imposable_median"]
    assert together(median, part(median, "1", 16038)).value == 16038


PARTS = st.lists(
    st.tuples(st.floats(0, 100), st.integers(1, 50_000)),
    min_size=1,
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(PARTS)
def test_the_whole_lies_between_its_members_and_does_not_depend_on_their_order(
    bundled: Catalogue, parts: list[tuple[float, int]]
) -> None:
    bim = bundled["bim"]
    members = [part(bim, str(place), value, people) for place, (value, people) in enumerate(parts)]
    whole, turned = together(bim, *members), together(bim, *reversed(members))
    assert whole.value is not None and turned.value is not None
    assert whole.value == pytest.approx(turned.value)
    values = [value for value, _people in parts]
    assert min(values) - 1e-9 <= whole.value <= max(values) + 1e-9
    assert whole.denominator == sum(people for _value, people in parts)


@settings(max_examples=60, deadline=None)
@given(PARTS, st.integers(0, 11))
def test_putting_parts_together_in_two_steps_gives_the_same(
    bundled: Catalogue, parts: list[tuple[float, int]], cut: int
) -> None:
    bim = bundled["bim"]
    members = [part(bim, str(place), value, people) for place, (value, people) in enumerate(parts)]
    cut = min(cut, len(members))
    halves = [half for half in (members[:cut], members[cut:]) if half]
    twice = aggregate(bim, WHOLE, {str(place): together(bim, *half) for place, half in enumerate(halves)}, {})
    assert twice.value == pytest.approx(together(bim, *members).value)
