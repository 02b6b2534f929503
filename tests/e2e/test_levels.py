"""From the map of sectors to the diagnosis of a Walloon commune: the levels, as people use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from data.build import build
from data.import_commands import read_together
from data.imports import ImportFolder, usable
from data.settings import CATALOGUE, SOURCES
from data.statistics import Statistics, open_statistics
from indicators.french import number
from tests.e2e.conftest import Server, Visit, new_visit
from tests.e2e.test_map import point_inside

FILES = (
    "bxl-secteurs-statbel-2022/BXL_SS_PREPROCESSED.gpkg",
    "be-secteurs-communes-sciensano/olln_25121_secteurs_4326.geojson",
    "crosswalk-secteur-quartier/MQ_Communes_Quartiers_Secteurs.xlsx",
    "statbel-population-secteur-2019/OPEN DATA_SECTOREN_2019.xlsx",
    "statbel-census2011-logements-secteur/census_2011_logements.xls",
    "statbel-revenus-secteur-2019/fisc2019_D_FR.xls",
)
OLLN = "25121"
CENTRE = "25121A00-"
GRAND_PLACE = "21004A001"
BOURSE = "21004A002"

pytestmark = pytest.mark.xdist_group("niveaux")


@pytest.fixture(scope="module")
def levels_server(
    mirror: Path, statistics: Statistics, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server that knows the sectors of Brussels and of Ottignies-Louvain-la-Neuve."""
    folder = tmp_path_factory.mktemp("niveaux")
    running = Server(folder, folder / "statistiques.duckdb")
    imports = folder / "imports"
    found = read_together([mirror / name for name in FILES], statistics)
    held = [(one, usable(one, statistics.catalogue, set(statistics.quartiers))) for one in found]
    ImportFolder(imports).accept_all(
        held, "essai", lambda: build(running.statistics, SOURCES, CATALOGUE, 5, imports)
    )
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def loaded(levels_server: Server) -> Statistics:
    return open_statistics(levels_server.statistics)


@pytest.fixture
def person(browser: Browser, visits: list[BrowserContext], levels_server: Server) -> Visit:
    """One person on a laptop, on the server that knows several levels."""
    return new_visit(browser, visits, levels_server.url)


def search(visit: Visit, query: str, name: str) -> Locator:
    """Open the popover and type; return the hit that bears a name."""
    visit.page.get_by_role("button", name="Chercher un lieu").click()
    box = visit.page.get_by_label("Nom, autre nom, nom néerlandais ou code")
    box.fill(query)
    box.press("Enter")
    hit = visit.page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first
    hit.wait_for()
    visit.settled()  # a page that still runs is dimmed
    return hit


def find_place(visit: Visit, query: str, name: str) -> None:
    """Choose a hit, and wait until the page has taken it up: two choices within one run are one too many."""
    before = visit.page.url
    search(visit, query, name).click()
    visit.page.wait_for_function("before => location.href !== before", arg=before)
    visit.settled()


def polygons(visit: Visit) -> int:
    return visit.map_frame.locator("path[data-code]").count()


def figure_of(page: Page, indicator: str) -> str:
    return page.locator(f'.chiffre[data-indicateur="{indicator}"] .grand').inner_text()


def test_the_map_of_sectors_draws_all_of_brussels(person: Visit) -> None:
    person.open(f"/carte?territoire={GRAND_PLACE}&indicateur=population")
    person.map_showing("population", 2019)
    expect(person.page.get_by_role("heading", level=1)).to_have_text("Carte des secteurs")
    expect(person.page.locator(".surtitre")).to_contain_text("724 secteurs, Région de Bruxelles-Capitale")
    assert polygons(person) == 724
    person.page.get_by_text("Voir le tableau").click()
    expect(person.page.locator("tr[data-code]")).to_have_count(724)
    expect(person.page.locator(f'tr[data-code="{GRAND_PLACE}"]')).to_contain_text("849")


def test_a_smaller_extent_and_a_click_on_a_sector_are_in_the_link(person: Visit) -> None:
    person.open(f"/carte?territoire={GRAND_PLACE}&indicateur=population")
    person.map_showing("population", 2019)
    assert "etendue" not in person.page.url
    person.choose("etendue", "Bruxelles")
    expect(person.page).to_have_url(re.compile("etendue=21004"))
    expect(person.page.locator(".surtitre")).to_contain_text("107 secteurs, Bruxelles")
    person.map_showing("population", 2019)
    expect(person.map_frame.locator("path[data-code]")).to_have_count(107)
    person.page.mouse.click(*point_inside(person, BOURSE))
    expect(person.page.locator(".panneau h2")).to_have_text("Bourse")
    expect(person.page).to_have_url(re.compile(f"territoire={BOURSE}"))
    expect(person.page).to_have_url(re.compile("etendue=21004"))
    expect(person.map_frame.locator("#map_div")).to_have_attribute("data-territoire", BOURSE)


def test_choosing_communes_leads_to_the_commune_around(person: Visit) -> None:
    person.open("/carte?quartier=10&indicateur=bim")
    person.map_showing("bim", 2024)
    person.choose("niveau", "Communes")
    person.map_showing("population", 2019)
    expect(person.page.get_by_role("heading", level=1)).to_have_text("Carte des communes")
    expect(person.page).to_have_url(re.compile("territoire=21004"))
    expect(person.page.locator(".panneau h2")).to_have_text("Bruxelles")
    expect(person.page.locator(".surtitre")).to_contain_text("19 communes")
    expect(person.page.get_by_role("alert")).to_have_count(0)
    assert polygons(person) == 19


def test_the_search_opens_a_place_by_the_name_people_use(person: Visit) -> None:
    person.open("/carte?territoire=10")
    person.map_showing("bim")
    hit = search(person, "LLN", "Ottignies-Louvain-la-Neuve")
    assert person.serious_violations() == []
    hit.click()
    expect(person.page).to_have_url(re.compile(f"territoire={OLLN}"))
    expect(person.page.locator(".panneau h2")).to_have_text("Ottignies-Louvain-la-Neuve")
    person.map_showing("population", 2019)
    expect(person.page.locator(".panneau .valeur")).to_contain_text(number(31_443))


def test_from_the_map_of_ottignies_to_a_line_of_its_grid_without_another_host(
    person: Visit, loaded: Statistics
) -> None:
    page = person.page
    person.open(f"/carte?territoire={CENTRE}&indicateur=population")
    person.map_showing("population", 2019)
    assert polygons(person) == 60
    find_place(person, "ottignies", "Ottignies-Louvain-la-Neuve")
    person.choose("indicateur", "Logements loués")
    person.map_showing("locataires", 2011)
    page.get_by_role("link", name="Ouvrir la fiche").click()
    page.wait_for_url(re.compile(f"/fiche.*territoire={OLLN}"))
    person.settled()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ottignies-Louvain-la-Neuve")
    rented = loaded.estimates(loaded.catalogue["locataires"], 2011, "commune")[OLLN].value
    assert rented is not None
    share = loaded.catalogue["locataires"].format(rented)
    assert figure_of(page, "locataires") == share
    account = page.locator("table", has_text="ne situe dans aucun secteur")
    expect(account).to_contain_text(number(31_443))
    page.locator('a[href*="preuve=locataires%3A"]', has_text="Constat").first.click()
    page.wait_for_url(re.compile(f"/afom.*territoire={OLLN}"))
    person.settled()
    box = page.get_by_label("Constat", exact=True)
    box.fill("La moitié des logements occupés sont loués.")
    box.blur()
    person.settled()
    page.get_by_role("button", name="Ajouter le constat").click()
    card = page.locator(".constat").filter(has_text="La moitié des logements")
    expect(card).to_be_visible()
    page.reload()
    person.settled()
    expect(card).to_be_visible()
    expect(card.locator(".puce")).to_contain_text(share)
    expect(card.locator(".puce")).to_contain_text("2011")
    person.open("/afom?territoire=10")
    expect(page.locator(".constat").filter(has_text="La moitié des logements")).to_have_count(0)
    assert any(f"/geo/secteur/{OLLN}.geojson" in url for url in person.requests)
    assert person.foreign_requests == []


@pytest.mark.parametrize("page", ["carte", "afom"])
def test_an_unknown_sector_gives_a_notice_and_anneessens(person: Visit, page: str) -> None:
    person.open(f"/{page}?territoire=21004X99-")
    notice = person.page.get_by_role("alert").filter(has_text="21004X99-")
    expect(notice).to_contain_text("Anneessens")
    expect(person.page).to_have_url(re.compile("territoire=10"))


def test_a_link_of_before_the_levels_still_opens_its_quartier(person: Visit) -> None:
    person.open("/carte?quartier=10")
    person.map_showing("bim", 2024)
    expect(person.page.locator(".panneau h2")).to_have_text("Anneessens")
    expect(person.page).to_have_url(re.compile("territoire=10"))
    assert "quartier=" not in person.page.url
    expect(person.page.get_by_role("alert")).to_have_count(0)
    assert polygons(person) == 145


@pytest.mark.parametrize("path", [f"/carte?territoire={GRAND_PLACE}", f"/fiche?territoire={OLLN}"])
def test_axe_finds_no_serious_violation(person: Visit, path: str) -> None:
    person.open(path)
    if path.startswith("/carte"):
        person.map_showing("population")
    person.is_fit_for_everybody()
