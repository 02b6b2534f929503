"""How far apart the territories are: worked examples, statsmodels and independent definitions."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.catalogue import Catalogue
from indicators.gini import gini
from indicators.inequality import decile_extremes, extremes, inequality
from indicators.slope_index import ridits, slope_index
from indicators.user_error import UserError

FIVE = {code: 10.0 * n for n, code in enumerate("abcde", 1)}
ALIKE = dict.fromkeys("abcde", 1000.0)
PLACES = {str(n): f"Dans le quartier Q{n}" for n in range(1, 21)}


def test_extremes_name_the_territories_and_the_two_gaps() -> None:
    found = extremes(FIVE)
    assert (found.high_code, found.low_code, found.difference, found.ratio) == ("e", "a", 40, 5)


def test_there_is_no_ratio_to_a_value_of_zero() -> None:
    assert extremes({"a": 0.0, "b": 10.0}).ratio is None


def test_deciles_are_values_of_real_territories_with_a_tenth_beyond_each() -> None:
    found = decile_extremes({str(n): float(n) for n in range(1, 21)})
    assert (found.low, found.high) == (2, 19)
    lowest = np.percentile(range(1, 119), 10, method="inverted_cdf")
    assert decile_extremes({str(n): float(n) for n in range(1, 119)}).low == lowest


def test_ridit_is_the_middle_of_the_range_in_the_cumulated_population() -> None:
    """Documentation of phe_sii: with 12 % and then 10 % of the people, the second ranks 0,12 + 0,10/2 = 0,17."""
    found = ridits({"first": 1, "second": 2, "rest": 3}, {"first": 12, "second": 10, "rest": 78})
    assert found == pytest.approx({"first": 0.06, "second": 0.17, "rest": 0.61})


def test_equally_deprived_territories_share_one_rank() -> None:
    found = ridits({"a": 1, "b": 1, "c": 2}, {"a": 10, "b": 30, "c": 60})
    assert found == pytest.approx({"a": 0.2, "b": 0.2, "c": 0.7})


def test_slope_and_relative_index_worked_by_hand() -> None:
    """Five groups of a fifth: ranks 0,1 0,3 0,5 0,7 0,9, values 10 to 50, so value = 5 + 50 × rank."""
    found = slope_index(FIVE, FIVE, ALIKE)
    assert (found.least, found.slope, found.most) == pytest.approx((5, 50, 55))
    assert found.relative == pytest.approx(11)
    assert (found.interval.low, found.interval.high) == pytest.approx((50, 50))


def test_slope_index_weighs_by_population_as_weighted_least_squares_do() -> None:
    """Data of the documentation of phe_sii (area 1): life expectancy by decile of deprivation."""
    people = [7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534]
    years = [75.9, 78.3, 83.8, 83.6, 80.5, 81.1, 81.7, 84.2, 80.6, 86.3]
    codes = [str(n) for n in range(10)]
    values, population = dict(zip(codes, years, strict=True)), dict(zip(codes, people, strict=True))
    found = slope_index(
        values, {code: float(code) for code in codes}, {c: float(population[c]) for c in codes}
    )
    ranks = (np.cumsum(people) - np.array(people) / 2) / sum(people)
    fitted = sm.WLS(years, sm.add_constant(ranks), weights=people).fit()
    assert (found.least, found.slope) == pytest.approx(tuple(fitted.params))
    assert (found.interval.low, found.interval.high) == pytest.approx(tuple(fitted.conf_int()[1]))


def test_a_line_that_leaves_the_positive_numbers_has_no_relative_index() -> None:
    values = {"a": 0.0, "b": 0.0, "c": 0.0, "d": 10.0, "e": 60.0}
    found = slope_index(values, FIVE, ALIKE)
    assert found.least < 0
    assert found.relative is None


def test_a_slope_needs_three_territories_that_differ_in_deprivation() -> None:
    with pytest.raises(ValueError, match="2 territories"):
        slope_index({"a": 1, "b": 2}, FIVE, ALIKE)
    with pytest.raises(ValueError, match="equally deprived"):
        slope_index(FIVE, dict.fromkeys("abcde", 1.0), ALIKE)


@pytest.mark.parametrize(
    ("values", "weights", "expected"),
    [
        # Statistics Slam Dunk (Manning, 2024), ch. 12: ineq(rep(c(10, 100), times = c(9, 1)))
        ([10, 100], [9, 1], 0.4263158),
        # example of phylotools::gini, after Cowell (2000)
        ([1, 3, 2, 1, 1, 1, 4], [1, 1, 1, 1, 1, 1, 1], 0.3076923),
        # two groups: the share of income of the upper one less its share of people, 0.8 − 0.2
        ([0.25, 4], [80, 20], 0.6),
        ([5, 5, 5], [10, 20, 30], 0.0),
    ],
)
def test_gini_textbook_values(values: list[float], weights: list[float], expected: float) -> None:
    by_code = {str(n): float(value) for n, value in enumerate(values)}
    population = {str(n): float(weight) for n, weight in enumerate(weights)}
    assert gini(by_code, population) == pytest.approx(expected, abs=5e-8)


@settings(max_examples=80, deadline=None)
@given(
    pairs=st.lists(st.tuples(st.floats(0, 60_000), st.floats(0.5, 30_000)), min_size=2, max_size=25).filter(
        lambda pairs: sum(value for value, _weight in pairs) > 1
    )
)
def test_gini_equals_half_the_relative_mean_difference(pairs: list[tuple[float, float]]) -> None:
    """The other definition: every pair of people, in n² steps."""
    x, w = np.array(pairs).T
    mean = (w * x).sum() / w.sum()
    expected = (np.outer(w, w) * np.abs(x[:, None] - x)).sum() / (2 * w.sum() ** 2 * mean)
    found = gini({str(n): v for n, v in enumerate(x)}, {str(n): v for n, v in enumerate(w)})
    assert found == pytest.approx(expected, abs=1e-9)
    assert -1e-12 <= found <= 1


@pytest.mark.parametrize(("values", "people"), [([-1, 2], [1, 1]), ([1, 2], [1, -1]), ([0, 0], [1, 1])])
def test_gini_refuses_what_is_no_income(values: list[float], people: list[float]) -> None:
    with pytest.raises(ValueError, match="Gini"):
        gini(dict(zip("ab", values, strict=True)), dict(zip("ab", people, strict=True)))


def test_the_spread_is_said_in_words_that_name_places_year_and_limits(bundled: Catalogue) -> None:
    values = {str(n): 5.0 + 2 * n for n in range(1, 21)}
    people = dict.fromkeys(values, 5000.0)
    found = inequality(
        bundled["bim"], 2024, values, people, PLACES, deprivation=values, ranked_by="part de BIM"
    )
    assert found.gini is None
    assert found.sentences == (
        "Dans le quartier Q20, 45,0\u00a0%\u00a0; dans le quartier Q1, 7,0\u00a0%\u00a0: 6,4\u00a0fois plus, ou "
        "38,0\u00a0points d'écart (2024).",
        "Sans les extrêmes, sur 20\u00a0quartiers\u00a0: un dixième a 43,0\u00a0% ou plus, un dixième "
        "9,0\u00a0% ou moins\u00a0; 4,8\u00a0fois plus, ou 34,0\u00a0points d'écart.",
        "Du bout le moins défavorisé au plus défavorisé («\u00a0part de BIM\u00a0»), l'indicateur monte de "
        "6,0\u00a0% à 46,0\u00a0%\u00a0: 40,0\u00a0points d'écart (entre 40,0 et 40,0\u00a0points). "
        "Rapport des deux bouts de la pente\u00a0: 7,7.",
        "Ces nombres comparent les quartiers entre eux, pas les personnes\u00a0: à l'intérieur d'un même "
        "territoire aussi, les situations diffèrent.",
    )


def test_a_gini_of_incomes_says_that_it_is_between_quartiers(bundled: Catalogue) -> None:
    income = next(one for one in bundled.indicators if one.unit_symbol == "€")
    values = {str(n): 15_000.0 + 1000 * n for n in range(1, 21)}
    people = dict.fromkeys(list(values)[:-2], 5000.0)
    found = inequality(income, 2022, values, people, PLACES)
    assert found.gini is not None and found.left_out == 2
    said = " ".join(found.sentences)
    assert "Indice de Gini entre quartiers\u00a0: 0,1" in said
    assert "Un Gini entre personnes serait plus élevé." in said
    assert "faute de population ou de rang connus\u00a0: 2." in said


def test_no_gradient_is_said_as_no_gradient(bundled: Catalogue) -> None:
    values = {str(n): 30.0 + (-1) ** n for n in range(1, 21)}
    order = {code: float(code) for code in values}
    found = inequality(
        bundled["bim"], 2024, values, dict.fromkeys(values, 10.0), PLACES, order, ranked_by="rang"
    )
    assert found.slope is not None and not found.slope.certain
    assert "aucune pente nette" in found.sentences[2]


def test_too_few_territories_are_refused_with_a_way_out(bundled: Catalogue) -> None:
    with pytest.raises(UserError, match="trop peu pour parler d'écarts") as caught:
        inequality(bundled["bim"], 2024, FIVE, ALIKE, {})
    assert "au moins dix territoires" in caught.value.remedy
