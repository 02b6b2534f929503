"""A référent imports a spreadsheet: faults in place, preview, acceptance, undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.conftest import Server, Visit, new_visit


@pytest.fixture
def importing(browser: Browser, visits: list[BrowserContext], own_server: Server, tmp_path: Path) -> Visit:
    """A person with the import section open, on an installation of their own."""
    own_server.own_statistics()
    own_server.start()
    visit = new_visit(browser, visits, own_server.url)
    visit.open("/donnees")
    visit.page.get_by_text("Importer un fichier", exact=True).click()
    visit.settled()
    return visit


def drop(visit: Visit, name: str, content: str) -> None:
    visit.page.locator('input[type="file"]').set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content.encode("utf-8")}
    )
    visit.settled()


def test_a_good_table_is_confirmed_previewed_accepted_and_undone(importing: Visit) -> None:
    drop(importing, "bim_2025.csv", "code;quartier;bim 2025\n10;Anneessens;44,5\n8;Marolles;52,9\n")
    page = importing.page
    expect(page.get_by_text("Reconnu")).to_be_visible()
    preview = page.get_by_role("region", name="Aperçu de l'import")
    expect(preview).to_contain_text("44,5\u00a0%")
    expect(preview).to_contain_text("absente")
    page.get_by_role("button", name="Accepter 2 lignes").click()
    expect(page.get_by_text("est importé")).to_be_visible()
    importing.open("/carte?indicateur=bim&annee=2025&quartier=10")
    expect(page.locator(".panneau .valeur")).to_contain_text("44,5\u00a0%")
    importing.open("/donnees")
    page.get_by_text("Importer un fichier", exact=True).click()
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_text("est annulé")).to_be_visible()
    importing.open("/carte?indicateur=bim&quartier=10")
    expect(page.locator(".panneau .valeur")).to_contain_text("43,6\u00a0%")


def test_a_table_destroyed_by_a_spreadsheet_is_refused_with_its_rows(importing: Visit) -> None:
    drop(
        importing,
        "secteurs.csv",
        "code;menages 2024\n21004A00-;120\n2,1004E+105;80\n21004B10-;90\n",
    )
    expect(importing.page.get_by_text("rien n'a changé")).to_be_visible()
    faults = importing.page.get_by_role("region", name="Fautes du fichier")
    expect(faults).to_contain_text("2,1004E+105")
    expect(faults.locator("tbody tr").first).to_contain_text("3")


def test_a_column_that_no_catalogue_knows_becomes_an_indicator_of_ones_own(importing: Visit) -> None:
    rows = "\n".join(
        f"{code};{value}" for code, value in zip(range(8, 14), (12, 30, 7, 44, 18, 25), strict=True)
    )
    drop(importing, "creches_2025.csv", f"code;Demandes de crèche 2025\n{rows}\n")
    page = importing.page
    expect(page.get_by_text("Laissé de côté")).to_be_visible()
    importing.choose("colonne_1_indicateur", "Nouvel indicateur\u00a0: Demandes de crèche 2025")
    page.get_by_role("button", name="Accepter 6 lignes").click()
    expect(page.get_by_text("est importé")).to_be_visible()
    importing.open("/carte?indicateur=libre_demandes_de_creche")
    expect(page.locator(".panneau .valeur")).to_contain_text("7")
    expect(page.locator(".reponse")).to_contain_text("Demandes de crèche")
