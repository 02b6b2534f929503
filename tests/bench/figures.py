"""What a figure costs: a fiche for a perimeter, the heat table, and how both grow up to Belgium."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pandas as pd

from data import heat_table
from data.perimeter_disclosure import thresholds_of
from data.statistics import Statistics, open_statistics
from data.views import profile
from data.with_perimeters import StatisticsWithPerimeters
from indicators.french import number
from indicators.level import Level
from indicators.perimeter import Perimeter
from tests.bench.words import verdict

REPEATS = 9
SIZES = (60, 240, 960, 3840, 19_482)
WANTED_FICHE_MS = 20.0
WANTED_HEAT_MS = 100.0


def milliseconds(step: Callable[[], object]) -> float:
    """The median of several runs, the first one left out."""
    taken = []
    for _time in range(REPEATS + 1):
        start = time.perf_counter()
        step()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken[1:])


def fiche_of(published: Statistics, sectors: list[str]) -> Callable[[], object]:
    """Every figure of a fiche, from nothing kept of the perimeter."""
    made = Perimeter("p00000000", "Essai", tuple(sectors), (), "", datetime.now(UTC), 1)

    def step() -> object:
        known = StatisticsWithPerimeters(published, [made], thresholds_of(published))
        return profile(known, made.code)

    return step


def group_by(published: Statistics, sectors: list[str]) -> Callable[[], object]:
    """One pandas group-by on the same rows, read before: the least that anybody would write."""
    frame = published.table(
        "SELECT indicator, year, code, value, numerator, denominator FROM observation WHERE level = 'secteur'"
    )

    def step() -> pd.DataFrame:
        kept = frame[frame["code"].isin(sectors)]
        return kept.groupby(["indicator", "year"])[["value", "numerator", "denominator"]].sum()

    return step


def fresh_heat_table(published: Statistics) -> object:
    """The whole table, nothing kept from the time before."""
    heat_table._heat_table.cache_clear()
    return heat_table.heat_table(published)


def report(belgium: Path) -> list[str]:
    """Print the tables, return the promises."""
    published = open_statistics(belgium)
    people = published.newest_values("population", Level.SECTOR)
    brussels = sorted(code for code in people if code.startswith("21"))
    ordered = [*brussels, *sorted(set(people) - set(brussels))]
    print("\nChiffres d'un périmètre, millisecondes (médianes)")
    print(
        f"{'secteurs':>10}{'toute la fiche':>18}{'un group-by pandas':>22}{'rapport':>10}{'µs par secteur':>18}"
    )
    found = {}
    for size in SIZES:
        sectors = ordered[:size]
        ours, theirs = milliseconds(fiche_of(published, sectors)), milliseconds(group_by(published, sectors))
        found[len(sectors)] = ours
        print(
            f"{number(len(sectors)):>10}{number(ours, 1):>18}{number(theirs, 1):>22}"
            f"{number(ours / theirs, 1):>10}{number(1000 * ours / len(sectors), 1):>18}"
        )
    heat = milliseconds(lambda: fresh_heat_table(published))
    frame = published.table("SELECT indicator, year, code, value FROM observation WHERE level = 'quartier'")
    pivot = milliseconds(lambda: frame.groupby(["indicator", "code"])["value"].last().unstack("indicator"))
    print(
        f"Tableau de chaleur, 145 quartiers\u00a0: {number(heat, 1)} ms, un group-by pandas {number(pivot, 1)} ms."
    )
    sizes = sorted(found)
    grows = found[sizes[-1]] / found[sizes[0]] <= sizes[-1] / sizes[0]
    return [
        f"Fiche d'un périmètre de {sizes[0]} secteurs en moins de {number(WANTED_FICHE_MS)} ms\u00a0: {verdict(found[sizes[0]] < WANTED_FICHE_MS)}",
        f"Tableau de chaleur en moins de {number(WANTED_HEAT_MS)} ms\u00a0: {verdict(heat < WANTED_HEAT_MS)}",
        f"Le coût ne croît pas plus vite que le nombre de secteurs, de {sizes[0]} à {number(sizes[-1])}\u00a0: {verdict(grows)}",
    ]
