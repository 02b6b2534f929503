"""Monitoring des Quartiers (IBSA): the table of «Comparer des territoires», as shown on the page.

One header row with the unit and year inside the label; rows «Moyenne…», «Total RBC» and
«Seuil» above the data; decimal points and commas in one column; VS and ND.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from data.readers.cells import Cell, mark_of, read_numbers, report_bad
from data.readers.check_columns import (
    Column,
    column_letter,
    report_against_reference,
    report_copied_rows,
    report_impossible,
)
from data.readers.codes import read_codes, report_repeated, text_of
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.mdq_export import report_absent
from data.readers.mdq_indicators import by_label, slug
from data.readers.names import folded
from data.readers.reader import Reader
from data.readers.reading import Found, observed, stacked
from data.readers.reference import Reference
from data.readers.sheet import Sheet, is_blank

ID = "mdq_ecran"
TITLE = "Monitoring des Quartiers, tableau à l'écran"
_SUMMARY = ("moyenne", "total", "seuil", "mediane", "gemiddelde", "totaal", "drempel")
_LABEL = re.compile(r"(?P<label>.+?)\s*(?:\((?P<unit>[^()]*)\))?\s*(?P<year>(?:19|20)\d\d)")


def _sheet_of(content: Content) -> Sheet | None:
    for sheet in content.sheets:
        if len(sheet.rows) < 3 or len(sheet.rows[0]) < 3:
            continue
        titles = [folded(text_of(cell)) for cell in sheet.rows[0]]
        summary = any(
            folded(sheet.text(row, 0) or sheet.text(row, 1)).startswith(_SUMMARY)
            for row in range(1, min(6, len(sheet.rows)))
        )
        if titles[0] == "code" and titles[1] in {"territoire", "gebied"} and summary:
            return sheet
    return None


def _matches(content: Content) -> bool:
    return _sheet_of(content) is not None


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    sheet = _sheet_of(content)
    if sheet is None:
        raise refusal(
            content.file,
            "les lignes «\u00a0Moyenne\u00a0», «\u00a0Total\u00a0» ou «\u00a0Seuil\u00a0» sont absentes.",
        )
    faults.sheet = sheet.name
    titles = [text_of(cell) for cell in sheet.rows[0]]
    body: list[list[Cell]] = []
    rows: list[int] = []
    summaries: list[dict[str, object]] = []
    for index, row in enumerate(sheet.rows[1:], start=2):
        if is_blank(row):
            continue
        label = sheet.text(index - 1, 0)
        if folded(label).startswith(_SUMMARY) or (
            not label and folded(sheet.text(index - 1, 1)).startswith(_SUMMARY)
        ):
            summaries += _summary(label or sheet.text(index - 1, 1), row, len(titles), index)
            continue
        if len(row) != len(titles):
            faults.error(
                f"{len(row)} cases au lieu de {len(titles)}.", row=index, value=text_of(row[0]) if row else ""
            )
            continue
        body.append(row)
        rows.append(index)
    names = [text_of(row[1]) for row in body]
    codes = read_codes([row[0] for row in body], "quartier", rows, titles[0], faults, names)
    report_repeated(codes, rows, titles[0], faults)
    for code, name, row_number in zip(codes, names, rows, strict=True):
        bearers = reference.quartier_names.codes(name)
        if code and (code not in reference.quartiers or (bearers and code not in bearers)):
            faults.error(
                "le code et le nom ne désignent pas le même quartier.", row=row_number, value=f"{code} {name}"
            )
    columns, parts = [], []
    matrix = np.full((len(body), len(titles) - 2), np.nan)
    for place in range(2, len(titles)):
        found = _LABEL.fullmatch(titles[place])
        known = by_label(titles[place])
        label = found["label"] if found else titles[place]
        year = int(found["year"]) if found else None
        indicator = known.id if known else f"mdq_{slug(label)}"
        column = Column(column_letter(place), label, (found["unit"] or "") if found else "", year, indicator)
        columns.append(column)
        if year is None:
            faults.warn(
                "l'année n'est pas dans le titre de la colonne\u00a0: à préciser.", column=column.title
            )
        cells = [row[place] for row in body]
        numbers = read_numbers(cells)
        report_bad(numbers, cells, rows, column.title, faults)
        matrix[:, place - 2] = numbers.values
        source = known.source_id if known else "ibsa_mdq"
        parts.append(
            observed(indicator, "quartier", codes, year, numbers.values, numbers.statuses, rows, source)
        )
        parts += _regional(summaries, place, indicator, year, source)
    report_impossible(matrix, rows, columns, faults)
    report_copied_rows(matrix, codes, rows, columns, faults)
    report_against_reference(matrix, codes, rows, columns, reference, faults)
    report_absent(codes, reference, faults)
    return Found(stacked(parts), len(body), {"regionaux": pd.DataFrame(summaries)})


def _summary(label: str, row: list[Cell], width: int, number: int) -> list[dict[str, object]]:
    """Cells of a row without a code: it may leave out the cell of the name."""
    values = row[1:] if len(row) < width else row[2:]
    return [
        {"ligne": label, "colonne": place, "texte": text_of(cell), "row": number}
        for place, cell in enumerate(values, start=2)
    ]


def _regional(
    summaries: list[dict[str, object]], place: int, indicator: str, year: int | None, source: str
) -> list[pd.DataFrame]:
    """The Region's own value, from the row «Moyenne régionale / Médiane régionale»."""
    for entry in summaries:
        text = str(entry["texte"])
        regional = "regional" in folded(str(entry["ligne"])) or "gewest" in folded(str(entry["ligne"]))
        if entry["colonne"] == place and regional and mark_of(text) is None:
            numbers = read_numbers([text], dots="decimal")
            if not numbers.bad:
                return [
                    observed(
                        indicator,
                        "region",
                        ["04000"],
                        year,
                        numbers.values,
                        numbers.statuses,
                        [int(str(entry["row"]))],
                        source,
                    )
                ]
    return []


READER = Reader(ID, TITLE, _matches, _read)
