"""What a directory allows to say: nothing of an incomplete one, everything with its limits of a complete one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.coverage import CoverageRequest, coverage_view, need_layers
from data.known_points import known_points
from data.places import lambert_72, places_of, world
from data.point_set import PointSet
from data.scenario import ScenarioService, scenario_points
from data.statistics import Statistics
from indicators.coverage.coverage_view import PointOrigin
from indicators.coverage.coverage_words import answer, beside_needs, cell_sentence, method_words, unknowns
from indicators.coverage.distance import TravelTimes
from indicators.coverage.kinds import ALL
from indicators.coverage.method import Method
from indicators.coverage.points import Precision, ServicePoint


def directory(
    statistics: Statistics, *quartiers: str, complete: bool = True, capacity: float | None = None
) -> PointSet:
    """An imported directory of SSM, at the middle of quartiers."""
    origins = places_of(statistics).origins
    points = tuple(
        ServicePoint(
            f"fichier:{index}",
            f"SSM {code}",
            "ssm",
            capacity=capacity,
            x=origins[code].x,
            y=origins[code].y,
            precision=Precision.QUARTIER,
            quartier=code,
        )
        for index, code in enumerate(quartiers, start=2)
    )
    return PointSet(PointOrigin.FILE, points, complete=frozenset({"ssm"} if complete else ()))


def test_the_bundled_directory_never_gives_a_coverage(statistics: Statistics) -> None:
    points = known_points(statistics)
    for method in Method:
        for kind in (ALL, *points.kinds):
            view = coverage_view(statistics, points, CoverageRequest(kind, method))
            assert not view.drawn
            assert view.covered == () and view.legend == ()
            assert {cell.value_text for cell in view.cells} == {"non calculé", "sans objet"}


def test_the_bundled_directory_says_that_it_is_incomplete_and_what_it_knows(statistics: Statistics) -> None:
    view = coverage_view(statistics, known_points(statistics), CoverageRequest(ALL))
    assert answer(view).startswith(
        "Répertoire incomplet\u00a0: l'outil connaît 36 services dans la Région, dont 6 sur la carte."
    )
    said = unknowns(view)
    assert said[0].startswith("Répertoire incomplet")
    assert any("Position au quartier pour 6 services sur 36" in one for one in said)
    assert any("Capacité inconnue pour 36 services" in one for one in said)
    assert any("4 services du répertoire hors de la Région" in one for one in said)


def test_known_services_are_counted_by_quartier_and_placed_inside_it(statistics: Statistics) -> None:
    view = coverage_view(statistics, known_points(statistics), CoverageRequest(ALL))
    assert {cell.territory.code: cell.known for cell in view.cells if cell.known} == {
        "8": 2,
        "23": 1,
        "36": 3,
    }
    places = places_of(statistics)
    for point in view.located:
        assert point.x is not None and point.y is not None
        assert places.quartier_at(point.x, point.y) == point.quartier
    marolles = view.cell("8")
    assert marolles is not None
    assert cell_sentence(view, marolles) == "Dans le quartier Marolles, l'outil connaît 2 services."


def test_a_file_is_drawn_only_for_the_kinds_that_were_declared_complete(statistics: Statistics) -> None:
    open_ended = directory(statistics, "10", complete=False)
    assert not coverage_view(statistics, open_ended, CoverageRequest("ssm")).drawn
    declared = directory(statistics, "10")
    assert coverage_view(statistics, declared, CoverageRequest("ssm")).drawn
    assert coverage_view(statistics, declared, CoverageRequest(ALL)).drawn
    mixed = replace(
        declared, points=(*declared.points, replace(declared.points[0], id="m", kind="maison_medicale"))
    )
    assert not coverage_view(statistics, mixed, CoverageRequest(ALL)).drawn
    assert not coverage_view(statistics, mixed, CoverageRequest("maison_medicale")).drawn


def test_the_mean_of_the_region_is_services_for_people(statistics: Statistics) -> None:
    """Four services for 1 218 255 people (2019)."""
    view = coverage_view(
        statistics, directory(statistics, "10", "36", "23", "77"), CoverageRequest("ssm", Method.TWO_STEP, 60)
    )
    assert view.mean == pytest.approx(4 / view.population * 10_000)
    everybody = statistics.estimates(statistics.catalogue["population"], 2019)
    assert view.population == sum(one.value or 0 for one in everybody.values())


def test_capacities_are_what_is_shared_when_all_are_known(statistics: Statistics) -> None:
    points = replace(directory(statistics, "10", "36", capacity=4.0), capacity_unit="ETP")
    view = coverage_view(statistics, points, CoverageRequest("ssm", Method.PER_INHABITANT))
    anneessens = view.cell("10")
    assert anneessens is not None and anneessens.value == pytest.approx(4 / 10_043 * 10_000)
    assert view.unit == "ETP pour 10\u202f000 habitant·es"


def test_the_answer_counts_people_and_names_the_limit(statistics: Statistics) -> None:
    view = coverage_view(
        statistics, directory(statistics, "10", "36"), CoverageRequest("ssm", Method.NEAREST, 15)
    )
    assert view.share_within is not None and 0 < view.share_within < 1
    assert "à 15\u00a0minutes ou moins d'un service de santé mentale (population 2019)" in answer(view)
    wider = coverage_view(
        statistics, directory(statistics, "10", "36"), CoverageRequest("ssm", Method.NEAREST, 30)
    )
    assert wider.share_within is not None and wider.share_within > view.share_within


def test_a_longer_detour_makes_every_way_longer(statistics: Statistics) -> None:
    points = directory(statistics, "10", "36")
    straight = coverage_view(statistics, points, CoverageRequest("ssm", detour=1.0))
    longer = coverage_view(statistics, points, CoverageRequest("ssm", detour=2.0))
    for one, other in zip(straight.covered, longer.covered, strict=True):
        assert one.value is not None and other.value is not None
        assert other.value == pytest.approx(2 * one.value, abs=1.5)


def test_services_that_are_not_placed_make_the_values_a_minimum(statistics: Statistics) -> None:
    points = directory(statistics, "10")
    unplaced = ServicePoint("x", "X", "ssm", precision=Precision.COMMUNE, commune="Jette")
    view = coverage_view(
        statistics, replace(points, points=(*points.points, unplaced)), CoverageRequest("ssm")
    )
    said = " ".join(unknowns(view))
    assert "1 service dont seule la commune est connue" in said and "un minimum" in said


def test_needs_stand_beside_with_their_own_year(statistics: Statistics) -> None:
    layers = {layer.indicator.id: layer for layer in need_layers(statistics)}
    assert {name: layer.year for name, layer in layers.items()} == {
        "population": 2019,
        "bim": 2024,
        "isoles_65_plus": 2024,
        "isoles_30_plus": 2025,
    }
    assert layers["bim"].texts["10"] == "43,6\u00a0%"
    assert layers["bim"].texts["6"] == "non disponible"


def test_high_need_with_little_within_reach_is_named(statistics: Statistics) -> None:
    view = coverage_view(statistics, directory(statistics, "110"), CoverageRequest("ssm", Method.NEAREST, 15))
    bim = view.need("bim")
    assert bim is not None
    said = beside_needs(view, bim)
    highest = max(bim.values, key=lambda code: bim.values[code])
    assert statistics.quartiers[highest].name in said and "autres" in said
    known = coverage_view(statistics, known_points(statistics), CoverageRequest("ssm"))
    assert beside_needs(known, bim) == ""


def test_imported_minutes_replace_the_walk_and_gaps_are_said(statistics: Statistics) -> None:
    times = TravelTimes({("10", "36"): 9.0, ("8", "36"): 21.0}, "stib.csv")
    points = replace(directory(statistics, "36"), times=times)
    view = coverage_view(statistics, points, CoverageRequest("ssm", Method.NEAREST))
    assert {cell.territory.code: cell.value for cell in view.covered} == {"10": 9.0, "8": 21.0}
    assert view.missing_pairs == 116
    assert any("ne relie pas 116 quartiers" in one for one in unknowns(view))
    assert "temps de trajet importés (stib.csv)" in " ".join(method_words(view))


@pytest.mark.parametrize("method", list(Method))
def test_every_parameter_is_recorded_in_words(statistics: Statistics, method: Method) -> None:
    view = coverage_view(statistics, directory(statistics, "10"), CoverageRequest("ssm", method, 20, 1.4))
    said = " ".join(method_words(view))
    assert "Population 2019" in said
    assert ("ligne droite × 1,4" in said) == method.walks
    assert ("20\u00a0minutes" in said) == method.limited
    assert ("0,68" in said) == (method is Method.ENHANCED)


def test_parks_never_get_a_class_and_every_quartier_stands_in_the_legend(statistics: Statistics) -> None:
    view = coverage_view(statistics, directory(statistics, "10"), CoverageRequest("ssm", Method.TWO_STEP))
    assert sum(entry.count for entry in view.legend) == len(view.cells) == 145
    park = view.cell("906")
    assert park is not None and park.look == "sans_objet"


def test_a_scenario_names_an_unknown_quartier(statistics: Statistics) -> None:
    with pytest.raises(Exception, match="n'existe pas"):
        scenario_points(statistics, [ScenarioService("ssm", "9999")])


def test_an_empty_scenario_draws_nothing(statistics: Statistics) -> None:
    view = coverage_view(statistics, scenario_points(statistics, []), CoverageRequest("ssm"))
    assert not view.drawn and answer(view).startswith(
        "Le scénario ne contient aucun service de santé mentale"
    )


def test_a_kind_that_nobody_noted_is_not_said_to_be_missing(statistics: Statistics) -> None:
    view = coverage_view(statistics, known_points(statistics), CoverageRequest("psychologue_premiere_ligne"))
    assert answer(view) == (
        "Répertoire incomplet\u00a0: l'outil ne connaît aucun psychologue de première ligne dans la Région. Cela ne "
        "veut pas dire qu'il n'y en a pas."
    )


def test_positions_come_back_from_degrees_and_metres() -> None:
    lon, lat = world([(148_800.0, 170_700.0)])[0]
    assert (lon, lat) == (pytest.approx(4.351, abs=0.01), pytest.approx(50.847, abs=0.01))
    assert lambert_72(lon, lat) == (pytest.approx(148_800, abs=0.5), pytest.approx(170_700, abs=0.5))
