"""The data package: readable by anybody, with licences, and equal to the database."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest

from data.package import data_package
from data.statistics import Statistics


@pytest.fixture(scope="module")
def package(statistics: Statistics) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data_package(statistics)))


def rows(package: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(package.read(name).decode("utf-8"))))


def test_the_descriptor_names_every_file_and_every_column(package: zipfile.ZipFile) -> None:
    told = json.loads(package.read("datapackage.json"))
    assert told["profile"] == "data-package"
    assert {resource["path"] for resource in told["resources"]} | {"datapackage.json"} == set(
        package.namelist()
    )
    for resource in told["resources"]:
        if resource["format"] == "csv":
            header = package.read(resource["path"]).decode("utf-8").splitlines()[0].split(",")
            assert header == [field["name"] for field in resource["schema"]["fields"]]


def test_values_come_back_as_they_are_in_the_database(
    package: zipfile.ZipFile, statistics: Statistics
) -> None:
    table = rows(package, "observations.csv")
    (count,) = statistics.table("SELECT count(*) AS n FROM observation")["n"]
    assert len(table) == count
    keys = {(row["indicateur"], row["niveau"], row["code"], row["annee"]) for row in table}
    assert len(keys) == len(table)
    (anneessens,) = [r for r in table if (r["indicateur"], r["code"], r["annee"]) == ("bim", "10", "2024")]
    assert (anneessens["valeur"], anneessens["statut"], anneessens["a_verifier"]) == (
        "43.63",
        "observe",
        "false",
    )
    assert all((row["valeur"] == "") == (row["statut"] != "observe") for row in table)


def test_every_source_has_its_licence(package: zipfile.ZipFile) -> None:
    sources = {row["id"]: row for row in rows(package, "sources.csv")}
    assert all(row["licence"] and row["attribution"] for row in sources.values())
    assert {row["source"] for row in rows(package, "observations.csv")} <= set(sources)


def test_qgis_can_open_the_geopackage(package: zipfile.ZipFile, tmp_path: Path) -> None:
    path = tmp_path / "territoires.gpkg"
    path.write_bytes(package.read("territoires.gpkg"))
    layer = gpd.read_file(path, layer="quartiers")
    assert len(layer) == 145
    assert layer.crs.to_epsg() == 31370
    row = layer.set_index("code").loc["10"]
    assert (row["nom_fr"], row["bim_2024"], row["bim_2024_statut"]) == ("Anneessens", 43.63, "observe")
    assert layer.set_index("code").loc["6", "bim_2024_statut"] == "indisponible"
