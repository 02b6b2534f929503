"""Read the bundled files into tidy tables, or refuse them with the list of their faults."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from data.outlines import outlines
from data.schemas import SCHEMAS, text_faults
from indicators.catalogue import Catalogue
from indicators.estimate import Nature, Status
from indicators.level import BRUSSELS
from indicators.user_error import Fault, UserError

SUSPECT = "_a_verifier"


@dataclass(frozen=True)
class SourceTables:
    """The bundled files, checked: typed tables, ready for DuckDB.

    `observations` has the columns indicator, level, code, year, value, numerator,
    denominator, status, nature, source, to_verify; `quartiers` code, name_fr, name_nl, kind, communes (list), area_km2;
    `outlines` code, geometry (EPSG:31370).
    """

    quartiers: pd.DataFrame
    outlines: gpd.GeoDataFrame
    observations: pd.DataFrame
    services: pd.DataFrame
    supply: pd.DataFrame
    reported: pd.DataFrame


def read_sources(folder: Path, catalogue: Catalogue) -> SourceTables:
    """Read every file of `folder`.

    Raises UserError listing all faults of all files (file, row, column, value).
    """
    faults: list[Fault] = []
    tables = {file: _read_text(folder / file, faults) for file in SCHEMAS}
    if faults:
        raise _refusal(faults)
    for file, table in tables.items():
        faults += text_faults(file, table)
    if faults:
        raise _refusal(faults)
    faults += _joined_faults(tables, catalogue)
    if faults:
        raise _refusal(faults)
    shapes = outlines(tables["contours.csv"], faults)
    if faults or shapes is None:
        raise _refusal(faults)
    return SourceTables(
        quartiers=_quartiers(tables["quartiers.csv"]),
        outlines=shapes,
        observations=_observations(tables["indicateurs.csv"], tables["region.csv"]),
        services=tables["services.csv"],
        supply=tables["offre_sante_mentale.csv"].assign(valeur=lambda t: pd.to_numeric(t["valeur"])),
        reported=tables["document_003.csv"].assign(
            valeur=lambda t: pd.to_numeric(t["valeur"]), annee=lambda t: t["annee"].astype(int)
        ),
    )


def _refusal(faults: list[Fault]) -> UserError:
    count = len(faults)
    shown = tuple(faults[:100])
    head = (
        "Les statistiques n'ont pas été reconstruites\u00a0: "
        + ("une erreur" if count == 1 else f"{count} erreurs")
        + " dans les fichiers sources."
    )
    if count > len(shown):
        head += f" Voici les {len(shown)} premières."
    return UserError(
        head,
        remedy="Corrigez les fichiers et relancez «\u00a0python -m data build\u00a0»\u00a0; "
        "les statistiques précédentes restent en place.",
        faults=shown,
    )


def _read_text(path: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read a comma-separated UTF-8 file as text; ragged rows and wrong headers are faults."""
    before = len(faults)
    content = _content(path, faults)
    rows = _rows(path, content, faults) if content is not None else []
    if len(faults) > before:
        return pd.DataFrame()
    return pd.DataFrame(rows, columns=list(SCHEMAS[path.name]), dtype=str)


def _content(path: Path, faults: list[Fault]) -> str | None:
    def fault(problem: str, remedy: str = "", row: int | None = None) -> None:
        faults.append(Fault(problem, remedy, file=path.name, row=row))

    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        fault("le fichier est absent.")
        return None
    except UnicodeDecodeError as error:
        row = path.read_bytes()[: error.start].count(b"\n") + 1
        fault("le texte n'est pas en UTF-8.", "Enregistrez-le en UTF-8.", row)
        return None
    if "\x00" in content:
        fault("le fichier est abîmé (octet nul).", row=content[: content.index("\x00")].count("\n") + 1)
        return None
    return content


def _rows(path: Path, content: str, faults: list[Fault]) -> list[list[str]]:
    expected = list(SCHEMAS[path.name])
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        faults.append(
            Fault(
                "les guillemets ne se ferment pas, ou la ligne est abîmée.",
                file=path.name,
                row=reader.line_num,
            )
        )
        return []
    while rows and not rows[-1]:
        rows.pop()  # empty lines at the end of a file say nothing
    header = rows[0] if rows else []
    if header != expected:
        faults.append(
            Fault(
                "la ligne de titre ne convient pas.",
                f"Colonnes attendues\u00a0: {', '.join(expected)}.",
                file=path.name,
                row=1,
                value=", ".join(header)[:80],
            )
        )
        return []
    faults += [
        Fault(
            f"{len(cells)} cases au lieu de {len(expected)}.",
            file=path.name,
            row=number,
            value=",".join(cells)[:80],
        )
        for number, cells in enumerate(rows[1:], start=2)
        if len(cells) != len(expected)
    ]
    if len(rows) < 2:
        faults.append(Fault("le fichier ne contient aucune ligne.", file=path.name))
    return rows[1:]


def _joined_faults(tables: dict[str, pd.DataFrame], catalogue: Catalogue) -> list[Fault]:
    """Check what no single cell can tell: codes that join, duplicates, bounds, statuses."""
    faults: list[Fault] = []
    known = set(tables["quartiers.csv"]["quartier_code"])
    faults += _duplicates("quartiers.csv", tables["quartiers.csv"], ["quartier_code"])
    faults += _duplicates("contours.csv", tables["contours.csv"], ["quartier_code", "polygone", "anneau"])
    faults += _duplicates(
        "indicateurs.csv", tables["indicateurs.csv"], ["indicateur", "quartier_code", "annee"]
    )
    faults += _duplicates("region.csv", tables["region.csv"], ["indicateur", "annee"])
    for file in ("contours.csv", "indicateurs.csv", "services.csv", "document_003.csv"):
        codes = tables[file]["quartier_code"]
        for row in codes.index[(codes != "") & ~codes.isin(known)]:
            faults.append(_cell(file, tables[file], row, "quartier_code", "aucun quartier ne porte ce code."))
    drawn = set(tables["contours.csv"]["quartier_code"])
    for row, code in tables["quartiers.csv"]["quartier_code"].items():
        if code not in drawn:
            faults.append(
                _cell(
                    "quartiers.csv",
                    tables["quartiers.csv"],
                    row,
                    "quartier_code",
                    "quartier sans contour dans contours.csv.",
                )
            )
    for file in ("indicateurs.csv", "region.csv"):
        faults += _value_faults(file, tables[file], catalogue)
    return faults


def _value_faults(file: str, table: pd.DataFrame, catalogue: Catalogue) -> list[Fault]:
    faults = []
    sources = {source.id for source in catalogue.sources}
    for row in table.itertuples():
        index = row.Index
        if row.indicateur not in catalogue:
            faults.append(_cell(file, table, index, "indicateur", "indicateur absent du catalogue."))
            continue
        indicator = catalogue[row.indicateur]
        if row.source not in sources:
            faults.append(_cell(file, table, index, "source", "source absente du catalogue."))
        year = int(row.annee)
        if not indicator.years[0] <= year <= indicator.years[1]:
            faults.append(
                _cell(
                    file,
                    table,
                    index,
                    "annee",
                    f"année hors du catalogue ({indicator.years[0]} à {indicator.years[1]}).",
                )
            )
        status = getattr(row, "statut", Status.OBSERVED.value)
        if status == Status.OBSERVED.value and row.valeur == "":
            faults.append(
                _cell(
                    file,
                    table,
                    index,
                    "valeur",
                    "case vide alors que le statut est «\u00a0observe\u00a0».",
                    "Une case vide n'est pas un zéro\u00a0: indiquez secret, indisponible ou sans_objet.",
                )
            )
        elif status != Status.OBSERVED.value and row.valeur != "":
            faults.append(
                _cell(
                    file,
                    table,
                    index,
                    "valeur",
                    f"valeur présente alors que le statut est «\u00a0{status}\u00a0».",
                )
            )
        elif row.valeur and not indicator.minimum <= float(row.valeur) <= indicator.maximum:
            faults.append(
                _cell(
                    file,
                    table,
                    index,
                    "valeur",
                    f"valeur hors des bornes ({indicator.minimum:g} à {indicator.maximum:g}).",
                )
            )
    return faults


def _duplicates(file: str, table: pd.DataFrame, keys: list[str]) -> list[Fault]:
    twice = table.index[table.duplicated(keys, keep="first")]
    return [
        Fault(
            f"ligne en double pour {', '.join(keys)}.",
            file=file,
            row=int(row) + 2,
            value=", ".join(table.loc[row, keys]),
        )
        for row in twice
    ]


def _cell(file: str, table: pd.DataFrame, row: object, column: str, problem: str, remedy: str = "") -> Fault:
    index = int(str(row))
    return Fault(
        problem, remedy, file=file, row=index + 2, column=column, value=str(table.at[index, column])[:80]
    )


def _quartiers(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": table["quartier_code"],
            "name_fr": table["nom_fr"],
            "name_nl": table["nom_nl"],
            "kind": table["type"],
            "communes": [[name.title() for name in names.split("|")] for names in table["communes"]],
            "commune_codes": [codes.split("|") for codes in table["communes_nis"]],
            "area_km2": pd.to_numeric(table["aire_km2"]),
        }
    )


def _observations(quartiers: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    local = pd.DataFrame(
        {
            "indicator": quartiers["indicateur"],
            "level": "quartier",
            "code": quartiers["quartier_code"],
            "year": quartiers["annee"].astype(int),
            "value": pd.to_numeric(quartiers["valeur"].replace("", None)),
            "numerator": np.nan,
            "denominator": np.nan,
            "status": quartiers["statut"],
            "nature": Nature.PUBLISHED.value,
            "source": quartiers["source"],
            "to_verify": quartiers["source"].str.endswith(SUSPECT),
        }
    )
    whole = pd.DataFrame(
        {
            "indicator": region["indicateur"],
            "level": "region",
            "code": BRUSSELS,
            "year": region["annee"].astype(int),
            "value": pd.to_numeric(region["valeur"]),
            "numerator": np.nan,
            "denominator": np.nan,
            "status": Status.OBSERVED.value,
            "nature": region["nature"].map({"publie": Nature.PUBLISHED.value}).fillna(Nature.COMPUTED.value),
            "source": region["source"],
            "to_verify": False,
        }
    )
    return pd.concat([local, whole], ignore_index=True)
