"""Shapefiles and GeoPackages in every reference system, written here and read back."""

from __future__ import annotations

import gzip
import sqlite3
import warnings
from pathlib import Path

import geopandas as gpd
import pytest
from pyproj import CRS
from shapely.geometry import box

from data.readers import read
from indicators.user_error import UserError
from tests.data.readers_samples import csv, problems, read_sample, refused, zipped

CODES = ["21004A10-", "21004A11-", "21004K001"]


def frame(crs: str | CRS) -> gpd.GeoDataFrame:
    """Three squares of a hectare in Brussels."""
    shapes = [box(148_000 + 100 * i, 170_000, 148_100 + 100 * i, 170_100) for i in range(3)]
    table = gpd.GeoDataFrame(
        {"CD_SECTOR": CODES, "TX_SECTOR_DESCR_FR": ["É", "B", "C"]}, geometry=shapes, crs=31370
    )
    return table.to_crs(crs)


def without_authority() -> CRS:
    """Lambert 72 as UrbIS writes it: all parameters, no EPSG code."""
    text = CRS.from_epsg(31370).to_wkt("WKT1_ESRI")
    moved = text.replace("5400088.438", "5400088.4378").replace("150000.013", "150000.01256")
    return CRS.from_wkt(moved.replace("Belge_Lambert_1972", "BD72 / Belgian Lambert 72"))


def written(table: gpd.GeoDataFrame, path: Path) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table.to_file(path)
    return path


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "geojson"])
@pytest.mark.parametrize("epsg", [31370, 3812, 4326])
def test_outlines_come_out_in_lambert_72(tmp_path: Path, suffix: str, epsg: int) -> None:
    found = read(written(frame(f"EPSG:{epsg}"), tmp_path / f"secteurs_2025.{suffix}"))
    drawn = found.tables["contours"]
    assert found.format == "contours"
    assert drawn["code"].tolist() == CODES
    if suffix != "shp":  # a shapefile cuts titles after ten letters, and with them the language
        assert drawn["name_fr"].tolist() == ["É", "B", "C"]
    assert drawn.crs.to_epsg() == 31370
    assert drawn["area_km2"].tolist() == pytest.approx([0.01] * 3, rel=1e-3)
    assert set(drawn["vintage"]) == {"2025"}


def test_lambert_72_without_epsg_code_is_recognised(tmp_path: Path) -> None:
    table = frame("EPSG:31370").set_crs(without_authority(), allow_override=True)
    found = read(written(table, tmp_path / "secteurs.gpkg"))
    assert any("31370" in w.problem for w in found.warnings)
    assert found.tables["contours"].geometry[0].centroid.x == pytest.approx(148_050)


def test_a_shapefile_in_a_zip_and_a_geopackage_in_a_gzip(tmp_path: Path) -> None:
    written(frame("EPSG:31370"), tmp_path / "a.shp")
    members = {
        f"dossier/a.{part}": (tmp_path / f"a.{part}").read_bytes()
        for part in ("shp", "shx", "dbf", "prj", "cpg")
    }
    assert read_sample("secteurs.zip", zipped(members)).rows == 3
    raw = written(frame("EPSG:31370"), tmp_path / "a.gpkg").read_bytes()
    assert read_sample("secteurs.gpkg.gz", gzip.compress(raw)).rows == 3


def test_a_shapefile_without_its_table_is_refused(tmp_path: Path) -> None:
    path = written(frame("EPSG:31370"), tmp_path / "a.shp")
    path.with_suffix(".dbf").unlink()
    with pytest.raises(UserError, match=r"\.dbf"):
        read(path)


def test_a_geopackage_whose_layer_is_a_view_is_refused(tmp_path: Path) -> None:
    path = written(frame("EPSG:31370"), tmp_path / "a.gpkg")
    with sqlite3.connect(path) as base:
        base.execute(
            "CREATE VIEW piege AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        )
        base.execute("PRAGMA writable_schema = ON")
        base.execute("UPDATE gpkg_geometry_columns SET table_name = 'piege'")
    assert "pas une table" in problems(refused("a.gpkg", path.read_bytes()))


def test_a_sqlite_file_that_is_no_geopackage_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE t (a)")
    assert "GeoPackage" in problems(refused("a.gpkg", path.read_bytes()))


def test_the_opendatasoft_table_of_quartiers_carries_outlines_as_text() -> None:
    ring = "[[4.34,50.84],[4.35,50.84],[4.35,50.85],[4.34,50.84]]"
    shape = '"{""type"":""Polygon"",""coordinates"":[' + ring + ']}"'
    raw = csv(
        [
            ["mdzone", "namefre", "namedut", "geo_point_2d", "geo_shape"],
            ["10", "ANNEESSENS", "ANNEESSENS", '"50.84, 4.34"', shape],
        ]
    )
    found = read_sample("quartiers.csv", raw)
    assert found.format == "opendatasoft"
    assert found.tables["contours"]["code"].tolist() == ["10"]
    assert found.tables["contours"].crs.to_epsg() == 31370
