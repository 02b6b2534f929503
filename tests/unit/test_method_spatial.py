"""Do neighbours look alike: the examples that PySAL ships, a chessboard, and false discoveries."""

from __future__ import annotations

from functools import cache

import libpysal
import numpy as np
import pytest
from esda.moran import Moran_Local
from statsmodels.stats.multitest import multipletests

from indicators.spatial import Cluster, false_discovery, moran, moran_rates, standardised_rates
from indicators.user_error import UserError

Neighbours = dict[str, list[str]]


def grid(side: int) -> Neighbours:
    """Cells of a square that share an edge; the code is «row-column»."""
    cells = [(r, c) for r in range(side) for c in range(side)]
    return {f"{r}-{c}": [f"{y}-{x}" for y, x in cells if abs(y - r) + abs(x - c) == 1] for r, c in cells}


@cache
def sudden_deaths() -> tuple[dict[str, float], dict[str, float], Neighbours]:
    """Sudden infant deaths and births of 1979–84 in the 100 counties of North Carolina (PySAL sids2)."""
    table = libpysal.io.open(libpysal.examples.get_path("sids2.dbf"))
    weights = libpysal.io.open(libpysal.examples.get_path("sids2.gal")).read()
    codes = weights.id_order
    deaths, births = (
        {code: float(n) for code, n in zip(codes, table.by_col(column), strict=True)}
        for column in ("SID79", "BIR79")
    )
    return deaths, births, weights.neighbors


def test_a_chessboard_is_as_unlike_as_neighbours_can_be() -> None:
    values = {code: float(sum(map(int, code.split("-"))) % 2) for code in grid(4)}
    found = moran(values, grid(4), permutations=999)
    assert found.index == pytest.approx(-1)
    assert found.expected == pytest.approx(-1 / 15)
    assert found.p <= 0.002
    assert "les voisins diffèrent plus que par hasard" in found.sentence


def test_two_corners_that_differ_from_the_middle_are_found() -> None:
    """Four cells by four of +1 and of −1 in opposite corners: their inner cells have like neighbours only."""

    def value(code: str) -> float:
        row, column = map(int, code.split("-"))
        return float((row < 4 and column < 4) - (row > 5 and column > 5))

    found = moran({code: value(code) for code in grid(10)}, grid(10))
    assert found.index > 0.5 and found.p < 0.001
    assert "les voisins se ressemblent plus que par hasard" in found.sentence
    assert found.local["1-1"].cluster is Cluster.HIGH_AMONG_HIGH
    assert found.local["8-8"].cluster is Cluster.LOW_AMONG_LOW
    assert (found.local["4-4"].p, found.local["4-4"].cluster) == (1, Cluster.NONE)


def test_adjusted_rates_golden_value_of_esda() -> None:
    """Documentation of esda.moran.Moran_Rate: SID79 over BIR79, I = 0,1662."""
    deaths, births, neighbours = sudden_deaths()
    found = moran_rates(deaths, births, neighbours, permutations=999)
    assert found.index == pytest.approx(0.1662, abs=5e-5)
    assert found.adjusted and len(found.local) == 100
    assert found.p < 0.02


def test_plain_values_golden_value_of_esda() -> None:
    """Tests of esda: SIDR74 of the same counties, I = 0,24772519."""
    table = libpysal.io.open(libpysal.examples.get_path("sids2.dbf"))
    codes = libpysal.io.open(libpysal.examples.get_path("sids2.gal")).read().id_order
    _deaths, _births, neighbours = sudden_deaths()
    rates = dict(zip(codes, map(float, table.by_col("SIDR74")), strict=True))
    assert moran(rates, neighbours, permutations=99).index == pytest.approx(0.24772519320480135)


def test_the_mean_of_the_local_indices_is_the_overall_one() -> None:
    """Anselin (1995): with weights that add up to one per territory, the I_i add up to n times I.

    esda divides by n − 1 where Moran divides by n.
    """
    deaths, births, neighbours = sudden_deaths()
    found = moran_rates(deaths, births, neighbours, permutations=99)
    mean = np.mean([one.index for one in found.local.values()])
    assert mean * 100 / 99 == pytest.approx(found.index)


def test_standardised_rates_golden_value_of_esda() -> None:
    events, bases = [30, 25, 25, 15, 33, 21, 30, 20], [100, 100, 110, 90, 100, 90, 110, 90]
    assert list(standardised_rates(events, bases)[:4]) == pytest.approx(
        [1.03843594, -0.04099089, -0.56250375, -1.73061861]
    )


def test_false_discoveries_golden_value_of_benjamini_and_hochberg() -> None:
    """Their own example (1995, section 3.2): of fifteen p-values four are discoveries at 5 %."""
    p_values = [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
    ]
    found = false_discovery(p_values)
    assert (found <= 0.05).sum() == 4
    assert list(found) == pytest.approx(list(multipletests(p_values, method="fdr_bh")[1]))


def test_noise_makes_no_cluster() -> None:
    generator = np.random.default_rng(7)
    values = {code: float(value) for code, value in zip(grid(12), generator.normal(size=144), strict=True)}
    found = moran(values, grid(12))
    kept = [one for one in found.local.values() if one.cluster is not Cluster.NONE]
    unadjusted = [one for one in found.local.values() if one.p <= 0.05]
    assert len(kept) < len(unadjusted)
    assert all(one.p_adjusted <= 0.05 for one in kept)


def test_local_p_values_are_those_of_esda_on_both_sides() -> None:
    drawn = np.random.default_rng(3).normal(size=100)
    values = dict(zip(grid(10), map(float, drawn), strict=True))
    weights = libpysal.weights.W(grid(10), id_order=list(grid(10)), silence_warnings=True)
    theirs = Moran_Local(drawn, weights, permutations=499, seed=11)
    found = moran(values, grid(10), permutations=499, seed=11)
    assert [one.p for one in found.local.values()] == pytest.approx(list(np.minimum(1, 2 * theirs.p_sim)))
    assert [one.index for one in found.local.values()] == pytest.approx(list(theirs.Is))


def test_the_same_map_gives_the_same_words() -> None:
    deaths, births, neighbours = sudden_deaths()
    first, second = (moran_rates(deaths, births, neighbours, permutations=199) for _n in range(2))
    assert (first.p, first.local) == (second.p, second.local)


def test_a_territory_without_neighbours_or_people_is_left_out_and_counted() -> None:
    cells = grid(5)
    values = {code: float(n) for n, code in enumerate(cells)} | {"island": 3.0}
    assert moran(values, {**cells, "island": []}, permutations=99).left_out == ("island",)
    hole = {code: value for code, value in values.items() if code not in ("0-1", "1-0")}
    assert moran(hole, cells, permutations=99).left_out == ("0-0", "island")
    bases = {**dict.fromkeys(values, 100.0), "4-4": 0.0}
    assert moran_rates(values, bases, cells, permutations=99).left_out == ("4-4", "island")


def test_too_few_territories_or_no_difference_are_refused() -> None:
    with pytest.raises(UserError, match="9 territoires seulement"):
        moran({code: float(n) for n, code in enumerate(grid(3))}, grid(3))
    with pytest.raises(UserError, match="la même valeur"):
        moran(dict.fromkeys(grid(4), 2.0), grid(4))


def test_it_is_marked_as_exploratory() -> None:
    values = {code: float(n) for n, code in enumerate(grid(4))}
    assert moran(values, grid(4), permutations=99).warning.startswith(
        "Exploratoire, pas sur les pages des élu·es"
    )
