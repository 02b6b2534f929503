"""Territories side by side: one axis per indicator, and differences only where they are sure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.catalogue import Catalogue, Indicator
from indicators.comparison import compare
from indicators.estimate import Estimate, Status
from indicators.figure import Figure
from indicators.side_by_side import SideBySide, SideCell, SideRow, axis_of, surely_differ
from indicators.territory import Kind, Territory

NAMES = {"10": "Anneessens", "8": "Marolles", "04000": "Région"}


def place(code: str) -> Territory:
    level = "region" if code == "04000" else "quartier"
    return Territory(level, code, NAMES.get(code, code), "", Kind.INHABITED, ("Bruxelles",), 1.0, ("21004",))


def estimate(
    indicator: Indicator, code: str, value: float | None, people: float | None = None, year: int = 2024
) -> Estimate:
    status = Status.UNAVAILABLE if value is None else Status.OBSERVED
    level = place(code).level
    return Estimate(indicator.id, level, code, year, status, value, indicator.sources[0], denominator=people)


def cell(
    catalogue: Catalogue,
    indicator_id: str,
    code: str,
    value: float | None,
    people: float | None = None,
    year: int = 2024,
    region: float | None = None,
) -> SideCell:
    indicator = catalogue[indicator_id]
    own = estimate(indicator, code, value, people, year)
    held = (
        compare(indicator, own, estimate(indicator, "04000", region, year=year), "Région")
        if region is not None
        else None
    )
    source = catalogue.source(indicator.sources[0])
    return SideCell(place(code), Figure(indicator, place(code), own, source, None, (held,) if held else ()))


def row(catalogue: Catalogue, indicator_id: str, *cells: SideCell) -> SideRow:
    indicator = catalogue[indicator_id]
    values = [one.value for one in cells if one.value is not None]
    return SideRow(indicator, axis_of(indicator, values), cells, ())


def view(*rows: SideRow) -> SideBySide:
    return SideBySide(tuple(one.territory for one in rows[0].cells), (), rows, (), "essai")


def test_the_axis_of_a_share_begins_at_zero_and_holds_all_breaks_and_values(bundled: Catalogue) -> None:
    axis = axis_of(bundled["bim"], [43.6, 52.3, 28.4])
    assert axis.low == 0
    assert axis.breaks == (15, 25, 35, 45)
    assert axis.high > 52.3
    assert axis.position(0) == 0
    assert axis.position(axis.high / 2) == pytest.approx(0.5)


def test_the_axis_of_an_income_does_not_begin_at_zero(bundled: Catalogue) -> None:
    axis = axis_of(bundled["revenu_imposable_median"], [20_731, 38_236])
    assert 15_000 < axis.low < 20_731


def test_a_value_beyond_the_axis_stands_at_its_end(bundled: Catalogue) -> None:
    axis = axis_of(bundled["bim"], [40.0])
    assert axis.position(1000) == 1
    assert axis.position(-5) == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 100), min_size=1, max_size=20))
def test_every_value_has_its_place_on_the_axis_in_order(values: list[float]) -> None:
    indicator = Indicator.model_construct(
        id="essai", unit="pourcent", breaks=(10.0, 20.0, 30.0, 40.0), level_breaks={}
    )
    axis = axis_of(indicator, values)
    positions = [axis.position(value) for value in sorted(values)]
    assert positions == sorted(positions)
    assert all(0 <= position <= 1 for position in positions)


def test_two_shares_surely_differ_when_their_wilson_intervals_are_apart(bundled: Catalogue) -> None:
    bim = bundled["bim"]
    anneessens = cell(bundled, "bim", "10", 43.63, 10_348)
    marolles = cell(bundled, "bim", "8", 52.32, 12_519)
    assert surely_differ(bim, anneessens, marolles)
    assert not surely_differ(bim, anneessens, cell(bundled, "bim", "8", 44.0, 500))


def test_figures_of_two_years_are_never_said_to_differ(bundled: Catalogue) -> None:
    older = cell(bundled, "bim", "8", 20.0, 12_519, year=2010)
    assert not surely_differ(bundled["bim"], cell(bundled, "bim", "10", 43.63, 10_348), older)


def test_a_figure_without_interval_differs_surely_from_nothing(bundled: Catalogue) -> None:
    one, other = cell(bundled, "population", "10", 10_000), cell(bundled, "population", "8", 90_000)
    assert not surely_differ(bundled["population"], one, other)
    assert row(bundled, "population", one, other).widest_sure_gap is None
    assert not row(bundled, "population", one, other).all_alike


def test_the_first_sentence_names_the_widest_sure_gap_with_values_and_year(bundled: Catalogue) -> None:
    wide = row(
        bundled, "bim", cell(bundled, "bim", "10", 43.63, 10_348), cell(bundled, "bim", "8", 12.0, 12_519)
    )
    narrow = row(
        bundled, "cpas", cell(bundled, "cpas", "10", 9.4, 10_348), cell(bundled, "cpas", "8", 13.9, 12_519)
    )
    first = view(narrow, wide).sentences[0]
    assert first == (
        "L'écart le plus large\u00a0: BIM, Anneessens à 43,6\u00a0%, Marolles à 12,0\u00a0% (2024)."
    )


def test_what_does_not_surely_differ_is_said_as_such(bundled: Catalogue) -> None:
    alike = row(
        bundled, "bim", cell(bundled, "bim", "10", 43.6, 10_348), cell(bundled, "bim", "8", 43.9, 12_519)
    )
    assert view(alike).sentences == ("Aucune différence sûre pour\u00a0: BIM.",)


def test_each_territory_is_counted_against_the_region(bundled: Catalogue) -> None:
    compared = row(
        bundled,
        "bim",
        cell(bundled, "bim", "10", 43.63, 10_348, region=28.4),
        cell(bundled, "bim", "8", 28.4, 12_519, region=28.4),
    )
    said = view(compared).sentences
    assert "Anneessens, face à la Région" in said[1]
    assert "plus élevé 1 fois, comparable 0 fois, plus bas 0 fois" in said[1]
    assert "plus élevé 0 fois, comparable 1 fois, plus bas 0 fois" in said[2]


def test_a_missing_value_is_a_word_without_a_year(bundled: Catalogue) -> None:
    missing = cell(bundled, "bim", "10", None)
    assert missing.text == "non disponible"
    assert missing.year is None
    assert SideCell(place("10"), None).text == "non disponible"
