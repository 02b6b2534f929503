"""IBSA: the table sector → quartier → commune (724 sectors to 2024, 749 from 2025).

Every assignment is checked against what is known: communes of the quartier, number of its
sectors, an official table already read, and the population of sectors and quartiers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from data.readers.codes import read_codes, report_repeated
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.reader import Reader
from data.readers.reading import Found, stacked
from data.readers.reference import Reference
from data.readers.sheet import Table, table_at, titles_at
from data.readers.years import year_in
from indicators.french import number

ID = "ibsa_secteurs_quartiers"
TITLE = "IBSA, table secteur, quartier, commune"
SECTORS_TO_2024 = 724
SECTORS_OF_2025 = 749
_SECTOR = ("SecteurStatistique_Code", "cd_sector")
_REMEDY = "Reprenez la table officielle de l'IBSA."


def _table_of(content: Content) -> Table | None:
    for sheet in content.sheets:
        headed = titles_at(sheet)
        if headed.has("SecteurStatistique_Code", "Quartier_Code") or set(headed.keys) == {"id", "cd_sector"}:
            return table_at(sheet)
    return None


def _matches(content: Content) -> bool:
    return _table_of(content) is not None


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    table = _table_of(content)
    if table is None:
        raise refusal(content.file, "les colonnes du secteur et du quartier sont absentes.")
    faults.sheet = table.sheet
    sector, quartier = table.find(*_SECTOR), table.find("Quartier_Code", "id")
    assert sector is not None and quartier is not None
    names = table.texts("SecteurStatistique_Nom_FR")
    sectors = read_codes(table.cells(sector), "secteur", table.rows, table.titles[sector], faults, names)
    quartiers = read_codes(table.cells(quartier), "quartier", table.rows, table.titles[quartier], faults)
    report_repeated(sectors, table.rows, table.titles[sector], faults)
    communes = (
        table.texts("Commune_Code") if table.find("Commune_Code") is not None else [s[:5] for s in sectors]
    )
    frame = pd.DataFrame(
        {
            "sector": sectors,
            "quartier": quartiers,
            "commune": communes,
            "name_fr": names,
            "name_nl": table.texts("SecteurStatistique_Nom_NL"),
            "quartier_fr": table.texts("Quartier_Nom_FR"),
            "commune_fr": table.texts("Commune_Nom_FR"),
            "row": table.rows,
        }
    )
    title = table.titles[quartier]
    _report_codes(frame, reference, title, faults)
    named = _report_official(frame, reference, title, faults) + _report_populations(
        frame, reference, title, faults
    )
    if not named:
        _report_counts(frame, reference, faults)
    vintage = _vintage(frame, content.file)
    return Found(
        stacked([]), len(frame), {"secteurs_quartiers": frame.drop(columns="row").assign(vintage=vintage)}
    )


def _report_codes(frame: pd.DataFrame, reference: Reference, title: str, faults: FaultLog) -> None:
    for row in frame.itertuples():
        if not row.sector or not row.quartier:
            continue
        known = reference.quartiers.get(row.quartier)
        if known is None:
            faults.error(
                "aucun quartier ne porte ce code.", _REMEDY, row=row.row, column=title, value=row.quartier
            )
            continue
        if row.commune != row.sector[:5]:
            faults.error(
                f"le secteur {row.sector} n'est pas de la commune {row.commune}.",
                _REMEDY,
                row=row.row,
                value=row.commune,
            )
        elif row.commune not in known.communes:
            faults.error(
                f"le quartier {row.quartier} ({known.name_fr}) ne s'étend pas sur la commune {row.commune}.",
                _REMEDY,
                row=row.row,
                column=title,
                value=row.quartier,
            )
        bearers = reference.quartier_names.codes(row.quartier_fr)
        if bearers and row.quartier not in bearers:
            faults.error(
                f"le nom «\u00a0{row.quartier_fr}\u00a0» est celui du quartier {', '.join(bearers)}.",
                _REMEDY,
                row=row.row,
                column=title,
                value=row.quartier,
            )


def _vintage(frame: pd.DataFrame, file: str) -> str:
    """The last year of the codes: 724 sectors to 2024, 749 in 2025, else what the file name says."""
    known = {SECTORS_TO_2024: "2024", SECTORS_OF_2025: "2025"}.get(len(frame))
    return known or str(year_in(file) or "")


def _report_official(frame: pd.DataFrame, reference: Reference, title: str, faults: FaultLog) -> int:
    """Compare with the official table already read; return how many rows differ."""
    count = 0
    for row in frame.itertuples():
        official = reference.sector_quartier.get(row.sector)
        if official is not None and row.quartier and official != row.quartier:
            count += 1
            faults.error(
                f"le secteur {row.sector} appartient au quartier {official} ({_name(official, reference)}), "
                f"pas au quartier {row.quartier} ({_name(row.quartier, reference)}).",
                _REMEDY,
                row=row.row,
                column=title,
                value=row.quartier,
            )
    return count


def _name(code: str, reference: Reference) -> str:
    return reference.quartiers[code].name_fr if code in reference.quartiers else "inconnu"


def _report_populations(frame: pd.DataFrame, reference: Reference, title: str, faults: FaultLog) -> int:
    """Add up the sectors of each quartier; a sector that explains two gaps at once is misplaced."""
    if reference.sector_quartier:
        return 0
    count = 0
    for year, people in reference.sector_population.items():
        published = reference.figures.get(("population", "quartier", year), {})
        gaps = _gaps(frame, people, published)
        for row in frame.itertuples():
            inhabitants = people.get(row.sector, 0)
            gap = gaps.get(row.quartier, 0)
            owners = [code for code, lack in gaps.items() if inhabitants > 0 and lack == -inhabitants]
            if inhabitants > 0 and gap == inhabitants and len(owners) == 1:
                count += 1
                faults.error(
                    f"le secteur {row.sector} ({number(inhabitants)} habitants en {year}) est en trop dans le quartier "
                    f"{row.quartier} ({_name(row.quartier, reference)})\u00a0: il manque au quartier {owners[0]} "
                    f"({_name(owners[0], reference)}), dont la population publiée ne s'obtient qu'avec lui.",
                    _REMEDY,
                    row=row.row,
                    column=title,
                    value=row.quartier,
                )
    return count


def _gaps(
    frame: pd.DataFrame, people: Mapping[str, float], published: Mapping[str, float]
) -> dict[str, float]:
    sums = frame["sector"].map(people).fillna(0).groupby(frame["quartier"]).sum()
    gaps = {code: float(total) - published[code] for code, total in sums.items() if code in published}
    return {code: gap for code, gap in gaps.items() if gap}


def _report_counts(frame: pd.DataFrame, reference: Reference, faults: FaultLog) -> None:
    """Compare the number of sectors of each quartier with the bundled list (vintage to 2024)."""
    counts = Counter(frame["quartier"])
    if len(frame) != SECTORS_TO_2024 or not set(counts) <= set(reference.quartiers):
        missing = [code for code in reference.quartiers if code not in counts]
        if missing:
            faults.warn(f"{len(missing)} quartiers n'ont aucun secteur\u00a0: {', '.join(missing[:10])}.")
        return
    for code, quartier in reference.quartiers.items():
        if counts.get(code, 0) != quartier.sectors:
            members = ", ".join(sorted(frame.loc[frame["quartier"] == code, "sector"]))
            faults.error(
                f"le quartier {code} ({quartier.name_fr}) compte {counts.get(code, 0)} secteurs au lieu de "
                f"{quartier.sectors}\u00a0: {members}.",
                "Un secteur est rangé dans le mauvais quartier. Donnez aussi la table officielle ou la population "
                "par secteur pour savoir lequel.",
                value=code,
            )


READER = Reader(ID, TITLE, _matches, _read, rank=1)
