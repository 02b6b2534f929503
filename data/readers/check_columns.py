"""Checks of whole rows and columns: what no single cell can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from data.readers.fault_log import FaultLog
from data.readers.mdq_indicators import is_share
from data.readers.reference import Reference
from indicators.french import number

RUN = 8
"""Equal values in a row of columns, all different from each other, that chance does not bring."""

ENOUGH = 10
"""Values needed to say anything of a column as a whole."""

LEAP = 0.35
"""A change from one year to the next that the Monitoring's own series (2005–2024) never shows."""

LEAP_POINTS = 2.0


@dataclass(frozen=True)
class Column:
    """One column of values: its title in the file, and what it is about."""

    letter: str
    label: str
    unit: str
    year: int | None
    indicator: str
    level: str = "quartier"

    @property
    def title(self) -> str:
        """How a fault names the column: «H · Taux de chômage 2023»."""
        return f"{self.letter} · {self.label[:48]} {self.year or ''}".strip()


def column_letter(index: int) -> str:
    """Letter of a spreadsheet column, counted from 0: 0 → A, 27 → AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def report_copied_rows(
    matrix: np.ndarray, codes: Sequence[str], rows: Sequence[int], columns: Sequence[Column], faults: FaultLog
) -> set[tuple[int, int]]:
    """Find rows that repeat another row under another code, over a run of columns.

    `matrix` is rows × columns, NaN where there is no value. Zeros are left out: many
    territories share them. Returns the pairs of row indices concerned.
    """
    found: set[tuple[int, int]] = set()
    twice = Counter(codes)
    meaningful = np.isfinite(matrix) & (matrix != 0)
    for first in range(len(matrix)):
        for second in range(first + 1, len(matrix)):
            both = np.flatnonzero(meaningful[first] & meaningful[second])
            if len(both) < RUN:
                continue
            run = _longest(matrix[first, both] == matrix[second, both])
            if run is None:
                continue
            start, end = both[run[0]], both[run[1]]
            length = run[1] - run[0] + 1
            if len(set(matrix[first, both[run[0] : run[1] + 1]])) < RUN:
                continue
            # A code that stands twice cannot be right twice: that row is the one to doubt.
            doubted = first if twice[codes[first]] > 1 and twice[codes[second]] == 1 else second
            original = second if doubted == first else first
            found.add((first, second))
            faults.error(
                f"cette ligne porte le code {codes[doubted]} mais répète la ligne {rows[original]} "
                f"(code {codes[original]}) dans {length} colonnes de suite, "
                f"de {columns[start].letter} à {columns[end].letter}.",
                "L'une des deux lignes porte le nom d'un autre territoire\u00a0: reprenez l'export d'origine.",
                row=rows[doubted],
                value=codes[doubted],
            )
    return found


def _longest(equal: np.ndarray) -> tuple[int, int] | None:
    """First and last index of the longest run of True of at least RUN, None without one."""
    if equal.sum() < RUN:
        return None
    padded = np.concatenate([[0], equal.astype(np.int8), [0]])
    steps = np.diff(padded)
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    best = int(np.argmax(ends - starts))
    if ends[best] - starts[best] < RUN:
        return None
    return int(starts[best]), int(ends[best] - 1)


def report_foreign_columns(matrix: np.ndarray, columns: Sequence[Column], faults: FaultLog) -> None:
    """Find columns that hold another indicator than their title says.

    Two signs: the middle of the column lies outside everything that the other years of the
    same indicator ever reached; or the column repeats one with another title.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for index, column in enumerate(columns):
        groups.setdefault((column.label, column.unit), []).append(index)
    for (label, _), members in groups.items():
        for index in members:
            others = matrix[:, [member for member in members if member != index]]
            others = others[np.isfinite(others)]
            values = matrix[np.isfinite(matrix[:, index]), index]
            if len(values) < ENOUGH or len(others) < 3 * ENOUGH:
                continue
            middle = float(np.median(values))
            if not others.min() <= middle <= others.max():
                faults.error(
                    f"cette colonne contient un autre indicateur\u00a0: sa médiane est {number(middle, 2)}, alors que "
                    f"les autres années de «\u00a0{label[:60]}\u00a0» vont de {number(float(others.min()), 2)} "
                    f"à {number(float(others.max()), 2)}.",
                    "Reprenez l'export d'origine pour cette année, ou supprimez la colonne.",
                    column=columns[index].title,
                )
    _report_repeated_columns(matrix, columns, faults)


def _report_repeated_columns(matrix: np.ndarray, columns: Sequence[Column], faults: FaultLog) -> None:
    seen: dict[bytes, int] = {}
    for index, column in enumerate(columns):
        values = matrix[:, index]
        filled = values[np.isfinite(values) & (values != 0)]
        if len(set(filled)) < ENOUGH:
            continue
        key = np.where(np.isfinite(values), values, np.nan).tobytes()
        other = seen.setdefault(key, index)
        if other != index and columns[other].label != column.label:
            faults.error(
                f"cette colonne répète la colonne {columns[other].title}, sous un autre titre.",
                "L'une des deux contient un autre indicateur que son titre.",
                column=column.title,
            )


def report_impossible(
    matrix: np.ndarray, rows: Sequence[int], columns: Sequence[Column], faults: FaultLog
) -> None:
    """Find shares above 100 % and values below zero."""
    for index, column in enumerate(columns):
        values = matrix[:, index]
        if is_share(column.label, column.unit):
            for row in np.flatnonzero(values > 100).tolist():
                faults.error(
                    "une part ne peut pas dépasser 100 %.",
                    "Vérifiez la virgule décimale.",
                    row=rows[row],
                    column=column.title,
                    value=float(values[row]),
                )
        for row in np.flatnonzero(values < 0).tolist():
            faults.error(
                "cette valeur ne peut pas être négative.",
                row=rows[row],
                column=column.title,
                value=float(values[row]),
            )


def report_leaps(
    matrix: np.ndarray,
    codes: Sequence[str],
    rows: Sequence[int],
    columns: Sequence[Column],
    concerns: Callable[[str], bool],
    faults: FaultLog,
) -> None:
    """Warn of changes from one year to the next that no quartier shows in the official series."""
    for index in range(1, len(columns)):
        now, before = columns[index], columns[index - 1]
        if (
            now.label != before.label
            or not concerns(now.indicator)
            or now.year is None
            or before.year is None
        ):
            continue
        if now.year - before.year != 1:
            continue
        old, new = matrix[:, index - 1], matrix[:, index]
        known = np.isfinite(old) & np.isfinite(new)
        leap = known & (np.abs(new - old) > LEAP * np.maximum(np.abs(old), np.abs(new)))
        leap &= np.abs(new - old) > LEAP_POINTS
        for row in np.flatnonzero(leap).tolist():
            faults.warn(
                f"saut de {number(float(old[row]), 2)} à {number(float(new[row]), 2)} entre {before.year} et {now.year}, "
                f"pour le territoire {codes[row]}.",
                "Valeur à vérifier à la source avant de la commenter.",
                row=rows[row],
                column=now.title,
                value=float(new[row]),
            )


def report_against_reference(
    matrix: np.ndarray,
    codes: Sequence[str],
    rows: Sequence[int],
    columns: Sequence[Column],
    reference: Reference,
    faults: FaultLog,
) -> None:
    """Compare with the figures in force: a row that is another territory, a column that is another indicator."""
    compared = [
        (index, reference.figures[(column.indicator, column.level, column.year)])
        for index, column in enumerate(columns)
        if column.year is not None and (column.indicator, column.level, column.year) in reference.figures
    ]
    for row, code in enumerate(codes):
        pairs = [(matrix[row, i], known) for i, known in compared if np.isfinite(matrix[row, i])]
        own = [value == known[code] for value, known in pairs if code in known]
        if len(own) < ENOUGH or sum(own) > len(own) / 5:
            continue
        others = {other for _, known in pairs for other in known} - {code}
        for other in sorted(others):
            theirs = [value == known[other] for value, known in pairs if other in known]
            if len(theirs) >= ENOUGH and sum(theirs) >= 0.9 * len(theirs):
                faults.error(
                    f"cette ligne porte le code {code}, mais {sum(theirs)} de ses {len(theirs)} valeurs comparables "
                    f"sont celles du quartier {other} dans les statistiques en vigueur.",
                    "La ligne est mal étiquetée.",
                    row=rows[row],
                    value=code,
                )
                break
    for index, known in compared:
        _report_column_against(matrix[:, index], codes, columns[index], known, reference, faults)


def _report_column_against(
    values: np.ndarray,
    codes: Sequence[str],
    column: Column,
    known: object,
    reference: Reference,
    faults: FaultLog,
) -> None:
    def agreement(figures: object) -> tuple[int, int]:
        pairs = [
            (value, figures[code])  # type: ignore[index]
            for value, code in zip(values, codes, strict=True)
            if np.isfinite(value) and code in figures  # type: ignore[operator]
        ]
        return sum(abs(a - b) <= 0.006 + 1e-4 * abs(b) for a, b in pairs), len(pairs)

    equal, count = agreement(known)
    if count < ENOUGH or equal > count / 2:
        return
    for (indicator, level, year), figures in reference.figures.items():
        if level == column.level and (indicator, year) != (column.indicator, column.year):
            same, total = agreement(figures)
            if total >= ENOUGH and same >= 0.9 * total:
                faults.error(
                    f"cette colonne contient «\u00a0{indicator}\u00a0» de {year}, pas «\u00a0{column.indicator}\u00a0» "
                    f"de {column.year}\u00a0: {same} valeurs sur {total} sont les siennes.",
                    "Corrigez le titre de la colonne.",
                    column=column.title,
                )
                return
    faults.warn(
        f"{count - equal} valeurs sur {count} diffèrent des statistiques en vigueur.",
        "Une révision par l'éditeur, ou un autre indicateur\u00a0: comparez quelques valeurs avant d'accepter.",
        column=column.title,
    )
