"""axe finds no serious violation, on a laptop and on a phone."""

from __future__ import annotations

import pytest
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
    "/methodes?territoire=10",
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
    assert visit.serious_violations() == []
    if width == 390:
        assert visit.width_needed <= 390
