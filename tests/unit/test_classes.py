"""Fixed classes and the four non-values of the map."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.read_catalogue import read_catalogue
from data.settings import CATALOGUE
from indicators.catalogue import Catalogue
from indicators.classes import class_index, class_labels
from indicators.estimate import Estimate, Status
from indicators.map_view import look_of


def test_a_break_belongs_to_the_upper_class_as_the_words_say(bundled: Catalogue) -> None:
    bim = bundled["bim"]
    assert [class_index(bim, value) for value in (0.1, 14.99, 15, 44.9, 45, 100)] == [0, 0, 1, 3, 4, 4]
    assert class_labels(bim) == (
        "moins de 15\u00a0%",
        "de 15 à moins de 25\u00a0%",
        "de 25 à moins de 35\u00a0%",
        "de 35 à moins de 45\u00a0%",
        "45\u00a0% ou plus",
    )


@pytest.mark.parametrize(
    ("status", "look"),
    [
        (Status.SUPPRESSED, "secret"),
        (Status.UNAVAILABLE, "indisponible"),
        (Status.NOT_APPLICABLE, "sans_objet"),
    ],
)
def test_a_non_value_never_gets_a_class_colour(bundled: Catalogue, status: Status, look: str) -> None:
    assert look_of(bundled["bim"], Estimate("bim", "quartier", "1", 2024, status, None, "s")) == look


def test_a_zero_is_a_zero_and_not_the_lowest_class(bundled: Catalogue) -> None:
    zero = Estimate("logements_sociaux", "quartier", "1", 2024, Status.OBSERVED, 0.0, "s")
    assert look_of(bundled["logements_sociaux"], zero) == "zero"


def test_a_value_and_its_status_cannot_contradict_each_other() -> None:
    with pytest.raises(ValueError, match="status"):
        Estimate("bim", "quartier", "1", 2024, Status.SUPPRESSED, 12.0, "s")
    with pytest.raises(ValueError, match="status"):
        Estimate("bim", "quartier", "1", 2024, Status.OBSERVED, None, "s")


@given(value=st.floats(0.001, 100))
def test_every_value_has_exactly_one_class_whatever_the_year(value: float) -> None:
    for indicator in read_catalogue_once().indicators:
        assert 0 <= class_index(indicator, value) <= 4


_catalogue: list[Catalogue] = []


def read_catalogue_once() -> Catalogue:
    if not _catalogue:
        _catalogue.append(read_catalogue(CATALOGUE))
    return _catalogue[0]
