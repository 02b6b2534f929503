"""Run both maps in the same browser, on the same machine, in turns, and print ratios."""

from __future__ import annotations

import os
import shutil
import statistics as stats
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from xstatic.pkg import d3

from data.build import build
from data.settings import CATALOGUE, SOURCES
from tests.e2e.conftest import BROWSERS, Server, Visit, new_visit
from tests.e2e.test_map import listen

ROUNDS = 9
D3 = Path(d3.BASE_DIR) / "d3.js"
WANTED_RATIO = 3.0
WANTED_SECONDS = 0.35
SWITCHES = ("Chômage", "BIM")

# Time, in the browser, from the click on an option to the frame in which the polygons have
# another colour. The obvious page replaces its iframe, so it is looked up at every frame.
WATCH = """() => {
  const fills = () => {
    const frame = document.querySelector('iframe[title^="streamlit_folium"]');
    const paths = frame && frame.contentDocument ? [...frame.contentDocument.querySelectorAll('path.leaflet-interactive')] : [];
    return paths.length < 145 ? '' : paths.map(p => p.getAttribute('fill')).join();
  };
  const before = fills();
  window.__switch = new Promise(resolve => {
    document.addEventListener('click', () => {
      const start = performance.now();
      const look = () => {
        const now = fills();
        if (now && now !== before) resolve((performance.now() - start) / 1000);
        else requestAnimationFrame(look);
      };
      look();
    }, { capture: true, once: true });
  });
}"""


def switch(page: Page, words: str) -> float:
    """Choose another indicator; return the seconds until the map shows it."""
    box = page.locator(".st-key-indicateur input")
    box.click()
    box.fill(words)
    option = page.get_by_role("option", name=words, exact=True).first
    option.wait_for()
    page.evaluate(WATCH)
    option.click()
    return float(page.evaluate("window.__switch"))


def load(visit: Visit, path: str) -> float:
    """Seconds from the address to 145 coloured polygons, with a warm browser cache."""
    start = time.perf_counter()
    visit.page.goto(visit.url + path)
    visit.page.frame_locator('iframe[title^="streamlit_folium"]').locator("path.leaflet-interactive").nth(
        144
    ).wait_for()
    return time.perf_counter() - start


def reruns_while_panning(visit: Visit) -> int:
    """Messages sent to the server while the map is dragged and zoomed."""
    sent: list[object] = []
    visit.page.on("websocket", lambda socket: listen(socket, sent))
    visit.page.reload()
    visit.map_showing("bim")
    visit.page.wait_for_timeout(2000)
    sent.clear()
    frame = visit.page.locator('iframe[title^="streamlit_folium"]').bounding_box()
    assert frame is not None
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    for step in range(5):
        visit.page.mouse.move(x, y)
        visit.page.mouse.down()
        visit.page.mouse.move(x + 40 * step, y + 30, steps=5)
        visit.page.mouse.up()
        visit.page.mouse.wheel(0, -200)
        visit.page.wait_for_timeout(300)
    visit.page.wait_for_timeout(1000)
    return len(sent)


def measure(ours: Visit, obvious: Visit) -> dict[str, dict[str, list[float]]]:
    """Take turns, so that whatever else the machine does falls on both."""
    maps: dict[str, tuple[Visit, str]] = {
        "la nôtre": (ours, "/carte?indicateur=bim"),
        "l'ordinaire": (obvious, "/"),
    }
    found: dict[str, dict[str, list[float]]] = {name: {"ouverture": [], "changement": []} for name in maps}
    for name, (visit, path) in maps.items():
        load(visit, path)
        found[name]["ouverture"] += [load(visit, path) for _ in range(3)]
        visit.page.wait_for_timeout(1500)
    for round_ in range(ROUNDS + 1):
        for name, (visit, _path) in maps.items():
            seconds = switch(visit.page, SWITCHES[round_ % 2])
            visit.page.wait_for_timeout(600)
            if round_:  # the first one warms up
                found[name]["changement"].append(seconds)
    return found


def verdict(held: bool) -> str:
    return "tenu" if held else "NON TENU"


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        build(folder / "statistiques.duckdb", SOURCES, CATALOGUE)
        os.environ["DIAGNOSTIC_STATISTICS"] = str(folder / "statistiques.duckdb")
        executable = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        servers = [
            Server(folder, folder / "statistiques.duckdb"),
            Server(folder, folder / "statistiques.duckdb", script="tests/bench/obvious_app.py"),
        ]
        try:
            for server in servers:
                server.start()
            ours, obvious = (new_visit(browser, [], server.url) for server in servers)
            # st_folium asks two public hosts for d3 as soon as there is a legend.
            obvious.page.route(
                "**/*d3*.js", lambda route: route.fulfill(path=D3, content_type="text/javascript")
            )
            found = measure(ours, obvious)
            reruns = reruns_while_panning(ours)
        finally:
            browser.close()
            for server in servers:
                server.stop()
    report(found, reruns)


def report(found: dict[str, dict[str, list[float]]], reruns: int) -> None:
    median: Callable[[list[float]], float] = stats.median
    print(f"Carte de 145 quartiers, {ROUNDS} changements d'indicateur, médianes en secondes\n")
    print(f"{'':<14}{'la nôtre':>12}{'l’ordinaire':>14}{'rapport':>10}")
    for what in ("ouverture", "changement"):
        ours, obvious = (median(found[name][what]) for name in found)
        print(f"{what:<14}{ours:>12.2f}{obvious:>14.2f}{obvious / ours:>9.1f}×")
    ours, obvious = (median(found[name]["changement"]) for name in found)
    print(f"\nAu moins {WANTED_RATIO:.0f} fois plus rapide : {verdict(obvious / ours >= WANTED_RATIO)}")
    print(f"Au plus {WANTED_SECONDS:.2f} s : {verdict(ours <= WANTED_SECONDS)}")
    print(f"Relances de la page pendant un déplacement : {reruns} ({verdict(reruns == 0)})")


if __name__ == "__main__":
    main()
