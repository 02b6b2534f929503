"""A benchmark at 95 % and at 99,8 %: the word and how strong it is."""

from __future__ import annotations

import pytest

from indicators.catalogue import Catalogue
from indicators.comparison import compare
from indicators.estimate import Estimate, Status
from indicators.interval import wilson


@pytest.mark.parametrize(
    ("benchmark", "word", "strong"),
    [
        (49.0, "plus élevé", "nettement plus élevé"),
        (55.0, "plus élevé", "plus élevé"),
        (60.0, "comparable", "comparable"),
        (73.0, "comparable", "comparable"),
        (75.0, "plus bas", "plus bas"),
        (80.0, "plus bas", "nettement plus bas"),
    ],
)
def test_65_of_100_against_benchmarks_at_both_levels(
    bundled: Catalogue, benchmark: float, word: str, strong: str
) -> None:
    """65/100: 55,3 to 73,6 at 95 %, 49,5 to 78,0 at 99,8 %."""
    usual, strict = wilson(65, 100), wilson(65, 100, 0.998)
    assert usual is not None and strict is not None
    assert (usual.low <= benchmark <= usual.high) == (word == "comparable")
    found = compare(
        bundled["bim"],
        Estimate("bim", "quartier", "1", 2024, Status.OBSERVED, 65.0, "ibsa", denominator=100),
        Estimate("bim", "region", "04000", 2024, Status.OBSERVED, benchmark, "ibsa"),
        "Région",
    )
    assert found is not None
    assert (found.word, found.strong_word) == (word, strong)


def test_a_reading_margin_alone_never_says_clearly(bundled: Catalogue) -> None:
    indicator = bundled["isoles_30_plus"]
    found = compare(
        indicator,
        Estimate(indicator.id, "quartier", "1", 2024, Status.OBSERVED, 90.0, "ibsa"),
        Estimate(indicator.id, "region", "04000", 2024, Status.OBSERVED, 10.0, "ibsa"),
        "Région",
    )
    assert found is not None
    assert found.strong_word == found.word == "plus élevé"
