"""A rectangle of cells, and a table found in it by the titles of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.readers.cells import Cell
from data.readers.codes import text_of
from data.readers.names import folded


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or a text file: rows of cells, row 1 of the file first."""

    name: str
    rows: list[list[Cell]]

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max((len(row) for row in self.rows), default=0)

    def text(self, row: int, column: int) -> str:
        """The text of a cell, counted from 0; empty outside the sheet."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return text_of(self.rows[row][column])


def header_key(title: str) -> str:
    """Title of a column for comparison: «CD_SECTOR » and «cd sector» are one."""
    return folded(title).replace(" ", "_")


@dataclass(frozen=True)
class Table:
    """A header row and the rows under it; empty rows are left out, `rows` keeps their numbers."""

    sheet: str
    titles: tuple[str, ...]
    body: list[list[Cell]]
    rows: list[int]

    @property
    def keys(self) -> tuple[str, ...]:
        """Titles for comparison."""
        return tuple(header_key(title) for title in self.titles)

    def find(self, *names: str) -> int | None:
        """Index of the first column with one of these titles (compared by key)."""
        keys = self.keys
        for name in names:
            if header_key(name) in keys:
                return keys.index(header_key(name))
        return None

    def has(self, *names: str) -> bool:
        """True when every title is there."""
        return all(self.find(name) is not None for name in names)

    def cells(self, column: int) -> list[Cell]:
        """All cells of a column; short rows give None."""
        return [row[column] if column < len(row) else None for row in self.body]

    def texts(self, *names: str) -> list[str]:
        """The texts of the first column with one of these titles, empty texts without one."""
        column = self.find(*names)
        return [""] * len(self.body) if column is None else [text_of(cell) for cell in self.cells(column)]


def titles_at(sheet: Sheet, header: int = 0) -> Table:
    """Only the titles: what recognising a format needs."""
    if len(sheet.rows) <= header:
        return Table(sheet.name, (), [], [])
    titles = tuple(text_of(cell) for cell in sheet.rows[header])
    while titles and not titles[-1]:
        titles = titles[:-1]
    return Table(sheet.name, titles, [], [])


def table_at(sheet: Sheet, header: int = 0) -> Table:
    """Take row `header` (counted from 0) for the titles."""
    body, rows = [], []
    for index in range(header + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if not is_blank(row):
            body.append(row)
            rows.append(index + 1)
    return replace(titles_at(sheet, header), body=body, rows=rows)


def is_blank(row: Sequence[Cell]) -> bool:
    """True when no cell of the row says anything."""
    return not any(
        cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in row
    )
