"""The commands, as people and scripts run them."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_valeurs_prints_the_contract() -> None:
    done = run("data", "valeurs", "--indicateur", "bim", "--annee", "2024", PYTHONIOENCODING="utf-8")
    assert done.returncode == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout), delimiter=";"))
    assert list(rows[0]) == [
        "code",
        "nom",
        "annee",
        "valeur",
        "numerateur",
        "denominateur",
        "statut",
        "source",
    ]
    assert len(rows) == 145
    by_code = {row["code"]: row for row in rows}
    assert by_code["10"]["valeur"] == "43.63"
    assert by_code["10"]["nom"] == "Anneessens"
    assert (by_code["6"]["valeur"], by_code["6"]["statut"]) == ("", "indisponible")
    assert {row["statut"] for row in rows} == {"observe", "indisponible", "sans_objet"}


def test_every_year_comes_without_the_option(tmp_path: Path) -> None:
    done = run("data", "valeurs", "--indicateur", "bim", PYTHONIOENCODING="utf-8")
    years = {row["annee"] for row in csv.DictReader(io.StringIO(done.stdout), delimiter=";")}
    assert years == {str(year) for year in range(2010, 2025)}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("data", "valeurs", "--indicateur", "inconnu"), "inconnu"),
        (("data", "valeurs", "--indicateur", "bim", "--annee", "1999"), "Années disponibles"),
        (("data", "valeurs", "--indicateur", "bim", "--niveau", "planete"), "planete"),
        (("exports", "fiche", "--quartier", "999", "--format", "pptx", "--sortie", "x.pptx"), "999"),
    ],
)
def test_errors_are_french_on_stderr_with_status_1(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments, PYTHONIOENCODING="utf-8")
    assert done.returncode == 1
    assert done.stdout == ""
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_status_names_the_version_and_every_indicator() -> None:
    done = run("data", "status", PYTHONIOENCODING="utf-8")
    assert done.returncode == 0
    for words in ("Version", "145 quartiers", "bim", "revenu_equivalent_median"):
        assert words in done.stdout


def test_build_writes_where_the_setting_says(tmp_path: Path) -> None:
    target = tmp_path / "ici.duckdb"
    done = run("data", "build", DIAGNOSTIC_STATISTICS=str(target), PYTHONIOENCODING="utf-8")
    assert done.returncode == 0
    assert target.is_file()
