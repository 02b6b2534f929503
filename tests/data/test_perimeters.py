"""A perimeter goes wherever a quartier goes, with the embedded figures alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data.perimeter_disclosure import perimeter_check, thresholds_of
from data.statistics import Statistics
from data.territory_index import find_territory
from data.views import figure, map_level, map_of, profile
from data.with_perimeters import StatisticsWithPerimeters
from diagnostic.board import Board
from exports.afom_docx import afom_docx
from exports.fiche_docx import fiche_docx
from exports.fiche_pptx import fiche_pptx
from indicators.disclosure.thresholds import Thresholds
from indicators.estimate import Nature, Status
from indicators.level import Level
from indicators.perimeter import Perimeter
from indicators.user_error import UserError

CODE = "p0000000a"


def perimeter(members: Sequence[str], code: str = CODE, name: str = "Anneessens et Marolles") -> Perimeter:
    return Perimeter(code, name, tuple(members), (), "Référente", datetime(2026, 11, 22, tzinfo=UTC), 1)


@pytest.fixture(scope="module")
def both(statistics: Statistics) -> StatisticsWithPerimeters:
    return StatisticsWithPerimeters(statistics, [perimeter(["8", "10"])], thresholds_of(statistics))


def test_its_bim_rate_is_that_of_its_people(both: StatisticsWithPerimeters, statistics: Statistics) -> None:
    bim = statistics.catalogue["bim"]
    parts = [figure(statistics, bim, code, 2024) for code in ("8", "10")]
    whole = figure(both, bim, CODE, 2024)
    people = [part.head_count.denominator for part in parts if part.head_count]
    rates = [part.estimate.value or 0 for part in parts]
    expected = sum(rate * n for rate, n in zip(rates, people, strict=True)) / sum(people)
    assert whole.estimate.value == pytest.approx(expected)
    assert whole.estimate.denominator == sum(people)
    assert whole.estimate.nature is Nature.PERIMETER
    assert "périmètre" in whole.source_text and whole.year == 2024
    assert whole.main_comparison is not None and whole.main_comparison.word == "plus élevé"
    assert whole.head_count is not None and not whole.head_count.exact


def test_its_medians_are_the_range_of_its_members(both: StatisticsWithPerimeters) -> None:
    median = figure(both, both.catalogue["revenu_imposable_median"], CODE)
    assert median.estimate.span is not None and median.estimate.value is None
    assert "de 19" in median.value_text and median.value_text.endswith("€")
    assert "revenu imposable médian" in median.sentence


def test_a_member_without_a_figure_is_named(statistics: Statistics) -> None:
    royal = StatisticsWithPerimeters(statistics, [perimeter(["10", "6"])], thresholds_of(statistics))
    bim = figure(royal, royal.catalogue["bim"], CODE, 2024)
    assert bim.estimate.value is None
    assert bim.estimate.lacking == ("Quartier Royal",)
    assert any("Quartier Royal" in caveat for caveat in bim.caveats)


def test_the_same_figures_on_map_fiche_and_documents(both: StatisticsWithPerimeters) -> None:
    territory = both.territory(CODE)
    assert map_level(both, territory) is Level.QUARTIER
    view, shapes = map_of(both, territory, "bim", 2024)
    cell = view.cell(CODE)
    fiche = profile(both, CODE, {"bim": 2024})
    own = fiche.figure("bim")
    assert cell is not None and own is not None and cell.value_text == own.value_text
    assert len(view.cells) == 145 and len(shapes) == 146
    board = Board(territory, (), ())
    for document in (
        fiche_docx(fiche, view, shapes, board, date(2026, 11, 22)),
        fiche_pptx(fiche, view, shapes, board, date(2026, 11, 22)),
        afom_docx(board, date(2026, 11, 22)),
    ):
        assert len(document) > 10_000


def test_who_made_it_of_what_stands_in_its_note(both: StatisticsWithPerimeters) -> None:
    note = both.territory(CODE).note
    for words in ("Anneessens", "Marolles", "Version 1", "22/11/2026", "Référente"):
        assert words in note


def test_it_is_found_by_its_name_before_the_quartiers(both: StatisticsWithPerimeters) -> None:
    first = find_territory(both, "anneessens et marolles")[0]
    assert first.entry.code == CODE
    assert find_territory(both, "Anneessens")[-1].entry.code == "10"


def test_what_concerns_no_perimeter_is_as_before(
    both: StatisticsWithPerimeters, statistics: Statistics
) -> None:
    assert profile(both, "10") == profile(statistics, "10")
    assert both.levels == statistics.levels
    assert CODE in both and CODE not in statistics


def test_too_small_a_perimeter_shows_nothing(statistics: Statistics) -> None:
    huge = StatisticsWithPerimeters(statistics, [perimeter(["10"])], Thresholds(site=50_000))
    for one in profile(huge, CODE).figures:
        assert one.estimate.value is None and one.estimate.span is None and one.estimate.numerator is None
        assert one.estimate.status is not Status.OBSERVED
        assert one.head_count is None and not one.series


def test_the_difference_with_what_was_shown_may_not_be_a_handful_of_people(statistics: Statistics) -> None:
    check = perimeter_check(statistics)
    check(perimeter(["10", "8"]), [])
    with pytest.raises(UserError, match="moins de 200 habitant·es") as refused:
        check(perimeter(["10", "901"]), [])  # Anneessens and a park with a handful of people
    assert "Anneessens" in str(refused.value)


def test_earlier_perimeters_count_too(statistics: Statistics) -> None:
    check = perimeter_check(statistics)
    earlier = perimeter(["8", "10", "901"], code="p0000000b", name="Le grand")
    with pytest.raises(UserError, match="Le grand"):
        check(perimeter(["8", "10"]), [earlier])
    check(replace(earlier, code=CODE), [earlier])  # the same set again is no news


def test_the_region_less_a_park_is_refused(statistics: Statistics) -> None:
    """People that nobody can place are part of the Region: how many is not known, so care is taken."""
    with pytest.raises(UserError, match="Bruxelles-Capitale"):
        perimeter_check(statistics)(perimeter([code for code in statistics.quartiers if code != "901"]), [])


def test_an_unknown_member_is_refused(statistics: Statistics) -> None:
    with pytest.raises(UserError, match="21004A24-"):
        perimeter_check(statistics)(perimeter(["10", "21004A24-"]), [])
