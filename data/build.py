"""Build the statistics: read, check, write aside, check again, swap in atomically."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from data.anchors import check_anchors
from data.fingerprint import FORMAT, fingerprint_of
from data.imports import ImportFolder
from data.merge_imports import Accepted, with_aggregates, with_import_sources, with_imports
from data.protected_counts import with_protected_counts
from data.read_catalogue import read_catalogue
from data.source_files import SourceTables, read_sources
from data.territory_tables import TerritoryTables, territory_tables
from data.versions import keep, number_for
from indicators.catalogue import Catalogue
from indicators.estimate import Status
from indicators.language import _
from indicators.territory import Kind
from indicators.user_error import UserError

_TABLES = """
CREATE TABLE territory (level VARCHAR, code VARCHAR, name_fr VARCHAR, name_nl VARCHAR, kind VARCHAR,
    communes VARCHAR[], commune_codes VARCHAR[], area_km2 DOUBLE, quartier VARCHAR, region VARCHAR,
    PRIMARY KEY (level, code));
CREATE TABLE territory_share (child_level VARCHAR, child VARCHAR, parent_level VARCHAR, parent VARCHAR,
    share DOUBLE, basis VARCHAR, vintage VARCHAR,
    PRIMARY KEY (child_level, child, parent_level, parent, vintage));
CREATE TABLE geometry (level VARCHAR, code VARCHAR, vintage VARCHAR, wkb BLOB, source VARCHAR,
    PRIMARY KEY (level, code, vintage));
CREATE TABLE indicator (id VARCHAR PRIMARY KEY, entry JSON);
CREATE TABLE source (id VARCHAR PRIMARY KEY, publisher VARCHAR, title VARCHAR, licence VARCHAR,
    attribution VARCHAR, url VARCHAR, note VARCHAR, threshold INTEGER, rows INTEGER);
CREATE TABLE source_file (name VARCHAR PRIMARY KEY, sha256 VARCHAR, bytes INTEGER);
CREATE TABLE observation (indicator VARCHAR, level VARCHAR, code VARCHAR, year INTEGER, value DOUBLE,
    numerator DOUBLE, denominator DOUBLE, status VARCHAR NOT NULL, nature VARCHAR NOT NULL, source VARCHAR NOT NULL, to_verify BOOLEAN NOT NULL,
    PRIMARY KEY (indicator, level, code, year),
    CHECK ((status = 'observe') = (value IS NOT NULL)));
CREATE TABLE service (name VARCHAR, kind VARCHAR, public VARCHAR, address VARCHAR, commune VARCHAR,
    lon DOUBLE, lat DOUBLE, quartier VARCHAR, certainty VARCHAR, source_url VARCHAR, source_date VARCHAR);
CREATE TABLE supply (subject VARCHAR, value DOUBLE, unit VARCHAR, year VARCHAR, territory VARCHAR,
    source_url VARCHAR);
CREATE TABLE reported (territory VARCHAR, code VARCHAR, subject VARCHAR, value DOUBLE, unit VARCHAR,
    year INTEGER, section VARCHAR, remark VARCHAR);
CREATE TABLE build (format INTEGER, number INTEGER, built_at TIMESTAMP, fingerprint VARCHAR, catalogue JSON);
"""
Progress = Callable[[float, str], object]
_PLACES = ("territory", "geometry", "territory_share")


def build(
    target: Path,
    sources: Path,
    catalogue_folder: Path,
    kept_versions: int = 5,
    imports: Path | None = None,
    progress: Progress = lambda _share, _words: None,
) -> str:
    """Build the statistics file at `target` and return its fingerprint.

    Nothing at `target` changes unless every check has passed: the new file is written
    beside it and renamed over it, and a copy is kept among the last `kept_versions`. The
    accepted files of the folder `imports` are laid over the bundled figures. `progress` is
    told the part that is done (0 to 1) and what comes next, in French. Raises UserError with
    the faults of the sources.
    """
    progress(0.0, _("Lecture des sources…"))
    catalogue = read_catalogue(catalogue_folder)
    tables = read_sources(sources, catalogue)
    progress(0.1, _("Lecture des fichiers importés…"))
    accepted = ImportFolder(imports).in_force() if imports is not None else ()
    fingerprint = fingerprint_of([sources, catalogue_folder], [one.identity for one, _held in accepted])
    number = number_for(target, fingerprint)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(suffix=".tmp", prefix=f".{target.name}-", dir=target.parent)
    except OSError as error:
        raise UserError(
            f"Le dossier «\u00a0{target.parent}\u00a0» ne peut pas être écrit ({error.strerror}).",
            remedy="Choisissez un autre emplacement avec DIAGNOSTIC_STATISTICS.",
        ) from error
    os.close(descriptor)
    aside = Path(name)
    # DuckDB wants to create its file itself; the empty one only reserved the name.
    aside.unlink()
    try:
        with duckdb.connect(str(aside)) as connection:
            whole = with_import_sources(catalogue, accepted)
            _write(connection, whole, tables, sources, number, fingerprint)
            progress(0.3, _("Contrôle des valeurs de référence…"))
            # The anchors speak of the bundled publications: a newer file may correct them.
            check_anchors(connection)
            if accepted:
                _lay_over(connection, tables, accepted, whole, progress)
            connection.execute("CHECKPOINT")
        progress(0.95, _("Mise en place…"))
        keep(aside, target, number, fingerprint, kept_versions)
        try:
            aside.replace(target)
        except PermissionError as error:
            raise UserError(
                f"«\u00a0{target}\u00a0» est ouvert par un autre programme et n'a pas été remplacé.",
                remedy="Fermez l'application et relancez «\u00a0python -m data build\u00a0».",
            ) from error
    finally:
        for leftover in (aside, aside.with_name(aside.name + ".wal")):
            leftover.unlink(missing_ok=True)
    return fingerprint


def _complete(observed: pd.DataFrame, quartiers: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Give every quartier a row for every indicator and year that has one value at least.

    A row that no source holds is «indisponible» where people live and «sans objet»
    elsewhere; nothing is dropped from a table because it is empty.
    """
    local = observed[observed["level"] == "quartier"]
    years = local[["indicator", "year"]].drop_duplicates()
    grid = years.merge(quartiers[["code", "kind"]], how="cross")
    full = grid.merge(local, on=["indicator", "year", "code"], how="left", indicator=True)
    absent = full["_merge"] == "left_only"
    inhabited = full["kind"] == Kind.INHABITED.value
    full.loc[absent & inhabited, "status"] = Status.UNAVAILABLE.value
    full.loc[absent & ~inhabited, "status"] = Status.NOT_APPLICABLE.value
    full.loc[absent, "level"] = "quartier"
    full.loc[absent, "nature"] = "publie"
    first_source = {indicator.id: indicator.sources[0] for indicator in catalogue.indicators}
    full.loc[absent, "source"] = full.loc[absent, "indicator"].map(first_source)
    full["to_verify"] = full["to_verify"].eq(True)
    columns = list(observed.columns)
    others = observed[observed["level"] != "quartier"]
    return pd.concat([full[columns], others[columns]], ignore_index=True)


def _write(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    tables: SourceTables,
    sources: Path,
    number: int,
    fingerprint: str,
) -> None:
    connection.execute(_TABLES)
    observations = _complete(tables.observations, tables.quartiers, catalogue)
    rows = observations["source"].value_counts().to_dict()
    frames = {
        "indicator": pd.DataFrame([{"id": i.id, "entry": i.model_dump_json()} for i in catalogue.indicators]),
        "source": pd.DataFrame([{**s.model_dump(), "rows": rows.get(s.id, 0)} for s in catalogue.sources]),
        "source_file": pd.DataFrame(
            [
                {
                    "name": path.name,
                    "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                    "bytes": path.stat().st_size,
                }
                for path in sorted(sources.glob("*.csv"))
            ]
        ),
        "observation": observations,
        "service": _services(tables.services),
        "supply": tables.supply.set_axis(
            ["subject", "value", "unit", "year", "territory", "source_url"], axis="columns"
        ),
        "reported": tables.reported.set_axis(
            ["territory", "code", "subject", "value", "unit", "year", "section", "remark"], axis="columns"
        ),
    }
    for name, frame in frames.items():
        _insert(connection, name, frame)
    _insert_places(connection, territory_tables(tables))
    connection.execute(
        "INSERT INTO build VALUES (?, ?, ?, ?, ?)",
        [
            FORMAT,
            number,
            datetime.now(UTC).replace(tzinfo=None),
            fingerprint,
            json.dumps(catalogue.model_dump(mode="json")),
        ],
    )


def _insert(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    connection.register("frame", frame)
    connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM frame")
    connection.unregister("frame")


def _lay_over(
    connection: duckdb.DuckDBPyConnection,
    tables: SourceTables,
    accepted: Accepted,
    catalogue: Catalogue,
    progress: Progress,
) -> None:
    """Put figures and territories of the accepted files in the place of the bundled ones alone."""
    progress(0.4, _("Réunion des chiffres…"))
    observations = with_imports(tables.observations, accepted)
    progress(0.5, _("Territoires et contours…"))
    places = territory_tables(tables, [(one.source_id, held) for one, held in accepted], observations)
    progress(0.7, _("Sommes des secteurs…"))
    observations = with_aggregates(observations, catalogue, places)
    observations = with_protected_counts(observations, catalogue, places)
    progress(0.8, _("Écriture de la base…"))
    for name in ("observation", *_PLACES):
        connection.execute(f"TRUNCATE {name}")
    _insert(connection, "observation", _complete(observations, tables.quartiers, catalogue))
    _insert_places(connection, places)


def _insert_places(connection: duckdb.DuckDBPyConnection, places: TerritoryTables) -> None:
    for name, frame in zip(_PLACES, (places.territory, places.geometry, places.share), strict=True):
        _insert(connection, name, frame)


def _services(table: pd.DataFrame) -> pd.DataFrame:
    place = table["code_postal"].str.cat(table["commune"], sep=" ").str.strip()
    address = [
        ", ".join(part for part in parts if part) for parts in zip(table["rue_numero"], place, strict=True)
    ]
    return pd.DataFrame(
        {
            "name": table["nom"],
            "kind": table["type"],
            "public": table["public"],
            "address": address,
            "commune": table["commune"],
            "lon": pd.to_numeric(table["lon"].replace("", None)),
            "lat": pd.to_numeric(table["lat"].replace("", None)),
            "quartier": table["quartier_code"],
            "certainty": table["quartier_confiance"],
            "source_url": table["source_url"],
            "source_date": table["source_date"],
        }
    )
