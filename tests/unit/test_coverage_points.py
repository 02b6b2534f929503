"""Points and what they offer: precision in words, unknown capacities, services per inhabitant, classes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.coverage.coverage_classes import (
    MINUTES,
    amount_labels,
    amount_look,
    minutes_labels,
    minutes_look,
)
from indicators.coverage.kinds import kind_words
from indicators.coverage.per_inhabitant import per_inhabitant, supply_within
from indicators.coverage.points import Precision, ServicePoint
from indicators.coverage.supply import supply_of

POINT = ServicePoint("a", "A", "ssm", x=1.0, y=2.0, precision=Precision.QUARTIER, quartier="10")


def test_what_is_unknown_has_a_word_each() -> None:
    assert POINT.precision_text == "position au quartier"
    assert replace(POINT, certain=False).precision_text == "position au quartier, probable"
    assert POINT.capacity_text() == "capacité inconnue"
    assert replace(POINT, capacity=2.5).capacity_text("ETP") == "capacité 2,5\u00a0ETP"
    assert replace(POINT, capacity=0.0).capacity_text() == "capacité 0"
    assert Precision.COMMUNE.label == "commune seulement, pas de position"


@pytest.mark.parametrize(
    "wrong",
    [
        {"x": None},
        {"x": None, "y": None},
        {"precision": Precision.UNKNOWN},
        {"capacity": -1.0},
    ],
)
def test_a_point_cannot_contradict_itself(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a"):
        replace(POINT, **wrong)  # type: ignore[arg-type]


def test_one_unknown_capacity_makes_every_service_count_for_one() -> None:
    points = [replace(POINT, id="a", capacity=8.0), replace(POINT, id="b")]
    supply = supply_of(points, "ETP")
    assert supply.amounts == {"a": 1.0, "b": 1.0}
    assert supply.unit == "" and not supply.by_capacity
    assert supply.note == (
        "Capacité inconnue pour 1 service sur 2\u00a0: chaque service compte pour un, petit ou grand."
    )


def test_known_capacities_are_added_in_their_unit() -> None:
    supply = supply_of([replace(POINT, id="a", capacity=8.0), replace(POINT, id="b", capacity=0.5)], "ETP")
    assert (supply.total, supply.unit, supply.by_capacity) == (8.5, "ETP", True)


def test_services_for_ten_thousand_inhabitants_by_hand() -> None:
    """Two services for 8 000 people are 2,5 for 10 000; a quartier without people has no rate."""
    points = [replace(POINT, id="a"), replace(POINT, id="b"), replace(POINT, id="c", quartier="")]
    supply = supply_within(points, {"a": 1.0, "b": 1.0, "c": 1.0})
    assert supply == {"10": 2.0}
    found = per_inhabitant({"10": 8000.0, "8": 5000.0, "906": 0.0}, supply)
    assert found == {"10": pytest.approx(2.5), "8": 0.0}


def test_minutes_have_fixed_classes_the_nearest_the_darkest() -> None:
    assert [minutes_look(m) for m in (0, 5, 6, 10, 15, 16, 30, 31)] == list("44332110")
    labels = minutes_labels()
    assert len(labels) == len(MINUTES) + 1
    assert labels[0] == "plus de 30\u00a0minutes" and labels[4] == "5\u00a0minutes ou moins"
    assert labels[3] == "de plus de 5 à 10\u00a0minutes"


def test_amounts_are_held_against_their_mean_and_nothing_has_no_class() -> None:
    looks = [amount_look(value, 2.0) for value in (0, 0.9, 1.0, 1.6, 2.0, 2.49, 2.5, 4.0)]
    assert looks == ["zero", "0", "1", "2", "2", "2", "3", "4"]
    assert amount_labels(2.0, 1)[0] == "moins de la moitié de la moyenne (moins de 1,0)"


@settings(max_examples=60, deadline=None)
@given(st.floats(0.001, 1000), st.floats(0.001, 1000), st.floats(0.01, 100))
def test_classes_do_not_depend_on_the_unit(value: float, mean: float, unit: float) -> None:
    near_a_bound = any(abs(value / mean - bound) < 1e-6 for bound in (0.5, 0.8, 1.25, 2.0))
    assert near_a_bound or amount_look(value, mean) == amount_look(value * unit, mean * unit)


def test_kinds_agree_with_their_gender_and_number() -> None:
    assert kind_words("maison_medicale").counted("2", 2) == "2 maisons médicales"
    assert kind_words("maison_medicale").no_one == "aucune maison médicale"
    assert kind_words("ssm").nearest == "le service de santé mentale le plus proche"
    assert kind_words("Centre de jour").counted("1", 1) == "1 service «\u00a0Centre de jour\u00a0»"
