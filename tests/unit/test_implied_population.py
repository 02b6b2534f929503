"""The population behind a share and its count: the golden case of document 003."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.statistics import Statistics
from data.views import profile
from indicators.implied_population import denominators, implied_population

NBSP, THIN = "\u00a0", "\u202f"


def test_forty_percent_and_3560_people_imply_8900() -> None:
    found = implied_population(40, 3560, decimals=0)
    assert (found.population, found.low, found.high) == (pytest.approx(8900), 8791, 9012)
    assert found.range_text == f"entre 8{THIN}791 et 9{THIN}012"


def test_thirteen_percent_and_1430_people_imply_11000() -> None:
    found = implied_population(13, 1430, decimals=0)
    assert (found.population, found.low, found.high) == (pytest.approx(11000), 10593, 11440)


def test_the_two_head_counts_of_document_003_are_not_of_one_population() -> None:
    first, second = implied_population(40, 3560, decimals=0), implied_population(13, 1430, decimals=0)
    assert not first.meets(second)
    assert not second.meets(first)
    assert first.meets(first)


def test_769_households_and_17_12_percent_give_back_the_4492_households() -> None:
    found = implied_population(17.12, 769, decimals=2)
    assert found.allows(4492)
    assert (found.low, found.high) == (4491, 4493)


@settings(max_examples=100, deadline=None)
@given(count=st.integers(1, 20_000), population=st.integers(1, 100_000), decimals=st.integers(0, 2))
def test_the_true_population_is_always_in_the_range(count: int, population: int, decimals: int) -> None:
    share = round(100 * count / population, decimals)
    if count > population or share == 0:
        return
    assert implied_population(share, count, decimals=decimals).allows(population)


@settings(max_examples=100, deadline=None)
@given(share=st.integers(1, 100), count=st.integers(1, 5_000))
def test_every_population_of_the_range_would_have_been_printed_so(share: int, count: int) -> None:
    found = implied_population(share, count, decimals=0)
    assert found.high is not None
    if not found.is_possible:
        return
    for population in {found.low, found.high, (found.low + found.high) // 2}:
        assert abs(100 * count / population - share) <= 0.5 + 1e-6
    if share < 100:
        assert abs(100 * count / (found.low - 1) - share) > 0.5 - 1e-9


def test_a_share_that_may_be_nearly_nothing_has_no_upper_bound() -> None:
    found = implied_population(0.5, 2, decimals=0)
    assert found.high is None
    assert found.range_text == "au moins 200"
    assert found.allows(10**9)
    assert found.meets(implied_population(40, 3560, decimals=0))


def test_one_person_is_17_percent_of_six_and_14_of_seven_but_never_15() -> None:
    impossible = implied_population(15, 1, decimals=0)
    assert not impossible.is_possible
    assert not impossible.meets(impossible)
    assert implied_population(17, 1, decimals=0).is_possible


@pytest.mark.parametrize(("share", "count"), [(0, 10), (-1, 10), (101, 10), (40, 0)])
def test_a_share_or_count_that_means_nothing_is_refused(share: float, count: float) -> None:
    with pytest.raises(ValueError, match="share|count"):
        implied_population(share, count, decimals=0)


def test_anneessens_explains_its_denominators_with_its_own_report(statistics: Statistics) -> None:
    found = denominators(statistics.reported_figures("10"), profile(statistics, "10").figure("population"))
    assert found is not None
    assert [(pair.share_text, pair.count_text) for pair in found.pairs] == [
        (f"40{NBSP}%", f"3{THIN}560{NBSP}personnes"),
        (f"13{NBSP}%", f"1{THIN}430{NBSP}personnes"),
    ]
    assert found.disagree
    assert found.verdict.startswith(f"8{THIN}900 et 11{THIN}000{NBSP}: ces fourchettes ne se touchent pas.")
    assert found.pairs[0].sentence == (
        f"40{NBSP}% et 3{THIN}560{NBSP}personnes (inscrits en maison médicale) supposent une population "
        f"d'environ 8{THIN}900 personnes, entre 8{THIN}791 et 9{THIN}012 selon l'arrondi du taux."
    )
    assert found.known_sentence == (
        f"Les statistiques comptent 10{THIN}133 habitant·es en 2021 (IBSA){NBSP}: ce nombre n'est dans aucune "
        "des fourchettes."
    )
    assert found.source_text == "Rapport du référent de quartier, sections 6.1.2 et 6.2.1, 2021."


def test_a_share_that_no_count_gives_is_to_be_checked(statistics: Statistics) -> None:
    one, other = (r for r in statistics.reported_figures("10") if r.subject == "inscrits en maison médicale")
    found = denominators((replace(one, value=1), replace(other, value=15)))
    assert found is not None
    assert "aucun nombre entier de personnes ne donne ce taux" in found.pairs[0].sentence
    assert (found.verdict, found.disagree) == ("", False)


def test_without_a_share_beside_its_count_there_is_nothing_to_explain(statistics: Statistics) -> None:
    assert denominators(statistics.reported_figures("8")) is None
    assert denominators(()) is None


def test_a_single_pair_says_its_population_and_no_verdict(statistics: Statistics) -> None:
    one = [r for r in statistics.reported_figures("10") if r.subject == "inscrits en maison médicale"]
    found = denominators(one)
    assert found is not None
    assert len(found.pairs) == 1
    assert (found.verdict, found.known_sentence, found.disagree) == ("", "", False)
