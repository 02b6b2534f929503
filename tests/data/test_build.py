"""Building the statistics: all or nothing, and every fault named with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.anchors import check_anchors
from data.build import build
from data.read_catalogue import read_catalogue
from data.settings import CATALOGUE, SOURCES
from data.source_files import read_sources
from data.statistics import Statistics, open_statistics
from indicators.user_error import UserError

FILES = sorted(path.name for path in SOURCES.glob("*.csv"))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    shutil.copytree(SOURCES, folder)
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(sources: Path) -> str:
    with pytest.raises(UserError) as refused:
        read_sources(sources, read_catalogue(CATALOGUE))
    return str(refused.value)


def test_same_sources_same_fingerprint(tmp_path: Path) -> None:
    first = build(tmp_path / "a.duckdb", SOURCES, CATALOGUE)
    second = build(tmp_path / "b.duckdb", SOURCES, CATALOGUE)
    assert first == second
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("indicateurs.csv", "bim,10,2024,43.63", "bim,10,2024,43,63", ["ligne", "7 cases au lieu de 6"]),
        (
            "indicateurs.csv",
            "bim,10,2024,43.63",
            "bim,10,2024,4363",
            ["colonne «\u00a0valeur\u00a0»", "«\u00a04363\u00a0»", "hors des bornes"],
        ),
        (
            "indicateurs.csv",
            "bim,10,2024,43.63",
            "bim,10,2024,beaucoup",
            ["«\u00a0beaucoup\u00a0»", "pas un nombre"],
        ),
        ("indicateurs.csv", "bim,10,2024,43.63", "bim,10,2024,", ["case vide", "n'est pas un zéro"]),
        ("indicateurs.csv", "bim,10,2024,43.63,observe", "bim,10,2024,43.63,secret", ["valeur présente"]),
        ("indicateurs.csv", "bim,10,2024", "bim,2,2024", ["ligne en double", "bim, 2, 2024"]),
        (
            "indicateurs.csv",
            "bim,10,2024",
            "bim,999,2024",
            ["aucun quartier ne porte ce code", "«\u00a0999\u00a0»"],
        ),
        ("indicateurs.csv", "bim,10,2024", "bimm,10,2024", ["indicateur absent du catalogue"]),
        ("indicateurs.csv", "bim,10,2024", "bim,10,1924", ["année hors du catalogue"]),
        (
            "indicateurs.csv",
            "indicateur,quartier_code",
            "indicator,quartier_code",
            ["ligne 1", "ligne de titre"],
        ),
        ("quartiers.csv", ",habite,", ",habité,", ["type de quartier inconnu", "Valeurs admises"]),
        ("contours.csv", "148807 170220,148537", "148807 170221,148537", ["ne se ferme pas"]),
        ("region.csv", "28.35", "28,35", ["6 cases au lieu de 5"]),
    ],
)
def test_a_wrong_cell_is_named_with_file_row_column_and_value(
    sources: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    replace(sources / file, old, new)
    message = refusal(sources)
    assert file in message
    for words in expected:
        assert words in message


def test_the_row_is_the_one_a_spreadsheet_shows(sources: Path) -> None:
    lines = (sources / "indicateurs.csv").read_text(encoding="utf-8").splitlines()
    row = next(number for number, line in enumerate(lines, start=1) if line.startswith("bim,10,2024"))
    replace(sources / "indicateurs.csv", "bim,10,2024,43.63", "bim,10,2024,x")
    assert f"ligne {row}, colonne" in refusal(sources)


def test_all_faults_of_all_files_are_told_at_once(sources: Path) -> None:
    replace(sources / "indicateurs.csv", "bim,10,2024,43.63", "bim,10,2024,x")
    replace(sources / "region.csv", "bim,2024,28.35", "bim,2024,y")
    message = refusal(sources)
    assert "2 erreurs" in message
    assert "indicateurs.csv" in message and "region.csv" in message


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(sources: Path, file: str) -> None:
    (sources / file).unlink()
    assert f"{file}\u00a0: le fichier est absent" in refusal(sources)


def test_a_failed_build_leaves_the_previous_statistics_as_they_were(tmp_path: Path, sources: Path) -> None:
    target = tmp_path / "statistiques.duckdb"
    fingerprint = build(target, sources, CATALOGUE)
    before = target.read_bytes()
    replace(sources / "indicateurs.csv", "bim,10,2024,43.63", "bim,10,2024,x")
    with pytest.raises(UserError):
        build(target, sources, CATALOGUE)
    assert target.read_bytes() == before
    assert open_statistics(target).fingerprint == fingerprint
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["statistiques.duckdb"]


def test_a_plausible_but_wrong_value_is_caught_by_the_anchors(tmp_path: Path, sources: Path) -> None:
    replace(sources / "indicateurs.csv", "bim,10,2024,43.63", "bim,10,2024,34.63")
    with pytest.raises(UserError, match="43,63, trouvé 34,63"):
        build(tmp_path / "s.duckdb", sources, CATALOGUE)
    assert not (tmp_path / "s.duckdb").exists()


def test_every_anchor_is_checked(tmp_path: Path) -> None:
    import duckdb

    build(tmp_path / "s.duckdb", SOURCES, CATALOGUE)
    with duckdb.connect(str(tmp_path / "s.duckdb"), read_only=True) as connection:
        assert check_anchors(connection) == 12


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(FILES), data=st.data())
def test_whatever_happens_to_a_file_only_a_user_error_comes_out(
    tmp_path: Path, statistics: Statistics, file: str, data: st.DataObject
) -> None:
    folder = tmp_path / "abime"
    if not folder.exists():
        shutil.copytree(SOURCES, folder)
    content = (SOURCES / file).read_bytes()
    kind = data.draw(st.sampled_from(["truncate", "byte", "drop", "swap", "reencode"]))
    place = data.draw(st.integers(0, len(content) - 2))
    length = data.draw(st.integers(1, 200))
    damaged = {
        "truncate": content[:place],
        "byte": content[:place] + bytes([data.draw(st.integers(0, 255))]) + content[place + 1 :],
        "drop": content[:place] + content[place + length :],
        "swap": content[place : place + length] + content[:place] + content[place + length :],
        "reencode": content.decode().encode("utf-16"),
    }[kind]
    (folder / file).write_bytes(damaged)
    try:
        read_sources(folder, statistics.catalogue)
    except UserError as error:
        assert file in str(error)
    finally:
        (folder / file).write_bytes(content)
