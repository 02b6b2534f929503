"""Look at a table nobody described and propose what its columns are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.readers.cells import Cell, mark_of, read_numbers
from data.readers.codes import (
    COMMUNE_HEADERS,
    QUARTIER_HEADERS,
    SECTOR_HEADERS,
    guess_level,
    is_destroyed,
    quartier_code,
    text_of,
)
from data.readers.content import Content
from data.readers.mapping import ColumnMapping, Role, TableMapping, signature_of
from data.readers.mdq_indicators import by_label, by_page
from data.readers.names import folded
from data.readers.reference import Reference
from data.readers.sheet import Sheet, Table, header_key, table_at
from data.readers.years import without_year, year_in

_NAME_WORDS = (
    "nom",
    "name",
    "territoire",
    "gebied",
    "quartier",
    "wijk",
    "commune",
    "gemeente",
    "territory",
    "naam",
)
_YEAR_WORDS = {"annee", "year", "jaar", "an"}
_SHORT_NAMES = {
    "bim": "bim",
    "cpas": "cpas",
    "ocmw": "cpas",
    "unemployment": "chomage",
    "chomage": "chomage",
    "population": "population",
    "pop": "population",
    "habitants": "population",
}
_PAGE = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_HEADER_SEARCH = 12


def header_row(sheet: Sheet) -> int:
    """The row that looks most like titles: the widest of the first rows without plain numbers."""
    best, best_width = 0, 0
    for index, row in enumerate(sheet.rows[:_HEADER_SEARCH]):
        texts = [text_of(cell) for cell in row]
        filled = [text for text in texts if text]
        worded = [text for text in filled if not _is_number(text) or year_in(text) is not None]
        if len(filled) >= 2 and len(worded) >= 0.9 * len(filled) and len(filled) > best_width:
            best, best_width = index, len(filled)
    return best


def _is_number(text: str) -> bool:
    return read_numbers([text], dots="decimal").bad == {} and mark_of(text) is None


def propose(content: Content, reference: Reference) -> TableMapping | None:
    """Propose a mapping for the first sheet that has a code or a name column, None without one."""
    for sheet in content.sheets:
        header = header_row(sheet)
        table = table_at(sheet, header)
        if len(table.titles) < 2 or not table.body:
            continue
        found = _columns(table, content.file, reference)
        if found is not None:
            level, columns = found
            return TableMapping(
                signature=signature_of(table.titles),
                sheet=sheet.name,
                header=header,
                level=level,
                columns=columns,
            )
    return None


def _columns(table: Table, file: str, reference: Reference) -> tuple[str, tuple[ColumnMapping, ...]] | None:
    code, level = _code_column(table, reference)
    names = _name_columns(table, reference, code)
    if code is None:
        named_level = _level_of_names(table, names, reference)
        if named_level is None:
            return None
        level = named_level
    years = {
        index: title
        for index, title in enumerate(table.titles)
        if index != code and index not in names and _is_year_column(title, table.cells(index))
    }
    columns = []
    values = [
        index
        for index in range(len(table.titles))
        if index != code
        and index not in names
        and index not in years
        and not _is_identifier(table.titles[index])
        and _is_value_column(table.cells(index))
    ]
    for index, title in enumerate(table.titles):
        if index == code:
            columns.append(ColumnMapping(title=title, role=Role.CODE))
        elif index in names:
            first = index == names[0]
            columns.append(ColumnMapping(title=title, role=Role.NAME if first else Role.IGNORED))
        elif index in years:
            columns.append(ColumnMapping(title=title, role=Role.YEAR))
        elif index in values:
            year_column = _year_column_for(title, list(years.values()))
            columns.append(
                ColumnMapping(
                    title=title,
                    role=Role.VALUE,
                    indicator=_indicator(title, file, len(values)),
                    year=None if year_column else year_in(title) or year_in(file),
                    year_column=year_column,
                )
            )
        else:
            columns.append(ColumnMapping(title=title, role=Role.IGNORED))
    return level, tuple(columns)


def _code_column(table: Table, reference: Reference) -> tuple[int | None, str]:
    """The column of codes: by its title first, then by the form of its cells."""
    groups = (("secteur", SECTOR_HEADERS), ("quartier", QUARTIER_HEADERS), ("commune", COMMUNE_HEADERS))
    for level, titles in groups:
        index = table.find(*titles)
        if index is not None and (found := guess_level(table.cells(index))) is not None:
            return index, found if found != "quartier" or level != "secteur" else level
    for index, title in enumerate(table.titles):
        cells = table.cells(index)
        guessed = guess_level(cells)
        if guessed in {"secteur", "commune"} and len({text_of(cell) for cell in cells}) > len(cells) / 2:
            return index, guessed
        if guessed == "quartier" and _are_quartiers(cells, reference) and _announces_code(title):
            return index, guessed
    return None, "quartier"


def _announces_code(title: str) -> bool:
    return bool({"code", "id", "numero", "nr", "quartier", "wijk"} & set(folded(title).split())) or not title


def _are_quartiers(cells: Sequence[Cell], reference: Reference) -> bool:
    codes = [quartier_code(cell) for cell in cells if text_of(cell)]
    known = sum(code in reference.quartiers for code in codes)
    return bool(codes) and known >= 0.9 * len(codes) and len(set(codes)) >= 0.9 * len(codes)


def _name_columns(table: Table, reference: Reference, code: int | None) -> list[int]:
    """Text columns whose title announces a name, or whose cells are names of quartiers."""
    found = []
    for index, title in enumerate(table.titles):
        if index == code:
            continue
        texts = [text_of(cell) for cell in table.cells(index) if text_of(cell)]
        if not texts or sum(not _is_number(text) for text in texts[:200]) < 0.9 * len(texts[:200]):
            continue
        if any(is_destroyed(text) for text in texts[:5]):
            continue
        words = set(folded(title).split())
        announced = bool(words & set(_NAME_WORDS)) or header_key(title) in _NAME_WORDS
        matching = sum(bool(reference.quartier_names.codes(text)) for text in texts[:200])
        if announced or matching >= 0.6 * len(texts[:200]):
            found.append(index)
    return found


def _level_of_names(table: Table, names: list[int], reference: Reference) -> str | None:
    best, best_share = None, 0.3
    for index in list(names):
        texts = [text_of(cell) for cell in table.cells(index) if text_of(cell)]
        for level, known in (("quartier", reference.quartier_names), ("commune", reference.commune_names)):
            part = sum(bool(known.codes(text)) for text in texts) / max(len(texts), 1)
            if part > best_share:
                best, best_share = level, part
                names.sort(key=lambda other, first=index: other != first)  # type: ignore[misc]
    return best


def _is_year_column(title: str, cells: Sequence[Cell]) -> bool:
    words = set(folded(title.replace("_", " ")).split())
    texts = [text_of(cell) for cell in cells if text_of(cell)]
    years = sum(len(text) == 4 and year_in(text) is not None for text in texts)
    return (
        bool(texts)
        and years >= 0.9 * len(texts)
        and (bool(words & _YEAR_WORDS) or (years == len(texts) and len(set(texts)) <= 60))
    )


def _is_identifier(title: str) -> bool:
    """A second column of codes is no figure: «municipality_nis_codes», «code postal»."""
    return bool(
        {"code", "codes", "nis", "ins", "id", "refnis", "postal"}
        & set(folded(title.replace("_", " ")).split())
    )


def _is_value_column(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if text_of(cell)]
    numbers = read_numbers(filled)
    odd = sum("milliers" not in problem for problem in numbers.bad.values())
    some = bool(numbers.known.any()) or len(numbers.bad) > odd
    return bool(filled) and some and odd <= max(0.3 * len(filled), 1)


def _year_column_for(title: str, years: list[str]) -> str:
    """«bim_rate» goes with «bim_year»; a single column of years goes with all."""
    if len(years) == 1 and folded(years[0].replace("_", " ")) in _YEAR_WORDS:
        return years[0]
    stem = folded(title.replace("_", " ")).split(" ")[0]
    return next((year for year in years if folded(year.replace("_", " ")).split(" ")[0] == stem), "")


def _indicator(title: str, file: str, values: int) -> str:
    """Id of the catalogue for a title, or for the file name when the table has one value column."""
    for text in [title, file] if values == 1 else [title]:
        plain = folded(without_year(text).replace("_", " "))
        known = by_label(plain)
        if known is None and text is file:
            pages = [int(page) for page in _PAGE.findall(file)]
            known = next((found for page in pages if (found := by_page(page)) is not None), None)
        if known is not None:
            return known.id
        words = set(plain.split())
        short = next((identity for word, identity in _SHORT_NAMES.items() if word in words), "")
        if short and len(words) <= 3:
            return short
    return ""
