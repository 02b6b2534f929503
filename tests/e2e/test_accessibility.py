"""axe finds no serious violation, on a laptop and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.conftest import Server, new_visit

PAGES = [
    "/",
    "/carte",
    "/fiche?soeur=8",
    "/couverture",
    "/perimetres?membres=10",
    "/afom",
    "/donnees",
    "/methodes",
]


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_serious_violation_and_nothing_overflows_on_a_phone(
    browser: Browser, visits: list[BrowserContext], server: Server, path: str, width: int
) -> None:
    visit = new_visit(browser, visits, server.url, width)
    visit.open(path)
    if path == "/carte":
        visit.map_showing("bim")
    visit.page.wait_for_timeout(800)
    found = Axe().run(visit.page).response["violations"]
    serious = [
        f"{violation['id']} ({violation['impact']}) : {node['html'][:200]}"
        for violation in found
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]
    assert serious == []
    if width == 390:
        assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
