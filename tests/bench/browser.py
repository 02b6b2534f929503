"""What is done in the browser, and how the end of it is seen."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.e2e.conftest import Visit
from tests.e2e.test_map import listen

FRAME = 'iframe[title^="streamlit_folium"]'


@dataclass(frozen=True)
class Sight:
    """How the map is looked at from outside, at every frame.

    `shows` is a script that says what a document shows, as text; '' while it shows nothing yet.
    `frames` are waited for after something new was seen. `patience` is in seconds.
    """

    shows: str
    frames: int = 0
    patience: float = 30


def polygons(count: int) -> Sight:
    """Coloured SVG polygons: seen in the very frame that paints them."""
    shows = """document => {
      const paths = [...document.querySelectorAll('path.leaflet-interactive')];
      const fills = paths.map(path => path.getAttribute('fill'));
      return fills.length < COUNT || new Set(fills).size < 2 ? '' : fills.join();
    }"""
    return Sight(shows.replace("COUNT", str(count)))


OUR_CANVAS = Sight(
    """document => {
      const map = document.querySelector('#map_div');
      return map && map.dataset.ready === 'true' ? map.dataset.indicateur : '';
    }""",
    frames=1,
)
"""Our map names its indicator once it is drawn; the next frame is taken as the end."""

ANY_CANVAS = Sight(
    """document => {
      const canvas = document.querySelector('.leaflet-overlay-pane canvas');
      if (!canvas || !canvas.width) return '';
      const small = new OffscreenCanvas(48, 32), pen = small.getContext('2d', { willReadFrequently: true });
      pen.drawImage(canvas, 0, 0, 48, 32);
      const signs = pen.getImageData(0, 0, 48, 32).data;
      return signs.some(sign => sign) ? signs.join() : '';
    }""",
    frames=1,
    patience=600,
)
"""Another picture than before, in the small."""

# The obvious page replaces its iframe, so the document is looked up at every frame; an iframe
# without height shows nothing.
LOOK = """
  const shows = () => {
    const frame = document.querySelector('FRAME');
    const open = frame && frame.contentDocument && frame.offsetHeight > 100;
    return open ? (SHOWS)(frame.contentDocument) : '';
  };
  const frames = count => new Promise(done => {
    const wait = left => left ? requestAnimationFrame(() => wait(left - 1)) : done();
    wait(count);
  });
  const changed = (before, start) => new Promise((resolve, reject) => {
    const seconds = () => (performance.now() - start) / 1000;
    const look = () => {
      const now = shows();
      if (now && now !== before) frames(FRAMES).then(() => resolve(seconds()));
      else if (seconds() > PATIENCE) reject(new Error('la carte ne change pas'));
      else requestAnimationFrame(look);
    };
    look();
  });
"""
DRAWN = "() => { LOOK return changed('', performance.now()); }"
WATCH = """() => { LOOK
  const before = shows();
  window.__switch = new Promise((resolve, reject) => {
    document.addEventListener('click', () => changed(before, performance.now()).then(resolve, reject),
      { capture: true, once: true });
  });
}"""


def script(template: str, sight: Sight) -> str:
    """Fill a script in with how the map is looked at."""
    look = LOOK.replace("FRAMES", str(sight.frames)).replace("FRAME", FRAME)
    look = look.replace("SHOWS", sight.shows).replace("PATIENCE", str(sight.patience))
    return template.replace("LOOK", look)


def switch(page: Page, words: str, sight: Sight) -> float:
    """Choose another indicator; return the seconds until the map shows it."""
    box = page.locator(".st-key-indicateur input")
    box.click()
    box.fill(words)
    option = page.get_by_role("option", name=words, exact=True).first
    option.wait_for()
    page.evaluate(script(WATCH, sight))
    option.click()
    return float(page.evaluate("window.__switch"))


def load(visit: Visit, path: str, sight: Sight) -> float:
    """Seconds from the address to coloured polygons."""
    start = time.perf_counter()
    visit.page.goto(visit.url + path)
    visit.page.evaluate(script(DRAWN, sight))
    return time.perf_counter() - start


def reruns_while_panning(visit: Visit) -> int:
    """Messages sent to the server while the map is dragged and zoomed."""
    sent: list[object] = []
    visit.page.on("websocket", lambda socket: listen(socket, sent))
    visit.page.reload()
    visit.map_showing("bim")
    visit.page.wait_for_timeout(2000)
    sent.clear()
    frame = visit.page.locator(FRAME).bounding_box()
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
