"""Figures in words: true, plain, without a judgement on people."""

from __future__ import annotations

import re

import pytest

from data.statistics import Statistics
from data.views import figure, profile
from indicators.catalogue import TrendGap
from indicators.estimate import Estimate, Status
from indicators.figure import split_series

JUDGEMENTS = re.compile(r"\b(pire|mauvais|pauvre|défavorisé|difficile|problème)", re.IGNORECASE)


def said(statistics: Statistics, indicator: str, code: str, year: int | None = None) -> str:
    return figure(statistics, statistics.catalogue[indicator], code, year).sentence


def test_the_sentence_of_the_specification(statistics: Statistics) -> None:
    assert said(statistics, "bim", "10") == (
        "Dans le quartier Anneessens, 44 personnes sur 100 bénéficient de l'intervention majorée (2024). "
        "Région\u00a0: 28 sur 100. Plus élevé."
    )


def test_a_median_is_said_as_a_median(statistics: Statistics) -> None:
    assert "la moitié des déclarations fiscales est inférieure à 20\u202f731\u00a0€" in said(
        statistics, "revenu_imposable_median", "10"
    )


def test_singular_and_plural(statistics: Statistics) -> None:
    assert "0,1 logement social pour" in said(statistics, "logements_sociaux", "36")
    assert "5 logements sociaux pour" in said(statistics, "logements_sociaux", "10")


@pytest.mark.parametrize(
    ("indicator", "code", "reason"),
    [
        ("bim", "6", "n'est pas disponible"),
        ("bim", "906", "sans objet"),
        ("part_65_plus", "906", "secret statistique"),
    ],
)
def test_a_missing_figure_is_said_never_shown_as_zero(
    statistics: Statistics, indicator: str, code: str, reason: str
) -> None:
    assert reason in said(statistics, indicator, code, statistics.best_year(indicator))


def test_three_things_to_remember_for_every_inhabited_quartier_without_a_judgement(
    statistics: Statistics,
) -> None:
    for code, territory in statistics.quartiers.items():
        points = profile(statistics, code).key_points
        if territory.kind.value == "habite":
            assert len(points) == 3, territory.name
            assert len(set(points)) == 3
        assert not any(JUDGEMENTS.search(point) for point in points)


def test_a_break_in_a_series_is_a_break() -> None:
    def at(year: int, value: float) -> Estimate:
        return Estimate("x", "quartier", "1", year, Status.OBSERVED, value, "s")

    series = tuple(at(year, 1.0) for year in (2001, 2002, 2005, 2013, 2014, 2015, 2016))
    gaps = (TrendGap(after=2013, before=2014, reason="r"), TrendGap(after=2014, before=2015, reason="r"))
    years = [[estimate.year for estimate in segment] for segment in split_series(series, gaps)]
    assert years == [[2001, 2002], [2005], [2013], [2014], [2015, 2016]]
