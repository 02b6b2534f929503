"""Statbel: population by statistical sector (XLSX «Blad1» to 2023, pipe-separated ZIP from 2024).

https://statbel.fgov.be/fr/open-data (Population par secteur statistique). The area column is
misspelt in the files (OPPERVLAKKTE).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.readers.cells import read_numbers, report_bad, report_fractions
from data.readers.codes import SECTOR_HEADERS
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.reader import Reader
from data.readers.reading import Found, observed, stacked
from data.readers.reference import Reference
from data.readers.statbel import (
    first_table,
    report_quartier_sums,
    report_repeated_years,
    report_unplaced,
    report_vintage,
    sector_codes,
    years_of,
)

ID = "statbel_population"
TITLE = "Statbel, population par secteur statistique"
_PEOPLE = ("POPULATION", "TOTAL", "MS_POPULATION")
_AREA = ("OPPERVLAKKTE IN HM²", "OPPERVLAKTE IN HM²", "OPPERVLAKKTE_IN_HM2", "SUPERFICIE EN HM²")


def _groups() -> tuple[tuple[str, ...], ...]:
    return (tuple(SECTOR_HEADERS), _PEOPLE, ("CD_REFNIS", "CD_MUNTY_REFNIS"))


def _matches(content: Content) -> bool:
    return first_table(content, *_groups(), rows=False) is not None


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    table = first_table(content, *_groups())
    if table is None:
        raise refusal(content.file, "les colonnes CD_REFNIS, CD_SECTOR et POPULATION sont absentes.")
    faults.sheet = table.sheet
    people, sector = table.find(*_PEOPLE), table.find(*SECTOR_HEADERS)
    assert people is not None and sector is not None
    names = table.texts("TX_DESCR_SECTOR_FR", "TX_SECTOR_DESCR_FR")
    codes, levels = sector_codes(table, sector, faults, names)
    cells = table.cells(people)
    numbers = read_numbers(cells)
    report_bad(numbers, cells, table.rows, table.titles[people], faults)
    report_fractions(numbers, cells, table.rows, table.titles[people], faults)
    years = years_of(table, content, faults)
    report_repeated_years(codes, years, table.rows, table.titles[sector], faults)
    year = years[0] if years else None
    parts = [
        observed(
            "population",
            levels,
            codes,
            years,
            numbers.values,
            numbers.statuses,
            table.rows,
            f"statbel_population_{year}",
        )
    ]
    report_unplaced(codes, list(numbers.values), faults)
    report_quartier_sums(parts[0][parts[0]["year"].notna()], reference, faults)
    report_vintage(codes, reference, faults)
    communes = table.texts("CD_REFNIS", "CD_MUNTY_REFNIS")
    merged = sum(c != s[:5] for c, s in zip(communes, codes, strict=True) if s)
    if merged:
        faults.warn(
            f"{merged} secteurs gardent le code de leur ancienne commune (fusion)\u00a0: "
            "la commune est celle de la colonne CD_REFNIS."
        )
    area = table.find(*_AREA)
    hectares = read_numbers(table.cells(area)).values if area is not None else np.full(len(codes), np.nan)
    sectors = pd.DataFrame(
        {
            "sector": codes,
            "commune": communes,
            "name_fr": names,
            "name_nl": table.texts("TX_DESCR_SECTOR_NL", "TX_SECTOR_DESCR_NL"),
            "commune_fr": table.texts("TX_DESCR_FR", "TX_MUNTY_DESCR_FR"),
            "commune_nl": table.texts("TX_DESCR_NL", "TX_MUNTY_DESCR_NL"),
            "area_km2": hectares / 100,
        }
    )
    return Found(stacked(parts), len(table.body), {"secteurs": sectors})


READER = Reader(ID, TITLE, _matches, _read, rank=2)
