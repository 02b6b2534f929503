"""The case of document 003: one first-line psychologist for the whole Pentagone."""

from __future__ import annotations

import pytest
import shapely

from data.coverage import CoverageRequest, coverage_view
from data.pentagone import CODES, SCOPE, pentagone
from data.scenario import CASE_LIMIT, document_case, scenario_points
from data.statistics import Statistics
from indicators.coverage.coverage_view import OUTSIDE_SCOPE, CoverageView
from indicators.coverage.coverage_words import answer, unknowns
from indicators.coverage.method import Method

PEOPLE_2019 = 53_633
"""3 384 + 9 217 + 6 622 + 2 563 + 2 468 + 330 + 2 732 + 12 566 + 3 708 + 10 043, in 2019."""


def case(statistics: Statistics, method: Method, limit: int = CASE_LIMIT) -> CoverageView:
    found = document_case(statistics)
    assert found is not None
    request = CoverageRequest("psychologue_premiere_ligne", method, limit, scope=SCOPE)
    return coverage_view(statistics, scenario_points(statistics, found.services), request)


def test_the_document_reports_one_for_all(statistics: Statistics) -> None:
    found = document_case(statistics)
    assert found is not None
    assert (found.count, found.territory, found.year, found.section) == (1, "Pentagone", 2021, "2.2.5.6")


def test_the_pentagone_is_one_piece_inside_the_commune_of_brussels(statistics: Statistics) -> None:
    assert pentagone(statistics) == set(CODES)
    assert {statistics.quartiers[code].commune_codes for code in CODES} == {("21004",)}
    shapes = statistics.geometries()
    whole = shapely.union_all(shapes[shapes["code"].isin(CODES)].geometry.values)
    assert whole.geom_type == "Polygon" and not whole.interiors
    assert whole.area / 1e6 == pytest.approx(4.48, abs=0.05)


def test_two_steps_give_everybody_the_same_share_of_the_one_psychologist(statistics: Statistics) -> None:
    view = case(statistics, Method.TWO_STEP)
    assert view.population == PEOPLE_2019 and view.population_year == 2019
    values = {cell.territory.code: cell.value for cell in view.covered}
    assert set(values) == set(CODES)
    assert list(values.values()) == pytest.approx([10_000 / PEOPLE_2019] * 10)
    assert {cell.value_text for cell in view.covered} == {"0,19"}


def test_within_ten_minutes_only_the_middle_has_a_psychologist(statistics: Statistics) -> None:
    """Grand Place (4 minutes) and Stalingrad (8) share it: 1 for 3 384 + 3 708 people."""
    view = case(statistics, Method.TWO_STEP, 10)
    reached = {cell.territory.code: cell.value for cell in view.covered if cell.value}
    assert reached == {"1": pytest.approx(10_000 / 7092), "9": pytest.approx(10_000 / 7092)}
    assert view.cell("10").value_text == "zéro"  # type: ignore[union-attr]


def test_the_enhanced_method_favours_those_who_live_nearer(statistics: Statistics) -> None:
    view = case(statistics, Method.ENHANCED)
    near, far = view.cell("1"), view.cell("8")
    assert near is not None and far is not None and near.value is not None and far.value is not None
    assert far.value == pytest.approx(0.68 * near.value)
    shared = sum((cell.value or 0) * (cell.population or 0) for cell in view.covered)
    assert shared / 10_000 == pytest.approx(1)


def test_the_sentence_says_one_for_how_many_and_which_year(statistics: Statistics) -> None:
    assert answer(case(statistics, Method.TWO_STEP)) == (
        "Scénario\u00a0: 1 psychologue de première ligne pour 53\u202f633 habitant·es (Pentagone, 10 quartiers, "
        "population 2019)\u00a0: 0,19 pour 10\u202f000."
    )


def test_the_rest_of_the_region_is_outside_the_question(statistics: Statistics) -> None:
    view = case(statistics, Method.TWO_STEP)
    outside = view.cell("11")
    assert outside is not None and outside.look == OUTSIDE_SCOPE and outside.value is None
    assert len(view.in_scope) == 10


def test_what_the_document_does_not_say_is_said(statistics: Statistics) -> None:
    said = " ".join(unknowns(case(statistics, Method.TWO_STEP)))
    assert "Position au quartier pour 1 service" in said
    assert "Capacité inconnue" in said
