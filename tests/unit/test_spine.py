"""The spine chart: quartiles as R does them, the benchmark in the middle, real units on each row."""

from __future__ import annotations

import statistics as stdlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.catalogue import Catalogue
from indicators.comparison import Tone, compare
from indicators.estimate import Estimate, Status
from indicators.figure import Figure
from indicators.spine import NO_VERDICT, Spine, SpineChart, SpineRow, named, quantile, spread_of
from indicators.territory import Kind, Territory

PLACE = Territory("quartier", "10", "Anneessens", "", Kind.INHABITED, ("Bruxelles",), 1.0, ("21004",))


def estimates(catalogue: Catalogue, indicator: str, values: dict[str, float | None]) -> dict[str, Estimate]:
    return {
        code: Estimate(
            indicator,
            "quartier",
            code,
            2024,
            Status.OBSERVED if value is not None else Status.SUPPRESSED,
            value,
            catalogue[indicator].sources[0],
            denominator=5000.0,
        )
        for code, value in values.items()
    }


def spine_row(
    catalogue: Catalogue,
    values: dict[str, float | None],
    region: float = 28.4,
    indicator: str = "bim",
) -> SpineRow:
    held = estimates(catalogue, indicator, values)
    spread = spread_of(held)
    assert spread is not None
    benchmark = Estimate(indicator, "region", "04000", 2024, Status.OBSERVED, region, "essai")
    comparison = compare(catalogue[indicator], held["10"], benchmark, "Région")
    source = catalogue.source(catalogue[indicator].sources[0])
    names = dict.fromkeys(values, "") | {code: f"Q{code}" for code in values}
    return SpineRow(
        figure=Figure(catalogue[indicator], PLACE, held["10"], source),
        spread=spread,
        spine=Spine(region, "Région", True),
        comparison=comparison,
        lowest_names=named(spread.lowest_at, names),
        highest_names=named(spread.highest_at, names),
        peers="quartiers",
    )


VALUES: dict[str, float | None] = {"10": 43.6, "1": 4.4, "2": 20.0, "3": 30.0, "4": 57.4, "5": None}


def test_quartiles_are_those_of_r_type_7() -> None:
    ordered = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]
    # R: quantile(1:10) gives 3.25, 5.50 and 7.75.
    assert [quantile(ordered, part) for part in (0.25, 0.5, 0.75)] == pytest.approx([3.25, 5.5, 7.75])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60))
def test_quartiles_agree_with_the_standard_library(values: list[float]) -> None:
    ordered = sorted(values)
    expected = stdlib.quantiles(ordered, n=4, method="inclusive")
    found = [quantile(ordered, part) for part in (0.25, 0.5, 0.75)]
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_the_spread_counts_only_values_and_knows_who_stands_at_its_ends(bundled: Catalogue) -> None:
    spread = spread_of(estimates(bundled, "bim", VALUES))
    assert spread is not None
    assert (spread.count, spread.lowest, spread.highest) == (5, 4.4, 57.4)
    assert (spread.lowest_at, spread.highest_at) == (("1",), ("4",))


def test_one_value_has_no_spread(bundled: Catalogue) -> None:
    assert spread_of(estimates(bundled, "bim", {"10": 1.0, "8": None})) is None


def test_many_at_one_end_are_counted_not_listed() -> None:
    names = {"1": "Grand Place", "2": "Dansaert", "3": "Béguinage"}
    assert named(("1", "2"), names) == "Grand Place et Dansaert"
    assert named(("1", "2", "3"), names) == "3 à égalité"


def test_the_benchmark_is_in_the_middle_and_higher_is_always_right(bundled: Catalogue) -> None:
    row = spine_row(bundled, VALUES)
    assert row.position(28.4) == 0
    assert row.position(57.4) == pytest.approx(1)
    assert -1 < row.position(4.4) < 0 < row.position(43.6) < 1


def test_a_perimeter_beyond_the_peers_still_fits_on_the_row(bundled: Catalogue) -> None:
    row = spine_row(bundled, {"10": 20.0, "1": 27.0, "2": 29.0})
    assert row.position(20.0) == -1


def test_symbol_word_and_tone_go_together(bundled: Catalogue) -> None:
    row = spine_row(bundled, VALUES)
    assert (row.symbol, row.word, row.tone) == ("▲", "plus élevé", Tone.ATTENTION)
    lower = spine_row(bundled, VALUES | {"10": 5.0})
    assert (lower.symbol, lower.word, lower.tone) == ("▼", "plus bas", Tone.FAVOURABLE)


def test_without_a_good_direction_the_colour_is_neutral(bundled: Catalogue) -> None:
    row = spine_row(bundled, VALUES, indicator="part_65_plus")
    assert (row.symbol, row.tone) == ("▲", Tone.NEUTRAL)


def test_no_verdict_and_no_value_are_two_different_things(bundled: Catalogue) -> None:
    unsure = spine_row(bundled, VALUES, indicator="population", region=30.0)
    assert (unsure.symbol, unsure.tone) == (NO_VERDICT, Tone.NEUTRAL)
    missing = spine_row(bundled, VALUES | {"10": None})
    assert (missing.symbol, missing.word) == ("", "secret statistique")


def test_the_row_can_be_read_aloud(bundled: Catalogue) -> None:
    words = spine_row(bundled, VALUES).words
    assert words.startswith("BIM\u00a0: 43,6\u00a0% (2024). Région\u00a0: 28,4\u00a0%. Plus élevé.")
    assert "vont de 4,4\u00a0% (Q1) à 57,4\u00a0% (Q4)" in words
    assert "la moitié se trouve entre 20,0\u00a0% et 43,6\u00a0%" in words


def test_the_sentences_say_what_is_outside_the_middle_half(bundled: Catalogue) -> None:
    high = spine_row(bundled, VALUES | {"10": 60.0})
    middle = spine_row(bundled, VALUES | {"10": 25.0}, indicator="part_65_plus")
    chart = SpineChart(PLACE, "quartiers", (high, middle), (), "essai")
    assert chart.sentences == (
        "Parmi le quart des quartiers aux valeurs les plus élevées\u00a0: BIM.",
        "Dans la moitié du milieu pour 1 des 2 indicateurs.",
    )
    assert "Anneessens" in chart.how_to_read
