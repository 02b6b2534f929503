"""One figure, everywhere the same: panel, fiche, table, PowerPoint, Word, AFOM chip."""

from __future__ import annotations

import io
import re

import docx
import pptx
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit


def words_of_pptx(content: bytes) -> str:
    texts: list[str] = []
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)


def words_of_docx(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def download(visit: Visit, button: str) -> bytes:
    with visit.page.expect_download() as expected:
        visit.page.get_by_role("button", name=button).click()
    return expected.value.path().read_bytes()


@pytest.mark.parametrize(
    ("indicator", "year", "quartier"),
    [("bim", 2024, "10"), ("bim", 2015, "10"), ("revenu_imposable_median", 2023, "8")],
)
def test_the_same_figure_with_the_same_year_everywhere(
    visit: Visit, indicator: str, year: int, quartier: str
) -> None:
    visit.open(f"/carte?indicateur={indicator}&annee={year}&quartier={quartier}")
    visit.map_showing(indicator, year)
    value = visit.page.locator(".panneau .valeur").inner_text().removesuffix(str(year)).strip()
    assert re.search(r"\d", value)
    visit.page.get_by_text("Voir le tableau").click()
    row = visit.page.locator(f'tr[data-code="{quartier}"]')
    expect(row).to_contain_text(value)
    expect(row).to_contain_text(str(year))
    visit.page.get_by_role("link", name="Ouvrir la fiche").click()
    visit.page.wait_for_url(re.compile("/fiche"))
    visit.settled()
    line = visit.page.locator(f'.chiffre[data-indicateur="{indicator}"]')
    expect(line.locator(".grand")).to_have_text(value)
    expect(line.locator(".annee")).to_have_text(re.compile(rf"^{year}( ancien il y a \d+\s+ans)?$"))
    slides = words_of_pptx(download(visit, "Télécharger (PowerPoint)"))
    pages = words_of_docx(download(visit, "Télécharger (Word)"))
    for printed in (slides, pages):
        assert value in printed
        assert str(year) in printed


def test_the_choice_follows_from_page_to_page(visit: Visit) -> None:
    visit.open("/carte?indicateur=cpas&quartier=8")
    visit.map_showing("cpas")
    for page in ("Fiche quartier", "Grille AFOM", "Carte"):
        visit.page.get_by_role("link", name=page, exact=True).click()
        visit.settled()
        expect(visit.page).to_have_url(re.compile("territoire=8"))
    visit.map_showing("cpas", 2023)
