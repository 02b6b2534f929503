"""A real server and a real browser: what users do, on what they do it with."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    FrameLocator,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from data.build import build
from data.settings import CATALOGUE, SOURCES

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LOCAL = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:")
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)  # a loaded machine is slow, not wrong


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """The application as `make run` starts it, with its own statistics and store."""

    folder: Path
    statistics: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    script: str = "app.py"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def own_statistics(self) -> None:
        """Build statistics that nobody else reads, to import into."""
        self.statistics = self.folder / "statistiques.duckdb"
        build(self.statistics, SOURCES, CATALOGUE)

    def start(self) -> None:
        environment = os.environ | {
            "DIAGNOSTIC_DATA_DIR": str(self.folder / "donnees"),
            "DIAGNOSTIC_STATISTICS": str(self.statistics),
            "DIAGNOSTIC_IMPORTS": str(self.folder / "imports"),
            "PYTHONPATH": str(ROOT),
        }
        log = (self.folder / "serveur.log").open("ab")
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                self.script,
                "--server.port",
                str(self.port),
                "--server.headless",
                "true",
            ],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/sante", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"le serveur ne répond pas : {(self.folder / 'serveur.log').read_text()}")

    def kill(self) -> None:
        """The laptop dies: no goodbye."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests of this worker."""
    running = Server(tmp_path_factory.mktemp("serveur"), Path(os.environ["DIAGNOSTIC_STATISTICS"]))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server that a test may kill or starve."""
    running = Server(tmp_path, Path(os.environ["DIAGNOSTIC_STATISTICS"]))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        executable = next(filter(None, map(shutil.which, BROWSERS)), None)
        launched = playwright.chromium.launch(
            executable_path=executable,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        yield launched
        launched.close()


@dataclass
class Visit:
    """One person at one screen; remembers every request the browser made."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        self.page.locator("[data-testid=stMainBlockContainer]").wait_for()
        self.settled()
        return self.page

    def settled(self) -> None:
        """Wait until Streamlit has finished its run."""
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        self.page.locator("[data-stale=true]").first.wait_for(state="detached")

    def count_dialogs(self, messages: list[str]) -> None:
        """Note every browser dialog: a text that opens one was run, not shown."""

        def note(dialog: Dialog) -> None:
            messages.append(dialog.message)
            dialog.dismiss()

        self.page.on("dialog", note)

    @property
    def foreign_requests(self) -> list[str]:
        return [url for url in self.requests if not url.startswith(LOCAL)]

    def serious_violations(self) -> list[str]:
        """What axe holds against the page once it stands still (a page that runs is dimmed)."""
        self.page.wait_for_timeout(500)
        self.settled()
        return [
            f"{violation['id']} ({violation['impact']}) : {node['html'][:200]}"
            for violation in Axe().run(self.page).response["violations"]
            if violation["impact"] in {"serious", "critical"}
            for node in violation["nodes"]
        ]

    @property
    def width_needed(self) -> int:
        """Pixels the content asks for: more than the window means a sideways scroll."""
        return int(self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth"))

    def is_fit_for_everybody(self) -> None:
        """Neither on a laptop nor on a phone does axe object, nor does anything overflow."""
        assert self.serious_violations() == [], "ordinateur"
        assert self.width_needed <= 1400
        self.page.set_viewport_size({"width": 390, "height": 844})
        assert self.serious_violations() == [], "téléphone"
        assert self.width_needed <= 390

    @property
    def map_iframe(self) -> Locator:
        """The map of now: while a page is redrawn the former one still stands before it."""
        return self.page.locator('iframe[title^="streamlit_folium"]').last

    @property
    def map_frame(self) -> FrameLocator:
        return self.map_iframe.content_frame

    def map_showing(self, indicator: str, year: int | None = None) -> Locator:
        """The map container once it is drawn and coloured for this indicator."""
        wanted = f'#map_div[data-ready="true"][data-indicateur="{indicator}"]'
        if year is not None:
            wanted += f'[data-annee="{year}"]'
        drawn = self.map_frame.locator(wanted)
        drawn.wait_for()
        expect(self.page.locator('iframe[title^="streamlit_folium"]')).to_have_count(1)
        return drawn

    def choose(self, key: str, text: str) -> None:
        """Choose an option of a selectbox by its key, by typing as people do."""
        box = self.page.locator(f".st-key-{key} input")
        box.click()
        box.fill(text)
        self.page.get_by_role("option", name=text, exact=True).first.click()
        self.settled()


@pytest.fixture
def visits(browser: Browser) -> Iterator[list[BrowserContext]]:
    contexts: list[BrowserContext] = []
    yield contexts
    for context in contexts:
        context.close()


def new_visit(browser: Browser, contexts: list[BrowserContext], url: str, width: int = 1400) -> Visit:
    context = browser.new_context(
        viewport={"width": width, "height": 900 if width > 500 else 844},
        locale="fr-BE",
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE_MS)
    contexts.append(context)
    visit = Visit(context.new_page(), url)
    visit.page.on("request", lambda request: visit.requests.append(request.url))
    visit.page.on("websocket", lambda websocket: visit.requests.append(websocket.url))
    return visit


@pytest.fixture
def visit(browser: Browser, visits: list[BrowserContext], server: Server) -> Visit:
    """One person on a laptop."""
    return new_visit(browser, visits, server.url)
