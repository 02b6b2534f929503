"""From a code to a document, on the statistics that the tests build: real quartiers, all of it."""

from io import BytesIO

import docx
import pytest
from pptx import Presentation

from data.statistics import open_statistics
from data.views import profile
from exports import assembly
from exports.assembly import AfomFormat, FicheFormat
from indicators.user_error import UserError
from tests.unit.exports_samples import TODAY


def words_of_tables(content: bytes) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells]
        for table in docx.Document(BytesIO(content)).tables
        for row in table.rows
    ]


def test_the_fiche_of_anneessens_prints_every_figure_of_the_statistics() -> None:
    printed = words_of_tables(assembly.fiche("10", FicheFormat.DOCX, TODAY))
    for figure in profile(open_statistics(), "10").figures:
        row = next(row for row in printed if row[0] == figure.indicator.title)
        assert row[1:3] == [figure.value_text, str(figure.year)]


def test_the_table_prints_the_year_of_the_map() -> None:
    content = assembly.fiche("10", FicheFormat.DOCX, TODAY, indicator_id="bim", year=2015)
    row = next(row for row in words_of_tables(content) if "(BIM)" in row[0])
    assert row[1:3] == ["45,0\u00a0%", "2015"]


@pytest.mark.parametrize("code", ["10", "6", "917"])
def test_slides_are_made_for_any_quartier(code: str) -> None:
    deck = Presentation(BytesIO(assembly.fiche(code, FicheFormat.PPTX, TODAY)))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides if slide.shapes.title]
    assert titles[0] == open_statistics().territory(code).name
    assert not any(title.startswith("Grille AFOM") for title in titles), "an empty grid is left out"


def test_an_empty_grid_can_still_be_printed() -> None:
    document = docx.Document(BytesIO(assembly.afom("10", AfomFormat.DOCX, TODAY)))
    assert document.paragraphs[0].text == "Grille AFOM Anneessens"


@pytest.mark.parametrize(
    ("code", "indicator", "year"), [("999", "bim", None), ("10", "inconnu", None), ("10", "bim", 1900)]
)
def test_what_does_not_exist_is_said(code: str, indicator: str, year: int | None) -> None:
    with pytest.raises(UserError):
        assembly.fiche(code, FicheFormat.PPTX, TODAY, indicator_id=indicator, year=year)
