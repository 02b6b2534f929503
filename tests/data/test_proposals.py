"""What the figures propose: by rules that are shown, only where a direction is good, never by themselves."""

from __future__ import annotations

import pytest

from data.statistics import Statistics
from data.views import profile
from indicators.catalogue import Direction
from indicators.comparison import Tone
from indicators.proposals import Proposal, Side, proposals

CODES = ("10", "8", "1", "57", "70", "100", "6", "906")


def of(statistics: Statistics, code: str) -> tuple[Proposal, ...]:
    return proposals(profile(statistics, code).figures)


def test_anneessens_has_a_weakness_that_is_sure_with_its_rule(statistics: Statistics) -> None:
    bim = next(
        one for one in of(statistics, "10") if one.figure.indicator.id == "bim" and one.side is Side.WEAKNESS
    )
    assert bim.text == bim.figure.sentence
    assert "44 personnes sur 100" in bim.text and "2024" in bim.text
    assert "99,8\u00a0%" in bim.rule and "nettement plus élevé" in bim.rule


@pytest.mark.parametrize("code", CODES)
def test_only_indicators_with_a_good_direction_propose_and_each_line_says_its_year(
    statistics: Statistics, code: str
) -> None:
    for one in of(statistics, code):
        assert one.figure.indicator.direction is not Direction.NONE
        assert one.figure.estimate.value is not None
        assert str(one.figure.year) in one.text
        assert one.rule.startswith("Règle\u00a0:")


@pytest.mark.parametrize("code", CODES)
def test_a_list_never_contradicts_the_colour_of_its_figure(statistics: Statistics, code: str) -> None:
    for one in of(statistics, code):
        comparison = one.figure.main_comparison
        if one.side in (Side.STRENGTH, Side.WEAKNESS) and comparison is not None and comparison.sure:
            wanted = Tone.FAVOURABLE if one.side is Side.STRENGTH else Tone.ATTENTION
            assert comparison.tone is wanted


@pytest.mark.parametrize("code", CODES)
def test_an_indicator_proposes_at_most_one_level_and_one_direction(statistics: Statistics, code: str) -> None:
    found = [
        (one.figure.indicator.id, one.side in (Side.STRENGTH, Side.WEAKNESS)) for one in of(statistics, code)
    ]
    assert len(found) == len(set(found))
    keys = [one.key for one in of(statistics, code)]
    assert len(keys) == len(set(keys))


def test_a_direction_is_proposed_only_for_an_unbroken_series_that_ends_with_the_figure(
    statistics: Statistics,
) -> None:
    moving = [
        one
        for code in list(statistics.quartiers)[::3]
        for one in of(statistics, code)
        if one.side in (Side.OPPORTUNITY, Side.THREAT)
    ]
    assert moving, "some quartier is heading somewhere"
    for one in moving:
        last = one.figure.trend_segments()[-1]
        assert last[-1].year == one.figure.year and len(last) >= 4
        up = "à la hausse" in one.text
        good = one.figure.indicator.direction is Direction.GOOD
        assert (one.side is Side.OPPORTUNITY) == (up == good)


def test_a_park_proposes_nothing(statistics: Statistics) -> None:
    assert of(statistics, "906") == ()
