"""Cells to numbers: missing marks keep their meaning, nothing becomes a zero, nothing is guessed."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from data.readers.fault_log import FaultLog
from indicators.estimate import Status

Cell = str | float | int | bool | datetime.date | datetime.datetime | datetime.time | None

MARKS: dict[str, Status] = {
    "": Status.UNAVAILABLE,
    "-": Status.UNAVAILABLE,
    "–": Status.UNAVAILABLE,
    "—": Status.UNAVAILABLE,
    ".": Status.UNAVAILABLE,
    "..": Status.UNAVAILABLE,
    "nd": Status.UNAVAILABLE,
    "n.d.": Status.UNAVAILABLE,
    "na": Status.UNAVAILABLE,
    "n/a": Status.UNAVAILABLE,
    "#n/a": Status.UNAVAILABLE,
    "nb": Status.UNAVAILABLE,
    "gm": Status.UNAVAILABLE,
    "non disponible": Status.UNAVAILABLE,
    "niet beschikbaar": Status.UNAVAILABLE,
    "indisponible": Status.UNAVAILABLE,
    "vs": Status.SUPPRESSED,
    "secret": Status.SUPPRESSED,
    "< 200 habitants": Status.SUPPRESSED,
    "< 200 inwoners": Status.SUPPRESSED,
    "sans objet": Status.NOT_APPLICABLE,
    "sans_objet": Status.NOT_APPLICABLE,
    "nvt": Status.NOT_APPLICABLE,
    "n.v.t.": Status.NOT_APPLICABLE,
}
"""What publishers write instead of a value. VS = fewer than 200 inhabitants; GM, ND = not available."""

_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?")
_DOTTED_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
_ONE_GROUP = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_SPACES = re.compile("(?<=\\d)[ \u00a0\u202f\u2009'](?=\\d{3}(?!\\d))")
_DOTTED = re.compile(r"[+-]?\d+\.\d+")

THOUSANDS_REMEDY = "Si le point sépare les milliers, enlevez-le (1188)\u00a0; s'il marque les décimales, écrivez une virgule."


@dataclass(frozen=True)
class Numbers:
    """A column of numbers: NaN exactly where the status is not «observe»."""

    values: np.ndarray
    statuses: list[str]
    bad: dict[int, str] = field(default_factory=dict)

    @property
    def known(self) -> np.ndarray:
        """True where there is a value."""
        return np.isfinite(self.values)


def read_numbers(
    cells: Sequence[Cell], *, dots: str = "ask", missing: Status = Status.UNAVAILABLE
) -> Numbers:
    """Read a column. `dots` says what «1.188» is: «thousands», «decimal», or «ask» the file.

    «ask» takes the point for a decimal one when another value of the column shows it
    (13.18); a column whose points are all followed by three digits stays undecided and
    each such cell is bad. `missing` is the status of an empty cell.
    """
    if dots == "ask":
        dots = _dots_of(cells)
    observed = Status.OBSERVED.value
    values = np.full(len(cells), np.nan)
    statuses = [observed] * len(cells)
    bad: dict[int, str] = {}
    for index, cell in enumerate(cells):
        if type(cell) is float or type(cell) is int:
            if math.isfinite(cell):
                values[index] = cell
            else:
                statuses[index] = missing.value
                if math.isinf(cell):
                    bad[index] = "ce nombre dépasse ce qu'un tableur sait écrire."
            continue
        mark = missing if cell is None or cell == "" else mark_of(cell)
        if mark is not None:
            statuses[index] = mark.value
            continue
        number, problem = _from_text(cell, dots)
        if number is None:
            statuses[index] = Status.UNAVAILABLE.value
            bad[index] = problem
        else:
            values[index] = number
    return Numbers(values, statuses, bad)


def mark_of(cell: Cell) -> Status | None:
    """The status that a missing mark stands for, None for anything else."""
    if not isinstance(cell, str):
        return None
    return MARKS.get(cell.strip().casefold())


def _dots_of(cells: Sequence[Cell]) -> str:
    """Say what a point means in this column: one value such as 13.18 or 1188.5 settles it."""
    undecided = False
    for cell in cells:
        if isinstance(cell, str) and "." in cell:
            text = cell.strip().rstrip("%€ \u00a0")
            if _ONE_GROUP.fullmatch(text):
                undecided = True
            elif _DOTTED_THOUSANDS.fullmatch(text):
                return "thousands"
            elif _DOTTED.fullmatch(text):
                return "decimal"
    return "ask" if undecided else "decimal"


_NOT_TEXT = {
    True: "une case vrai/faux se trouve à la place d'un nombre.",
    False: "une date se trouve à la place d'un nombre\u00a0: le tableur l'a changé.",
}


def _from_text(cell: Cell, dots: str) -> tuple[float | None, str]:
    if not isinstance(cell, str):
        return None, _NOT_TEXT[isinstance(cell, bool)]
    text = _SPACES.sub("", cell.strip().rstrip("%€ \u00a0\u202f")).replace("\u2212", "-")
    if len(text) > 40:
        return None, "ce n'est pas un nombre."
    if _DOTTED_THOUSANDS.fullmatch(text) and not (_ONE_GROUP.fullmatch(text) and dots == "decimal"):
        if dots != "thousands" and _ONE_GROUP.fullmatch(text):
            return None, "on ne peut pas savoir si le point sépare des milliers ou des décimales."
        return float(text.replace(".", "").replace(",", ".")), ""
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", ".")), ""
    return None, "ce n'est pas un nombre."


def report_bad(
    numbers: Numbers, cells: Sequence[Cell], rows: Sequence[int], column: str, faults: FaultLog
) -> None:
    """Note every cell that is neither a number nor a missing mark."""
    for index, problem in numbers.bad.items():
        remedy = (
            THOUSANDS_REMEDY
            if "milliers" in problem
            else "Écrivez un nombre, ou VS, ND ou rien quand la valeur manque."
        )
        faults.error(problem, remedy, row=rows[index], column=column, value=cells[index])


def report_fractions(
    numbers: Numbers, cells: Sequence[Cell], rows: Sequence[int], column: str, faults: FaultLog
) -> None:
    """Note counts of people or dwellings that are not whole, or below zero.

    1.188 read as a decimal number by a spreadsheet is the usual cause.
    """
    whole = numbers.known & (numbers.values == np.round(numbers.values))
    for index in np.flatnonzero(numbers.known & ~whole).tolist():
        faults.error(
            "un nombre compté doit être entier\u00a0: un point de milliers a sans doute été pris "
            "pour une virgule.",
            "Reprenez le fichier d'origine\u00a0; la valeur n'est pas devinée.",
            row=rows[index],
            column=column,
            value=cells[index],
        )
    for index in np.flatnonzero(numbers.known & (numbers.values < 0)).tolist():
        faults.error(
            "un nombre compté ne peut pas être négatif.", row=rows[index], column=column, value=cells[index]
        )
