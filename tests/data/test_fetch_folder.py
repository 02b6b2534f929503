"""Taking the files from a mirror or a USB stick: found by name, held to the same checks."""

from __future__ import annotations

import io
import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.fetch.address import Address
from data.fetch.content import check_content
from data.fetch.from_folder import FolderOfFiles, take_from_folder
from data.fetch.journal import Journal
from data.fetch.read_addresses import read_addresses
from data.fetch.retrieved import Fetched
from indicators.user_error import UserError
from tests.data.fetch_server import GOOD, OLD, layer, quartiers


def entry(identifier: str, **checks: int) -> Address:
    """An address of the real catalogue; `checks` lowers its expected sizes to those of a test."""
    address = {one.id: one for one in read_addresses()}[identifier]
    return address.model_copy(update={"checks": address.checks.model_copy(update=checks)})


def workbook(text: str = "<workbook/>") -> bytes:
    """The least that is a complete XLSX."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", text)
    return buffer.getvalue()


def take(address: Address, source: FolderOfFiles, folder: Path) -> list[Fetched]:
    return list(take_from_folder(address, source, folder))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "clé usb"
    (folder / "divers" / "Téléchargements").mkdir(parents=True)
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "officiels"


def test_a_file_is_found_by_name_wherever_it_lies(stick: Path, kept: Path) -> None:
    source = stick / "divers" / "Téléchargements" / "QUARTIERS.GeoJSON"
    source.write_bytes(GOOD)
    [fetched] = take(layer("https://editeur.example/f"), FolderOfFiles(stick), kept)
    assert fetched.path == kept / "quartiers.geojson"
    assert fetched.path.read_bytes() == GOOD == source.read_bytes()
    [line] = Journal(kept).lines()
    assert (line.origine, line.licence) == (str(source), "CC BY 4.0")
    assert (line.sha256, line.octets) == (fetched.sha256, str(len(GOOD)))
    [again] = take(layer("https://editeur.example/f"), FolderOfFiles(stick), kept)
    assert again.unchanged


def test_every_edition_of_a_file_taken_by_hand_comes(stick: Path, kept: Path) -> None:
    for name in ("OPENDATA_SECTOREN_2024.xlsx", "OPEN DATA_SECTOREN_2019.xlsx", "OPENDATA_SECTOREN_2024.ods"):
        (stick / name).write_bytes(workbook(name))
    (stick / ".OPENDATA_SECTOREN_2020.xlsx").write_bytes(workbook())
    address = entry("statbel_population_secteur", minimum_bytes=10)
    found = take(address, FolderOfFiles(stick), kept)
    assert sorted(one.path.name for one in found) == [
        "OPEN DATA_SECTOREN_2019.xlsx",
        "OPENDATA_SECTOREN_2024.xlsx",
    ]
    assert len(Journal(kept).lines()) == 2


def test_one_bad_edition_does_not_keep_the_others_out(stick: Path, kept: Path) -> None:
    (stick / "OPENDATA_SECTOREN_2023.xlsx").write_bytes(workbook()[:-30])
    (stick / "OPENDATA_SECTOREN_2024.xlsx").write_bytes(workbook())
    address = entry("statbel_population_secteur", minimum_bytes=10)
    with pytest.raises(UserError, match=r"OPENDATA_SECTOREN_2023\.xlsx.*n'est pas un classeur"):
        take(address, FolderOfFiles(stick), kept)
    assert [line.fichier for line in Journal(kept).lines()] == ["OPENDATA_SECTOREN_2024.xlsx"]
    assert not (kept / "OPENDATA_SECTOREN_2023.xlsx").exists()


def test_a_file_that_is_not_there_is_told_with_its_page(stick: Path, kept: Path) -> None:
    with pytest.raises(UserError, match=r"aucun fichier.*TU_COM_REFNIS\.txt.*clé usb.*statbel\.fgov\.be"):
        take(entry("statbel_refnis"), FolderOfFiles(stick), kept)
    assert not kept.exists()


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="n'existe pas"):
        FolderOfFiles(tmp_path / "D:")


def test_two_different_files_of_one_name_are_not_chosen_between(stick: Path, kept: Path) -> None:
    (stick / "quartiers.geojson").write_bytes(GOOD)
    (stick / "divers" / "quartiers.geojson").write_bytes(quartiers(objects=160))
    with pytest.raises(UserError, match="contenu différent") as told:
        take(layer("https://editeur.example/f"), FolderOfFiles(stick), kept)
    assert len(told.value.faults) == 2
    (stick / "divers" / "quartiers.geojson").write_bytes(GOOD)
    assert len(take(layer("https://editeur.example/f"), FolderOfFiles(stick), kept)) == 1


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (quartiers(ids=144), "144 identifiants"),
        (quartiers(epsg=4326), "EPSG:31370"),
        (GOOD[:-1], "coupé ou abîmé"),
        (b"<!doctype html><title>Connexion</title>" * 10, "page web"),
        (b" " * 200_001, "trop grand"),
        (b"", "octets seulement"),
    ],
)
def test_the_checks_are_those_of_a_download(stick: Path, kept: Path, body: bytes, message: str) -> None:
    kept.mkdir()
    (kept / "quartiers.geojson").write_bytes(OLD)
    (stick / "quartiers.geojson").write_bytes(body)
    with pytest.raises(UserError, match=message):
        take(layer("https://editeur.example/f"), FolderOfFiles(stick), kept)
    assert (kept / "quartiers.geojson").read_bytes() == OLD
    assert Journal(kept).lines() == []
    assert not list(kept.glob(".*"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX pipes")
def test_a_pipe_with_the_name_of_the_file_holds_nobody_up(stick: Path, kept: Path) -> None:
    os.mkfifo(stick / "quartiers.geojson")
    with pytest.raises(UserError, match="ne peut pas être lu"):
        take(layer("https://editeur.example/f"), FolderOfFiles(stick), kept)


def geopackage(folder: Path) -> bytes:
    path = folder / "essai.gpkg"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t AS SELECT randomblob(50000) AS b")
    return path.read_bytes()


@pytest.mark.parametrize("name", ["a.xlsx", "a.zip", "a.gpkg", "a.geojson"])
def test_a_file_cut_anywhere_is_seen(tmp_path: Path, name: str) -> None:
    whole = {"a.gpkg": geopackage(tmp_path), "a.geojson": GOOD}.get(name) or workbook()
    path = tmp_path / name
    address = layer("https://editeur.example/f", minimum_bytes=1)
    path.write_bytes(whole)
    check_content(path, address, name)
    for share in range(40):
        path.write_bytes(whole[: len(whole) * share // 40])
        with pytest.raises(UserError):
            check_content(path, address, name)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.xls", workbook()),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 40),
        ("a.zip", b"PK\x03\x04" + b"x" * 400),
        ("a.txt", b"LVL|CD\r\n1|\x00\x00" * 40),
        ("a.csv", b"PK\x03\x04\x00\x00" * 40),
        ("a.gpkg", b"SQLite format 3\x00"),
    ],
)
def test_a_suffix_proves_nothing(tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(body)
    with pytest.raises(UserError):
        check_content(tmp_path / name, layer("https://editeur.example/f", minimum_bytes=1), name)


def table(rows: int = 145, cut: int = 0) -> bytes:
    lines = ["mdzone;namefre;geo_shape"]
    lines += [
        f'{code};Quartier «\u00a0{code}\u00a0»;"{{""x"": [{"1," * 30_000}1]}}"' for code in range(1, rows + 1)
    ]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()[: -cut or None]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (table(), ""),
        (table(144), "144 lignes au lieu de 145"),
        (table(cut=40), "coupé"),
        (table().replace(b"mdzone", b"zone"), "la colonne manque"),
        (table().replace(b"\n7;", b"\n8;"), "144 identifiants"),
        (table().replace(b"Quartier", b"\xe9\xff"), "UTF-8"),
    ],
)
def test_a_table_is_counted(stick: Path, kept: Path, body: bytes, message: str) -> None:
    address = entry("opendata_quartiers_csv")
    (stick / address.file_name).write_bytes(body)
    if not message:
        assert take(address, FolderOfFiles(stick), kept)[0].bytes == len(body)
        return
    with pytest.raises(UserError, match=message):
        take(address, FolderOfFiles(stick), kept)


@settings(max_examples=500, deadline=None)
@given(
    name=st.sampled_from(["a.geojson", "a.csv", "a.xlsx", "a.xls", "a.zip", "a.gpkg"]),
    body=st.one_of(
        st.binary(max_size=400),
        st.builds(
            lambda whole, at, some: whole[:at] + some + whole[at + len(some) :],
            st.sampled_from([workbook(), GOOD, b"mdzone;a\r\n1;2\r\n"]),
            st.integers(0, 3000),
            st.binary(max_size=40),
        ),
    ),
)
def test_whatever_the_bytes_the_check_ends_in_a_user_error_at_worst(
    tmp_path_factory: pytest.TempPathFactory, name: str, body: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"octets-{name}"
    path.write_bytes(body)
    address = layer("https://editeur.example/f", minimum_bytes=1)
    try:
        check_content(path, address, name)
    except UserError as error:
        assert str(error).isprintable() or "\n" in str(error)
    assert path.read_bytes() == body


def test_the_mirror_gives_its_official_files(mirror: Path, kept: Path) -> None:
    expected = {
        "statbel_population_secteur": ["OPEN DATA_SECTOREN_2019.xlsx"],
        "statbel_revenus_secteur": ["fisc2019_D_FR.xls"],
        "statbel_refnis": ["TU_COM_REFNIS.txt"],
        "ibsa_secteurs_quartiers": [
            "MQ_Communes_Quartiers_Secteurs.xlsx",
            "conversion_secteur_quartier_2025.csv",
        ],
        "ibsa_monitoring_export": ["mq_data_export_2024-02-26.xlsx"],
        "urbis_quartiers": ["UrbAdm_MONITORING_DISTRICT.gpkg"],
    }
    files = FolderOfFiles(mirror)
    for identifier, names in expected.items():
        found = take(entry(identifier), files, kept)
        assert sorted(one.path.name for one in found) == names
