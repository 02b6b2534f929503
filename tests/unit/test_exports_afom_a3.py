"""The grid on A3: five columns side by side, evidence by number, references on a page of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostic.board import Board, Quadrant
from diagnostic.statement_qualities import Convergence, Priority, Status
from exports.afom_a3 import afom_a3_docx, decided, rows_by_theme
from exports.safe_text import printable
from tests.unit import exports_samples as samples


def opened(board: Board) -> Any:
    return docx.Document(BytesIO(afom_a3_docx(board, samples.TODAY)))


@cache
def sheet() -> Any:
    return opened(samples.board())


def cells(document: Any) -> list[list[str]]:
    """The texts of the table, band lines left out: one list of five for each theme."""
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    return [row for row in rows if len(set(row)) > 1 or not row[0]]


def test_the_page_is_a3_landscape_and_so_is_that_of_the_references() -> None:
    assert len(sheet().sections) == 2
    for section in sheet().sections:
        width, height = (round(side / 360_000, 1) for side in (section.page_width, section.page_height))
        assert (width, height) == (42.0, 29.7)
    assert sheet().paragraphs[0].text == "Grille AFOM Anneessens"


def test_the_five_lists_stand_side_by_side_in_their_colours_with_their_counts() -> None:
    (table,) = sheet().tables
    assert [cell.text.replace("\u00a0", " ") for cell in table.rows[0].cells] == [
        "A  Atouts (4)", "F  Faiblesses (5)", "O  Opportunités (5)", "M  Menaces (4)", "S  Suggestions (4)",
    ]  # fmt: skip
    fills = [cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) for cell in table.rows[0].cells]
    assert fills == ["12706B", "A8561A", "2C6FBB", "3D1F47", "6B7280"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, "the heads come back on every sheet"


def test_every_line_stands_once_in_the_column_of_its_list() -> None:
    columns = ["\n".join(texts) for texts in zip(*cells(sheet()), strict=True)]
    for statement in samples.board().statements:
        holding = [
            quadrant for quadrant, text in zip(Quadrant, columns, strict=True) if statement.reference in text
        ]
        assert holding == [statement.quadrant]
        assert statement.text in columns[list(Quadrant).index(statement.quadrant)]


def test_each_number_that_is_cited_exists_once_in_the_references() -> None:
    cited = {int(n) for row in cells(sheet()) for text in row for n in re.findall(r"\[(\d+)\]", text)}
    listed = [p.text for p in sheet().paragraphs if re.match(r"\[\d+\]\t", p.text)]
    expected = samples.board().numbered_references()
    assert listed == [f"[{n}]\t{reference}" for reference, n in expected.items()]
    assert cited == set(expected.values())


def test_lines_of_a_sub_theme_stand_under_their_theme() -> None:
    one = replace(samples.statement("Insalubre"), theme="insalubrite")
    other = replace(samples.statement("Cher", number=2), theme="logement", quadrant=Quadrant.THREAT)
    ((heading, lists),) = rows_by_theme(Board(samples.ANNEESSENS, (one, other)))
    assert heading == "Logement"
    assert [[line.text for line in lines] for lines in lists] == [["Insalubre"], [], [], ["Cher"], []]


def test_what_people_decided_is_printed_and_what_nobody_decided_is_not() -> None:
    line = samples.statement("Un constat")
    assert decided(line) == f"Brouillon · {line.reference}"
    line = replace(line, status=Status.VALIDATED, priority=Priority.HIGH, convergence=Convergence.DIVERGE)
    assert decided(line) == f"Validé · Priorité 1 · Chiffres et témoignages divergent · {line.reference}"


def test_archived_lines_are_not_printed_and_an_empty_grid_says_so() -> None:
    assert "archivé" not in "\n".join(text for row in cells(sheet()) for text in row)
    empty = opened(Board(samples.PARK, ()))
    assert not empty.tables
    assert "Aucun constat dans cette liste pour le moment." in [p.text for p in empty.paragraphs]


def test_a_full_cell_may_run_over_the_sheet_and_a_short_one_may_not() -> None:
    def is_kept_whole(text: str) -> bool:
        row = opened(Board(samples.ANNEESSENS, (samples.statement(text),))).tables[0].rows[2]
        return row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None

    assert is_kept_whole("court")
    assert not is_kept_whole("mot " * 300)


@pytest.mark.parametrize("text", samples.HOSTILE_TEXTS)
def test_what_people_typed_is_printed_as_they_typed_it(text: str) -> None:
    (row,) = cells(opened(Board(samples.ANNEESSENS, (samples.statement(text),))))
    assert row[0].startswith(text)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=100))
def test_any_text_at_all_can_be_printed(text: str) -> None:
    (table,) = opened(Board(samples.ANNEESSENS, (samples.statement(text),))).tables
    assert printable(text) in table.rows[2].cells[0].text
