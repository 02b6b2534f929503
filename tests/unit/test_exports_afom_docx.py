"""The AFOM grid in Word: every constat, its evidence by number, whatever people typed."""

import re
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostic.board import Board
from exports.afom_docx import afom_docx
from exports.safe_text import printable
from tests.unit import exports_samples as samples


def open_grid(board: Board) -> Any:
    return docx.Document(BytesIO(afom_docx(board, samples.TODAY)))


@cache
def grid() -> Any:
    return open_grid(samples.board())


def with_text(text: str) -> Any:
    return open_grid(samples.Board(samples.ANNEESSENS, (samples.statement(text),)))


def lines(document: Any) -> list[list[str]]:
    """The lines of constats of all tables: theme, constat, evidence, reference."""
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows[2:]]


def test_the_page_is_wide_and_the_title_names_the_quartier() -> None:
    section = grid().sections[0]
    assert section.page_width > section.page_height
    assert grid().paragraphs[0].text == "Grille AFOM Anneessens"


def test_each_list_has_its_table_with_letter_and_title_in_its_colour() -> None:
    heads = [table.rows[0].cells[0] for table in grid().tables]
    assert [head.text for head in heads] == [
        "A\u00a0\u00a0Atouts, 4\u00a0constats", "F\u00a0\u00a0Faiblesses, 5\u00a0constats",
        "O\u00a0\u00a0Opportunités, 5\u00a0constats", "M\u00a0\u00a0Menaces, 4\u00a0constats",
        "S\u00a0\u00a0Suggestions, 4\u00a0constats",
    ]  # fmt: skip
    fills = [head._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) for head in heads]
    assert fills == ["12706B", "A8561A", "2C6FBB", "3D1F47", "6B7280"]


def test_every_constat_is_printed_once_with_its_reference() -> None:
    printed = {(line[1], line[3]) for line in lines(grid())}
    assert printed == {(s.text, s.reference) for s in samples.board().statements}
    assert len(lines(grid())) == len(samples.board().statements)


def test_each_number_that_is_cited_exists_once_in_the_references() -> None:
    cited = {int(n) for line in lines(grid()) for n in re.findall(r"\[(\d+)\]", line[2])}
    listed = [p.text for p in grid().paragraphs if re.match(r"\[\d+\]\t", p.text)]
    numbers = [int(text[1 : text.index("]")]) for text in listed]
    assert cited == set(numbers)
    assert numbers == list(range(1, len(numbers) + 1))
    expected = samples.board().numbered_references()
    assert listed == [f"[{n}]\t{reference}" for reference, n in expected.items()]


def test_a_figure_in_the_references_comes_with_its_caveats_and_its_statistics() -> None:
    text = "\n".join(p.text for p in grid().paragraphs)
    assert "le non-recours n'est pas mesuré ici" in text
    assert "Chiffre relevé le 3 novembre 2025" in text and samples.VERSION in text


def test_archived_constats_are_not_printed() -> None:
    assert "archivé" not in "\n".join(text for line in lines(grid()) for text in line)


def test_a_constat_without_evidence_says_so() -> None:
    assert lines(with_text("Sans rien"))[0][2] == "sans preuve"


def test_an_empty_grid_says_so_five_times() -> None:
    document = open_grid(samples.Board(samples.PARK, ()))
    assert not document.tables
    text = "\n".join(p.text for p in document.paragraphs)
    assert text.count("Aucun constat dans cette liste pour le moment.") == 5
    assert "Aucune preuve n'a encore été jointe" in text


@pytest.mark.parametrize("text", samples.HOSTILE_TEXTS)
def test_what_people_typed_survives_as_they_typed_it(text: str) -> None:
    assert lines(with_text(text))[0][1] == text


def test_a_character_that_word_cannot_hold_is_replaced_visibly() -> None:
    assert lines(with_text(samples.ILLEGAL_TEXT))[0][1] == "avant\ufffd\ufffd\ufffd après\ufffd"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=200))
def test_any_text_at_all_can_be_printed_and_read_back(text: str) -> None:
    assert lines(with_text(text))[0][1] == printable(text)


@pytest.mark.parametrize("text", ["الخدمات بعيدة عن الحي", "הרבה אנשים"])
def test_a_text_in_arabic_or_hebrew_reads_from_the_right(text: str) -> None:
    paragraph = with_text(text).tables[0].rows[2].cells[1].paragraphs[0]
    assert paragraph._p.pPr.find(qn("w:bidi")) is not None
    assert paragraph.runs[0].font.rtl


def test_hostile_names_reach_neither_properties_nor_titles_unfiltered() -> None:
    territory = samples.Territory(**{**vars(samples.ANNEESSENS), "name": "x\x00" + "y" * 400})
    document = open_grid(samples.Board(territory, ()))
    assert len(document.core_properties.title) == 255
    assert "\ufffd" in document.paragraphs[0].text


def test_a_long_constat_may_run_over_the_page_and_a_short_one_may_not() -> None:
    def is_kept_whole(text: str) -> bool:
        row = with_text(text).tables[0].rows[2]
        return row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None

    assert is_kept_whole("court")
    assert not is_kept_whole("mot " * 2500)
