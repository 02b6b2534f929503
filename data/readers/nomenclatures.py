"""Statbel nomenclatures: REFNIS codes of the communes (TXT) and postal codes (XLSX)."""

from __future__ import annotations

import datetime

import pandas as pd

from data.readers.codes import read_codes, report_repeated
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.reader import Reader
from data.readers.reading import Found, stacked
from data.readers.reference import Reference
from data.readers.statbel import first_table

_LEVELS = {"1": "region", "2": "province", "3": "arrondissement", "4": "commune"}


def _matches_refnis(content: Content) -> bool:
    return first_table(content, ["LVL_REFNIS"], ["CD_REFNIS"], ["TX_REFNIS_FR"], rows=False) is not None


def _read_refnis(content: Content, reference: Reference, faults: FaultLog) -> Found:
    table = first_table(content, ["LVL_REFNIS"], ["CD_REFNIS"], ["TX_REFNIS_FR"])
    if table is None:
        raise refusal(content.file, "les colonnes LVL_REFNIS, CD_REFNIS et TX_REFNIS_FR sont absentes.")
    column = table.find("CD_REFNIS")
    assert column is not None
    frame = pd.DataFrame(
        {
            "level": [_LEVELS.get(text, "") for text in table.texts("LVL_REFNIS")],
            "code": read_codes(table.cells(column), "commune", table.rows, "CD_REFNIS", faults),
            "parent": [text.strip("-") for text in table.texts("CD_SUP_REFNIS")],
            "name_fr": table.texts("TX_REFNIS_FR"),
            "name_nl": table.texts("TX_REFNIS_NL"),
            "name_de": table.texts("TX_REFNIS_DE"),
            "since": _dates(table.texts("DT_VLDT_START"), table.rows, "DT_VLDT_START", faults),
            "until": _dates(table.texts("DT_VLDT_END"), table.rows, "DT_VLDT_END", faults),
            "row": table.rows,
        }
    )
    for row in frame.itertuples():
        if not row.level:
            faults.error("niveau inconnu (1 à 4).", row=row.row, column="LVL_REFNIS")
        if not row.name_fr:
            faults.error("le nom est vide.", row=row.row, column="TX_REFNIS_FR")
    current = frame[(frame["until"] == datetime.date(9999, 12, 31)) & (frame["level"] == "commune")]
    report_repeated(list(current["code"]), list(current["row"]), "CD_REFNIS", faults)
    return Found(
        stacked([]),
        len(frame),
        {
            "nomenclature": frame.drop(columns="row"),
            "communes": current.drop(columns="row").reset_index(drop=True),
        },
    )


def _dates(texts: list[str], rows: list[int], column: str, faults: FaultLog) -> list[datetime.date | None]:
    dates: list[datetime.date | None] = []
    for text, row in zip(texts, rows, strict=True):
        try:
            day, month, year = (int(part) for part in text.split("/"))
            dates.append(datetime.date(year, month, day))
        except ValueError:
            faults.error("ce n'est pas une date (jj/mm/aaaa).", row=row, column=column, value=text)
            dates.append(None)
    return dates


def _matches_postal(content: Content) -> bool:
    return (
        first_table(content, ["Postal code", "Code postal"], ["Refnis code", "Code INS"], rows=False)
        is not None
    )


def _read_postal(content: Content, reference: Reference, faults: FaultLog) -> Found:
    table = first_table(content, ["Postal code", "Code postal"], ["Refnis code", "Code INS"])
    if table is None:
        raise refusal(content.file, "les colonnes Postal code et Refnis code sont absentes.")
    faults.sheet = table.sheet
    postal = table.texts("Postal code", "Code postal")
    column = table.find("Refnis code", "Code INS")
    assert column is not None
    communes = read_codes(table.cells(column), "commune", table.rows, table.titles[column], faults)
    for text, row in zip(postal, table.rows, strict=True):
        if not (len(text) == 4 and text.isdigit()):
            faults.error("ce n'est pas un code postal belge.", row=row, column="Postal code", value=text)
    frame = pd.DataFrame(
        {
            "postal_code": postal,
            "commune": communes,
            "name_fr": table.texts("Nom commune"),
            "name_nl": table.texts("Gemeentenaam"),
        }
    )
    return Found(stacked([]), len(frame), {"codes_postaux": frame.drop_duplicates(ignore_index=True)})


REFNIS = Reader("refnis", "Statbel, codes REFNIS", _matches_refnis, _read_refnis, rank=0)
POSTAL = Reader("codes_postaux", "Statbel, codes postaux et communes", _matches_postal, _read_postal)
