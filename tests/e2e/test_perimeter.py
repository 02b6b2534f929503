"""A référent makes a perimeter by clicking on the map, and finds its figure on the map of the élu."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.test_map import click_quartier


def test_two_quartiers_clicked_on_the_map_become_one_perimeter(visit: Visit) -> None:
    page = visit.page
    visit.open("/perimetres")
    visit.map_showing("population")
    click_quartier(visit, "36")
    expect(page.locator("#apercu")).to_contain_text("1 quartier ")
    click_quartier(visit, "37")
    expect(page.locator("#apercu")).to_contain_text("2 quartiers")
    expect(page).to_have_url(re.compile("membres=36"))
    click_quartier(visit, "38")
    expect(page.locator("#apercu")).to_contain_text("3 quartiers")
    click_quartier(visit, "38")
    expect(page.locator("#apercu")).to_contain_text("2 quartiers")
    assert visit.serious_violations() == []
    page.get_by_label("Nom du périmètre").fill("Deux voisins <b>gras</b>")
    page.get_by_role("button", name="Enregistrer le périmètre").click()
    expect(page.get_by_text("est enregistré")).to_be_visible()
    card = page.locator("[class*=st-key-perimetre_p]").first
    expect(card).to_contain_text("Deux voisins <b>gras</b>")
    expect(card).to_contain_text("habitant·es")
    card.get_by_role("link", name="Carte").click()
    page.wait_for_url(re.compile(r"/carte\?.*territoire=p[0-9a-f]{8}"))
    visit.map_showing("bim", 2024)
    expect(page.locator(".panneau h2")).to_have_text("Deux voisins <b>gras</b>")
    value = page.locator(".panneau .valeur").inner_text().split()[0]
    page.get_by_role("link", name="Ouvrir la fiche").click()
    expect(page.locator('.chiffre[data-indicateur="bim"] .grand')).to_contain_text(value)
    expect(page.get_by_role("heading", level=1)).to_have_text("Deux voisins <b>gras</b>")
