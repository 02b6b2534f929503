"""The page of methods in a real browser: its links, its anchors, axe, a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import Server, Visit, new_visit


def top_of(page: Page, anchor: str) -> float:
    """How far below the top of the window a heading stands."""
    return float(page.evaluate(f"document.getElementById('{anchor}').getBoundingClientRect().top"))


def in_sight(page: Page, anchor: str) -> None:
    page.wait_for_function(
        f"""() => {{ const one = document.getElementById('{anchor}');
        if (!one) return false; const top = one.getBoundingClientRect().top; return top > -1 && top < 400; }}"""
    )


def test_the_table_of_contents_works_on_a_phone_and_leads_back(
    browser: Browser, visits: list[BrowserContext], server: Server
) -> None:
    visit = new_visit(browser, visits, server.url, 390)
    page = visit.open("/methodes?territoire=10")
    assert visit.width_needed <= 390
    page.get_by_role("navigation", name="Sommaire").get_by_role("link", name="Secret statistique").click()
    in_sight(page, "methode-secret")
    expect(page).to_have_url(re.compile("#methode-secret$"))
    card = page.locator(".stElementContainer").filter(has_text="Un chiffre affiché, seul ou par soustraction")
    card.last.get_by_role("link", name="Retour au sommaire").click()
    in_sight(page, "sommaire")


@pytest.mark.parametrize("path", ["/methodes?territoire=10#methode-rang", "/methodes#indicateur-bim"])
def test_a_link_to_an_anchor_opens_the_page_there(visit: Visit, path: str) -> None:
    page = visit.open(path)
    in_sight(page, path.split("#")[1])


def test_the_fiche_leads_to_the_method_in_the_same_window(visit: Visit) -> None:
    page = visit.open("/fiche?territoire=10")
    page.get_by_role("link", name="Méthode\u00a0: La population qu'un taux et un nombre supposent").click()
    in_sight(page, "methode-denominateurs")
    expect(page).to_have_url(re.compile("territoire=10"))
    assert len(page.context.pages) == 1


def test_another_quartier_gives_other_examples_and_nothing_leaves_the_machine(visit: Visit) -> None:
    page = visit.open("/methodes?territoire=10")
    visit.choose("territoire", "Marolles")
    expect(page.get_by_text("Dans le quartier Marolles, BIM 2024\u00a0: 52,3\u00a0%").first).to_be_attached()
    expect(page).to_have_url(re.compile("territoire=8"))
    assert visit.foreign_requests == []
