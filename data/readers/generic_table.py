"""Any table with a code or a name of a territory: CSV, XLSX, XLS, ODS, JSON rows.

The columns are read as a TableMapping says; without a confirmed one a mapping is proposed
and the reading waits for confirmation (`Reading.to_confirm`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.readers.cells import read_numbers, report_bad
from data.readers.check_columns import (
    Column,
    report_against_reference,
    report_copied_rows,
    report_foreign_columns,
    report_impossible,
)
from data.readers.codes import level_of, read_codes, report_repeated
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.limits import MAX_PROPOSALS
from data.readers.mapping import ColumnMapping, Role, TableMapping
from data.readers.mdq_indicators import by_label, slug
from data.readers.names import folded
from data.readers.propose_mapping import propose
from data.readers.reader import Reader
from data.readers.reading import Found, observed, stacked
from data.readers.reference import Reference
from data.readers.sheet import Sheet, Table, table_at
from data.readers.statbel import report_vintage
from data.readers.years import without_year

ID = "tableau"
TITLE = "Tableau libre"
_SUMMARY = (
    "total",
    "moyenne",
    "mediane",
    "region",
    "seuil",
    "totaal",
    "gemiddelde",
    "ensemble",
    "bruxelles capitale",
)
_FEW_ROWS_COPY_CHECK = 2_000
SUSPECT_WIDTH = 8


def _matches(content: Content) -> bool:
    return propose(content, Reference.bundled()) is not None


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    return read_with(content, None, reference, faults)


def read_with(
    content: Content, mapping: TableMapping | None, reference: Reference, faults: FaultLog
) -> Found:
    """Read a table with a mapping, or with the proposed one when None."""
    chosen = mapping or propose(content, reference)
    if chosen is None:
        raise refusal(
            content.file,
            "aucune colonne ne contient des codes ou des noms de quartiers, de secteurs ou de communes.",
            "Ajoutez une colonne «\u00a0code\u00a0» ou «\u00a0quartier\u00a0», avec un titre.",
        )
    sheet = next((sheet for sheet in content.sheets if sheet.name == chosen.sheet), content.sheets[0])
    faults.sheet = sheet.name
    table = _without_summaries(_table(sheet, chosen, content, faults), chosen, faults)
    codes = _codes(table, chosen, reference, faults)
    key_title = chosen.columns[_key(chosen)].title
    years = {column.title: _years(table, column, faults) for column in chosen.of_role(Role.YEAR)}
    if not years:
        report_repeated(codes, table.rows, key_title, faults)
    else:
        year = next(iter(years.values()))
        pairs = [f"{code}, {when}" if code else "" for code, when in zip(codes, year, strict=True)]
        report_repeated(pairs, table.rows, key_title, faults)
    parts, columns, values = _observations(table, chosen, codes, years, faults)
    if columns:
        matrix = np.column_stack(values)
        report_impossible(matrix, table.rows, columns, faults)
        report_foreign_columns(matrix, columns, faults)
        if len(table.rows) <= _FEW_ROWS_COPY_CHECK and len(columns) >= SUSPECT_WIDTH:
            report_copied_rows(matrix, codes, table.rows, columns, faults)
        report_against_reference(matrix, codes, table.rows, columns, reference, faults)
    if chosen.level == "secteur":
        report_vintage(codes, reference, faults)
    return Found(stacked(parts), len(table.body), mapping=chosen)


def _table(sheet: Sheet, mapping: TableMapping, content: Content, faults: FaultLog) -> Table:
    table = table_at(sheet, mapping.header)
    if len(table.titles) != len(mapping.columns):
        raise refusal(content.file, "le nombre de colonnes n'est plus celui qui a été confirmé.")
    width = len(table.titles)
    for row, number in zip(table.body, table.rows, strict=True):
        if any(cell is not None and cell != "" for cell in row[width:]):
            faults.error(
                f"la ligne a plus de cases que de titres ({width}).",
                "Une virgule coupe sans doute un nombre.",
                row=number,
            )
        if content.separator and len(row) < width:
            faults.error(f"{len(row)} cases au lieu de {width}.", "La ligne est incomplète.", row=number)
    return table


def _key(mapping: TableMapping) -> int:
    """Index of the column that says the territory: codes if there are any, else names."""
    roles = [column.role for column in mapping.columns]
    for role in (Role.CODE, Role.NAME):
        if role in roles:
            return roles.index(role)
    raise refusal("tableau", "la correspondance ne désigne ni code ni nom de territoire.")


def _without_summaries(table: Table, mapping: TableMapping, faults: FaultLog) -> Table:
    """Leave out the rows Total, Moyenne, Région: they are no territory."""
    key = _key(mapping)
    named = [index for index, column in enumerate(mapping.columns) if column.role is Role.NAME]
    texts = table.cells(key)
    labels = [table.cells(index) for index in named]
    body, rows = [], []
    for position, (row, number) in enumerate(zip(table.body, table.rows, strict=True)):
        said = folded(str(texts[position] or "")) or " ".join(
            folded(str(cells[position] or "")) for cells in labels
        )
        if said.startswith(_SUMMARY) and not any(said == folded(name) for name in mapping.names):
            faults.warn("ligne de total ou de moyenne laissée de côté.", row=number, value=said)
            continue
        body.append(row)
        rows.append(number)
    return Table(table.sheet, table.titles, body, rows)


def _codes(table: Table, mapping: TableMapping, reference: Reference, faults: FaultLog) -> list[str]:
    key = _key(mapping)
    column = mapping.columns[key]
    named = [index for index, entry in enumerate(mapping.columns) if entry.role is Role.NAME]
    names = [str(cell or "").strip() for cell in table.cells(named[0])] if named else None
    if column.role is Role.NAME:
        return _codes_by_name(table, key, mapping, reference, faults)
    codes = read_codes(table.cells(key), mapping.level, table.rows, column.title, faults, names)
    if mapping.level == "quartier":
        for index, (code, row) in enumerate(zip(codes, table.rows, strict=True)):
            if code and code not in reference.quartiers:
                faults.error("aucun quartier ne porte ce code.", row=row, column=column.title, value=code)
            elif code and names is not None:
                bearers = reference.quartier_names.codes(names[index])
                if bearers and code not in bearers:
                    faults.error(
                        f"le nom est celui du quartier {', '.join(bearers)}, le code est {code}.",
                        "Le code et le nom doivent désigner le même quartier.",
                        row=row,
                        column=mapping.columns[named[0]].title,
                        value=names[index],
                    )
    return codes


def _codes_by_name(
    table: Table, key: int, mapping: TableMapping, reference: Reference, faults: FaultLog
) -> list[str]:
    known = reference.quartier_names if mapping.level == "quartier" else reference.commune_names
    chosen = {folded(name): code for name, code in mapping.names.items()}
    codes: list[str] = []
    unknown = 0
    for cell, row in zip(table.cells(key), table.rows, strict=True):
        name = str(cell or "").strip()
        found = (chosen[folded(name)],) if folded(name) in chosen else known.codes(name)
        codes.append(found[0] if len(found) == 1 else "")
        if len(found) == 1:
            continue
        unknown += 1
        if len(found) > 1:
            problem, remedy = (
                f"ce nom désigne plusieurs territoires ({', '.join(found)}).",
                "Ajoutez leur code.",
            )
        else:
            near = known.nearest(name) if unknown <= MAX_PROPOSALS else ()
            listed = ", ".join(f"«\u00a0{written}\u00a0» ({code})" for code, written in near)
            problem = "aucun territoire ne porte ce nom."
            remedy = (
                f"Le plus proche\u00a0: {listed}. Confirmez-le ou corrigez le nom."
                if near
                else "Corrigez le nom."
            )
        faults.error(problem, remedy, row=row, column=table.titles[key], value=name)
    return codes


def _years(table: Table, column: ColumnMapping, faults: FaultLog) -> list[int | None]:
    years: list[int | None] = []
    for text, row in zip(table.texts(column.title), table.rows, strict=True):
        if len(text) == 4 and text.isdigit():
            years.append(int(text))
            continue
        years.append(None)
        faults.error("ce n'est pas une année.", row=row, column=column.title, value=text)
    return years


def _observations(
    table: Table,
    mapping: TableMapping,
    codes: list[str],
    years: dict[str, list[int | None]],
    faults: FaultLog,
) -> tuple[list, list[Column], list[np.ndarray]]:
    parts, columns, values = [], [], []
    level: str | Sequence[str] = mapping.level
    if mapping.level == "secteur":
        level = [level_of(code) for code in codes]
    for index, entry in enumerate(mapping.columns):
        if entry.role is not Role.VALUE:
            continue
        cells = table.cells(index)
        numbers = read_numbers(cells, dots=entry.dots)
        report_bad(numbers, cells, table.rows, entry.title, faults)
        indicator = entry.indicator or f"libre_{slug(without_year(entry.title))}"
        when: int | list[int | None] | None = years.get(entry.year_column, entry.year)
        if when is None and not mapping.confirmed:
            faults.warn("l'année de cette colonne n'est pas connue\u00a0: à préciser.", column=entry.title)
        known = by_label(entry.title)
        parts.append(
            observed(
                indicator,
                level,
                codes,
                when,
                numbers.values,
                numbers.statuses,
                table.rows,
                known.source_id if known else "import",
            )
        )
        single = when if isinstance(when, int) else _common(when)
        unit = entry.unit or ("%" if "%" in entry.title else "")
        columns.append(Column(entry.title, without_year(entry.title), unit, single, indicator, mapping.level))
        values.append(numbers.values)
    return parts, columns, values


def _common(years: list[int | None] | None) -> int | None:
    found = set(years or [])
    return found.pop() if len(found) == 1 else None


READER = Reader(ID, TITLE, _matches, _read)
