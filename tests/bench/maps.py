"""Both maps in the same browser, on the same machine, in turns, at three sizes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import Browser, Error

from data.statistics import open_statistics
from data.views import map_view
from indicators.french import number
from indicators.level import BELGIUM, BRUSSELS, Level
from pages._map.elements import MOST_SVG
from tests.bench import browser as does
from tests.bench.words import seconds, times, usual
from tests.e2e.conftest import Server, Visit, new_visit

SWITCHES = 10
LOADS = 4
REST_MS = 700
OURS, OBVIOUS = "la nôtre", "l’ordinaire"
SECTOR_SWITCHES = ("Logements loués", "Revenu imposable médian", "Population")


@dataclass(frozen=True)
class Drawing:
    """What both pages show: a level in an extent, first one indicator and then others in turn."""

    level: Level
    extent: str
    indicator: str
    address: str
    switches: tuple[str, ...]

    def count(self, statistics: Path) -> int:
        """How many territories are drawn."""
        return len(map_view(open_statistics(statistics), self.indicator, None, self.level, self.extent).cells)


QUARTIERS = Drawing(Level.QUARTIER, BRUSSELS, "bim", "/carte?indicateur=bim", ("Chômage", "BIM"))
SECTORS = Drawing(
    Level.SECTOR,
    BRUSSELS,
    "population",
    f"/carte?territoire=21004A01-&etendue={BRUSSELS}&indicateur=population",
    SECTOR_SWITCHES,
)
COUNTRY = Drawing(
    Level.SECTOR,
    BELGIUM,
    "population",
    f"/carte?territoire=25121A00-&etendue={BELGIUM}&indicateur=population",
    SECTOR_SWITCHES,
)


@dataclass
class Entrant:
    """One page in the race: how often it is measured, how its map is looked at, what was found."""

    visit: Visit
    address: str
    sight: does.Sight
    loads: int = LOADS
    switches: int = SWITCHES
    opening: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)

    def load(self) -> None:
        """Open the page once more."""
        with self.explained():
            self.opening.append(does.load(self.visit, self.address, self.sight))

    def switch(self, words: str) -> None:
        """Choose another indicator."""
        with self.explained():
            self.change.append(does.switch(self.visit.page, words, self.sight))

    def rest(self) -> None:
        """Let the page come to rest: nobody is measured while another still works."""
        for _time in range(2):  # st_folium answers its own first drawing with another run
            self.visit.page.wait_for_timeout(REST_MS)
            self.visit.settled()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Say what the page showed when its map did not come."""
        try:
            yield
        except Error as error:
            page = self.visit.page
            raise RuntimeError(f"{page.url}\n{page.locator('body').inner_text()[:600]}") from error


@dataclass(frozen=True)
class Result:
    """What was measured of one drawing; `obvious` is None where it was left out."""

    title: str
    ours: Entrant
    obvious: Entrant | None

    @property
    def ratio(self) -> float | None:
        """How many times slower the obvious page changes its indicator."""
        return usual(self.obvious.change) / usual(self.ours.change) if self.obvious else None


@contextmanager
def serving(browser: Browser, statistics: Path, drawing: Drawing, script: str = "app.py") -> Iterator[Visit]:
    """A server of one of the two pages, and somebody at it."""
    server = Server(statistics.parent, statistics, script=script)
    told = {
        "BENCH_NIVEAU": drawing.level.value,
        "BENCH_ETENDUE": drawing.extent,
        "BENCH_INDICATEUR": drawing.indicator,
    }
    with ExitStack() as stack:
        stack.callback(server.stop)
        with patch.dict(os.environ, told):
            server.start()
        visit = new_visit(browser, [], server.url)
        stack.callback(visit.page.context.close)
        yield visit


@contextmanager
def measured(
    browser: Browser, statistics: Path, drawing: Drawing, with_obvious: bool = True
) -> Iterator[Result]:
    """Measure a drawing in turns, so that whatever else the machine does falls on both.

    The pages stay open inside the `with`.
    """
    count = drawing.count(statistics)
    on_canvas = count > MOST_SVG
    polygons = does.polygons(count)
    with ExitStack() as stack:
        visit = stack.enter_context(serving(browser, statistics, drawing))
        ours = Entrant(visit, drawing.address, does.OUR_CANVAS if on_canvas else polygons)
        obvious = None
        if with_obvious:
            visit = stack.enter_context(serving(browser, statistics, drawing, "tests/bench/obvious_app.py"))
            obvious = Entrant(visit, "/", does.ANY_CANVAS if on_canvas else polygons)
            if on_canvas:
                obvious.loads, obvious.switches = 1, 2
                visit.page.set_default_timeout(does.ANY_CANVAS.patience * 1000)
        entrants = [entrant for entrant in (ours, obvious) if entrant]
        for turn in range(LOADS):
            for entrant in entrants:
                if turn < entrant.loads:
                    entrant.load()
                    entrant.rest()
        for turn in range(SWITCHES):
            for entrant in entrants:
                if turn < entrant.switches:
                    entrant.switch(drawing.switches[turn % len(drawing.switches)])
                    entrant.rest()
        yield Result(f"{number(count)} {drawing.level.plural}", ours, obvious)


def report_head() -> None:
    """The titles of the table of maps."""
    print("Cartes, secondes (médianes sans la première fois\u00a0; «\u00a0au pire\u00a0» la compte)")
    print(f"{'':<32}{OURS:>10}{'au pire':>10}{OBVIOUS:>13}{'au pire':>10}{'rapport':>10}")


def report(result: Result) -> None:
    """Two rows: opening the page, changing the indicator."""
    kinds = {
        "ouverture": (result.ours.opening, result.obvious.opening if result.obvious else []),
        "changement": (result.ours.change, result.obvious.change if result.obvious else []),
    }
    for title, (kind, (ours, obvious)) in zip((result.title, ""), kinds.items(), strict=True):
        line = f"{title:<20}{kind:<12}{seconds(usual(ours)):>10}{seconds(max(ours)):>10}"
        if obvious:
            line += f"{seconds(usual(obvious)):>13}{seconds(max(obvious)):>10}"
            line += f"{times(usual(obvious) / usual(ours)):>10}"
        print(line)
