"""Pages of territories of every level as Streamlit runs them, on small hand-made imports."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.statistics import Statistics
from exports.assembly import FicheFormat, fiche
from tests.app.test_pages import opened
from tests.data.territory_fixtures import House, counted, drawn, listed, people, table_of_quartiers

SECTORS = ("21001A00-", "21001A01-", "21013A00-")
BESIDE = "21001B00-"
OLLN = ("25121A00-", "25121A01-")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Three sectors of quartier 11 (two communes) and a commune whose people are partly hidden."""
    house = House(tmp_path_factory.mktemp("maison"))
    house.accept(
        drawn("2022", *SECTORS, BESIDE),
        drawn("2021", *OLLN),
        table_of_quartiers("2024", dict.fromkeys(SECTORS, "11") | {BESIDE: "59"}),
        table_of_quartiers("2025", {"21001090-": "59"}),
        listed({"25121A00-": "25121", "25121A01-": "25121", "25121B00-": "25121", "62063A00-": "62063"}),
        people(2019, **{"21001A00_": 200, "21001A01_": 0, "21013A00_": 100, "21001ZZZZ": 7}),
        people(2019, **{"25121A00_": 10, "25121A01_": None, "25121B00_": 4, "62063A00_": 50}),
        counted(("revenu_imposable_median", "25121A00-", 2019, 22_093.0)),
    )
    return house


@pytest.fixture
def house(built: House, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("DIAGNOSTIC_STATISTICS", str(built.target))
    monkeypatch.setenv("DIAGNOSTIC_IMPORTS", str(built.folder))
    return built


def shown(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


def assert_calm(app: AppTest) -> None:
    """The page stands: no failure, no notice."""
    assert not app.exception
    assert not app.error
    assert not app.warning


@pytest.mark.parametrize("code", ["21001A00-", "21001A01-", "21001", "21013", "11", "10"])
@pytest.mark.parametrize("page", ["carte.py", "fiche.py", "afom.py"])
def test_every_level_has_its_pages(house: House, page: str, code: str) -> None:
    app = opened(page, territoire=code)
    assert_calm(app)
    assert app.selectbox(key="territoire").value == code
    assert app.query_params["territoire"] == code


def test_an_old_link_opens_its_quartier_and_is_written_anew(house: House) -> None:
    app = opened("fiche.py", quartier="11")
    assert_calm(app)
    assert app.query_params["territoire"] == "11"
    assert "quartier" not in app.query_params


def test_of_two_places_in_one_link_the_new_word_counts(house: House) -> None:
    app = opened("fiche.py", quartier="10", territoire="21001")
    assert app.query_params["territoire"] == "21001"


@pytest.mark.parametrize(
    ("level", "code"),
    [("commune", "21001"), ("secteur", "21001A00-")],
)
def test_another_level_leads_to_the_place_around_or_within(house: House, level: str, code: str) -> None:
    app = opened("carte.py", territoire="11")
    app.selectbox(key="niveau").select(level).run()
    assert_calm(app)
    assert app.query_params["territoire"] == code


def test_the_usual_extent_stays_out_of_the_link(house: House) -> None:
    app = opened("carte.py", territoire="21001A00-")
    assert "etendue" not in app.query_params
    app.selectbox(key="etendue").select("21001").run()
    assert app.query_params["etendue"] == "21001"
    assert "3 secteurs, Anderlecht" in shown(app)


def test_an_extent_that_does_not_hold_the_place_gives_a_notice(house: House) -> None:
    app = opened("carte.py", territoire="21001A00-", etendue="21013")
    assert "21013" in app.warning[0].value
    assert "etendue" not in app.query_params


def test_the_account_of_a_commune_says_who_is_missing_from_its_quartiers(house: House) -> None:
    told = shown(opened("fiche.py", territoire="21001"))
    assert "200 dans 1 quartiers" in told or "200 dans 1 quartier" in told
    assert "7 que la source ne situe dans aucun secteur = 207 habitant·es (2019)" in told


def test_an_indicator_of_another_level_gives_a_notice_in_a_link(house: House) -> None:
    app = opened("carte.py", territoire="21001", indicateur="bim")
    assert "bim" in app.warning[0].value
    assert "communes" in app.warning[0].value


# Once a bug: the fiche of a territory that no file draws ends in a failure.
@pytest.mark.parametrize("code", ["25121B00-", "62063"])
def test_the_fiche_of_a_place_without_an_outline_opens(house: House, code: str) -> None:
    app = opened("fiche.py", territoire=code)
    assert not app.exception
    assert "Services connus" in [header.value for header in app.header]


# Once a bug: without all of Belgium nothing can be shown around a Region.
def test_the_map_of_regions_opens_without_belgium(house: House) -> None:
    app = opened("carte.py", territoire="04000")
    assert not app.exception


# Once a bug: the same in a document, on the bundled statistics already.
@pytest.mark.parametrize("form", list(FicheFormat))
def test_the_fiche_of_the_region_is_printed_without_an_import(
    statistics: Statistics, form: FicheFormat
) -> None:
    assert fiche("04000", form, date(2026, 11, 22), statistics=statistics)


# Once a bug: the first sector of a quartier may be one that no file draws.
def test_another_level_leads_to_a_place_that_is_on_the_map(house: House) -> None:
    app = opened("carte.py", territoire="59")
    app.selectbox(key="niveau").select("secteur").run()
    assert app.query_params["territoire"] == BESIDE


# Once a bug: «nan» in the account of a commune whose people are partly hidden.
def test_no_page_ever_says_nan(house: House) -> None:
    told = shown(opened("fiche.py", territoire="25121"))
    assert "nan" not in told.casefold().replace(">", " ").replace("<", " ").split()


# Once a bug: figures without a comparison read as a place where nobody lives.
@pytest.mark.parametrize("code", ["21001", "25121A00-"])
def test_a_place_where_people_live_is_never_said_to_be_empty(house: House, code: str) -> None:
    assert "Presque personne ne vit ici" not in shown(opened("fiche.py", territoire=code))


# Once a bug: a hit that the map cannot draw becomes Anneessens without a word.
def test_the_map_never_replaces_a_place_that_was_found_without_a_word() -> None:
    app = opened("carte.py", territoire="8")
    app.text_input(key="recherche").input("Ixelles").run()
    hits = [button for button in app.button if button.key == "trouve:21009"]
    if hits:
        hits[0].click().run()
        assert app.query_params["territoire"] in {"8", "21009"} or app.warning


# Once a bug: without an import the search proposes communes whose fiche is an error.
def test_every_place_that_the_search_proposes_has_a_fiche() -> None:
    app = opened("fiche.py", territoire="8")
    app.text_input(key="recherche").input("Ixelles").run()
    for key in [button.key for button in app.button if str(button.key).startswith("trouve:")]:
        found = opened("fiche.py", territoire=str(key).removeprefix("trouve:"))
        assert not found.error, key
        assert not found.exception, key
