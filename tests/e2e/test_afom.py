"""A référente writes the AFOM grid; laptops die, colleagues type, texts are strange."""

from __future__ import annotations

import io
import re
import threading
from datetime import date
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.e2e.conftest import Server, Visit, new_visit

HOSTILE = [
    "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "Un café ☕ et un 🏘️ quartier **vivant** _ici_ $x^2$ :red[non]",
    "نص من اليمين إلى اليسار",
    "mot " * 2500,
]


def write_statement(visit: Visit, text: str) -> None:
    """Fill the words of the form; the figure came with the link."""
    box = visit.page.get_by_label("Constat", exact=True)
    box.fill(text)
    box.blur()
    visit.settled()


def save(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Ajouter le constat").click()


def cards(page: Page, text: str | re.Pattern[str]):  # type: ignore[no-untyped-def]
    return page.locator(".constat p").filter(has_text=text)


def test_from_a_figure_to_a_stored_line_and_back_after_a_reload(visit: Visit) -> None:
    visit.open("/fiche?quartier=10")
    line = visit.page.locator('.chiffre[data-indicateur="bim"]')
    value = line.locator(".grand").inner_text()
    visit.page.locator('a[href*="preuve=bim%3A"]', has_text="Constat").first.click()
    visit.page.wait_for_url(re.compile("/afom"))
    visit.settled()
    write_statement(visit, "Beaucoup de personnes ont droit à l'intervention majorée.")
    save(visit)
    expect(cards(visit.page, "Beaucoup de personnes")).to_be_visible()
    visit.open("/afom?quartier=10")
    card = visit.page.locator(".constat").filter(has_text="Beaucoup de personnes")
    expect(card).to_be_visible()
    expect(card.locator(".puce")).to_contain_text(value)
    expect(card.locator(".puce")).to_contain_text("2024")


def test_no_line_is_saved_without_evidence(visit: Visit) -> None:
    visit.open("/afom?quartier=9")
    write_statement(visit, "Une opinion sans preuve.")
    save(visit)
    expect(visit.page.get_by_role("alert")).to_contain_text("chiffre")
    expect(visit.page.get_by_label("Constat", exact=True)).to_have_value("Une opinion sans preuve.")
    visit.open("/afom?quartier=9")
    expect(cards(visit.page, "Une opinion sans preuve.")).to_have_count(0)


def test_a_testimony_is_known_by_function_and_sector(visit: Visit) -> None:
    visit.open("/afom?quartier=8")
    write_statement(visit, "Les rendez-vous en santé mentale se font attendre.")
    visit.page.get_by_text("Un témoignage", exact=True).click()
    visit.settled()
    visit.page.get_by_label("Fonction", exact=True).fill("Équipe de maison médicale")
    visit.page.get_by_label("Secteur", exact=True).fill("Santé")
    visit.page.get_by_label("Secteur", exact=True).blur()
    visit.settled()
    save(visit)
    card = visit.page.locator(".constat").filter(has_text="se font attendre")
    expect(card.locator(".puce")).to_contain_text("Équipe de maison médicale")


@pytest.mark.parametrize("text", HOSTILE, ids=["balises", "emoji", "arabe", "long"])
def test_strange_texts_are_stored_and_shown_as_text_exports_included(visit: Visit, text: str) -> None:
    alerts: list[str] = []
    visit.count_dialogs(alerts)
    visit.open("/afom?quartier=12&preuve=bim:2024")
    write_statement(visit, text)
    save(visit)
    shown = visit.page.locator(".constat p").filter(has_text=text[:30].strip())
    expect(shown.first).to_be_visible()
    assert shown.first.inner_text().strip() == text.strip()
    assert alerts == []
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Télécharger la grille").click()
    document = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    printed = [p.text for table in document.tables for cell in table._cells for p in cell.paragraphs]
    assert any(text.strip() in paragraph for paragraph in printed)


def test_two_people_edit_one_line_and_the_second_sees_both_texts(
    browser: Browser, visits: list[BrowserContext], server: Server
) -> None:
    first, second = (new_visit(browser, visits, server.url) for _ in range(2))
    first.open("/afom?quartier=11&preuve=bim:2024")
    write_statement(first, "Texte de départ")
    save(first)
    expect(cards(first.page, "Texte de départ")).to_be_visible()
    second.open("/afom?quartier=11")
    for person, text in ((first, "Texte de la première personne"), (second, "Texte de la seconde personne")):
        person.page.get_by_role("button", name="Modifier").first.click()
        area = person.page.get_by_role("dialog").get_by_label("Constat", exact=True)
        area.fill(text)
        area.blur()
        person.settled()
    first.page.get_by_role("dialog").get_by_role("button", name="Enregistrer").click()
    expect(cards(first.page, "Texte de la première personne")).to_be_visible()
    dialog = second.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Rien n'a été écrasé")
    expect(dialog.locator(".autre-texte")).to_have_text("Texte de la première personne")
    expect(dialog.get_by_label("Constat", exact=True)).to_have_value("Texte de la seconde personne")
    dialog.get_by_role("button", name="Enregistrer mon texte à la place").click()
    expect(cards(second.page, "Texte de la seconde personne")).to_be_visible()
    second.page.get_by_role("button", name="Modifier").first.click()
    second.page.get_by_role("dialog").get_by_text("Historique").click()
    expect(second.page.get_by_role("dialog").get_by_text("Texte de la première personne")).to_be_visible()


def test_an_archived_line_comes_back(visit: Visit) -> None:
    visit.open("/afom?quartier=14&preuve=bim:2024")
    write_statement(visit, "Une ligne à archiver")
    save(visit)
    expect(cards(visit.page, "Une ligne à archiver")).to_be_visible()
    visit.page.get_by_role("button", name="Modifier").first.click()
    visit.page.get_by_role("dialog").get_by_role("button", name="Archiver").click()
    visit.page.get_by_text("Constats archivés (1)").click()
    visit.page.get_by_role("button", name="Rétablir").click()
    expect(visit.page.get_by_text(re.compile("Constats archivés"))).to_have_count(0)
    expect(cards(visit.page, "Une ligne à archiver")).to_be_visible()


def test_the_demonstration_fills_the_five_lists(
    browser: Browser, visits: list[BrowserContext], own_server: Server
) -> None:
    own_server.start()
    visit = new_visit(browser, visits, own_server.url)
    visit.open("/afom?quartier=10")
    visit.page.get_by_role("button", name="Charger la démonstration").click()
    expect(visit.page.locator(".constat").nth(15)).to_be_visible()
    counts = [int(text) for text in visit.page.locator(".liste-titre .compte").all_inner_texts()]
    assert len(counts) == 5
    assert all(counts)
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Télécharger la grille").click()
    document = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    printed = "\n".join(cell.text for table in document.tables for cell in table._cells)
    for shown in visit.page.locator(".constat p").all_inner_texts():
        assert shown.strip() in printed


def test_what_was_saved_survives_a_process_killed_while_saving(
    browser: Browser, visits: list[BrowserContext], own_server: Server
) -> None:
    own_server.start()
    visit = new_visit(browser, visits, own_server.url)
    confirmed: list[str] = []
    for number in range(4):
        visit.open("/afom?quartier=10&preuve=bim:2024")
        text = f"Ligne numéro {number} du {date.today().isoformat()}"
        write_statement(visit, text)
        if number == 3:
            # The process dies somewhere between the click and the answer.
            threading.Timer(0.15, own_server.kill).start()
            try:
                save(visit)
                visit.page.wait_for_timeout(1000)
            except Error:
                pass
        else:
            save(visit)
            expect(cards(visit.page, text)).to_be_visible()
            confirmed.append(text)
    assert own_server.process is not None
    own_server.process.wait(timeout=10)
    own_server.start()
    visit = new_visit(browser, visits, own_server.url)
    visit.open("/afom?quartier=10")
    for text in confirmed:
        expect(cards(visit.page, text)).to_be_visible()


def test_missing_statistics_are_explained_with_the_command_that_rebuilds_them(
    browser: Browser, visits: list[BrowserContext], own_server: Server, tmp_path: Path
) -> None:
    own_server.statistics = tmp_path / "absentes.duckdb"
    own_server.start()
    visit = new_visit(browser, visits, own_server.url)
    visit.page.goto(own_server.url + "/carte")
    alert = visit.page.get_by_role("alert")
    expect(alert).to_contain_text("python -m data build")
    expect(visit.page.get_by_text("Traceback")).to_have_count(0)
    own_server.statistics.write_bytes(b"pas une base de statistiques" * 100)
    visit.page.reload()
    expect(alert).to_contain_text("abîmé")
    assert visit.page.request.get(own_server.url + "/sante").status == 200
