"""`make run` builds when something changed, and only then."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from data.build import build
from data.ensure import main, up_to_date
from data.imports import Import
from data.settings import CATALOGUE, SOURCES, DataSettings
from data.statistics import open_statistics


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataSettings:
    monkeypatch.setenv("DIAGNOSTIC_STATISTICS", str(tmp_path / "s.duckdb"))
    monkeypatch.setenv("DIAGNOSTIC_IMPORTS", str(tmp_path / "imports"))
    return DataSettings()


def test_missing_damaged_or_outdated_statistics_are_built(settings: DataSettings) -> None:
    assert not up_to_date(settings)
    main()
    assert up_to_date(settings)
    settings.statistics.write_bytes(b"abime")
    assert not up_to_date(settings)
    main()
    assert open_statistics(settings.statistics).catalogue


def test_a_build_with_the_same_imports_is_up_to_date_and_one_more_import_is_not(
    settings: DataSettings,
) -> None:
    build(settings.statistics, SOURCES, CATALOGUE, 5, settings.imports)
    assert up_to_date(settings)
    manifest = settings.imports / "abc" / "import.json"
    manifest.parent.mkdir(parents=True)
    told = asdict(
        Import("abc", "f.csv", "f" * 64, "tableau", "Tableau", 1, "", "2026-11-21", ("bim",), (2025,), (), ())
    )
    manifest.write_text(json.dumps(told), encoding="utf-8")
    assert not up_to_date(settings)
    manifest.write_text(json.dumps(told | {"undone_at": "2026-11-22"}), encoding="utf-8")
    assert up_to_date(settings)
