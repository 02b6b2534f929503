"""What the sector files of Statbel share: codes, people who cannot be placed, sums by quartier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data.readers.codes import level_of, read_codes, report_repeated
from data.readers.content import Content
from data.readers.fault_log import FaultLog
from data.readers.reference import Reference
from data.readers.sheet import Table, table_at, titles_at
from data.readers.years import year_in
from indicators.french import number
from indicators.level import UNPLACED


def first_table(content: Content, *titles: Sequence[str], rows: bool = True) -> Table | None:
    """The first sheet whose first row has, for each group of titles, one of them.

    With `rows` False the table has its titles only: enough to recognise a format.
    """
    for sheet in content.sheets:
        headed = titles_at(sheet)
        if all(headed.find(*group) is not None for group in titles):
            return table_at(sheet) if rows else headed
    return None


def sector_codes(
    table: Table, column: int, faults: FaultLog, hints: Sequence[str] | None = None
) -> tuple[list[str], list[str]]:
    """Codes and levels (secteur, non_localise) of a column; wrong or repeated codes are errors."""
    title = table.titles[column]
    codes = read_codes(table.cells(column), "secteur", table.rows, title, faults, hints)
    return codes, [level_of(code) for code in codes]


def report_repeated_years(
    codes: Sequence[str], years: Sequence[int | None], rows: Sequence[int], column: str, faults: FaultLog
) -> None:
    """A sector stands once for each year."""
    if len(set(years)) == 1:
        report_repeated(codes, rows, column, faults)
        return
    report_repeated(
        [f"{code}, {year}" for code, year in zip(codes, years, strict=True)], rows, column, faults
    )


def years_of(table: Table, content: Content, faults: FaultLog) -> list[int | None]:
    """The year of each row: column CD_YEAR, else the file name, else unknown with a warning."""
    column = table.find("CD_YEAR", "annee", "year", "jaar")
    if column is not None:
        texts = table.texts("CD_YEAR", "annee", "year", "jaar")
        for text, row in zip(texts, table.rows, strict=True):
            if not (len(text) == 4 and text.isdigit()):
                faults.error("ce n'est pas une année.", row=row, column=table.titles[column], value=text)
        return [int(text) if len(text) == 4 and text.isdigit() else None for text in texts]
    year = year_in(content.file)
    if year is None:
        faults.warn("l'année n'est dite ni dans le fichier ni dans son nom\u00a0: à préciser à l'import.")
    else:
        faults.warn(f"l'année {year} est celle du nom du fichier\u00a0: le tableau ne la dit pas.")
    return [year] * len(table.body)


def report_unplaced(codes: Sequence[str], values: Sequence[float], faults: FaultLog) -> None:
    """Say how many people stay outside the sectors."""
    kept = [
        value
        for code, value in zip(codes, values, strict=True)
        if code.endswith("ZZZZ") and np.isfinite(value)
    ]
    if kept:
        faults.warn(
            f"{number(sum(kept))} personnes de {len(kept)} communes ne se situent dans aucun secteur (codes xxxxxZZZZ)\u00a0: "
            "elles restent comme reliquat de leur commune."
        )


def report_quartier_sums(population: pd.DataFrame, reference: Reference, faults: FaultLog) -> None:
    """Compare sums of sectors with the population of quartiers in force, where both are known.

    Needs official sector tables in the reference. A quartier whose sectors are not all in
    the file is left out.
    """
    for table in reference.sector_tables.values():
        _report_sums_of(table, population, reference, faults)


def _report_sums_of(
    table: Mapping[str, str], population: pd.DataFrame, reference: Reference, faults: FaultLog
) -> None:
    members: dict[str, list[str]] = {}
    for sector, quartier in table.items():
        members.setdefault(quartier, []).append(sector)
    for year, part in population[population["level"] != UNPLACED].groupby("year"):
        known = reference.figures.get(("population", "quartier", int(year)), {})
        people = dict(zip(part["code"], part["value"], strict=True))
        for quartier, sectors in members.items():
            if quartier in known and all(sector in people for sector in sectors):
                total = sum(people[sector] for sector in sectors)
                if abs(total - known[quartier]) > 0.5:
                    faults.error(
                        f"la somme des secteurs du quartier {quartier} ({number(total)}) n'est pas sa population "
                        f"en vigueur en {year} ({number(known[quartier])}).",
                        "Vérifiez la table des secteurs et l'édition du fichier.",
                        value=quartier,
                    )


def report_vintage(codes: Sequence[str], reference: Reference, faults: FaultLog) -> None:
    """Refuse sectors of another vintage than those in force; a few strays are a warning."""
    if not reference.sectors:
        return
    communes = {sector[:5] for sector in reference.sectors}
    here = {code for code in codes if code and not code.endswith("ZZZZ") and code[:5] in communes}
    unknown = sorted(here - reference.sectors)
    if not unknown:
        return
    listed = ", ".join(unknown[:6]) + (", …" if len(unknown) > 6 else "")
    problem = (
        f"{len(unknown)} secteurs sur {len(here)} sont inconnus des contours en vigueur\u00a0: {listed}."
    )
    remedy = "Le fichier est d'un autre millésime\u00a0: importez les contours et la table des secteurs de cette année-là."
    if len(unknown) > 0.02 * len(here):
        faults.error(problem, remedy)
    else:
        faults.warn(problem, remedy)
