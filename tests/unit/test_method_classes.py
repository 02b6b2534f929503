"""Ways of cutting a map into classes: fixed by default, mapclassify's on request."""

from __future__ import annotations

import mapclassify
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.catalogue import Catalogue
from indicators.classes import (
    JENKS_AT_MOST,
    ClassMethod,
    breaks_by,
    class_index,
    class_labels,
    fixed_breaks,
    labels_of,
)
from indicators.user_error import UserError

CALIFORNIA = [float(value) for value in mapclassify.load_example()]
"""Employment density of the 58 counties of California: mapclassify's own example."""


@pytest.mark.parametrize(
    ("method", "counts"),
    [
        (ClassMethod.QUANTILES, [12, 11, 12, 11, 12]),
        (ClassMethod.NATURAL, [49, 3, 4, 1, 1]),
        (ClassMethod.EQUAL, [57, 0, 0, 0, 1]),
    ],
)
def test_golden_counts_of_mapclassify(method: ClassMethod, counts: list[int]) -> None:
    found = breaks_by(method, CALIFORNIA)
    indices = [found.index(value) for value in CALIFORNIA]
    assert [indices.count(n) for n in range(5)] == counts


def test_the_year_never_moves_a_fixed_break(bundled: Catalogue) -> None:
    for indicator in bundled.indicators:
        always = fixed_breaks(indicator)
        for values in ([1.0, 2.0], [5.0, 50.0, 90.0], CALIFORNIA):
            assert (
                breaks_by("fixes", values, fixed=indicator.breaks).breaks == always.breaks == indicator.breaks
            )
        assert (always.method, always.classes, always.note) == (ClassMethod.FIXED, 5, "")


def test_fixed_breaks_are_user_defined_classes_of_mapclassify(bundled: Catalogue) -> None:
    bim = bundled["bim"]
    values = [3.2, 14.9, 15.1, 24.7, 25.3, 38.8, 44.4, 61.9]
    expected = mapclassify.UserDefined(values, bins=[*bim.breaks, 100]).yb
    assert [class_index(bim, value) for value in values] == list(expected)


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.integers(0, 400), min_size=8, max_size=40).filter(lambda v: len(set(v)) >= 6),
    k=st.integers(2, 5),
)
def test_every_value_is_in_the_class_of_mapclassify(values: list[int], k: int) -> None:
    data = np.array(values, dtype=float)
    for method, theirs in (
        (ClassMethod.QUANTILES, mapclassify.Quantiles(data, k=k)),
        (ClassMethod.NATURAL, mapclassify.FisherJenks(data, k=k)),
    ):
        found = breaks_by(method, list(data), k)
        mine = [found.index(value) for value in data]
        same = {value: {m for m, v in zip(theirs.yb, data, strict=True) if v == value} for value in data}
        assert all(len(classes) == 1 for classes in same.values())
        groups: dict[int, set[int]] = {}
        for own, other in zip(mine, theirs.yb, strict=True):
            groups.setdefault(own, set()).add(int(other))
        assert all(len(others) == 1 for others in groups.values())
        assert len(groups) == len(set(theirs.yb))


def test_equal_widths_are_equal_and_their_bounds_are_printed_as_they_are() -> None:
    found = breaks_by(ClassMethod.EQUAL, [0.0, 3.0, 10.0], 4)
    assert found.breaks == (2.5, 5.0, 7.5)
    assert breaks_by(ClassMethod.EQUAL, [0.0, 10.0], 3, decimals=1).breaks == (3.3, 6.7)


def test_a_break_belongs_to_the_upper_class_in_every_method() -> None:
    for method in (ClassMethod.QUANTILES, ClassMethod.NATURAL, ClassMethod.EQUAL):
        found = breaks_by(method, CALIFORNIA)
        for n, bound in enumerate(found.breaks):
            assert found.index(bound) == n + 1


def test_what_an_export_records() -> None:
    found = breaks_by(ClassMethod.QUANTILES, CALIFORNIA)
    assert found.label == "quantiles, 5\u00a0classes"
    assert "ne pas comparer avec une autre année" in found.note
    assert found.read_from == 58
    assert [method.label for method in ClassMethod] == [
        "seuils fixes",
        "quantiles",
        "seuils naturels (Jenks)",
        "intervalles égaux",
    ]


def test_too_few_different_values_make_fewer_classes_and_say_so(bundled: Catalogue) -> None:
    found = breaks_by(ClassMethod.NATURAL, [1.0, 1.0, 2.0, 9.0])
    assert (found.breaks, found.classes) == ((2.0, 9.0), 3)
    assert "Moins de classes que demandé" in found.note
    skewed = breaks_by(ClassMethod.QUANTILES, [1.0] + [2.0] * 99)
    assert len(labels_of(bundled["bim"], skewed.breaks)) == skewed.classes


def test_one_value_cannot_be_cut() -> None:
    with pytest.raises(UserError, match="deux valeurs différentes"):
        breaks_by(ClassMethod.QUANTILES, [3.0, 3.0])


@pytest.mark.parametrize(
    ("method", "values", "k", "message"),
    [
        ("quantiles", [1.0, float("nan")], 5, "not finite"),
        ("quantiles", [1.0, 2.0], 1, "1 is not a number of classes"),
        ("fixes", [1.0, 2.0], 5, "given, not found"),
        ("jolies", [1.0, 2.0], 5, "jolies"),
    ],
)
def test_what_makes_no_sense_is_refused(method: str, values: list[float], k: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        breaks_by(method, values, k)


def test_natural_breaks_of_many_values_are_sought_in_a_sample_without_chance() -> None:
    """Three clumps of a thousand values: any sample at regular ranks finds the two gaps."""
    values = [clump + step / 1000 for clump in (0, 100, 300) for step in range(1000)]
    assert len(values) > JENKS_AT_MOST
    found = breaks_by(ClassMethod.NATURAL, values, 3)
    assert found.breaks == (100.0, 300.0)
    assert found.read_from == 3000


def test_labels_of_any_breaks_speak_like_those_of_the_catalogue(bundled: Catalogue) -> None:
    bim = bundled["bim"]
    assert labels_of(bim, bim.breaks) == class_labels(bim)
    assert labels_of(bim, (12.5, 30.0)) == (
        "moins de 12,5\u00a0%",
        "de 12,5 à moins de 30,0\u00a0%",
        "30,0\u00a0% ou plus",
    )
    assert labels_of(bim, ()) == ("toutes les valeurs",)
