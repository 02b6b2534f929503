"""XLSX, read in one pass: no cell is stored that the file does not fill, no formula or macro is run."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.parsers import expat

from data.readers.archive import Archive
from data.readers.cells import Cell
from data.readers.fault_log import refusal
from data.readers.limits import (
    MAX_CELL_TEXT,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_TEXT_BYTES,
)
from data.readers.sheet import Sheet

DAMAGED = "le classeur est abîmé."
OPEN_AND_SAVE = "Ouvrez-le dans un tableur et enregistrez-le à nouveau, ou téléchargez-le à nouveau."
TOO_WIDE = "la feuille annonce plus de colonnes qu'un fichier de statistiques n'en a."
REMOVE_EMPTY = "Supprimez les lignes et colonnes vides (ou mises en forme) et enregistrez à nouveau."

_REFERENCE = re.compile(r"([A-Z]{1,7})(\d{1,9})")
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_PERCENTS = frozenset({9, 10})
_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_ERAS = {"0": datetime.datetime(1899, 12, 30), "1": datetime.datetime(1904, 1, 1)}  # noqa: DTZ001


def read_xlsx(archive: Archive) -> tuple[Sheet, ...]:
    """Read every visible sheet that is not empty. Raises RefusedFile."""
    if any("vbaproject" in name.casefold() for name in archive.names):
        raise refusal(
            archive.name,
            "le classeur contient des macros.",
            "Enregistrez-le comme classeur sans macros (.xlsx).",
        )
    for member in archive.names:
        if member.endswith(".xml") and archive.size(member) > MAX_TEXT_BYTES:
            raise refusal(archive.name, "une feuille est trop grande.", REMOVE_EMPTY, value=member)
    sheets, era = _sheets(archive)
    strings = _shared_strings(archive)
    dates, percents = _formats(archive)
    reader = _SheetReader(archive.name, strings, dates, percents, _ERAS[era])
    found = [reader.read(name, archive.chunks(member)) for name, member in sheets]
    return tuple(sheet for sheet in found if sheet.rows)


def parse_xml(
    file: str,
    pieces: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None] | None = None,
) -> Any:
    """Run expat over the pieces. Names lose their prefix. Raises RefusedFile for broken XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text

    def no_doctype(*_: object) -> None:
        # A spreadsheet has no document type; only attacks by entities do.
        raise refusal(file, DAMAGED, OPEN_AND_SAVE)

    parser.StartDoctypeDeclHandler = no_doctype
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError, OverflowError) as error:
        raise refusal(file, DAMAGED, OPEN_AND_SAVE) from error


def local(name: str) -> str:
    """Name of an element without its prefix."""
    return name.rsplit(":", 1)[-1]


def _sheets(archive: Archive) -> tuple[list[tuple[str, str]], str]:
    targets: dict[str, str] = {}
    listed: list[tuple[str, str]] = []
    era = "0"
    if "xl/workbook.xml" not in archive.names:
        raise refusal(archive.name, "ce n'est pas un classeur Excel (.xlsx).", OPEN_AND_SAVE)

    def relation(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath("xl/" + target)
            targets[attributes.get("Id", "")] = path

    def sheet(name: str, attributes: dict[str, str]) -> None:
        nonlocal era
        if local(name) == "sheet" and attributes.get("state", "visible") == "visible":
            identity = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            listed.append((attributes.get("name", ""), targets.get(identity, "")))
        elif local(name) == "workbookPr" and attributes.get("date1904", "0") in {"1", "true"}:
            era = "1"

    relations = "xl/_rels/workbook.xml.rels"
    if relations in archive.names:
        parse_xml(archive.name, archive.chunks(relations), relation, _ignore)
    parse_xml(archive.name, archive.chunks("xl/workbook.xml"), sheet, _ignore)
    present = [(name, path) for name, path in listed if path in archive.names and "worksheets/" in path]
    if not present or len(present) > MAX_SHEETS:
        raise refusal(archive.name, "aucune feuille lisible dans le classeur.", OPEN_AND_SAVE)
    return present, era


def _ignore(_: str) -> None:
    return None


def _shared_strings(archive: Archive) -> list[str]:
    strings: list[str] = []
    pieces: list[str] = []
    phonetic = False
    inside = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside, phonetic
        name = local(name)
        if name == "si":
            pieces.clear()
        elif name == "rPh":
            phonetic = True
        elif name == "t":
            inside = not phonetic

    def end(name: str) -> None:
        nonlocal inside, phonetic
        name = local(name)
        if name == "t":
            inside = False
        elif name == "rPh":
            phonetic = False
        elif name == "si":
            strings.append(_text(archive.name, "".join(pieces)))

    def text(piece: str) -> None:
        if inside:
            pieces.append(piece)

    if "xl/sharedStrings.xml" in archive.names:
        parse_xml(archive.name, archive.chunks("xl/sharedStrings.xml"), start, end, text)
    return strings


def _text(file: str, text: str) -> str:
    if len(text) > MAX_CELL_TEXT:
        raise refusal(file, "une case contient un texte démesuré.", OPEN_AND_SAVE)
    return text


def _formats(archive: Archive) -> tuple[frozenset[str], frozenset[str]]:
    """Indices of the cell styles that show a date, and of those that show a percentage."""
    custom: dict[str, str] = {}
    styles: list[str] = []
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        name = local(name)
        if name == "numFmt":
            custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            styles.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal inside
        if local(name) == "cellXfs":
            inside = False

    if "xl/styles.xml" in archive.names:
        parse_xml(archive.name, archive.chunks("xl/styles.xml"), start, end)
    dates, percents = set(), set()
    for index, identity in enumerate(styles):
        code = _LITERALS.sub("", custom.get(identity, ""))
        number = int(identity) if identity.isdigit() and len(identity) < 6 else 0
        if number in _BUILT_IN_DATES or re.search(r"[dyhs]|mm", code, re.IGNORECASE):
            dates.add(str(index))
        elif number in _BUILT_IN_PERCENTS or "%" in code:
            percents.add(str(index))
    return frozenset(dates), frozenset(percents)


class _SheetReader:
    """Turns the XML of one sheet into rows."""

    def __init__(
        self,
        file: str,
        strings: list[str],
        dates: frozenset[str],
        percents: frozenset[str],
        era: datetime.datetime,
    ) -> None:
        self._file = file
        self._strings = strings
        self._dates = dates
        self._percents = percents
        self._era = era
        self._columns: dict[str, int] = {}

    # One function with closures: an object per cell event would double the time of a large sheet.
    def read(self, sheet: str, pieces: Iterable[bytes]) -> Sheet:  # noqa: PLR0915
        """Parse one sheet. Raises RefusedFile beyond the limits or for broken XML."""
        rows: list[list[Cell]] = []
        row: list[Cell] = []
        text: list[str] = []
        column = number = stored = 0
        kind = style = ""
        collecting = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal column, number, kind, style, row, collecting
            if ":" in name:
                name = local(name)
            if name == "c":
                place = attributes.get("r")
                column = column + 1 if place is None else self._column(place)
                if column > MAX_COLUMNS:
                    raise refusal(self._file, TOO_WIDE, REMOVE_EMPTY, sheet=sheet)
                kind = attributes.get("t", "n")
                style = attributes.get("s", "")
                text.clear()
            elif name in {"v", "t"}:
                collecting = True
            elif name == "row":
                number = int(attributes.get("r", number + 1))
                if number <= len(rows):
                    raise refusal(
                        self._file, "les lignes du classeur sont en désordre.", OPEN_AND_SAVE, sheet=sheet
                    )
                row = []
                column = 0
            elif name == "dimension":
                self._check_dimension(attributes.get("ref", ""), sheet)

        def end(name: str) -> None:
            nonlocal stored, collecting
            if ":" in name:
                name = local(name)
            if name in {"v", "t"}:
                collecting = False
            elif name == "c" and text:
                value = self._value("".join(text), kind, style)
                gap = column - 1 - len(row)
                if gap > 0:
                    row.extend([None] * gap)
                if gap < 0:
                    raise refusal(
                        self._file, "les cases du classeur sont en désordre.", OPEN_AND_SAVE, sheet=sheet
                    )
                row.append(value)
            elif name == "row" and row:
                stored += len(row)
                if stored > MAX_CELLS or number > MAX_ROWS:
                    raise refusal(self._file, "la feuille est trop grande.", REMOVE_EMPTY, sheet=sheet)
                if number - 1 > len(rows):
                    rows.extend([[]] * (number - 1 - len(rows)))
                rows.append(row)

        def characters(piece: str) -> None:
            if collecting:
                text.append(piece)

        parse_xml(self._file, pieces, start, end, characters)
        return Sheet(sheet, rows)

    def _check_dimension(self, reference: str, sheet: str) -> None:
        last = _REFERENCE.fullmatch(reference.rpartition(":")[2])
        if last and _column_number(last[1]) > MAX_COLUMNS:
            raise refusal(self._file, TOO_WIDE, REMOVE_EMPTY, sheet=sheet, value=reference)

    def _column(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        if (known := self._columns.get(letters)) is not None:
            return known
        if len(letters) > 4 or not letters.isalpha() or not letters.isascii():
            raise refusal(self._file, DAMAGED, OPEN_AND_SAVE, value=place)
        number = self._columns[letters] = _column_number(letters.upper())
        return number

    def _value(self, text: str, kind: str, style: str) -> Cell:
        if kind == "s":
            return self._strings[int(text)]
        if kind in {"str", "inlineStr", "e"}:
            return _text(self._file, text)
        if kind == "b":
            return text.strip() == "1"
        if kind == "d":
            return text
        value = float(text)
        if style in self._dates and 0 <= value < 2_958_466:
            moment = self._era + datetime.timedelta(days=value)
            return moment.date() if value == int(value) else moment
        # What a person sees in such a cell is 43,63 %; the file holds 0.4363.
        return round(value * 100, 10) if style in self._percents else value


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
