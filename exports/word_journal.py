"""The tables of the journal in Word, for its own document and for the report."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import Table

from diagnostic.journal_tables import JournalTable
from exports.look import QUIET
from exports.word_table import Cell, add_caption, add_table, table_word
from exports.word_text import Words, write

_WIDTHS: dict[str, tuple[float, ...]] = {
    "phases": (9, 4, 4),
    "documents_lus": (4.2, 4.8, 3.2, 1.6, 1.4, 2.1),
    "reunions": (2.4, 4.6, 7.8, 2.2),
    "calendrier": (2.6, 2.4, 2.6, 9.4),
    "documents_produits": (4.6, 5.2, 3.3, 1.9, 2.1),
}
_REFERENCE_POINTS = 8.0


def add_journal_table(document: Document, table: JournalTable, number: int, heading_level: int = 1) -> int:
    """Add one table under its heading, with caption, sentence and note; returns the number of the next.

    A table without rows says so, and takes no number.
    """
    document.add_heading(table.title, heading_level)
    if not table.rows:
        write(document.add_paragraph(), Words(table.empty, colour=QUIET))
        return number
    if table.sentence:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        write(paragraph, Words(table.sentence, True))
    caption = add_caption(document, table_word(), table.title, number)
    caption.paragraph_format.keep_with_next = True
    last = [tuple((Words(text, True),) for text in table.totals)] if table.totals else []
    made = add_table(document, table.heads, [*_rows(table), *last], _widths(table), table.title)
    _align(made, table)
    if table.note:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(8)
        write(paragraph, Words(table.note, colour=QUIET, points=9))
    return number + 1


def _rows(table: JournalTable) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = []
    before = ""
    last = len(table.heads) - 1
    has_references = table.id in ("documents_lus", "reunions", "documents_produits")
    for row in table.rows:
        cells: list[Cell] = []
        for column, text in enumerate(row):
            if table.grouped and column == 0:
                again = text == before
                cells.append((Words(text, bold=not again, colour=QUIET if again else ""),))
                before = text
            elif has_references and column == last:
                cells.append((Words(text, colour=QUIET, points=_REFERENCE_POINTS),))
            else:
                cells.append((Words(text),))
        rows.append(cells)
    return rows


def _widths(table: JournalTable) -> Sequence[float]:
    return _WIDTHS.get(table.id) or (5.0, *(2.4 for _column in table.heads[1:]))


def _align(made: Table, table: JournalTable) -> None:
    for row in made.rows:
        cells = row.cells
        for column in table.numeric:
            for paragraph in cells[column].paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
