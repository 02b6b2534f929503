"""Dwellings by operator as document 003 prints them, with its own addition shown and not corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from data.reported_profile import reported_profile
from data.statistics import Statistics
from indicators.figure_age import FigureAge
from indicators.housing_stock import Aspect, HousingStock, housing_stock
from indicators.reported_value import value_text

NBSP, THIN = "\u00a0", "\u202f"
YEAR = 2026


def stock_of(statistics: Statistics, code: str) -> HousingStock:
    found = reported_profile(statistics, code).housing(YEAR)
    assert found is not None
    return found


def test_the_five_parts_of_document_003_stand_in_the_words_of_the_field(statistics: Statistics) -> None:
    assert [(part.operator, part.dwellings) for part in stock_of(statistics, "10").parts] == [
        ("Agences immobilières sociales (AIS)", 147),
        ("Prêts du Fonds du logement", 59),
        ("Locations du Fonds du logement", 31),
        ("Organismes d'intérêt public", 262),
        ("Logements sociaux", 257),
    ]


def test_the_shares_of_the_parts_add_up_to_100(statistics: Statistics) -> None:
    assert sum(part.share for part in stock_of(statistics, "10").parts) == pytest.approx(100)


def test_the_printed_total_and_the_sum_are_13_apart_and_both_are_shown(statistics: Statistics) -> None:
    stock = stock_of(statistics, "10")
    assert (stock.printed_total, stock.sum_of_parts, stock.difference) == (769, 756, 13)
    assert stock.difference_sentence == (
        f"Le rapport imprime 769{NBSP}; ses cinq postes font 756{NBSP}: 13 de moins. Les deux sont montrés, aucun "
        "n'est corrigé."
    )
    assert "il ne dit pas d'où vient l'écart" in stock.units_sentence


def test_769_of_4492_households_are_the_17_12_percent_that_are_printed(statistics: Statistics) -> None:
    stock = stock_of(statistics, "10")
    assert (stock.households, stock.printed_share) == (4492, 17.12)
    assert stock.share == pytest.approx(17.12, abs=0.005)
    assert stock.share_agrees
    assert stock.share_of_sum == pytest.approx(16.83, abs=0.005)
    assert stock.share_sentence == (
        f"769 ménages sur 4{THIN}492 font 17,12{NBSP}%{NBSP}: c'est la part que le rapport imprime. Avec la somme "
        f"des postes, ce serait 16,83{NBSP}%."
    )
    assert f"c'est bien le nombre de ménages imprimé, 4{THIN}492" in stock.closing_sentence


def test_marolles_have_a_total_without_parts(statistics: Statistics) -> None:
    stock = stock_of(statistics, "8")
    assert (stock.printed_total, stock.households, stock.parts) == (2053, 6162, ())
    assert (stock.difference, stock.difference_sentence, stock.units_sentence) == (None, "", "")
    assert stock.share_sentence == (
        f"2{THIN}053 ménages sur 6{THIN}162 font 33,32{NBSP}% (calcul de l'outil{NBSP}: le rapport n'imprime pas "
        "cette part)."
    )


def test_a_share_that_was_printed_wrong_is_said_and_kept(statistics: Statistics) -> None:
    reported = [
        replace(one, value=18.5) if one.subject.startswith("part des ménages en") else one
        for one in statistics.reported_figures("10")
    ]
    stock = housing_stock(statistics.territory("10"), reported, reference_year=YEAR)
    assert stock is not None
    assert not stock.share_agrees
    assert f"le rapport imprime 18,5{NBSP}%" in stock.share_sentence


def test_parts_that_add_up_need_no_word_and_parts_beyond_the_total_are_more(statistics: Statistics) -> None:
    def with_total(total: float) -> HousingStock:
        reported = [
            replace(one, value=total) if one.subject == "ménages en logement à finalité sociale" else one
            for one in statistics.reported_figures("10")
        ]
        stock = housing_stock(statistics.territory("10"), reported, reference_year=YEAR)
        assert stock is not None
        return stock

    assert with_total(756).difference_sentence == ""
    assert "écart" not in with_total(756).units_sentence
    assert f"ses cinq postes font 756{NBSP}: 6 de plus" in with_total(750).difference_sentence


def test_two_statements_of_the_social_dwellings_stay_side_by_side(statistics: Statistics) -> None:
    stock = stock_of(statistics, "10")
    assert stock.social_statements == (257, 250)
    assert "257 et 250" in stock.social_sentence
    facts = dict(stock.by_aspect())[Aspect.SOCIAL]
    assert [fact.value for fact in facts[:2]] == [f"257{NBSP}logements", f"5{NBSP}%"]
    assert facts[1].remark == "250 logements selon la fiche"


def test_the_estate_that_everybody_counts_with_anneessens_is_told_where_it_lies(
    statistics: Statistics,
) -> None:
    facts = dict(stock_of(statistics, "2").by_aspect())[Aspect.SOCIAL]
    assert (facts[0].subject, facts[0].value) == (
        "Logements sociaux à ajouter au périmètre vécu",
        f"250{NBSP}logements",
    )
    assert "100 ou 150" in facts[0].remark


@pytest.mark.parametrize(
    ("aspect", "value", "year", "age", "old"),
    [
        (Aspect.TENURE, f"20{NBSP}%", 2001, "il y a 25", True),
        (Aspect.TENURE, f"79,5{NBSP}%", 2011, "il y a 15", True),
        (Aspect.RENT, f"496{NBSP}€/mois", 2009, "il y a 17", True),
        (Aspect.TYPE_AND_SIZE, f"81{NBSP}%", 2021, "il y a 5", False),
        (Aspect.TYPE_AND_SIZE, f"63{NBSP}m²", 2021, "il y a 5", False),
    ],
)
def test_every_figure_has_its_year_and_its_age(
    statistics: Statistics, aspect: Aspect, value: str, year: int, age: str, old: bool
) -> None:
    facts = dict(stock_of(statistics, "10").by_aspect())[aspect]
    fact = next(fact for fact in facts if fact.value == value)
    assert (fact.age.year, fact.age.is_old) == (year, old)
    assert fact.age.text == f"{age}{NBSP}ans"
    assert fact.age.label.startswith("ancien, ") is old
    assert fact.source


def test_a_heading_without_a_figure_stays_so_that_the_gap_is_said(statistics: Statistics) -> None:
    assert dict(stock_of(statistics, "10").by_aspect())[Aspect.AGE] == ()
    assert [aspect.heading for aspect, _facts in stock_of(statistics, "8").by_aspect()] == [
        "Statut d'occupation",
        "Âge des bâtiments",
        "Type et taille",
        "Loyer",
        "Logements sociaux",
    ]


def test_a_park_has_no_dwellings_to_show(statistics: Statistics) -> None:
    assert reported_profile(statistics, "906").housing(YEAR) is None


def test_a_quartier_without_report_shows_what_the_catalogue_knows(statistics: Statistics) -> None:
    stock = stock_of(statistics, "1")
    assert (stock.printed_total, stock.parts, stock.share_sentence) == (None, (), "")
    assert {fact.aspect for fact in stock.facts} == {Aspect.TENURE, Aspect.SOCIAL}


@dataclass(frozen=True)
class Printed:
    subject: str
    value: float
    unit: str
    year: int = 2021
    section: str = "1"
    remark: str = ""


def test_a_total_without_households_has_no_share(statistics: Statistics) -> None:
    reported = [Printed("ménages en logement à finalité sociale", 12, "ménages")]
    stock = housing_stock(statistics.territory("1"), reported, reference_year=YEAR)
    assert stock is not None
    assert (stock.share, stock.share_sentence, stock.closing_sentence) == (None, "", "")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (40, "%", f"40{NBSP}%"),
        (11.4, "%", f"11,4{NBSP}%"),
        (17.12, "%", f"17,12{NBSP}%"),
        (769, "ménages", "769"),
    ],
)
def test_a_printed_value_keeps_its_decimals(value: float, unit: str, text: str) -> None:
    assert value_text(Printed("x", value, unit)) == text


def test_an_age_is_never_negative_and_ten_years_are_not_yet_old() -> None:
    assert (FigureAge(2030, YEAR).years, FigureAge(2030, YEAR).text) == (0, "cette année")
    assert FigureAge(2025, YEAR).text == f"il y a 1{NBSP}an"
    assert not FigureAge(2016, YEAR).is_old
    assert FigureAge(2015, YEAR).label == f"ancien, il y a 11{NBSP}ans"
