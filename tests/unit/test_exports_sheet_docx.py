"""Fiches thématiques in Word: constats by reference, questions and answers, lines to write on."""

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostic.board import Board, Quadrant
from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet
from diagnostic.thematic_sheet_start import sheet_from
from diagnostic.thematic_sheet_view import SheetView, sheet_view
from exports.safe_text import printable
from exports.sheet_docx import sheet_docx, sheets_docx
from tests.unit import exports_samples as samples
from tests.unit.test_thematic_sheet_view import BOARD, HEARD, PUT_ASIDE, READ, TEAM, seen, stored

TODAY = samples.TODAY
ABSENT = "0badbeef-0000-4000-8000-000000000000"
FILLED = ThematicSheet(
    title="Logement",
    theme="logement",
    aim="Comprendre ce qui retient de signaler.",
    statements=(HEARD.id, READ.id, PUT_ASIDE.id, ABSENT),
    questions=(
        Question(
            text="Qui aide à signaler\u00a0? (C-00000001)",
            who="Équipes de première ligne",
            method="Entretien, focus group",
            answers=(
                Answer(text="Deux services, sur rendez-vous.", on=date(2021, 6, 3), testimony=TEAM.id),
                Answer(text="Des voisin·es."),
            ),
        ),
        Question(text="Combien de temps attend-on\u00a0?"),
    ),
)
EMPTY = ThematicSheet(title="Cohésion sociale")


def opened(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def printed(sheet: ThematicSheet) -> Any:
    return opened(sheet_docx(seen(sheet), TODAY))


def rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


def words(document: Any) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_page_is_wide_and_says_which_fiche_of_which_quartier_it_is() -> None:
    document = printed(FILLED)
    assert document.sections[0].page_width > document.sections[0].page_height
    assert document.paragraphs[0].text == "Fiche thématique\u00a0: Logement"
    text = words(document)
    assert "Anneessens, Bruxelles, 21 novembre 2025" in text
    assert "F-ffffffff, Logement. 2 questions, dont 1 encore sans réponse." in text
    assert "Comprendre ce qui retient de signaler." in text


def test_each_constat_is_printed_by_reference_with_its_list_and_its_evidence() -> None:
    constats = rows(printed(FILLED).tables[0])
    assert [line[:2] for line in constats] == [
        ["F", "C-00000001"],
        ["A", "C-00000004"],
        ["A", "C-00000006"],
        ["", "C-0badbeef"],
    ]
    assert constats[0][2].split("\n")[0] == HEARD.text
    assert "chacune de ses questions a une réponse" in constats[0][2]
    assert constats[1][3] == (
        "Document\u00a0: Diagnostic local de l'exemple, 2021\n"
        "Témoignage\u00a0: Service d'accompagnement des locataires, mai 2021"
    )
    assert "archivé" in constats[2][2] and "n'est pas dans la grille" in constats[3][2]


def test_the_letter_of_a_list_stands_on_its_colour() -> None:
    first, *_others, last = printed(FILLED).tables[0].rows[1:]
    assert first.cells[0]._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == "A8561A"
    assert last.cells[0]._tc.tcPr.find(qn("w:shd")) is None


def test_a_question_stands_with_who_how_and_its_answers() -> None:
    number, question, who, method, answers = rows(printed(FILLED).tables[1])[0]
    assert (number, who, method) == ("1", "Équipes de première ligne", "Entretien, focus group")
    assert question == "Qui aide à signaler\u00a0?\nC-00000001"
    assert answers.split("\n") == [
        "Deux services, sur rendez-vous.",
        "3\u00a0juin 2021, T-aaaaaaaa, Équipe de maison médicale, 1er\u00a0mai 2021",
        "Des voisin·es.",
    ]


def test_what_is_not_filled_in_is_lines_to_write_on() -> None:
    table = printed(FILLED).tables[1]
    unanswered = table.rows[2].cells
    assert [cell.text for cell in unanswered[2:]] == ["\t\n\t\n\t\n\t"] * 3
    for cell in unanswered[2:]:
        for paragraph in cell.paragraphs:
            (stop,) = paragraph.paragraph_format.tab_stops
            assert stop.leader.name == "DOTS" and 0 < stop.position < cell.width
    assert "\t" not in "".join(cell.text for cell in table.rows[1].cells)


def test_a_fiche_without_question_is_a_page_to_fill_by_hand() -> None:
    document = printed(EMPTY)
    (table,) = document.tables
    assert [line[0] for line in rows(table)] == ["1", "2", "3"]
    assert {text for line in rows(table) for text in line[1:]} == {"\t\n\t\n\t\n\t"}
    assert "aucun constat" in words(document)


def test_all_fiches_of_a_diagnostic_stand_in_one_document_each_on_its_page() -> None:
    views = [seen(FILLED), seen(EMPTY)]
    document = opened(sheets_docx(BOARD.territory, views, TODAY))
    assert document.paragraphs[0].text == "Fiches thématiques Anneessens"
    titles = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [one.text for one in titles] == ["Logement", "Cohésion sociale"]
    assert [bool(one.paragraph_format.page_break_before) for one in titles] == [False, True]


def test_no_fiche_says_so() -> None:
    assert "Aucune fiche thématique" in words(opened(sheets_docx(BOARD.territory, [], TODAY)))


def test_every_table_says_what_it_is_to_who_cannot_see_it() -> None:
    for table in printed(FILLED).tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def with_text(text: str) -> SheetView:
    board = Board(samples.ANNEESSENS, (samples.statement(text, Quadrant.SUGGESTION),))
    sheet = sheet_from(board.statements, board.themes)
    typed = Question(text="x", who=text[:250], method=text[:250], answers=(Answer(text=text),))
    sheet = sheet.model_copy(update={"aim": text, "questions": (*sheet.questions, typed)})
    return sheet_view(stored(sheet), board, {})


@pytest.mark.parametrize("text", [*samples.HOSTILE_TEXTS, samples.ILLEGAL_TEXT])
def test_what_people_typed_survives_as_they_typed_it(text: str) -> None:
    document = opened(sheet_docx(with_text(text), TODAY))
    assert rows(document.tables[0])[0][2].startswith(printable(text))
    assert rows(document.tables[1])[1][4] == printable(text).strip()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=200).filter(lambda text: bool(printable(text).strip())))
def test_any_text_at_all_can_be_printed(text: str) -> None:
    document = opened(sheet_docx(with_text(text), TODAY))
    assert printable(text) in rows(document.tables[0])[0][2]
