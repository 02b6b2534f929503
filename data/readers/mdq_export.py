"""Monitoring des Quartiers (IBSA): the export, as XLSX (sheet Gegevens or Donnees) or CSV.

Three header rows (label repeated for each year, unit, year), columns Code and Gebied or
Territoire, a footer with the page of each indicator. Source: ../shared/spec/data.md and the
exports of wijkmonitoring.brussels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from data.readers.cells import Cell, read_numbers
from data.readers.check_columns import (
    Column,
    column_letter,
    report_against_reference,
    report_copied_rows,
    report_foreign_columns,
    report_impossible,
    report_leaps,
)
from data.readers.codes import guess_level, level_of, quartier_code, read_codes, report_repeated, text_of
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.mdq_indicators import MdqIndicator, by_label, by_page, page_in, slug
from data.readers.names import folded
from data.readers.reader import Reader
from data.readers.reading import Found, observed, stacked
from data.readers.reference import Reference
from data.readers.sheet import Sheet, is_blank

ID = "mdq_export"
TITLE = "Monitoring des Quartiers, export"
_YEAR = re.compile(r"(19|20)\d\d")
_NAME_TITLES = {"gebied", "territoire"}


@dataclass(frozen=True)
class _Layout:
    sheet: Sheet
    header: int
    name_column: int
    code_column: int
    units: int
    years: int


def layout_of(content: Content) -> _Layout | None:
    """Find the three header rows in one of the sheets."""
    for sheet in content.sheets:
        for header in range(min(4, len(sheet.rows))):
            for column in range(1, min(8, len(sheet.rows[header]))):
                if folded(sheet.text(header, column)) not in _NAME_TITLES:
                    continue
                below = (header + 1, header + 2)
                years = next((row for row in below if _counts_years(sheet, row, column)), None)
                if years is None:
                    continue
                units = below[0] if years == below[1] else below[1]
                titles = [folded(sheet.text(header, place)) for place in range(column)]
                code = titles.index("code") if "code" in titles else column - 1
                return _Layout(sheet, header, column, code, units, years)
    return None


def _counts_years(sheet: Sheet, row: int, after: int) -> bool:
    """True when the row under the titles holds years and no code."""
    if row >= len(sheet.rows) or quartier_code(sheet.text(row, after - 1)):
        return False
    cells = [sheet.text(row, column) for column in range(after + 1, len(sheet.rows[row]))]
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(bool(_YEAR.fullmatch(cell)) for cell in filled) >= 0.8 * len(filled)


def _matches(content: Content) -> bool:
    return layout_of(content) is not None


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    layout = layout_of(content)
    if layout is None:
        raise refusal(content.file, "les trois lignes de titre de l'export sont absentes.")
    faults.sheet = layout.sheet.name
    first = max(layout.units, layout.years) + 1
    body, rows, footer = _body(layout, first)
    codes_cells: list[Cell] = [_cell(row, layout.code_column) for row in body]
    level = guess_level(codes_cells) or "quartier"
    names = [text_of(_cell(row, layout.name_column)) for row in body]
    codes = read_codes(codes_cells, level, rows, "Code", faults, names)
    report_repeated(codes, rows, "Code", faults)
    if level == "quartier":
        _report_names(codes, names, rows, reference, faults)
        _report_second_codes(layout, body, rows, faults)
    columns, places, sources = _columns(layout, footer, level, faults)
    matrix = np.full((len(body), len(columns)), np.nan)
    parts = []
    for index, (column, place) in enumerate(zip(columns, places, strict=True)):
        cells = [_cell(row, place) for row in body]
        numbers = read_numbers(cells)
        for bad, problem in numbers.bad.items():
            faults.error(
                problem, "Écrivez un nombre, VS ou ND.", row=rows[bad], column=column.title, value=cells[bad]
            )
        # A row without a code is refused already; its values would only bring noise.
        matrix[:, index] = np.where([code != "" for code in codes], numbers.values, np.nan)
        levels = [level_of(code) for code in codes] if level == "secteur" else level
        parts.append(
            observed(
                column.indicator,
                levels,
                codes,
                column.year,
                numbers.values,
                numbers.statuses,
                rows,
                sources[index],
            )
        )
    report_copied_rows(matrix, codes, rows, columns, faults)
    report_foreign_columns(matrix, columns, faults)
    report_impossible(matrix, rows, columns, faults)
    report_against_reference(matrix, codes, rows, columns, reference, faults)
    report_leaps(matrix, codes, rows, columns, lambda indicator: not indicator.startswith("mdq_"), faults)
    if level == "quartier":
        report_absent(codes, reference, faults)
    return Found(stacked(parts), len(body))


def _cell(row: list[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else None


def _body(layout: _Layout, first: int) -> tuple[list[list[Cell]], list[int], dict[int, int]]:
    """Rows of data with their numbers, and the footer: page number by column."""
    body, rows, footer = [], [], {}
    for index in range(first, len(layout.sheet.rows)):
        row = layout.sheet.rows[index]
        if is_blank(row):
            continue
        code = _cell(row, layout.code_column)
        if (isinstance(code, str) and code.startswith("http")) or (text_of(code) == "" and _has_address(row)):
            for place, cell in enumerate(row):
                page = page_in(cell) if isinstance(cell, str) else None
                if page is not None:
                    footer[place] = page
            continue
        body.append(row)
        rows.append(index + 1)
    return body, rows, footer


def _has_address(row: list[Cell]) -> bool:
    return any(isinstance(cell, str) and cell.startswith("http") for cell in row)


def _report_names(
    codes: list[str], names: list[str], rows: list[int], reference: Reference, faults: FaultLog
) -> None:
    """The code must be known, and the name must not be the one of another quartier."""
    for code, name, row in zip(codes, names, rows, strict=True):
        if not code:
            continue
        if code not in reference.quartiers:
            faults.error(
                "aucun quartier ne porte ce code.", "Vérifiez la ligne.", row=row, column="Code", value=code
            )
            continue
        bearers = reference.quartier_names.codes(name)
        if bearers and code not in bearers:
            faults.error(
                f"le nom «\u00a0{name}\u00a0» est celui du quartier {', '.join(bearers)}, pas du quartier {code}.",
                "Le code et le nom doivent désigner le même quartier.",
                row=row,
                column="Territoire",
                value=name,
            )


def _report_second_codes(layout: _Layout, body: list[list[Cell]], rows: list[int], faults: FaultLog) -> None:
    """A column of codes added by hand on the left must agree with the export's own."""
    for place in range(layout.code_column):
        cells = [_cell(row, place) for row in body]
        if sum(quartier_code(cell) is not None for cell in cells) < 0.8 * max(len(cells), 1):
            continue
        for cell, row, number in zip(cells, body, rows, strict=True):
            own = quartier_code(_cell(row, layout.code_column))
            if own is not None and quartier_code(cell) != own:
                faults.error(
                    f"deux colonnes de code se contredisent\u00a0: {text_of(cell)} ici, {own} dans la colonne Code.",
                    "Supprimez la colonne ajoutée, ou corrigez la ligne.",
                    row=number,
                    column=column_letter(place),
                    value=cell,
                )


def _columns(
    layout: _Layout, footer: dict[int, int], level: str, faults: FaultLog
) -> tuple[list[Column], list[int], list[str]]:
    columns, places, sources = [], [], []
    empty: list[str] = []
    foreign: dict[str, list[str]] = {}
    shift = _footer_shift(layout, footer)
    if shift:
        faults.warn(
            f"le pied de l'export (pages des indicateurs) est décalé de {abs(shift)} colonnes\u00a0: "
            "des colonnes ont été ajoutées ou enlevées à la main."
        )
    for place in range(layout.name_column + 1, layout.sheet.width):
        label = layout.sheet.text(layout.header, place).strip()
        unit = layout.sheet.text(layout.units, place)
        year = layout.sheet.text(layout.years, place)
        letter = column_letter(place)
        if not year and not unit:
            empty.append(letter)
            continue
        if not label or not _YEAR.fullmatch(year):
            faults.error(
                "la colonne n'a pas de titre ou pas d'année.", column=letter, value=f"{label} {year}"[:60]
            )
            continue
        page = footer.get(place - shift) if footer else None
        known = by_label(label)
        if known is None and unit.replace(" ", "") in {"0-100", "0–100"}:
            foreign.setdefault(label, []).append(letter)
            continue
        _report_page(label, known, page, letter, faults)
        columns.append(
            Column(letter, label, unit, int(year), known.id if known else f"mdq_{slug(label)}", level)
        )
        places.append(place)
        sources.append(known.source_id if known else (f"ibsa_mdq_{page}" if page else "ibsa_mdq"))
    if empty and (len(empty) > 1 or columns):
        faults.warn(
            f"{len(empty)} colonnes sans année ni unité, vides, sont laissées de côté.", column=_span(empty)
        )
    for label, letters in foreign.items():
        faults.warn(
            "cet indice sur une échelle de 0 à 100 n'est pas un indicateur du Monitoring des Quartiers\u00a0: "
            "la colonne est écartée.",
            "Un indice personnel s'importe comme tableau libre, avec sa méthode.",
            column=f"{_span(letters)} · {label}",
        )
    return columns, places, sources


def _span(letters: list[str]) -> str:
    return letters[0] if len(letters) == 1 else f"{letters[0]} à {letters[-1]}"


def _footer_shift(layout: _Layout, footer: dict[int, int]) -> int:
    """How far the titles moved against the footer: the shift with which most known labels agree."""
    labels = {
        place: known
        for place in range(layout.name_column + 1, layout.sheet.width)
        if (known := by_label(layout.sheet.text(layout.header, place))) is not None and known.page
    }

    def agreeing(shift: int) -> int:
        return sum(footer.get(place - shift) == known.page for place, known in labels.items())

    return max(range(-5, 6), key=lambda shift: (agreeing(shift), -abs(shift))) if footer else 0


def _report_page(
    label: str, known: MdqIndicator | None, page: int | None, letter: str, faults: FaultLog
) -> None:
    announced = by_page(page)
    if known is not None and announced is not None and known.page and announced.page != known.page:
        faults.error(
            f"le titre est celui de l'indicateur {known.page}, le pied de l'export annonce l'indicateur {page}.",
            "La colonne a été déplacée ou retitrée\u00a0: reprenez l'export d'origine.",
            column=f"{letter} · {label}",
        )


def report_absent(codes: list[str], reference: Reference, faults: FaultLog) -> None:
    """Warn of inhabited quartiers that the file leaves out."""
    missing = [
        f"{code} {quartier.name_fr}"
        for code, quartier in reference.quartiers.items()
        if quartier.inhabited and code not in set(codes)
    ]
    if missing:
        listed = ", ".join(missing[:12]) + (", …" if len(missing) > 12 else "")
        count = (
            "un quartier habité manque" if len(missing) == 1 else f"{len(missing)} quartiers habités manquent"
        )
        faults.warn(f"{count}\u00a0: {listed}.", "Ils resteront «\u00a0non disponibles\u00a0».")


READER = Reader(ID, TITLE, _matches, _read)
