"""Photograph every page at 1400 and 390 px: `make captures` (folder captures/, README in tests/pictures)."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from data.build import build
from data.settings import CATALOGUE, SOURCES
from tests.e2e.conftest import BROWSERS, ROOT, Server, new_visit

PAGES = {
    "accueil": "/",
    "carte": "/carte?indicateur=bim&quartier=10",
    "fiche": "/fiche?quartier=10&soeur=8",
    "couverture": "/couverture",
    "comparer": "/comparer?territoire=10",
    "comparer-quartiers": "/comparer?territoire=10&vue=quartiers",
    "comparer-chaleur": "/comparer?territoire=10&vue=chaleur",
    "comparer-ecarts": "/comparer?territoire=10&vue=ecarts",
    "comparer-indice": "/comparer?territoire=10&vue=composite",
    "perimetres": "/perimetres?membres=10,8",
    "diagnostics": "/diagnostics",
    "afom": "/afom?quartier=10",
    "afom-projecteur": "/afom?quartier=10&vue=projecteur",
    "afom-a3": "/afom?quartier=10&vue=a3",
    "journal": "/journal",
    "carte-annotee": "/carte-annotee",
    "themes": "/themes",
    "plan": "/plan",
    "accompagnement": "/accompagnement",
    "historique": "/historique",
    "recherche": "/recherche",
    "echange": "/echange",
    "donnees": "/donnees",
    "methodes": "/methodes",
}
IN_README = ("carte-1400.png",)
TALLEST = 6000


def main() -> None:
    target = ROOT / "captures"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        build(folder / "statistiques.duckdb", SOURCES, CATALOGUE)
        os.environ["DIAGNOSTIC_DATA_DIR"] = str(folder / "donnees")
        server = Server(folder, folder / "statistiques.duckdb")
        server.start()
        executable = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            _demonstration(folder)
            for width in (1400, 390):
                for page, path in PAGES.items():
                    visit = new_visit(browser, [], server.url, width)
                    visit.open(path)
                    if page == "carte":
                        visit.map_showing("bim")
                    # Streamlit scrolls inside the page: make the window as tall as what it holds.
                    if page != "carte" or width > 500:
                        height = visit.page.evaluate(
                            "document.querySelector('[data-testid=stMain]').scrollHeight"
                        )
                        visit.page.set_viewport_size({"width": width, "height": min(height + 20, TALLEST)})
                    visit.page.wait_for_timeout(1200)
                    visit.page.screenshot(path=str(target / f"{page}-{width}.png"))
                    visit.page.context.close()
                    print(target / f"{page}-{width}.png")
        finally:
            browser.close()
            server.stop()
    shown = ROOT / "tests" / "pictures"
    shown.mkdir(parents=True, exist_ok=True)
    for picture in IN_README:
        shutil.copyfile(target / picture, shown / picture)


def _demonstration(folder: Path) -> None:
    from diagnostic.demo import install_demo
    from diagnostic.repository import StatementRepository
    from diagnostic.settings import Settings
    from diagnostic.store import open_store

    install_demo(StatementRepository(open_store(Settings().store_url)))


if __name__ == "__main__":
    main()
