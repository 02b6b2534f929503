"""An élu explores the map."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import WebSocket, expect

from tests.e2e.conftest import Visit


def point_inside(visit: Visit, code: str) -> tuple[float, float]:
    """A point of the page that is really inside the polygon of a quartier."""
    visit.settled()
    handle = visit.map_iframe.element_handle()
    assert handle is not None
    handle.scroll_into_view_if_needed()
    frame = handle.content_frame()
    assert frame is not None
    point = frame.evaluate(
        """code => {
          const path = document.querySelector(`path[data-code="${code}"]`);
          const box = path.getBoundingClientRect();
          const inside = [];
          for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
            const x = box.x + box.width * i / 20, y = box.y + box.height * j / 20;
            const hit = document.elementsFromPoint(x, y).find(e => e.classList.contains('leaflet-interactive'));
            if (hit === path) inside.push([x, y]);
          }
          return inside[Math.floor(inside.length / 2)];
        }""",
        code,
    )
    box = handle.bounding_box()
    assert box is not None and point is not None
    return box["x"] + point[0], box["y"] + point[1]


def click_quartier(visit: Visit, code: str) -> None:
    visit.page.mouse.click(*point_inside(visit, code))


def test_the_map_opens_on_the_bim_rate_with_a_legend_in_words(visit: Visit) -> None:
    visit.open("/carte")
    drawn = visit.map_showing("bim", 2024)
    expect(drawn).to_have_attribute("data-territoire", "10")
    legend = visit.page.get_by_role("list", name=re.compile("Légende"))
    for words in (
        "moins de 15",
        "45\u00a0% ou plus",
        "zéro",
        "secret statistique",
        "non disponible",
        "sans objet",
    ):
        expect(legend).to_contain_text(words)
    expect(visit.page.locator(".reponse")).to_contain_text("44 personnes sur 100")


def test_a_link_restores_indicator_year_and_quartier(visit: Visit) -> None:
    visit.open("/carte?indicateur=isoles_65_plus&annee=2010&quartier=8")
    visit.map_showing("isoles_65_plus", 2010)
    expect(visit.page.locator(".panneau h2")).to_have_text("Marolles")
    for words in ("indicateur=isoles_65_plus", "annee=2010"):
        expect(visit.page).to_have_url(re.compile(words))


def test_each_choice_is_one_step_back(visit: Visit) -> None:
    visit.open("/carte?territoire=8&indicateur=bim")
    visit.map_showing("bim", 2024)
    expect(visit.page).to_have_url(re.compile("annee=2024"))
    steps = visit.page.evaluate("history.length")
    visit.choose("indicateur", "Chômage")
    visit.map_showing("chomage")
    expect(visit.page).to_have_url(
        re.compile("indicateur=chomage.*annee=2023|annee=2023.*indicateur=chomage")
    )
    assert visit.page.evaluate("history.length") == steps + 1
    visit.page.go_back()
    visit.map_showing("bim", 2024)
    visit.page.go_forward()
    visit.map_showing("chomage", 2023)


def test_a_click_on_a_polygon_fills_the_panel_and_the_url(visit: Visit) -> None:
    visit.open("/carte?quartier=8")
    visit.map_showing("bim")
    click_quartier(visit, "10")
    expect(visit.page.locator(".panneau h2")).to_have_text("Anneessens")
    expect(visit.page).to_have_url(re.compile("territoire=10"))
    expect(visit.page.locator(".panneau .valeur")).to_contain_text("43,6\u00a0%")


def test_the_card_under_the_pointer_says_name_value_count_and_year(visit: Visit) -> None:
    visit.open("/carte?quartier=8")
    visit.map_showing("bim")
    x, y = point_inside(visit, "10")
    visit.page.mouse.move(x, y)
    card = visit.map_frame.locator(".carton")
    for words in ("Anneessens", "43,6\u00a0%", "2024", "4\u202f500 personnes"):
        expect(card).to_contain_text(words)


def test_the_keyboard_does_what_the_click_does(visit: Visit) -> None:
    visit.open("/carte")
    visit.map_showing("bim")
    visit.choose("territoire", "Marolles")
    expect(visit.page.locator(".panneau h2")).to_have_text("Marolles")
    expect(visit.map_frame.locator("#map_div")).to_have_attribute("data-territoire", "8")


def test_another_indicator_recolours_without_loading_anything_again(visit: Visit) -> None:
    visit.open("/carte")
    visit.map_showing("bim")
    before = len(visit.requests)
    visit.choose("indicateur", "Chômage")
    visit.map_showing("chomage", 2023)
    reloaded = [url for url in visit.requests[before:] if "geojson" in url or "leaflet" in url]
    assert reloaded == []


def listen(socket: WebSocket, sent: list[object]) -> None:
    """Note every message from the browser to the server."""

    def note(frame: object) -> None:
        sent.append(frame)

    socket.on("framesent", note)


def test_pan_and_zoom_cause_no_rerun(visit: Visit) -> None:
    visit.open("/carte")
    visit.map_showing("bim")
    visit.settled()
    sent: list[object] = []
    visit.page.on("websocket", lambda socket: listen(socket, sent))
    visit.page.reload()
    visit.map_showing("bim")
    visit.settled()
    visit.page.wait_for_timeout(1500)
    sent.clear()
    frame = visit.map_iframe.bounding_box()
    assert frame is not None
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x + 120, y + 60, steps=6)
    visit.page.mouse.up()
    visit.page.mouse.wheel(0, -400)
    visit.page.wait_for_timeout(1500)
    assert sent == [], "le déplacement de la carte a relancé la page"


def test_the_table_says_what_the_map_says(visit: Visit) -> None:
    visit.open("/carte?indicateur=bim&quartier=10")
    visit.page.get_by_text("Voir le tableau").click()
    row = visit.page.locator('tr[data-code="10"]')
    expect(row).to_contain_text("43,6\u00a0%")
    expect(row).to_contain_text("2024")
    expect(visit.page.locator("tr[data-code]")).to_have_count(145)
    expect(visit.page.locator('tr[data-code="6"]')).to_contain_text("non disponible")
    expect(visit.page.locator('tr[data-code="906"]')).to_contain_text("sans objet")


def test_the_csv_opens_in_a_belgian_spreadsheet(visit: Visit) -> None:
    visit.open("/carte?indicateur=bim&quartier=10")
    visit.page.get_by_text("Voir le tableau").click()
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Télécharger le tableau").click()
    text = download.value.path().read_bytes().decode("utf-8")
    assert text.startswith("\ufeffcode;quartier;")
    assert any(line.startswith("10;Anneessens;") and ";43,63;" in line for line in text.splitlines())


def test_an_unknown_address_gives_a_notice_and_a_sensible_default(visit: Visit) -> None:
    visit.open("/carte?indicateur=inconnu&quartier=999")
    visit.map_showing("bim")
    notices = visit.page.get_by_role("alert")
    expect(notices.filter(has_text="inconnu")).to_be_visible()
    expect(notices.filter(has_text="999")).to_be_visible()
    visit.page.wait_for_timeout(1500)
    expect(notices.filter(has_text="999")).to_be_visible()


def test_markup_in_the_address_stays_text(visit: Visit) -> None:
    alerts: list[str] = []
    visit.count_dialogs(alerts)
    visit.open("/carte?quartier=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    visit.map_showing("bim")
    assert alerts == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/carte",
        "/fiche",
        "/couverture",
        "/comparer",
        "/comparer?vue=composite",
        "/perimetres",
        "/afom",
        "/donnees",
        "/methodes",
    ],
)
def test_no_request_leaves_this_machine(visit: Visit, path: str) -> None:
    visit.open(path)
    if path == "/carte":
        visit.map_showing("bim")
    visit.page.wait_for_timeout(1000)
    assert visit.requests
    assert visit.foreign_requests == []


def test_health_answers_with_the_versions(visit: Visit) -> None:
    answer = visit.page.request.get(visit.url + "/sante")
    assert answer.status == 200
    told = json.loads(answer.text())
    assert told["etat"] == "ok"
    assert told["application"] and told["donnees"]["version"]


def test_the_page_says_that_it_is_french(visit: Visit) -> None:
    visit.open("/carte")
    assert visit.page.locator("html").get_attribute("lang") == "fr-BE"
    expect(visit.page.get_by_text("Deploy", exact=True)).to_have_count(0)
