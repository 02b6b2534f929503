"""A territory beside a benchmark."""

from __future__ import annotations

import pytest

from indicators.catalogue import Catalogue
from indicators.comparison import Tone, Verdict, compare
from indicators.estimate import Estimate, Nature, Status
from indicators.ranking import rank


def estimate(
    indicator: str,
    code: str,
    value: float | None,
    *,
    year: int = 2024,
    denominator: float | None = None,
    nature: Nature = Nature.PUBLISHED,
) -> Estimate:
    status = Status.UNAVAILABLE if value is None else Status.OBSERVED
    return Estimate(
        indicator, "quartier", code, year, status, value, "ibsa", denominator=denominator, nature=nature
    )


def test_a_small_quartier_near_the_region_is_comparable_a_large_one_is_not(bundled: Catalogue) -> None:
    region = estimate("bim", "04000", 28.35)
    small = compare(bundled["bim"], estimate("bim", "1", 31, denominator=300), region, "Région")
    large = compare(bundled["bim"], estimate("bim", "1", 31, denominator=15000), region, "Région")
    assert small is not None and large is not None
    assert (small.verdict, large.verdict) == (Verdict.COMPARABLE, Verdict.HIGHER)
    assert large.sure
    assert not small.sure


def test_word_symbol_and_colour_say_the_same_thing(bundled: Catalogue) -> None:
    found = compare(
        bundled["bim"],
        estimate("bim", "10", 43.63, denominator=10348),
        estimate("bim", "r", 28.35, nature=Nature.COMPUTED),
        "Région",
    )
    assert found is not None
    assert (found.word, found.symbol, found.tone) == ("plus élevé", "▲", Tone.ATTENTION)
    assert (
        found.benchmark_text == "Région\u00a0: 28,4\u00a0%, valeur calculée (pondérée par la population 2019)"
    )
    assert found.difference_text == "+15,3\u00a0points"


def test_an_indicator_without_a_good_direction_stays_neutral(bundled: Catalogue) -> None:
    found = compare(
        bundled["isoles_30_plus"],
        estimate("isoles_30_plus", "1", 52),
        estimate("isoles_30_plus", "r", 38.36),
        "Région",
    )
    assert found is not None
    assert (found.verdict, found.tone, found.by_interval) == (Verdict.HIGHER, Tone.NEUTRAL, False)
    assert "marge de lecture de 1,0\u00a0point" in found.method_text


def test_no_value_or_no_way_to_be_careful_gives_no_verdict(bundled: Catalogue) -> None:
    assert compare(bundled["bim"], estimate("bim", "6", None), estimate("bim", "r", 28.35), "Région") is None
    assert (
        compare(
            bundled["population"], estimate("population", "1", 5000), estimate("population", "r", 9000), "x"
        )
        is None
    )


def test_figures_of_different_years_are_never_compared(bundled: Catalogue) -> None:
    with pytest.raises(ValueError, match="2023"):
        compare(bundled["bim"], estimate("bim", "1", 30, year=2023), estimate("bim", "r", 28.35), "Région")


def test_a_rank_tells_which_places_are_also_plausible(bundled: Catalogue) -> None:
    estimates = {
        code: estimate("bim", code, value, denominator=2000)
        for code, value in {"a": 50.0, "b": 30.5, "c": 30.0, "d": 29.5, "e": 10.0}.items()
    } | {"f": estimate("bim", "f", None)}
    found = rank(bundled["bim"], estimates, "c")
    assert found is not None
    assert (found.place, found.of, found.best, found.worst) == (3, 5, 2, 4)
    assert found.text == "3e valeur la plus élevée sur 5 quartiers (entre la 2e et la 4e)"
    low = rank(bundled["bim"], estimates, "e")
    assert low is not None and low.text == "1re valeur la plus basse sur 5 quartiers"
    assert rank(bundled["bim"], estimates, "f") is None
