"""The pages of a whole diagnostic: axe finds no serious violation, and nothing overflows on a phone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from diagnostic.demo import install_demo
from diagnostic.repository import StatementRepository
from diagnostic.store import open_store
from tests.e2e.conftest import Server, new_visit

PAGES = (
    "/diagnostics",
    "/journal",
    "/journal?registre=tableaux",
    "/afom?territoire=10",
    "/afom?territoire=10&vue=projecteur",
    "/afom?territoire=10&vue=a3",
    "/carte-annotee",
    "/themes",
    "/plan",
    "/accompagnement",
    "/historique",
    "/recherche",
    "/echange",
)

pytestmark = pytest.mark.xdist_group("demonstration")


@pytest.fixture(scope="module")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the demonstration of Anneessens."""
    folder = tmp_path_factory.mktemp("demonstration")
    running = Server(folder, Path(os.environ["DIAGNOSTIC_STATISTICS"]))
    (folder / "donnees").mkdir()
    store = open_store(f"sqlite:///{(folder / 'donnees' / 'constats.sqlite').as_posix()}")
    install_demo(StatementRepository(store))
    store.close()
    running.start()
    yield running
    running.stop()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_serious_violation_and_nothing_overflows(
    browser: Browser, visits: list[BrowserContext], demo_server: Server, path: str
) -> None:
    visit = new_visit(browser, visits, demo_server.url)
    visit.open(path)
    assert visit.page.get_by_role("heading", level=1).count() == 1
    assert visit.width_needed <= 1400
    # The same elements, stacked: one look of axe is enough here.
    visit.page.set_viewport_size({"width": 390, "height": 844})
    assert visit.serious_violations() == []
    assert visit.width_needed <= 390
    assert visit.foreign_requests == []
