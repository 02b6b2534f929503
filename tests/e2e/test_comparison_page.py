"""Somebody compares, on a laptop and on a phone; axe finds no serious violation in any view."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit

VIEWS = ("cote-a-cote", "quartiers", "chaleur", "ecarts", "composite")


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_can_be_reached_read_and_kept_on_its_page(visit: Visit, view: str) -> None:
    visit.open(f"/comparer?vue={view}&territoires=10,8,2")
    visit.is_fit_for_everybody()
    assert visit.foreign_requests == []


def test_a_person_goes_from_the_table_to_all_quartiers_and_downloads(visit: Visit) -> None:
    visit.open("/comparer?territoires=10,8")
    row = visit.page.locator('tr[data-indicateur="bim"]')
    expect(row.locator('td[data-code="10"]')).to_contain_text("43,6\u00a0%")
    expect(row.locator('td[data-code="04000"]')).to_contain_text("28,4\u00a0%")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Télécharger le tableau").click()
    text = download.value.path().read_bytes().decode("utf-8")
    assert text.startswith("\ufeffcode;territoire;")
    assert any(line.startswith("10;Anneessens;") and ";43,63;%;" in line for line in text.splitlines())

    visit.page.get_by_test_id("stButtonGroup").get_by_text("Tous les quartiers").click()
    expect(visit.page).to_have_url(re.compile("vue=quartiers"))
    visit.settled()
    expect(visit.page.locator(".js-plotly-plot")).to_contain_text("BIM")

    visit.page.get_by_test_id("stButtonGroup").get_by_text("Tableau de chaleur").click()
    expect(visit.page).to_have_url(re.compile("vue=chaleur"))
    visit.settled()
    visit.choose("tri_chaleur", "BIM")
    expect(visit.page.locator(".chaleur tbody tr").first).to_contain_text("Gare de l'ouest")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Télécharger le tableau").click()
    lines = download.value.path().read_bytes().decode("utf-8").splitlines()
    assert len(lines) == 146
    assert lines[0].startswith("\ufeffcode;quartier;communes;")


def test_the_file_of_a_composite_index_says_that_it_is_not_official(visit: Visit) -> None:
    visit.open("/comparer?vue=composite&composition=bim:2,chomage:1")
    expect(visit.page.locator(".cinquiemes tbody tr").first).to_contain_text("tirages sur 100")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Télécharger l'indice").click()
    lines = download.value.path().read_bytes().decode("utf-8").splitlines()
    assert len(lines) == 119
    assert all("n'est pas un indice officiel" in line for line in lines[1:])
    assert all("poids 2" in line for line in lines[1:])
