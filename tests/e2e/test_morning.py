"""A référent's morning, timed by clicks: from a figure, from a testimony, from zones d'ombre."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from diagnostic.board import Quadrant
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import TestimonyRecord
from diagnostic.entry_repository import EntryRepository
from diagnostic.repository import StatementRepository
from diagnostic.store import open_store
from tests.e2e.conftest import Server, Visit, new_visit

pytestmark = pytest.mark.xdist_group("matinee")

# A press of the mouse anywhere in the page; kept while the person goes from page to page.
COUNT_CLICKS = """addEventListener('pointerdown', event => {
  if (event.isTrusted) sessionStorage.clics = 1 + Number(sessionStorage.clics || 0);
}, true)"""
TOLD = ("Les délais sont longs", "Personne ne sait à qui s'adresser", "Des familles partent")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server whose store holds one testimony and three lines that only rest on it."""
    folder = tmp_path_factory.mktemp("matinee")
    (folder / "donnees").mkdir()
    store = open_store(f"sqlite:///{(folder / 'donnees' / 'constats.sqlite').as_posix()}")
    entries = EntryRepository(store)
    owner = entries.add(Diagnosis(territory_level="quartier", territory_code="10", title="Matinée"))
    heard = TestimonyRecord(
        function="Équipe de maison médicale",
        sector="Santé",
        on=date(2026, 11, 3),
        said="Trois mois d'attente.",
    )
    record = entries.add(heard, owner.id)
    for words in TOLD:
        StatementRepository(store).add(
            "quartier",
            "10",
            Quadrant.WEAKNESS,
            "non_recours",
            words,
            (heard.as_evidence(record.id),),
            diagnostic=owner.id,
        )
    store.close()
    running = Server(folder, Path(os.environ["DIAGNOSTIC_STATISTICS"]))
    running.start()
    yield running, owner.id
    running.stop()


@pytest.fixture
def person(browser: Browser, visits: list[BrowserContext], prepared: tuple[Server, str]) -> Visit:
    visit = new_visit(browser, visits, prepared[0].url)
    visit.page.add_init_script(COUNT_CLICKS)
    return visit


def clicks(visit: Visit) -> int:
    return int(visit.page.evaluate("Number(sessionStorage.clics || 0)"))


def test_from_a_figure_to_a_constat_with_its_evidence_in_three_clicks(person: Visit) -> None:
    page = person.open("/fiche?territoire=10")
    page.locator('a[href*="preuve=bim%3A"]', has_text="Constat").first.click()
    page.wait_for_url(re.compile("/afom"))
    person.settled()
    box = page.get_by_label("Constat", exact=True)
    box.click()
    box.fill("Beaucoup de personnes ont droit à l'intervention majorée.")
    page.get_by_role("button", name="Ajouter le constat").click()
    card = page.locator(".constat").filter(has_text="Beaucoup de personnes")
    expect(card).to_contain_text("BIM")
    expect(card).to_contain_text("43,6\u00a0%")
    assert clicks(person) <= 3


def test_from_a_testimony_to_a_constat_in_five_fields(person: Visit, prepared: tuple[Server, str]) -> None:
    page = person.open(f"/journal?diagnostic={prepared[1]}")
    box = page.locator(".st-key-temoignage input")
    box.click()
    box.fill("maison médicale")
    page.get_by_role("option", name=re.compile("Équipe de maison médicale")).click()
    person.settled()
    page.get_by_role("button", name="Créer un constat").click()
    form = page.locator("[data-testid=stMainBlockContainer]")
    form.get_by_label("Constat", exact=True).fill("L'attente décourage.")
    fields = 1
    for label, choice in (("Liste", "F · Faiblesses"), ("Thème", "Non-recours")):
        box = form.get_by_label(label, exact=True).last
        box.click()
        box.fill(choice)
        page.get_by_role("option", name=re.compile(re.escape(choice) + "$")).first.click()
        fields += 1
    page.get_by_role("button", name="Ajouter le constat").click()
    expect(page.locator(".constatations li").filter(has_text="L'attente décourage.")).to_be_visible()
    assert fields <= 5
    person.open(f"/afom?diagnostic={prepared[1]}")
    card = page.locator(".constat").filter(has_text="L'attente décourage.")
    expect(card).to_contain_text("Équipe de maison médicale, novembre 2026")


def test_a_fiche_from_three_zones_d_ombre_in_six_clicks(person: Visit, prepared: tuple[Server, str]) -> None:
    page = person.open(f"/themes?diagnostic={prepared[1]}")
    for words in TOLD:
        page.get_by_role("button", name=re.compile(words)).click()
        person.settled()
    page.get_by_role("button", name="Faire une fiche de ces zones d'ombre").click()
    expect(page.get_by_text("est faite").first).to_be_visible()
    for words in TOLD:
        expect(page.get_by_text(words).first).to_be_visible()
    assert clicks(person) <= 6
    person.open(f"/themes?diagnostic={prepared[1]}")
    expect(page.get_by_text("Déjà sur une fiche (3)")).to_be_visible()
