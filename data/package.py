"""The whole database as a Frictionless data package: CSV, `datapackage.json`, GeoPackage.

Specification: https://specs.frictionlessdata.io/data-package/ (tabular data resources).
Readable by QGIS, R, spreadsheets; each source with its licence.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.statistics import Statistics
from indicators.estimate import Status
from indicators.level import Level

GEOPACKAGE = "quartiers.gpkg"
MOMENT = (1980, 1, 1, 0, 0, 0)
"""One date for every member: the same statistics give the same bytes."""


@dataclass(frozen=True)
class Resource:
    """One table of the package: its query, and its columns as (name, type, description)."""

    name: str
    title: str
    sql: str
    fields: tuple[tuple[str, str, str], ...]
    primary_key: tuple[str, ...]


RESOURCES = (
    Resource(
        "observations",
        "Valeurs par indicateur, territoire et année",
        "SELECT indicator AS indicateur, level AS niveau, code, year AS annee, value AS valeur, "
        "status AS statut, nature, source, to_verify AS a_verifier FROM observation ORDER BY ALL",
        (
            ("indicateur", "string", "Identifiant de l'indicateur (table indicateurs)."),
            ("niveau", "string", "Niveau du territoire."),
            ("code", "string", "Code du territoire : du texte, jamais un nombre."),
            ("annee", "integer", "Année de la valeur."),
            (
                "valeur",
                "number",
                "Valeur dans l'unité de l'indicateur ; vide quand le statut n'est pas observe.",
            ),
            (
                "statut",
                "string",
                "observe, secret, indisponible ou sans_objet ; un vide n'est jamais un zéro.",
            ),
            ("nature", "string", "publie ou calcule."),
            ("source", "string", "Identifiant de la source (table sources)."),
            ("a_verifier", "boolean", "Vrai quand la valeur de la source est suspecte."),
        ),
        ("indicateur", "niveau", "code", "annee"),
    ),
    Resource(
        "territoires",
        "Territoires",
        "SELECT level AS niveau, code, name_fr AS nom_fr, name_nl AS nom_nl, kind AS type, "
        "array_to_string(communes, '|') AS communes, array_to_string(commune_codes, '|') AS communes_nis, "
        "area_km2 AS aire_km2 FROM territory ORDER BY ALL",
        (
            ("niveau", "string", "Niveau du territoire."),
            ("code", "string", "Code du territoire."),
            ("nom_fr", "string", "Nom français."),
            ("nom_nl", "string", "Nom néerlandais."),
            ("type", "string", "Habité, espace vert, industrie ou rail, cimetière."),
            ("communes", "string", "Noms des communes, séparés par une barre."),
            ("communes_nis", "string", "Codes NIS des communes, dans le même ordre."),
            ("aire_km2", "number", "Superficie en kilomètres carrés."),
        ),
        ("niveau", "code"),
    ),
    Resource(
        "sources",
        "Sources et conditions d'utilisation",
        "SELECT id, publisher AS editeur, title AS titre, licence, attribution, url FROM source ORDER BY id",
        (
            ("id", "string", "Identifiant de la source."),
            ("editeur", "string", "Éditeur."),
            ("titre", "string", "Titre."),
            ("licence", "string", "Conditions d'utilisation."),
            ("attribution", "string", "Mention à reprendre."),
            ("url", "string", "Adresse de l'éditeur."),
        ),
        ("id",),
    ),
    Resource(
        "services",
        "Services relevés sur des pages publiques (répertoire incomplet)",
        "SELECT name AS nom, kind AS type, public, address AS adresse, commune, quartier, "
        "certainty AS certitude, source_url, source_date FROM service ORDER BY ALL",
        tuple(
            (name, "string", words)
            for name, words in (
                ("nom", "Nom du service."),
                ("type", "Type de service."),
                ("public", "Public visé, quand la page le dit."),
                ("adresse", "Adresse publique du service."),
                ("commune", "Commune."),
                ("quartier", "Code du quartier, quand il est connu."),
                ("certitude", "Certitude de la position dans le quartier."),
                ("source_url", "Page où le service a été relevé."),
                ("source_date", "Date de la page."),
            )
        ),
        (),
    ),
)


def data_package(statistics: Statistics) -> bytes:
    """Return the package as a ZIP: CSV tables, descriptor, and a GeoPackage of the outlines."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:

        def put(name: str, content: bytes) -> None:
            package.writestr(zipfile.ZipInfo(name, MOMENT), content, zipfile.ZIP_DEFLATED)

        for resource in RESOURCES:
            put(f"{resource.name}.csv", _csv(statistics.table(resource.sql)))
        put("indicateurs.csv", _csv(_indicators(statistics)))
        put(GEOPACKAGE, _geopackage(statistics))
        put("datapackage.json", json.dumps(descriptor(statistics), ensure_ascii=False, indent=2).encode())
    return output.getvalue()


def _csv(table: pd.DataFrame) -> bytes:
    for column in table.select_dtypes("bool"):
        table[column] = table[column].map({True: "true", False: "false"})
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _indicators(statistics: Statistics) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "id": indicator.id,
                "titre": indicator.title,
                "definition": indicator.definition,
                "numerateur": indicator.numerator,
                "denominateur": indicator.denominator.label if indicator.denominator else "",
                "unite": indicator.unit.value,
                "theme": indicator.theme,
                "decimales": indicator.decimals,
                "classes": "|".join(f"{b:g}" for b in indicator.breaks),
                "mises_en_garde": " ".join(indicator.caveats_at(Level.QUARTIER)),
            }
            for indicator in statistics.catalogue.indicators
        ]
    )


def _geopackage(statistics: Statistics) -> bytes:
    """One layer: outlines with names and, per indicator, the value of the best covered year."""
    shapes = statistics.geometries()
    territories = statistics.quartiers
    columns: dict[str, list[object]] = {
        "nom_fr": [territories[code].name for code in shapes["code"]],
        "nom_nl": [territories[code].name_nl for code in shapes["code"]],
        "type": [territories[code].kind.value for code in shapes["code"]],
    }
    for indicator in statistics.catalogue.indicators:
        year = statistics.best_year(indicator.id)
        estimates = statistics.estimates(indicator, year)
        columns[f"{indicator.id}_{year}"] = [estimates[code].value for code in shapes["code"]]
        columns[f"{indicator.id}_{year}_statut"] = [
            estimates[code].status.value if code in estimates else Status.UNAVAILABLE.value
            for code in shapes["code"]
        ]
    layer = gpd.GeoDataFrame({"code": shapes["code"], **columns}, geometry=shapes.geometry, crs=shapes.crs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / GEOPACKAGE
        layer.to_file(path, layer="quartiers", driver="GPKG")
        return path.read_bytes()


def descriptor(statistics: Statistics) -> dict[str, object]:
    """The `datapackage.json`: tables, columns, keys, sources and licences."""
    indicators = _indicators(statistics)
    tables: list[dict[str, object]] = [
        {
            "name": resource.name,
            "title": resource.title,
            "path": f"{resource.name}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [
                    {"name": name, "type": kind, "description": words}
                    for name, kind, words in resource.fields
                ],
                "missingValues": [""],
                **({"primaryKey": list(resource.primary_key)} if resource.primary_key else {}),
            },
        }
        for resource in RESOURCES
    ]
    tables.append(
        {
            "name": "indicateurs",
            "title": "Catalogue des indicateurs",
            "path": "indicateurs.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [
                    {"name": name, "type": "integer" if name == "decimales" else "string"}
                    for name in indicators.columns
                ],
                "primaryKey": ["id"],
            },
        }
    )
    tables.append(
        {
            "name": "contours",
            "title": "Contours généralisés des quartiers (EPSG:31370), sans valeur légale",
            "path": GEOPACKAGE,
            "format": "gpkg",
            "mediatype": "application/geopackage+sqlite3",
        }
    )
    return {
        "profile": "data-package",
        "name": "diagnostic-de-quartier",
        "title": "Diagnostic de quartier : statistiques des quartiers de Bruxelles",
        "version": f"{statistics.number}+{statistics.fingerprint}",
        "created": statistics.built_at.isoformat(timespec="seconds") + "Z",
        "licenses": [
            {"name": "CC-BY-4.0", "title": "Voir la table sources : chaque source a ses conditions"}
        ],
        "sources": [
            {"title": f"{source.publisher}, {source.title}", **({"path": source.url} if source.url else {})}
            for source in statistics.catalogue.sources
        ],
        "resources": tables,
    }
