"""Isolation: figures and testimonies side by side, chosen by a rule that anybody can read."""

from __future__ import annotations

import pytest

from data.reported_profile import reported_profile
from data.statistics import Statistics
from diagnostic.board import Board
from diagnostic.contents.theme import AfomTheme
from diagnostic.isolation_voices import isolation_voices
from indicators.isolation_view import IsolationView, Voice, isolation_view, speaks_of_isolation
from tests.unit import exports_samples as samples

NBSP, THIN = "\u00a0", "\u202f"
YEAR = 2026


def view_of(statistics: Statistics, code: str, *voices: Voice) -> IsolationView:
    found = reported_profile(statistics, code).isolation(voices, YEAR)
    assert found is not None
    return found


def test_one_person_households_by_age_come_first_then_the_report(statistics: Statistics) -> None:
    numbers = view_of(statistics, "10").numbers
    assert [(one.subject, one.value, one.age.year) for one in numbers] == [
        ("Part des ménages d'une personne de moins de 30 ans", f"17,5{NBSP}%", 2025),
        ("Part des ménages d'une personne de 30 ans et plus", f"34,8{NBSP}%", 2025),
        ("Part des ménages d'une personne de 65 ans et plus", f"5,7{NBSP}%", 2024),
        ("Ménages d'une personne", f"50{NBSP}%", 2021),
        ("Familles monoparentales", f"11,4{NBSP}%", 2021),
        ("Personnes âgées isolées", f"297{NBSP}personnes", 2021),
        ("Isolé·es de 18 à 30 ans", f"1{THIN}430{NBSP}personnes{NBSP}; 13{NBSP}%", 2021),
    ]
    assert all(one.source for one in numbers)


def test_the_two_ages_of_one_year_are_added_and_the_oldest_are_not_counted_twice(
    statistics: Statistics,
) -> None:
    assert view_of(statistics, "10").alone_sentence.startswith(
        f"52,3{NBSP}% des ménages sont une personne seule en 2025{NBSP}: 17,5{NBSP}% de moins de 30 ans et "
        f"34,8{NBSP}% de 30 ans et plus."
    )


def test_words_of_the_two_sides_and_nobody_judges_but_the_readers(statistics: Statistics) -> None:
    view = view_of(statistics, "10")
    assert view.numbers_heading == "Ce que disent les chiffres"
    assert view.voices_heading == "Ce que disent les personnes et les services"
    assert "L'outil ne conclut pas" in view.reading


def test_a_text_that_nobody_told_is_no_testimony(statistics: Statistics) -> None:
    told = Voice("Très isolées", ("Service (action sociale), entretien, mai 2021",))
    assert view_of(statistics, "10", Voice("Lu quelque part", ()), told).voices == (told,)


def test_a_park_without_testimony_has_no_section(statistics: Statistics) -> None:
    park = reported_profile(statistics, "906")
    assert park.isolation((), YEAR) is None
    assert park.isolation((Voice("Un banc de solitude", ("Une personne",)),), YEAR) is not None


def test_figures_of_different_years_are_not_added(statistics: Statistics) -> None:
    figures = [f for f in reported_profile(statistics, "10").figures if f.indicator.id != "isoles_moins_30"]
    view = isolation_view(statistics.territory("10"), figures, (), (), reference_year=YEAR)
    assert view is not None
    assert view.alone_sentence == ""


@pytest.mark.parametrize(
    "text",
    [
        "Des personnes âgées très isolées",
        "Isolé·e·s et sans famille",
        "des isolé(e)s",
        "Une grande SOLITUDE, accrue par le confinement",
        "L'isolement des jeunes",
        "des hommes qui vivent seuls",
        "vivre seul·e à 80 ans",
    ],
)
def test_what_speaks_of_isolation_under_any_theme(text: str) -> None:
    assert speaks_of_isolation(text, under_cohesion=False)


@pytest.mark.parametrize(
    "text", ["L'isolation du toit", "isoler les murs", "un bâtiment désolé", "un consolateur"]
)
@pytest.mark.parametrize("under_cohesion", [True, False])
def test_roofs_are_not_people(text: str, under_cohesion: bool) -> None:
    assert not speaks_of_isolation(text, under_cohesion=under_cohesion)


def test_alone_counts_under_the_theme_of_cohesion_only() -> None:
    text = "À lui seul, un service voit arriver 130 personnes"
    assert not speaks_of_isolation(text, under_cohesion=False)
    assert speaks_of_isolation("Beaucoup sont seules le soir", under_cohesion=True)


def test_voices_are_constats_with_a_testimony_known_by_function_sector_way_and_month() -> None:
    def line(text: str, number: int, *evidence: object, theme: AfomTheme = AfomTheme.COHESION) -> object:
        return samples.statement(text, theme=theme, evidence=evidence, number=number)  # type: ignore[arg-type]

    board = Board(
        samples.ANNEESSENS,
        (
            line("Très isolées", 1, samples.TESTIMONY, samples.REPORT),
            line("Isolées, selon le rapport", 2, samples.REPORT),
            line("Un parc agréable", 3, samples.TESTIMONY),
            line("À lui seul, un service", 4, samples.TESTIMONY, theme=AfomTheme.HOUSING),
        ),  # type: ignore[arg-type]
        archived=(line("Isolées, mais archivé", 5, samples.TESTIMONY),),  # type: ignore[arg-type]
    )
    assert isolation_voices(board) == (
        Voice("Très isolées", ("Service d'accompagnement des locataires (logement), entretien, mai 2021",)),
    )
