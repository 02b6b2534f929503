"""ODS (LibreOffice): the repeats of the format are unrolled only as far as the limits allow."""

from __future__ import annotations

import datetime

from data.readers.archive import Archive
from data.readers.cells import Cell
from data.readers.fault_log import refusal
from data.readers.limits import MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, MAX_TEXT_BYTES
from data.readers.sheet import Sheet
from data.readers.xlsx import OPEN_AND_SAVE, REMOVE_EMPTY, local, parse_xml


def read_ods(archive: Archive) -> tuple[Sheet, ...]:
    """Read every sheet that is not empty. Raises RefusedFile."""
    if "content.xml" not in archive.names:
        raise refusal(archive.name, "ce n'est pas un classeur LibreOffice (.ods).", OPEN_AND_SAVE)
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.names):
        raise refusal(archive.name, "le classeur contient des macros.", "Enregistrez-le sans macros.")
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise refusal(
            archive.name, "le classeur est protégé par un mot de passe.", "Enlevez le mot de passe."
        )
    if archive.size("content.xml") > MAX_TEXT_BYTES:
        raise refusal(archive.name, "le classeur est trop grand.", REMOVE_EMPTY)
    reader = _ContentReader(archive.name)
    parse_xml(archive.name, archive.chunks("content.xml"), reader.start, reader.end, reader.text)
    return tuple(Sheet(name, rows) for name, rows in reader.sheets if rows)


class _ContentReader:
    """State of the pass over content.xml."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.sheets: list[tuple[str, list[list[Cell]]]] = []
        self._row: list[Cell] = []
        self._row_number = 0
        self._row_repeat = 1
        self._column = 0
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._note = 0
        self._in_paragraph = 0
        self._stored = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "table":
            if len(self.sheets) >= MAX_SHEETS:
                raise refusal(self._file, "le classeur contient trop de feuilles.")
            self.sheets.append((attributes.get("table:name", ""), []))
            self._row_number = 0
        elif name == "table-row":
            self._row, self._column = [], 0
            self._row_repeat = _repeat(attributes, "table:number-rows-repeated")
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell, self._paragraphs = attributes, []
        elif name == "annotation":
            self._note += 1
        elif name == "p" and not self._note:
            self._in_paragraph += 1
            self._paragraphs.append("")
        elif name == "s" and self._in_paragraph:
            self._paragraphs[-1] += " "

    def text(self, piece: str) -> None:
        if self._in_paragraph and self._paragraphs:
            self._paragraphs[-1] += piece
            if len(self._paragraphs[-1]) > MAX_CELL_TEXT:
                raise refusal(self._file, "une case contient un texte démesuré.", OPEN_AND_SAVE)

    def end(self, name: str) -> None:
        name = local(name)
        if name == "p" and not self._note:
            self._in_paragraph -= 1
        elif name == "annotation":
            self._note -= 1
        elif name in {"table-cell", "covered-table-cell"} and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "table-row" and self.sheets:
            self._end_row(self.sheets[-1][1])

    def _end_cell(self, attributes: dict[str, str]) -> None:
        value = self._value(attributes)
        repeat = _repeat(attributes, "table:number-columns-repeated")
        if value is not None and value != "":
            if self._column + repeat > MAX_COLUMNS:
                raise refusal(self._file, "la feuille a trop de colonnes.", REMOVE_EMPTY)
            self._row.extend([None] * (self._column - len(self._row)))
            self._row.extend([value] * repeat)
        self._column += repeat

    def _end_row(self, rows: list[list[Cell]]) -> None:
        if self._row:
            self._stored += len(self._row) * self._row_repeat
            if self._row_number + self._row_repeat > MAX_ROWS or self._stored > MAX_CELLS:
                raise refusal(self._file, "la feuille est trop grande.", REMOVE_EMPTY)
            rows.extend([[]] * (self._row_number - len(rows)))
            rows.extend([self._row] * self._row_repeat)
        self._row_number += self._row_repeat

    def _value(self, attributes: dict[str, str]) -> Cell:
        kind = attributes.get("office:value-type", "")
        if kind in {"float", "currency"}:
            return float(attributes.get("office:value", "nan"))
        if kind == "percentage":
            return round(float(attributes.get("office:value", "nan")) * 100, 10)
        if kind == "boolean":
            return attributes.get("office:boolean-value") == "true"
        if kind == "date":
            return datetime.date.fromisoformat(attributes.get("office:date-value", "")[:10])
        return "\n".join(self._paragraphs)


def _repeat(attributes: dict[str, str], name: str) -> int:
    """How often a cell or row stands there. Raises ValueError (broken XML) below one."""
    count = int(attributes.get(name, "1"))
    if not 1 <= count <= 100_000_000:
        raise ValueError(name)
    return count
