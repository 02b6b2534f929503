"""`data check`: French lines, warnings apart, exit status 1 when refused, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.check import check_file, print_check
from tests.data.readers_samples import csv, xlsx

GOOD = csv([["code", "bim 2030"], ["10", "43,63"], ["8", "VS"]])
BAD = csv([["code", "bim 2030"], ["10", "43,63"], ["8", "x"], ["10", "1,5"]])


def test_a_good_file_is_summed_up_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bim.csv"
    path.write_bytes(GOOD)
    assert print_check(path) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "bim.csv\u00a0: Tableau libre." in out
    assert "2 lignes lues" in out
    assert "Rien n'a été écrit." in out
    assert [found.name for found in tmp_path.iterdir()] == ["bim.csv"]


def test_a_bad_file_has_one_line_per_fault_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bim.csv"
    path.write_bytes(BAD)
    assert print_check(path) == 1
    out, err = capsys.readouterr()
    lines = err.strip().splitlines()
    assert lines[0].startswith("«\u00a0bim.csv\u00a0» (Tableau libre) est refusé\u00a0: 2 erreurs.")
    assert len(lines) == 3
    assert all(line.startswith("bim.csv, ligne ") for line in lines[1:])
    assert "Rien n'a été écrit" not in out


def test_warnings_stand_on_stdout_and_are_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sans année.csv"
    path.write_bytes(csv([["code", "bim"], ["10", "43,63"], ["8", "VS"]]))
    assert print_check(path) == 0
    out = capsys.readouterr().out
    assert "avertissement\u00a0: sans année.csv" in out


def test_companions_are_read_first(tmp_path: Path) -> None:
    table = tmp_path / "table.xlsx"
    table.write_bytes(
        xlsx([["Commune_Code", "Quartier_Code", "SecteurStatistique_Code"], [21004, 10, "21004A10-"]])
    )
    reading = check_file(table, [table])
    assert reading.rows == 1
