"""A référente writes the AFOM grid; laptops die, colleagues type, texts are strange."""

from __future__ import annotations

import io
import re
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect
from pypdf import PdfReader

from diagnostic.board import Quadrant
from diagnostic.evidence import Document
from diagnostic.repository import StatementRepository
from diagnostic.store import open_store
from indicators.territory import Kind, Territory
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
    visit.settled()
    visit.page.get_by_role("button", name="Modifier").first.click()
    visit.page.get_by_role("dialog").get_by_role("button", name="Archiver").click()
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    visit.settled()
    visit.page.get_by_text("Constats archivés (1)").click()
    restore = visit.page.get_by_role("button", name="Rétablir")
    restore.wait_for()
    visit.settled()
    restore.click()
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
    for number in range(3):
        visit.open("/afom?quartier=10&preuve=bim:2024")
        text = f"Ligne numéro {number} du {date.today().isoformat()}"
        write_statement(visit, text)
        if number == 2:
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


DOCUMENT = Document(title="Rapport", organisation="CPAS", year=2021)


@contextmanager
def stored(folder: Path) -> Iterator[StatementRepository]:
    """The store of a server, as a colleague's process opens it."""
    with closing(open_store(f"sqlite:///{folder}/donnees/constats.sqlite")) as store:
        yield StatementRepository(store)


def fill(folder: Path, code: str, *lines: tuple[str, Quadrant]) -> None:
    """Write lines as a colleague would have."""
    with stored(folder) as repository:
        for text, quadrant in lines:
            repository.add("quartier", code, quadrant, "logement", text, (DOCUMENT,))


def lists_of(folder: Path, code: str) -> dict[str, list[str]]:
    """The texts of the stored lists, by letter."""
    with stored(folder) as repository:
        board = repository.board(Territory("quartier", code, "", "", Kind.INHABITED, (), 0.5))
    return {quadrant.value: [one.text for one in board.column(quadrant)] for quadrant in Quadrant}


def wait_for_lists(folder: Path, code: str, **wanted: list[str]) -> None:
    """Wait until the store holds these texts in these lists."""
    deadline = time.monotonic() + 30
    while True:
        found = lists_of(folder, code)
        if {letter: found[letter] for letter in wanted} == wanted:
            return
        assert time.monotonic() < deadline, found
        time.sleep(0.2)


def column_texts(page: Page, letter: str) -> list[str]:
    return page.locator(f'section[data-liste="{letter}"] .constat p').all_inner_texts()


def card(page: Page, text: str) -> Locator:
    return page.locator(".constat").filter(has_text=text)


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_card_is_dragged_to_another_list_and_to_another_rank(visit: Visit, server: Server) -> None:
    code = "15"
    fill(
        server.folder,
        code,
        ("Un premier atout", Quadrant.STRENGTH),
        ("Un second atout", Quadrant.STRENGTH),
        ("Une menace", Quadrant.THREAT),
        ("Une autre menace", Quadrant.THREAT),
    )
    page = visit.open(f"/afom?territoire={code}")
    for text, target, above in (
        ("Un second atout", "Une autre menace", True),
        ("Une menace", "Une autre menace", False),
    ):
        card(page, target).scroll_into_view_if_needed()
        page.mouse.move(*middle(card(page, text).locator("p")))
        page.mouse.down()
        box = card(page, target).bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + (3 if above else box["height"] - 3)
        page.mouse.move(x, y - 20, steps=4)
        page.mouse.move(x, y, steps=4)
        expect(page.locator(".fantome")).to_be_visible()
        page.mouse.up()
        expect(page.locator(".fantome")).to_have_count(0)
        expect(page.get_by_role("status").filter(has_text="déplacé")).to_contain_text("Menaces")
        visit.settled()
    wait_for_lists(
        server.folder, code, A=["Un premier atout"], M=["Un second atout", "Une autre menace", "Une menace"]
    )
    assert column_texts(page, "M") == ["Un second atout", "Une autre menace", "Une menace"]
    page.reload()
    visit.settled()
    expect(page.locator('section[data-liste="M"] .compte')).to_have_text("3")
    assert column_texts(page, "M") == ["Un second atout", "Une autre menace", "Une menace"]


def test_a_drag_given_up_with_escape_changes_nothing(visit: Visit, server: Server) -> None:
    code = "16"
    fill(server.folder, code, ("Reste ici", Quadrant.STRENGTH), ("Là-bas", Quadrant.WEAKNESS))
    page = visit.open(f"/afom?territoire={code}")
    card(page, "Reste ici").focus()
    page.mouse.move(*middle(card(page, "Reste ici").locator("p")))
    page.mouse.down()
    page.mouse.move(*middle(card(page, "Là-bas")), steps=5)
    expect(page.locator(".fantome")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".fantome")).to_have_count(0)
    page.mouse.up()
    visit.settled()
    assert lists_of(server.folder, code)["A"] == ["Reste ici"]


def test_a_card_is_moved_with_the_keyboard_alone(visit: Visit, server: Server) -> None:
    code = "17"
    fill(server.folder, code, *((f"Constat {name}", Quadrant.STRENGTH) for name in ("un", "deux", "trois")))
    page = visit.open(f"/afom?territoire={code}")
    first = card(page, "Constat un")
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(card(page, "Constat deux")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_role("status").filter(has_text="déplacé")).to_contain_text("Atouts, rang 3 sur 3")
    wait_for_lists(server.folder, code, A=["Constat deux", "Constat trois", "Constat un"])
    expect(first).to_be_focused()
    # Two lists further, pressed faster than any answer comes.
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Alt+ArrowRight")
    wait_for_lists(server.folder, code, A=["Constat deux", "Constat trois"], F=[], O=["Constat un"])
    visit.settled()
    expect(first).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="déplacé")).to_contain_text("Opportunités")
    assert "/afom" in page.url, "Alt and an arrow do not leave the page"
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Constat", exact=True)).to_have_value("Constat un")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_card_that_somebody_rewrote_meanwhile_does_not_move(visit: Visit, server: Server) -> None:
    code = "18"
    fill(server.folder, code, ("Texte d'avant", Quadrant.STRENGTH))
    page = visit.open(f"/afom?territoire={code}")
    expect(card(page, "Texte d'avant")).to_be_visible()
    with stored(server.folder) as repository:
        line = repository.board(Territory("quartier", code, "", "", Kind.INHABITED, (), 0.5)).statements[0]
        repository.edit(line.id, line.version, text="Texte d'une collègue")
    card(page, "Texte d'avant").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.get_by_role("alert")).to_contain_text("modifié entre-temps")
    expect(page.locator('section[data-liste="A"] .constat')).to_contain_text("Texte d'une collègue")
    assert lists_of(server.folder, code)["A"] == ["Texte d'une collègue"]


def test_a_line_is_moved_without_dragging_from_its_dialog(
    browser: Browser, visits: list[BrowserContext], server: Server
) -> None:
    code = "19"
    fill(server.folder, code, ("Depuis un téléphone", Quadrant.STRENGTH))
    visit = new_visit(browser, visits, server.url, 390)
    page = visit.open(f"/afom?territoire={code}")
    page.get_by_role("button", name=re.compile("Modifier le constat")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Déplacer").click()
    page.get_by_role("button", name="Vers la liste Menaces").click()
    wait_for_lists(server.folder, code, A=[], M=["Depuis un téléphone"])
    expect(page.locator('section[data-liste="M"] .constat')).to_contain_text("Depuis un téléphone")


def test_only_forty_cards_are_drawn_until_more_are_asked_for(visit: Visit, server: Server) -> None:
    code = "20"
    fill(server.folder, code, *((f"Ligne {number}", Quadrant.WEAKNESS) for number in range(45)))
    page = visit.open(f"/afom?territoire={code}")
    shown = page.locator('section[data-liste="F"] .constat')
    expect(shown).to_have_count(40)
    page.get_by_role("button", name="Afficher 5 de plus").click()
    expect(shown).to_have_count(45)
    expect(shown.nth(40)).to_be_focused()


def test_the_room_reads_large_type_and_the_keyboard_turns_the_lists(visit: Visit, server: Server) -> None:
    code = "21"
    fill(server.folder, code, ("Pour la salle", Quadrant.STRENGTH), ("Une menace", Quadrant.THREAT))
    page = visit.open(f"/afom?territoire={code}&vue=projecteur")
    expect(page.get_by_text("Pour la salle", exact=True)).to_be_visible()
    sizes = page.locator(".salle").evaluate(
        "room => [...room.querySelectorAll('*')].filter(one => one.childElementCount === 0 && one.textContent)"
        ".map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 24
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Pour la salle", exact=True)).to_have_count(0)
    expect(page.locator(".salle h2")).to_have_text("Menaces")
    page.keyboard.press("Escape")
    expect(page.locator(".salle")).to_have_count(0)
    expect(card(page, "Pour la salle")).to_be_visible()


def test_the_grid_prints_on_a3_and_nothing_but_the_grid(visit: Visit, server: Server) -> None:
    code = "22"
    fill(server.folder, code, *((f"Constat imprimé {number}.", Quadrant.WEAKNESS) for number in range(60)))
    page = visit.open(f"/afom?territoire={code}&vue=a3")
    expect(page.get_by_text("Constat imprimé 59.")).to_be_visible()
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    width, height = (float(side) / 72 * 2.54 for side in reader.pages[0].mediabox[2:])
    assert (round(width, 1), round(height, 1)) == (42.0, 29.7)
    printed = " ".join(" ".join(sheet.extract_text().split()) for sheet in reader.pages)
    assert [number for number in range(60) if f"Constat imprimé {number}." not in printed] == []
    assert "Références" in reader.pages[-1].extract_text()
    assert "Chercher un lieu" not in printed and "Imprimer" not in printed


def test_two_lines_that_look_alike_become_one(visit: Visit, server: Server) -> None:
    code = "23"
    fill(
        server.folder,
        code,
        ("Peu de logements sociaux pour beaucoup de demandes.", Quadrant.WEAKNESS),
        ("Il manque des logements sociaux, les demandes sont nombreuses.", Quadrant.WEAKNESS),
    )
    page = visit.open(f"/afom?territoire={code}")
    page.get_by_text("Constats qui se ressemblent (1)").click()
    page.get_by_role("button", name="Réunir", exact=True).click()
    dialog = page.get_by_role("dialog")
    text = dialog.get_by_label("Texte réuni")
    text.fill("Trop peu de logements sociaux.")
    text.blur()
    visit.settled()
    dialog.get_by_role("button", name="Réunir les deux constats").click()
    wait_for_lists(server.folder, code, F=["Trop peu de logements sociaux."])
    expect(page.get_by_text("Constats archivés (1)")).to_be_visible()
    page.get_by_role("button", name=re.compile("Modifier le constat")).click()
    page.get_by_role("dialog").get_by_text("Historique").click()
    expect(page.get_by_role("dialog").get_by_text(re.compile("réuni avec C-"))).to_be_visible()
