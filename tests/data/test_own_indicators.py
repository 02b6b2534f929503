"""A référent's own table: its indicator is shown like any other, and nothing is invented about it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build import build
from data.imports import ImportFolder, usable
from data.own_indicators import THEME, fifths, own_indicators
from data.readers import Reading, TableMapping, recognise_bytes
from data.settings import CATALOGUE, SOURCES
from data.statistics import Statistics, open_statistics
from data.views import figure, map_view, profile
from indicators.catalogue import Direction, Unit

CODES = ("10", "8", "9", "11", "12", "13")


def table(year: int, *values: float) -> bytes:
    lines = [f"code;Demandes de crèche {year}"]
    lines += [f"{code};{value}".replace(".", ",") for code, value in zip(CODES, values, strict=True)]
    return "\n".join(lines).encode()


def confirmed(raw: bytes, name: str, unit: str = "") -> Reading:
    recognised = recognise_bytes(name, raw)
    proposed = recognised.read().mapping
    assert proposed is not None
    columns = tuple(
        column.model_copy(update={"indicator": "libre_demandes_de_creche", "unit": unit})
        if column.role == "valeur"
        else column
        for column in proposed.columns
    )
    mapping: TableMapping = proposed.model_copy(update={"columns": columns, "confirmed": True})
    return recognised.read(mapping=mapping)


class House:
    """One installation."""

    def __init__(self, folder: Path) -> None:
        self.target, self.folder = folder / "s.duckdb", folder / "imports"
        self.rebuild()

    def rebuild(self) -> None:
        build(self.target, SOURCES, CATALOGUE, 5, self.folder)

    @property
    def statistics(self) -> Statistics:
        return open_statistics(self.target)

    def accept(self, reading: Reading) -> str:
        statistics = self.statistics
        held = usable(reading, statistics.catalogue, set(statistics.quartiers))
        return ImportFolder(self.folder).accept(reading, held, "", self.rebuild).id


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_its_indicator_has_a_figure_a_map_and_a_place_on_the_fiche(house: House) -> None:
    house.accept(confirmed(table(2025, 12, 30, 7, 44, 18, 25), "creches_2025.csv"))
    statistics = house.statistics
    indicator = statistics.catalogue["libre_demandes_de_creche"]
    shown = figure(statistics, indicator, "10")
    assert shown.value_text == "12"
    assert "creches_2025.csv" in shown.source_text
    assert shown.sentence.startswith(
        "Dans le quartier Anneessens, «\u00a0Demandes de crèche\u00a0»\u00a0: 12 (2025)."
    )
    assert map_view(statistics, indicator.id).observed == len(CODES)
    assert indicator.id in {one.indicator.id for one in profile(statistics, "10").figures}


def test_nothing_is_invented_about_it() -> None:
    (indicator,) = own_indicators(confirmed(table(2025, 1.5, 2, 3, 4, 5, 6), "essai_2025.csv", "%"))
    assert indicator.unit is Unit.PERCENT
    assert indicator.direction is Direction.NONE
    assert (indicator.margin, indicator.denominator) == (None, None)
    assert indicator.theme == THEME
    assert "fichier importé" in indicator.caveats[0]


def test_a_table_that_nobody_confirmed_gives_no_indicator() -> None:
    assert own_indicators(recognise_bytes("essai_2025.csv", table(2025, 1, 2, 3, 4, 5, 6)).read()) == ()


def test_the_next_edition_joins_the_series_and_keeps_the_classes(house: House) -> None:
    house.accept(confirmed(table(2025, 12, 30, 7, 44, 18, 25), "creches_2025.csv"))
    first = house.statistics.catalogue["libre_demandes_de_creche"]
    house.accept(confirmed(table(2026, 90, 80, 70, 60, 50, 40), "creches_2026.csv"))
    second = house.statistics.catalogue["libre_demandes_de_creche"]
    assert second.breaks == first.breaks
    assert second.years == (2025, 2026)
    series = house.statistics.series(second, "10")
    assert [(one.year, one.value) for one in series] == [(2025, 12.0), (2026, 90.0)]


def test_undoing_the_import_takes_the_indicator_away(house: House) -> None:
    id_ = house.accept(confirmed(table(2025, 12, 30, 7, 44, 18, 25), "creches_2025.csv"))
    ImportFolder(house.folder).undo(id_, house.rebuild)
    assert "libre_demandes_de_creche" not in house.statistics.catalogue


@given(st.lists(st.floats(-1e7, 1e7, allow_nan=False), min_size=1, max_size=60))
def test_classes_always_rise(values: list[float]) -> None:
    bounds = fifths(np.array(values))
    assert len(bounds) == 4
    assert all(low < high for low, high in pairwise(bounds))
