"""Measure the maps and the imports, print the ratios and whether the promises hold."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from data.build import build
from data.settings import CATALOGUE, SOURCES
from indicators.french import number
from tests.bench import figures, imports, maps
from tests.bench.browser import reruns_while_panning
from tests.bench.mirror import mirror_files
from tests.bench.whole_import import import_aside
from tests.bench.words import load_average, seconds, usual, verdict
from tests.e2e.conftest import BROWSERS

WANTED_RATIO = 3.0
WANTED_SECONDS = 0.35
WANTED_SECONDS_BELGIUM = 0.5
OBVIOUS_BELGIUM = "BENCH_ORDINAIRE_BELGIQUE"


def main() -> None:
    before = load_average()
    with tempfile.TemporaryDirectory() as name:
        bundled = Path(name) / "quartiers" / "statistiques.duckdb"
        build(bundled, SOURCES, CATALOGUE)
        belgium = import_belgium(bundled, Path(name) / "belgique" / "statistiques.duckdb")
        promises = figures.report(belgium) if belgium else []
        print()
        with launched() as browser:
            measure_maps(browser, bundled, belgium)
    print("\n".join(promises))
    print(f"Machine\u00a0: {os.cpu_count()} cœurs, charge {before} au début, {load_average()} à la fin.")


def import_belgium(bundled: Path, target: Path) -> Path | None:
    """Measure the import; return statistics of all of Belgium, None without the mirror."""
    try:
        paths = mirror_files()
    except FileNotFoundError as error:
        print(f"Laissés de côté\u00a0: l'import et les cartes de secteurs, car {error}.\n")
        return None
    target.parent.mkdir()
    shutil.copyfile(bundled, target)
    imports.report_whole(import_aside(paths, target))
    imports.report_reading(imports.measure_reading(paths, bundled, target.parent))
    return target


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser of this machine, else the one of Playwright."""
    with sync_playwright() as playwright:
        executable = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def measure_maps(browser: Browser, bundled: Path, belgium: Path | None) -> None:
    """Print a row as soon as it is known, the promises at the end."""
    promises = []
    maps.report_head()
    with maps.measured(browser, bundled, maps.QUARTIERS) as quartiers:
        maps.report(quartiers)
        reruns = reruns_while_panning(quartiers.ours.visit)
    promises.append(faster(quartiers))
    promises.append(at_most(quartiers, WANTED_SECONDS))
    promises.append(
        f"{quartiers.title}\u00a0: aucune relance de la page pendant un déplacement ({number(reruns)})\u00a0: {verdict(reruns == 0)}"
    )
    if belgium:
        with maps.measured(browser, belgium, maps.SECTORS) as sectors:
            maps.report(sectors)
        promises.append(faster(sectors))
        with_obvious = os.environ.get(OBVIOUS_BELGIUM) == "1"
        with maps.measured(browser, belgium, maps.COUNTRY, with_obvious) as country:
            maps.report(country)
        if not with_obvious:
            print(
                f"Ordinaire laissée de côté pour {country.title} (environ 90 s par changement, "
                f"mesuré dans platform.md)\u00a0: {OBVIOUS_BELGIUM}=1 la mesure."
            )
        promises.append(at_most(country, WANTED_SECONDS_BELGIUM))
    print("\n" + "\n".join(promises))


def faster(result: maps.Result) -> str:
    """The promise against the obvious page."""
    ratio = result.ratio or 0.0
    return f"{result.title}\u00a0: changement au moins {number(WANTED_RATIO)} fois plus rapide\u00a0: {verdict(ratio >= WANTED_RATIO)}"


def at_most(result: maps.Result, wanted: float) -> str:
    """The promise in seconds."""
    held = usual(result.ours.change) <= wanted
    return f"{result.title}\u00a0: changement en au plus {seconds(wanted)}\u00a0: {verdict(held)}"


if __name__ == "__main__":
    main()
