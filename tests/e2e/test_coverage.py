"""A référent asks where mental-health care is missing, and is not told more than is known."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, BrowserContext, Locator, expect

from tests.e2e.conftest import Server, Visit, new_visit

TABLE = "nom;type;capacite;quartier;lon;lat\n" + "".join(
    f"SSM {code};ssm;2;{code};;\n" for code in ("10", "36", "23", "58", "72", "86", "104")
)
AT_AN_ADDRESS = "SSM du Pentagone;ssm;3;;4,3400;50,8450\n"


def drawn(visit: Visit, measure: str) -> Locator:
    """The map once it shows a measure (or a need)."""
    found = visit.map_frame.locator(f'#map_div[data-ready="true"][data-indicateur="{measure}"]')
    found.wait_for()
    return found


def test_known_points_the_case_of_document_003_and_an_own_directory(
    browser: Browser, visits: list[BrowserContext], own_server: Server
) -> None:
    own_server.start()
    visit = new_visit(browser, visits, own_server.url)
    page = visit.open("/couverture?type=tous")
    expect(page.locator(".reponse")).to_contain_text("Répertoire incomplet")
    known = drawn(visit, "bim")
    expect(known).to_have_attribute("data-points", "3")
    expect(visit.map_frame.locator("path.service")).to_have_count(3)
    expect(page.get_by_text("mieux couvert")).to_have_count(0)

    page.get_by_role("button", name="Cas du document 003").click()
    case = drawn(visit, "couverture:2sfca")
    expect(page.locator(".reponse")).to_contain_text("53\u202f633 habitant·es")
    expect(case).to_have_attribute("data-points", "1")
    visit.settled()

    page.get_by_text("Votre répertoire").click()
    uploader = page.locator('input[type="file"]').first
    uploader.set_input_files(
        {
            "name": "mauvais.csv",
            "mimeType": "text/csv",
            "buffer": TABLE.replace(";36;", ";Nulle part;").encode(),
        }
    )
    faults = page.get_by_role("region", name="Fautes du fichier")
    expect(faults).to_contain_text("ce quartier n'existe pas")
    uploader.set_input_files(
        {"name": "ssm.csv", "mimeType": "text/csv", "buffer": (TABLE + AT_AN_ADDRESS).encode()}
    )
    page.get_by_role("button", name="Utiliser ces 8 services").click()
    expect(page.get_by_text("est en vigueur\u00a0: 8 services")).to_be_visible()
    visit.settled()
    visit.choose("type", "Service de santé mentale")
    expect(page.locator(".reponse")).to_contain_text("Déclarez ce type complet")
    expect(page).to_have_url(re.compile("type=ssm"))
    visit.settled()
    page.get_by_text("Service de santé mentale (8)").click()
    drawn(visit, "couverture:2sfca")
    expect(page.get_by_role("list", name="Légende")).to_contain_text("deux fois la moyenne ou plus")
    expect(visit.map_frame.locator("path.service")).to_have_count(8)
    expect(visit.map_frame.locator("path.service[stroke-dasharray]")).to_have_count(7)

    visit.choose("methode", "Distance au service le plus proche")
    shown = drawn(visit, "couverture:distance")
    page.get_by_text("Voir le tableau").click()
    row = page.locator('tr[data-code="10"]')
    expect(row).to_contain_text("minutes")
    visit.map_iframe.scroll_into_view_if_needed()
    visit.map_frame.locator("path.service:not([stroke-dasharray])").hover()
    expect(visit.map_frame.locator(".leaflet-tooltip").last).to_contain_text("SSM du Pentagone")
    expect(visit.map_frame.locator(".leaflet-tooltip").last).to_contain_text("capacité 3")
    expect(shown).to_have_attribute("data-points", "8")
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger le tableau").click()
    lines = download.value.path().read_bytes().decode("utf-8").splitlines()
    assert lines[0].startswith("\ufeffcode;quartier;")
    assert any(line.startswith("10;Anneessens;") and "minutes de marche" in line for line in lines)
    assert visit.foreign_requests == []

    own_server.kill()
    own_server.start()
    again = new_visit(browser, visits, own_server.url)
    again.open("/couverture?type=ssm&methode=e2sfca")
    drawn(again, "couverture:e2sfca")
    expect(again.map_frame.locator("path.service")).to_have_count(8)


def test_the_page_is_accessible_before_and_after_the_case(visit: Visit) -> None:
    page = visit.open("/couverture")
    drawn(visit, "bim")
    assert visit.serious_violations() == []
    page.get_by_role("button", name="Cas du document 003").click()
    drawn(visit, "couverture:2sfca")
    visit.settled()
    page.get_by_text("Voir le tableau").click()
    page.locator('tr[data-code="10"]').wait_for()
    page.get_by_text("Votre répertoire").click()
    page.get_by_role("button", name="Télécharger un modèle").wait_for()
    visit.settled()
    visit.is_fit_for_everybody()
