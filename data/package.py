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
from indicators.level import BELGIUM, Level

GEOPACKAGE = "territoires.gpkg"
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
        "numerator AS numerateur, denominator AS denominateur, status AS statut, nature, source, to_verify AS a_verifier FROM observation ORDER BY ALL",
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
            ("numerateur", "number", "Numérateur, quand la source le donne."),
            ("denominateur", "number", "Dénominateur, quand la source le donne."),
            (
                "statut",
                "string",
                "observe, secret, indisponible ou sans_objet ; un vide n'est jamais un zéro.",
            ),
            ("nature", "string", "publie, calcule (moyenne pondérée) ou somme (des secteurs)."),
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
        "area_km2 AS aire_km2, region FROM territory ORDER BY ALL",
        (
            ("niveau", "string", "Niveau du territoire."),
            ("code", "string", "Code du territoire."),
            ("nom_fr", "string", "Nom français."),
            ("nom_nl", "string", "Nom néerlandais."),
            ("type", "string", "Habité, espace vert, industrie ou rail, cimetière."),
            ("communes", "string", "Noms des communes, séparés par une barre."),
            ("communes_nis", "string", "Codes NIS des communes, dans le même ordre."),
            ("aire_km2", "number", "Superficie en kilomètres carrés."),
            ("region", "string", "Code de la Région."),
        ),
        ("niveau", "code"),
    ),
    Resource(
        "parts",
        "Part de chaque territoire dans les territoires plus grands",
        "SELECT child_level AS niveau, child AS code, parent_level AS niveau_parent, parent AS code_parent, "
        "share AS part, basis AS base, vintage AS millesime FROM territory_share ORDER BY ALL",
        (
            ("niveau", "string", "Niveau du territoire."),
            ("code", "string", "Code du territoire."),
            ("niveau_parent", "string", "Niveau du territoire plus grand."),
            ("code_parent", "string", "Code du territoire plus grand."),
            ("part", "number", "Part, de 0 à 1 ; vide quand elle n'est pas connue."),
            ("base", "string", "Ce qui a été compté : population, secteurs, liste."),
            ("millesime", "string", "Millésime de la table des secteurs."),
        ),
        ("niveau", "code", "niveau_parent", "code_parent", "millesime"),
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
    """One layer per level that is drawn, sectors once per vintage with codes of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / GEOPACKAGE
        for level in statistics.levels:
            asked = statistics.vintages(BELGIUM) if level is Level.SECTOR else ("",)
            distinct = {statistics.drawn(level, BELGIUM, vintage): vintage for vintage in reversed(asked)}
            for vintage in distinct.values():
                name = f"{level.value}s_{vintage}" if len(distinct) > 1 else f"{level.value}s"
                _layer(statistics, level, vintage).to_file(path, layer=name, driver="GPKG")
        return path.read_bytes()


def _layer(statistics: Statistics, level: Level, vintage: str) -> gpd.GeoDataFrame:
    """Outlines with names and, per indicator, the value of the best covered year and its status."""
    shapes = statistics.geometries(level, None, vintage)
    territories = statistics.territories(level)
    codes = list(shapes["code"])
    columns: dict[str, list[object]] = {
        "nom_fr": [territories[code].name for code in codes],
        "nom_nl": [territories[code].name_nl for code in codes],
        "type": [territories[code].kind.value for code in codes],
    }
    for indicator in statistics.indicators(level):
        year = statistics.best_year(indicator.id, level)
        estimates = statistics.estimates(indicator, year, level)
        found = [estimates.get(code) for code in codes]
        columns[f"{indicator.id}_{year}"] = [one.value if one else None for one in found]
        columns[f"{indicator.id}_{year}_statut"] = [
            one.status.value if one else Status.UNAVAILABLE.value for one in found
        ]
    return gpd.GeoDataFrame({"code": codes, **columns}, geometry=shapes.geometry, crs=shapes.crs)


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
            "title": "Contours des territoires (EPSG:31370), une couche par niveau, sans valeur légale",
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
