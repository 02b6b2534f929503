"""Codes of territories: their forms, and the traces of a spreadsheet that destroyed them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.readers.cells import Cell
from data.readers.fault_log import FaultLog

QUARTIER = re.compile(r"[1-9]\d{0,2}")
SECTOR = re.compile(r"\d{5}[0-9A-Z][0-9A-Z-]{3}")
COMMUNE = re.compile(r"\d{5}")
UNPLACED_SECTOR = re.compile(r"\d{5}ZZZZ")

_EXPONENT = re.compile(r"\d([.,]\d+)?[eE][+]?\d+")

QUARTIER_HEADERS = [
    "code",
    "mdrc",
    "mdzone",
    "md_id",
    "mdid",
    "quartier_code",
    "territory_code",
    "lau2",
    "code_quartier",
    "quartier_id",
    "numero_quartier",
    "cd_quartier",
    "wijkcode",
]
SECTOR_HEADERS = [
    "cd_sector",
    "cs01012018",
    "cs01012019",
    "cs01012020",
    "cs01012021",
    "cs01012022",
    "cs01012023",
    "cs01012024",
    "cs01012025",
    "cs01012026",
    "cd_stat_sector",
    "cd_sector_refnis",
    "secteurstatistique_code",
    "secteur_statistique",
    "code_secteur",
    "nis_sector",
    "codesector",
    "secteur",
]
COMMUNE_HEADERS = [
    "cd_refnis",
    "cd_munty_refnis",
    "commune_code",
    "code_ins",
    "nis",
    "ins",
    "nis_code",
    "refnis",
    "nis5",
    "refnis_code",
]

DESTROYED = "le code de secteur a été détruit par le tableur (pris pour un nombre en notation scientifique)."
DESTROYED_REMEDY = (
    "Reprenez le fichier d'origine et importez cette colonne comme du texte\u00a0; le code n'est pas deviné."
)


def text_of(cell: Cell) -> str:
    """Write a code cell as text: 10.0 is «10»; spaces around are dropped."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return "" if cell is None else str(cell).strip()


def is_destroyed(cell: Cell) -> bool:
    """True for what a spreadsheet makes of 21004E101 (2.1004e+105) and of 21004E800 (0)."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return cell == 0 or abs(cell) >= 1e9 or cell != cell  # noqa: PLR0124  NaN is the overflow of 21004E800
    if isinstance(cell, str):
        text = cell.strip()
        return text == "0" or (
            len(text) < 40 and bool(_EXPONENT.fullmatch(text)) and not SECTOR.fullmatch(text)
        )
    return False


def quartier_code(cell: Cell) -> str | None:
    """The code of a quartier (1 to 999, no leading zero), None for anything else."""
    text = text_of(cell).lstrip("0")
    return text if QUARTIER.fullmatch(text) else None


def sector_code(cell: Cell) -> str | None:
    """The nine characters of a sector, None for anything else. Lower case is put right."""
    text = text_of(cell).upper()
    return text if SECTOR.fullmatch(text) else None


def commune_code(cell: Cell) -> str | None:
    """The five digits of a commune, province or region, None for anything else."""
    text = text_of(cell)
    if len(text) == 4 and text.isdigit() and not isinstance(cell, str):
        text = "0" + text  # 04000, the Region, read as a number
    return text if COMMUNE.fullmatch(text) else None


PARSERS = {"quartier": quartier_code, "secteur": sector_code, "commune": commune_code}
FORMS = {
    "quartier": "un code de quartier (1 à 999)",
    "secteur": "un code de secteur statistique (neuf caractères, par exemple 21004A00-)",
    "commune": "un code INS de commune (cinq chiffres)",
}


def read_codes(
    cells: Sequence[Cell],
    level: str,
    rows: Sequence[int],
    column: str,
    faults: FaultLog,
    hints: Sequence[Cell] | None = None,
) -> list[str]:
    """Read a column of codes; wrong ones are errors and come back empty.

    `hints` (names of the territories) are quoted beside destroyed codes, never used to
    restore them.
    """
    parse = PARSERS[level]
    codes: list[str] = []
    for index, cell in enumerate(cells):
        code = parse(cell)
        if code is None:
            code = ""
            if level == "secteur" and is_destroyed(cell):
                name = f" Territoire\u00a0: {text_of(hints[index])}." if hints is not None else ""
                faults.error(
                    DESTROYED + name, DESTROYED_REMEDY, row=rows[index], column=column, value=_quoted(cell)
                )
            elif text_of(cell) == "":
                faults.error("le code est vide.", row=rows[index], column=column)
            else:
                faults.error(f"ce n'est pas {FORMS[level]}.", row=rows[index], column=column, value=cell)
        codes.append(code)
    return codes


def _quoted(cell: Cell) -> str:
    return f"{cell:g}" if isinstance(cell, float) else text_of(cell)


def report_repeated(codes: Sequence[str], rows: Sequence[int], column: str, faults: FaultLog) -> None:
    """Note every code that stands on a second row."""
    first: dict[str, int] = {}
    for code, row in zip(codes, rows, strict=True):
        if not code:
            continue
        if code in first:
            faults.error(
                f"ce code se trouve déjà ligne {first[code]}.",
                "Gardez une seule ligne par territoire.",
                row=row,
                column=column,
                value=code,
            )
        else:
            first[code] = row


def level_of(code: str) -> str:
    """Level of a sector code: people who cannot be placed are a level of their own."""
    return "non_localise" if code.endswith("ZZZZ") else "secteur"


def guess_level(cells: Sequence[Cell]) -> str | None:
    """The level whose form fits at least nine in ten of the filled cells, None when none does."""
    filled = [cell for cell in cells if text_of(cell)]
    if not filled:
        return None
    for level, parse in (("secteur", sector_code), ("commune", commune_code), ("quartier", quartier_code)):
        fitting = sum(parse(cell) is not None for cell in filled)
        broken = sum(is_destroyed(cell) for cell in filled) if level == "secteur" and fitting else 0
        if fitting + broken >= 0.9 * len(filled):
            return level
    return None
