"""Territories of hand-made imports: which exist, where they lie, what they belong to."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import shapely

from data.account import population_account
from data.imports import Usable
from data.known_territories import Share
from data.statistics import Statistics
from data.territory_tables import TerritoryTables, territory_tables
from data.views import map_view
from indicators.level import Level
from indicators.territory import Kind
from tests.data.territory_fixtures import (
    House,
    bundled,
    counted,
    drawn,
    listed,
    people,
    quartier_outlines,
    square,
    table_of_quartiers,
)

OLD = ("25121A00-", "25121A01-")
NEW = ("25121A00-", "25121K01-", "25121K02-")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def tables(*files: Usable) -> TerritoryTables:
    """The tables with the bundled lists and these files, oldest first."""
    observations = pd.concat([bundled().observations, *(one.observations for one in files)])
    return territory_tables(bundled(), [(f"import_{n}", one) for n, one in enumerate(files)], observations)


def sectors_drawn(found: TerritoryTables) -> set[tuple[str, str]]:
    rows = found.geometry[found.geometry["level"] == "secteur"]
    return set(zip(rows["code"], rows["vintage"], strict=True))


def territory(found: TerritoryTables, code: str) -> pd.Series:
    return found.territory.set_index("code").loc[code]


def shares(found: TerritoryTables, child: str, parent_level: str) -> dict[str, tuple[float, str]]:
    rows = found.share[found.share["child"].eq(child) & found.share["parent_level"].eq(parent_level)]
    return {row.parent: (row.share, row.basis) for row in rows.itertuples()}


# Without an import.


def test_without_an_import_there_are_quartiers_nineteen_communes_and_the_region() -> None:
    found = tables()
    assert found.territory["level"].value_counts().to_dict() == {"quartier": 145, "commune": 19, "region": 1}
    assert set(found.geometry["level"]) == {"quartier", "region"}
    assert found.members == {}


def test_without_sectors_nobody_knows_how_a_quartier_is_shared_between_communes() -> None:
    found = shares(tables(), "11", "commune")
    assert set(found) == {"21001", "21013"}
    assert all(pd.isna(share) and basis == "inconnue" for share, basis in found.values())
    assert shares(tables(), "10", "commune") == {"21004": (1.0, "liste")}


# Vintages of outlines.


def test_two_vintages_with_different_codes_stand_side_by_side() -> None:
    found = tables(drawn("2021", *OLD), drawn("2025-01-01", *NEW))
    assert sectors_drawn(found) == {(c, "2021") for c in OLD} | {(c, "2025") for c in NEW}


@pytest.mark.parametrize("smaller_last", [True, False])
def test_a_layer_whose_codes_another_one_contains_is_dropped(smaller_last: bool) -> None:
    files = [drawn("2021", *NEW), drawn("2022", *NEW[:2])]
    found = tables(*(files if smaller_last else reversed(files)))
    assert sectors_drawn(found) == {(code, "2021") for code in NEW}


@pytest.mark.parametrize("finer_last", [True, False])
def test_of_two_layers_with_the_same_codes_the_finer_one_stays(finer_last: bool) -> None:
    files = [drawn("2022", *OLD), drawn("2021", *OLD, points=40)]
    found = tables(*(files if finer_last else reversed(files)))
    assert sectors_drawn(found) == {(code, "2021") for code in OLD}
    rows = found.geometry[found.geometry["level"] == "secteur"]
    assert all(len(shape.exterior.coords) > 40 for shape in shapely.from_wkb(list(rows["wkb"])))


def test_layers_are_judged_commune_by_commune() -> None:
    found = tables(drawn("2021", *OLD, "25112A00-"), drawn("2025", *NEW))
    assert ("25112A00-", "2021") in sectors_drawn(found)
    assert {code for code, _vintage in sectors_drawn(found)} == {*OLD, *NEW, "25112A00-"}


def test_a_commune_that_no_file_draws_is_made_of_its_newest_sectors() -> None:
    found = tables(drawn("2021", *OLD), drawn("2025", *NEW))
    rows = found.geometry[found.geometry["code"] == "25121"]
    (shape,) = shapely.from_wkb(list(rows["wkb"]))
    assert shape.equals(shapely.union_all([square(place) for place in range(len(NEW))]))
    assert territory(found, "25121")["area_km2"] == pytest.approx(0.03)


def test_the_map_takes_the_vintage_that_its_figures_belong_to(house: House) -> None:
    house.accept(
        drawn("2021", *OLD),
        drawn("2025", *NEW),
        people(2019, **{"25121A00_": 10, "25121A01_": 20}),
        people(2025, **{"25121A00_": 10, "25121K01_": 12, "25121K02_": 9}),
    )
    statistics = house.statistics
    population = statistics.catalogue["population"]
    assert statistics.vintages("25121") == ("2025", "2021")
    assert statistics.best_vintage(population, 2019, "25121") == "2021"
    assert statistics.best_vintage(population, 2025, "25121") == "2025"
    before, now = (map_view(statistics, "population", year, Level.SECTOR, "25121") for year in (2019, 2025))
    assert [cell.territory.code for cell in before.cells] == list(OLD)
    assert [cell.territory.code for cell in now.cells] == list(NEW)
    assert before.observed == 2 and now.observed == 3
    assert "(contours de 2021)" in before.extent_text


def test_where_a_commune_lacks_the_vintage_its_own_newest_outlines_are_drawn(house: House) -> None:
    house.accept(
        drawn("2021", *OLD, "25112A00-"),
        drawn("2025", *NEW),
        people(2025, **{"25121A00_": 10, "25121K01_": 12, "25121K02_": 9}),
    )
    view = map_view(house.statistics, "population", 2025, Level.SECTOR, "03000")
    assert {cell.territory.code for cell in view.cells} == {*NEW, "25112A00-"}


# What belongs to what.


def test_a_quartier_in_two_communes_is_shared_by_its_people() -> None:
    found = tables(
        table_of_quartiers("2024", {"21001A00-": "11", "21001A01-": "11", "21013A00-": "11"}),
        people(2019, **{"21001A00_": 200, "21001A01_": 100, "21013A00_": 100}),
    )
    assert shares(found, "11", "commune") == {
        "21001": (0.75, "population 2019"),
        "21013": (0.25, "population 2019"),
    }


def test_where_nobody_lives_the_number_of_sectors_stands_in_and_says_so() -> None:
    found = tables(table_of_quartiers("2024", {"21001A00-": "11", "21001A01-": "11", "21013A00-": "11"}))
    split = shares(found, "11", "commune")
    assert split["21001"] == (pytest.approx(2 / 3), "nombre de secteurs")
    assert split["21013"] == (pytest.approx(1 / 3), "nombre de secteurs")


def test_each_table_of_sectors_keeps_its_own_members() -> None:
    found = tables(
        table_of_quartiers("2024", {"21001A00-": "58"}),
        table_of_quartiers("2025", {"21001A00-": "58", "21001K00-": "59"}),
    )
    assert list(found.members) == ["2025", "2024"]
    assert found.members["2024"] == {"21001A00-": "58"}
    assert territory(found, "21001K00-")["quartier"] == "59"
    assert shares(found, "21001A00-", "quartier") == {"58": (1.0, "table")}


def test_of_two_tables_of_one_vintage_the_later_one_counts() -> None:
    found = tables(
        table_of_quartiers("2024", {"21001A00-": "58"}), table_of_quartiers("2024", {"21001A00-": "59"})
    )
    assert found.members == {"2024": {"21001A00-": "59"}}


MERGED = {"12030A00-": "12041", "12034A00-": "12041"}


def test_a_sector_of_a_merged_commune_lies_in_the_new_commune() -> None:
    found = tables(listed(MERGED))
    assert territory(found, "12030A00-")["commune_codes"] == ["12041"]
    assert territory(found, "12030A00-")["region"] == "02000"
    assert "12030" not in set(found.territory["code"])
    assert found.commune_of["12030"] == "12041"
    communes = found.territory[found.territory["level"] == "commune"]
    assert {"12041"} == {code for code in communes["code"] if code.startswith("12")}


def test_outlines_that_name_the_new_commune_are_believed_too() -> None:
    found = tables(drawn("2021", *MERGED, communes=MERGED))
    assert territory(found, "12034A00-")["commune_codes"] == ["12041"]
    assert territory(found, "12041")["area_km2"] == pytest.approx(0.02)


def test_the_people_of_a_merged_commune_are_those_of_the_old_ones(house: House) -> None:
    old = {"12030A00_": 100, "12030ZZZZ": 5, "12034A00_": 200, "12034ZZZZ": 7}
    house.accept(listed(MERGED), people(2019, **old))
    statistics = house.statistics
    found = statistics.estimates(statistics.catalogue["population"], 2019, "commune")
    assert found["12041"].value == 312
    account = population_account(statistics, statistics.territory("12041"))
    assert account is not None
    assert (account.unplaced, account.total, account.elsewhere) == (12, 312, 0)


def test_people_without_a_sector_are_no_territory() -> None:
    found = tables(listed({"25121A00-": "25121", "25121ZZZZ": "25121"}), people(2019, **{"25121ZZZZ": 32}))
    assert not found.territory["code"].str.endswith("ZZZZ").any()


def test_a_sector_where_nobody_lives_says_so() -> None:
    communes = dict.fromkeys(["25121A00-", "25121A01-", "25121A02-"], "25121")
    found = tables(listed(communes), people(2019, **{"25121A00_": 0, "25121A01_": 1}))
    assert territory(found, "25121A00-")["kind"] == Kind.EMPTY
    assert territory(found, "25121A01-")["kind"] == Kind.INHABITED
    assert territory(found, "25121A02-")["kind"] == Kind.INHABITED  # nobody has counted


def test_the_newest_count_says_whether_a_sector_is_empty() -> None:
    found = tables(
        listed({"25121A00-": "25121"}), people(2015, **{"25121A00_": 0}), people(2019, **{"25121A00_": 4})
    )
    assert territory(found, "25121A00-")["kind"] == Kind.INHABITED


# Names.


def test_names_of_capitals_are_written_as_people_write_them() -> None:
    found = tables(listed({"25121A00-": "25121"}, name="GRAND-PLACE DE L'HORLOGE"))
    assert territory(found, "25121A00-")["name_fr"] == "Grand-Place de l'Horloge"


def test_a_later_file_knows_the_name_better_and_an_empty_name_says_nothing() -> None:
    sector = {"25121A00-": "25121"}
    found = tables(listed(sector, name="Ancien nom"), listed(sector, name="Centre"), listed(sector))
    assert territory(found, "25121A00-")["name_fr"] == "Centre"


def test_a_sector_without_a_name_bears_its_code() -> None:
    found = tables(listed({"25121A00-": "25121"}))
    assert territory(found, "25121A00-")["name_fr"] == "25121A00-"


# Outlines of quartiers.


def test_a_file_that_does_not_draw_all_quartiers_is_not_used() -> None:
    codes = list(bundled().quartiers["code"])
    found = tables(quartier_outlines(codes[:-1]))
    rows = found.geometry[found.geometry["level"] == "quartier"]
    assert set(rows["source"]) == {"urbis_md"}
    assert len(rows) == 145


def test_a_file_that_draws_all_quartiers_takes_the_place_of_the_bundled_outlines() -> None:
    found = tables(quartier_outlines(list(bundled().quartiers["code"])))
    rows = found.geometry[found.geometry["level"] == "quartier"]
    assert set(rows["source"]) == {"import_0"}
    assert len(rows) == 145


# Undoing.


def everything(statistics: Statistics) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: [
            tuple(map(str, row))
            for row in statistics.table(f"SELECT * FROM {name} ORDER BY ALL").itertuples(index=False)
        ]
        for name in ("territory", "territory_share", "geometry", "observation", "service")
    }


def test_undoing_the_imports_brings_the_bundled_state_back(house: House) -> None:
    house.rebuild()
    before = everything(house.statistics)
    ids = house.accept(
        drawn("2021", *OLD),
        table_of_quartiers("2024", {"21001A00-": "11", "21013A00-": "11"}),
        people(2019, **{"25121A00_": 10, "25121ZZZZ": 3, "21001A00_": 5}),
    )
    assert everything(house.statistics) != before
    assert "25121A00-" in house.statistics
    for id_ in ids:
        house.imports.undo(id_, house.rebuild)
    statistics = house.statistics
    assert everything(statistics) == before
    assert "25121A00-" not in statistics
    assert statistics.levels == (Level.QUARTIER,)


def test_undoing_one_of_two_files_leaves_the_other(house: House) -> None:
    _outlines, figures = house.accept(drawn("2021", *OLD), people(2019, **{"25121A00_": 10}))
    house.imports.undo(figures, house.rebuild)
    statistics = house.statistics
    assert set(statistics.drawn(Level.SECTOR, "25121", "")) == set(OLD)
    assert statistics.years("population", Level.SECTOR) == ()


def test_shares_can_be_asked_for(house: House) -> None:
    house.accept(
        table_of_quartiers("2024", {"21001A00-": "11", "21013A00-": "11"}),
        people(2019, **{"21001A00_": 300, "21013A00_": 100}),
    )
    statistics = house.statistics
    quartier, sector = statistics.territory("11"), statistics.territory("21013A00-")
    assert statistics.shares(quartier, "commune") == (
        Share("21001", 0.75, "population 2019"),
        Share("21013", 0.25, "population 2019"),
    )
    assert statistics.shares(sector, "quartier") == (Share("11", 1.0, "table"),)
    assert statistics.shares(statistics.territory("21013"), "region") == (Share("04000", 1.0, "liste"),)


# What a partial import must not pretend.


# Once a bug: a Region counts only the communes that some file mentions, so one
# commune passes for the whole of Wallonia.
def test_one_commune_is_not_the_walloon_region(house: House) -> None:
    house.accept(drawn("2021", *OLD), people(2019, **{"25121A00_": 10, "25121A01_": 20}))
    statistics = house.statistics
    population = statistics.catalogue["population"]
    assert statistics.estimates(population, 2019, "commune")["25121"].value == 30
    assert "03000" not in statistics.estimates(population, 2019, "region")


# Once a bug: the outline of a Region is that of the communes at hand.
def test_one_commune_is_not_drawn_as_the_walloon_region(house: House) -> None:
    house.accept(drawn("2021", *OLD))
    assert house.statistics.outline("03000") is None


# Once a bug: the best vintage is chosen once for the whole extent, although every
# commune has its own vintages.
def test_each_commune_of_a_larger_map_has_the_vintage_of_its_own_figures(house: House) -> None:
    house.accept(
        drawn("2021", "25112A00-", "25112A01-", "25112A02-"),
        drawn("2022", *OLD),
        drawn("2025", *NEW),
        people(2019, **{"25112A00_": 1, "25112A01_": 2, "25112A02_": 3, "25121A00_": 4, "25121A01_": 5}),
    )
    view = map_view(house.statistics, "population", 2019, Level.SECTOR, "03000")
    assert view.observed == 5


# Once a bug: a commune without a total has an account that adds up to «nan».
def test_a_commune_whose_people_are_partly_hidden_has_no_account(house: House) -> None:
    house.accept(drawn("2021", *OLD), people(2019, **{"25121A00_": 10, "25121A01_": None}))
    assert population_account(house.statistics, house.statistics.territory("25121")) is None


# Once a bug: a file of one sector gives its commune the people of that sector.
def test_one_sector_of_a_commune_is_not_the_commune(house: House) -> None:
    house.accept(
        drawn("2021", *OLD),
        people(2019, **{"25121A00_": 10, "25121A01_": 20}),
        people(2020, **{"25121A00_": 11}),
    )
    statistics = house.statistics
    assert "25121" not in statistics.estimates(statistics.catalogue["population"], 2020, "commune")


def test_a_published_figure_of_a_commune_stands_above_the_sum_of_its_sectors(house: House) -> None:
    house.accept(
        drawn("2021", *OLD),
        people(2019, **{"25121A00_": 10, "25121A01_": 20}),
        counted(("population", "25121", 2019, 31.0)),
    )
    statistics = house.statistics
    assert statistics.estimates(statistics.catalogue["population"], 2019, "commune")["25121"].value == 31
