"""Statbel: households and cars by statistical sector (TF_CAR_HH_SECTOR, TXT or XLSX).

UTF-8 with a byte order mark, CRLF, `;` or `|`, thousands with a point (1.188 = 1188). The
sector code is the last part of codes such as «11001-A00-».
"""

from __future__ import annotations

import re

import numpy as np

from data.readers.cells import Cell, read_numbers, report_bad, report_fractions
from data.readers.codes import SECTOR_HEADERS, read_codes, text_of
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.reader import Reader
from data.readers.reading import Found, observed, stacked
from data.readers.reference import Reference
from data.readers.statbel import first_table, report_repeated_years, report_vintage, years_of
from indicators.estimate import Status

ID = "statbel_voitures"
TITLE = "Statbel, ménages et voitures par secteur statistique"
_HOUSEHOLDS = ("total_huisH", "total_huish", "MS_HOUSEHOLDS", "nb_menages", "menages", "total_menages")
_CARS = ("total_wagens", "MS_CARS", "nb_voitures", "voitures", "total_voitures")
_BROKEN_TAIL = re.compile(r"(\d{5})-?([0-9A-Z][0-9A-Z-]{3})")


def _matches(content: Content) -> bool:
    return first_table(content, SECTOR_HEADERS, _HOUSEHOLDS, _CARS, rows=False) is not None


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    table = first_table(content, SECTOR_HEADERS, _HOUSEHOLDS, _CARS)
    if table is None:
        raise refusal(content.file, "les colonnes cd_sector, total_huisH et total_wagens sont absentes.")
    faults.sheet = table.sheet
    sector = table.find(*SECTOR_HEADERS)
    assert sector is not None
    codes = read_codes(
        [_joined(cell) for cell in table.cells(sector)], "secteur", table.rows, table.titles[sector], faults
    )
    levels = ["non_localise" if code.endswith("ZZZZ") else "secteur" for code in codes]
    years = years_of(table, content, faults)
    report_repeated_years(codes, years, table.rows, table.titles[sector], faults)
    report_vintage(codes, reference, faults)
    counts = {}
    parts = []
    for indicator, titles in (("menages", _HOUSEHOLDS), ("voitures", _CARS)):
        column = table.find(*titles)
        assert column is not None
        cells = table.cells(column)
        numbers = read_numbers(cells, dots="thousands")
        report_bad(numbers, cells, table.rows, table.titles[column], faults)
        report_fractions(numbers, cells, table.rows, table.titles[column], faults)
        counts[indicator] = numbers.values
        parts.append(
            observed(indicator, levels, codes, years, numbers.values, numbers.statuses, table.rows, ID)
        )
    known = np.isfinite(counts["menages"]) & np.isfinite(counts["voitures"]) & (counts["menages"] > 0)
    ratio = np.full(len(codes), np.nan)
    np.divide(counts["voitures"] * 100, counts["menages"], out=ratio, where=known)
    statuses = [Status.OBSERVED.value if k else Status.UNAVAILABLE.value for k in known]
    parts.append(
        observed(
            "voitures_pour_100_menages",
            levels,
            codes,
            years,
            ratio,
            statuses,
            table.rows,
            ID,
            counts["voitures"],
            counts["menages"],
        )
    )
    return Found(stacked(parts), len(table.body))


def _joined(cell: Cell) -> Cell:
    """«11001-A00-» and «11001A00-» are one code."""
    text = text_of(cell)
    found = _BROKEN_TAIL.fullmatch(text)
    return found[1] + found[2] if found else cell


READER = Reader(ID, TITLE, _matches, _read)
