"""Statbel, Census 2011: occupied dwellings by tenure and statistical sector (XLS)."""

from __future__ import annotations

import numpy as np

from data.readers.cells import read_numbers, report_bad, report_fractions
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.reader import Reader
from data.readers.reading import Found, observed, share, stacked
from data.readers.reference import Reference
from data.readers.statbel import first_table, report_repeated_years, report_vintage, sector_codes
from indicators.french import number

ID = "statbel_census_2011"
TITLE = "Statbel, Census 2011, logements par statut d'occupation"
YEAR = 2011
_SECTOR = ("Secteur statistique", "Statistische sector")
_OWNED = ("Logements occupés par leur propriétaire",)
_RENTED = ("Logements loués",)
_COUNTS = {
    "logements_proprietaires": _OWNED,
    "logements_loues": _RENTED,
    "logements_non_indiques": ("Non indiqué",),
    "logements_autres": ("Autres unités d'habitation ou habitation", "Autres unités d'habitation"),
}


def _matches(content: Content) -> bool:
    return first_table(content, _SECTOR, _OWNED, _RENTED, rows=False) is not None


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    table = first_table(content, _SECTOR, _OWNED, _RENTED)
    if table is None:
        raise refusal(content.file, "les colonnes des logements occupés et loués sont absentes.")
    faults.sheet = table.sheet
    sector = table.find(*_SECTOR)
    assert sector is not None
    codes, levels = sector_codes(table, sector, faults, table.texts("Lieu de résidence"))
    report_repeated_years(codes, [YEAR] * len(codes), table.rows, table.titles[sector], faults)
    report_vintage(codes, reference, faults)
    counts: dict[str, np.ndarray] = {}
    parts = []
    for indicator, titles in _COUNTS.items():
        column = table.find(*titles) if indicator != "logements_autres" else _others(table.titles)
        if column is None:
            continue
        cells = table.cells(column)
        numbers = read_numbers(cells)
        report_bad(numbers, cells, table.rows, table.titles[column], faults)
        report_fractions(numbers, cells, table.rows, table.titles[column], faults)
        counts[indicator] = numbers.values
        parts.append(
            observed(indicator, levels, codes, YEAR, numbers.values, numbers.statuses, table.rows, ID)
        )
    total = table.find("Total", "Totaal")
    if total is not None:
        whole = read_numbers(table.cells(total)).values
        parted = np.sum(list(counts.values()), axis=0)
        for index in np.flatnonzero(np.isfinite(whole) & np.isfinite(parted) & (whole != parted)):
            faults.error(
                f"le total n'est pas la somme des colonnes ({number(float(parted[index]))}).",
                row=table.rows[index],
                column=table.titles[total],
                value=float(whole[index]),
            )
    rented = counts["logements_loues"]
    both = rented + counts["logements_proprietaires"]
    values, statuses = share(rented, both)
    parts.append(observed("locataires", levels, codes, YEAR, values, statuses, table.rows, ID, rented, both))
    return Found(stacked(parts), len(table.body))


def _others(titles: tuple[str, ...]) -> int | None:
    return next((index for index, title in enumerate(titles) if title.startswith("Autres unités")), None)


READER = Reader(ID, TITLE, _matches, _read)
