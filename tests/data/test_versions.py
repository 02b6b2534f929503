"""Each build is numbered and kept; two versions are compared figure by figure."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.build import build
from data.settings import CATALOGUE, SOURCES
from data.statistics import open_statistics
from data.versions import changes, kept_versions, version_numbered
from indicators.user_error import UserError


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    shutil.copytree(SOURCES, folder)
    return folder


def edit(sources: Path, old: str, new: str) -> None:
    path = sources / "indicateurs.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_same_sources_are_the_same_version(tmp_path: Path, sources: Path) -> None:
    target = tmp_path / "s.duckdb"
    build(target, sources, CATALOGUE)
    build(target, sources, CATALOGUE)
    assert [version.number for version in kept_versions(target)] == [1]
    assert "n°\u00a01" in open_statistics(target).version


def test_what_changed_is_listed_figure_by_figure(tmp_path: Path, sources: Path) -> None:
    target = tmp_path / "s.duckdb"
    build(target, sources, CATALOGUE)
    edit(sources, "bim,8,2024,52.34,observe", "bim,8,2024,52.5,observe")
    edit(sources, "cpas,12,2023,", "cpas,12,2023,,secret,ibsa_mdq_2531\nchomage,12,2022,")
    with pytest.raises(UserError):
        build(target, sources, CATALOGUE)  # 2022 is not in the catalogue: nothing is kept of a refused build
    assert len(kept_versions(target)) == 1
    shutil.copy(SOURCES / "indicateurs.csv", sources)
    edit(sources, "bim,8,2024,52.34,observe", "bim,8,2024,52.4,observe")
    build(target, sources, CATALOGUE)
    newest, oldest = kept_versions(target)
    (change,) = changes(oldest.path, newest.path)
    assert (change.indicator, change.name, change.year) == ("bim", "Marolles", 2024)
    assert change.words == "52,34 → 52,4"
    assert open_statistics(target).number == 2


def test_only_the_last_versions_are_kept(tmp_path: Path, sources: Path) -> None:
    target = tmp_path / "s.duckdb"
    value = "52.34"
    for number in range(4):
        build(target, sources, CATALOGUE, kept_versions=2)
        edit(sources, f"bim,8,2024,{value},", f"bim,8,2024,52.3{number},")
        value = f"52.3{number}"
    assert [version.number for version in kept_versions(target)] == [4, 3]
    with pytest.raises(UserError, match="Versions gardées\u00a0: 3, 4"):
        version_numbered(target, 1)


def test_an_unreadable_version_is_said(tmp_path: Path) -> None:
    damaged = tmp_path / "a.duckdb"
    damaged.write_bytes(b"rien")
    with pytest.raises(UserError, match="illisible"):
        changes(damaged, damaged)
