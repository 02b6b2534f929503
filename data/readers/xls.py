"""XLS (Excel 97): read with xlrd, quietly, row by row."""

from __future__ import annotations

import datetime
import io
import struct

import xlrd

from data.readers.cells import Cell
from data.readers.fault_log import refusal
from data.readers.limits import MAX_CELLS, MAX_SHEETS
from data.readers.sheet import Sheet
from data.readers.xlsx import DAMAGED, OPEN_AND_SAVE
from indicators.user_error import UserError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "le classeur est protégé par un mot de passe."
UNLOCK = "Ouvrez-le, enlevez le mot de passe (Fichier, Informations, Protéger) et enregistrez-le à nouveau."

_DAMAGE = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    AssertionError,
    AttributeError,
    ArithmeticError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    TypeError,
    UnicodeError,
    ValueError,
    struct.error,
    OSError,
)
"""Everything that xlrd is known to let out on damaged bytes; it checks little itself."""


def read_xls(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Read every visible sheet that is not empty. Raises RefusedFile."""
    _refuse_locked(name, content)
    try:
        with xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        ) as book:
            if book.nsheets > MAX_SHEETS:
                raise refusal(name, "le classeur contient trop de feuilles.")
            sheets = [_sheet(name, book, index) for index in range(book.nsheets)]
    except UserError:
        raise
    except _DAMAGE as error:
        if "encrypted" in str(error).lower():
            raise refusal(name, LOCKED, UNLOCK) from error
        raise refusal(name, DAMAGED, OPEN_AND_SAVE) from error
    return tuple(sheet for sheet in sheets if sheet.rows)


def _refuse_locked(name: str, content: bytes) -> None:
    """An XLSX with a password, a Word file and an old workbook share one container."""
    if _utf16("EncryptedPackage") in content:
        raise refusal(name, LOCKED, UNLOCK)
    if _utf16("_VBA_PROJECT") in content:
        raise refusal(
            name, "le classeur contient des macros.", "Enregistrez-le comme classeur sans macros (.xlsx)."
        )
    if _utf16("Workbook") not in content and _utf16("Book") not in content:
        raise refusal(
            name,
            "ce n'est pas un classeur Excel.",
            "Enregistrez le tableau en .xlsx ou en «\u00a0CSV UTF-8\u00a0».",
        )


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _sheet(name: str, book: xlrd.book.Book, index: int) -> Sheet:
    sheet = book.sheet_by_index(index)
    rows: list[list[Cell]] = []
    stored = 0
    for number in range(sheet.nrows if sheet.visibility == 0 else 0):
        values = sheet.row_values(number)
        kinds = sheet.row_types(number)
        stored += len(values)
        if stored > MAX_CELLS:
            raise refusal(name, "la feuille est trop grande.", sheet=sheet.name)
        if any(kind not in {xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER} for kind in kinds):
            values = [_value(v, k, book.datemode) for v, k in zip(values, kinds, strict=True)]
        rows.append(values)
    while rows and not any(cell is not None and cell != "" for cell in rows[-1]):
        rows.pop()
    book.unload_sheet(index)
    return Sheet(str(sheet.name), rows)


def _value(value: object, kind: int, datemode: int) -> Cell:
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#?"))
    if kind == xlrd.XL_CELL_DATE:
        moment: datetime.datetime = xlrd.xldate_as_datetime(value, datemode)
        return moment.date() if moment.time() == datetime.time() else moment
    if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return None
    return value  # type: ignore[return-value]
