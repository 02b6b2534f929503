"""Commands: demonstration, backup, restore; faults in French, one line each, with the right status."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from typer.testing import CliRunner, Result

from diagnostic.__main__ import app
from diagnostic.board import Quadrant
from diagnostic.contents.theme import AfomTheme
from diagnostic.demo import DEMO
from diagnostic.evidence import Document
from diagnostic.repository import StatementRepository
from diagnostic.store import open_store
from indicators.territory import Kind, Territory

ROOT = Path(__file__).parents[2]
ANNEESSENS = Territory("quartier", "10", "Anneessens", "Anneessens", Kind.INHABITED, ("Bruxelles",), 0.6)
DOCUMENT = Document(title="Rapport", organisation="CPAS", year=2021)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIAGNOSTIC_DATA_DIR", str(tmp_path / "données"))
    monkeypatch.delenv("DIAGNOSTIC_DATABASE_URL", raising=False)
    return tmp_path / "données" / "constats.sqlite"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / "sauvegarde du 3 mai.sqlite"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def write(path: Path, text: str) -> None:
    store = open_store(f"sqlite:///{path.as_posix()}")
    StatementRepository(store).add(
        "quartier", "10", Quadrant.STRENGTH, AfomTheme.HOUSING, text, (DOCUMENT,), id=str(uuid4())
    )
    store.close()


def texts(path: Path) -> list[str]:
    store = open_store(f"sqlite:///{path.as_posix()}")
    statements = StatementRepository(store).board(ANNEESSENS).statements
    store.close()
    return [statement.text for statement in statements]


def refused(result: Result, *words: str) -> bool:
    """Told on stderr in one line, with status 1 and without a traceback."""
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr
    return all(word in result.stderr for word in words)


def kept_beside(path: Path) -> list[Path]:
    return sorted(file for file in path.parent.glob("constats-*.sqlite"))


def test_demo_installs_once(path: Path) -> None:
    assert f"{len(DEMO)} constats de démonstration ajoutés" in run("demo").stdout
    assert "déjà installée" in run("demo").stdout
    assert len(texts(path)) == len(DEMO)


def test_what_was_saved_comes_back_and_what_stood_there_is_kept(path: Path, saved: Path) -> None:
    write(path, "avant")
    assert run("backup", saved).exit_code == 0
    write(path, "après")
    result = run("restore", saved)
    assert result.exit_code == 0
    assert texts(path) == ["avant"]
    (kept,) = kept_beside(path)
    assert str(kept) in result.stdout
    assert texts(kept) == ["avant", "après"]


def test_a_backup_is_one_plain_file_and_holds_what_is_still_in_the_wal(path: Path, saved: Path) -> None:
    store = open_store(f"sqlite:///{path.as_posix()}")
    write(path, "tout juste écrit")
    assert path.with_name("constats.sqlite-wal").stat().st_size
    assert run("backup", saved).exit_code == 0
    store.close()
    with closing(sqlite3.connect(f"{saved.as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert copy.execute("SELECT text FROM statement").fetchall() == [("tout juste écrit",)]
    assert [file.name for file in saved.parent.glob("sauvegarde*")] == [saved.name]


def test_a_backup_never_overwrites(path: Path, saved: Path) -> None:
    write(path, "avant")
    saved.write_bytes(b"autre chose")
    assert refused(run("backup", saved), "existe déjà", "Donnez un autre nom")
    assert saved.read_bytes() == b"autre chose"


def test_there_must_be_something_to_save(path: Path, saved: Path) -> None:
    assert refused(run("backup", saved), "rien à sauvegarder")
    assert not saved.exists()
    assert not path.exists()


def test_a_backup_of_a_damaged_database_is_refused_and_leaves_no_file(path: Path, saved: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"x" * 5000)
    assert refused(run("backup", saved), "abîmé")
    assert list(saved.parent.iterdir()) == [path.parent]


def test_a_backup_into_a_folder_that_is_not_there_is_refused(path: Path, tmp_path: Path) -> None:
    write(path, "avant")
    assert refused(run("backup", tmp_path / "absent" / "copie.sqlite"), "ne peut pas écrire")


@pytest.mark.parametrize("content", [None, b"", b"x" * 5000])
def test_only_a_sound_backup_is_restored(path: Path, saved: Path, content: bytes | None) -> None:
    write(path, "avant")
    if content is not None:
        saved.write_bytes(content)
    assert refused(run("restore", saved), "n'est pas une sauvegarde utilisable", "Rien n'a été changé")
    assert texts(path) == ["avant"]
    assert kept_beside(path) == []


def test_a_backup_with_a_damaged_page_is_not_restored(path: Path, saved: Path) -> None:
    write(path, "avant")
    run("backup", saved)
    damaged = bytearray(saved.read_bytes())
    damaged[4096 * 3 : 4096 * 6] = b"\xa5" * (4096 * 3)
    saved.write_bytes(damaged)
    assert refused(run("restore", saved), "n'est pas une sauvegarde utilisable")
    assert texts(path) == ["avant"]


def test_a_backup_of_a_newer_version_is_not_restored(path: Path, saved: Path) -> None:
    write(path, "avant")
    run("backup", saved)
    with closing(sqlite3.connect(saved)) as copy, copy:
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
    assert refused(run("restore", saved), "version plus récente")
    assert texts(path) == ["avant"]


def test_the_database_is_not_restored_from_itself(path: Path) -> None:
    write(path, "avant")
    assert refused(run("restore", path), "n'est pas une sauvegarde utilisable")
    assert texts(path) == ["avant"]


def test_nothing_is_restored_under_a_running_application(path: Path, saved: Path) -> None:
    write(path, "avant")
    run("backup", saved)
    application = open_store(f"sqlite:///{path.as_posix()}")
    write(path, "après")
    assert refused(run("restore", saved), "ouverte par l'application", "Arrêtez l'application")
    assert kept_beside(path) == []
    application.close()
    assert texts(path) == ["avant", "après"]


def test_a_damaged_database_is_set_aside_then_replaced(path: Path, saved: Path) -> None:
    write(path, "avant")
    run("backup", saved)
    path.write_bytes(b"x" * 5000)
    assert run("restore", saved).exit_code == 0
    assert texts(path) == ["avant"]
    assert [kept.read_bytes() for kept in kept_beside(path)] == [b"x" * 5000]


def test_a_backup_can_be_restored_on_a_new_machine(path: Path, saved: Path) -> None:
    elsewhere = path.parent.with_name("ailleurs") / "constats.sqlite"
    write(elsewhere, "avant")
    elsewhere.rename(saved)
    assert run("restore", saved).exit_code == 0
    assert texts(path) == ["avant"]
    assert kept_beside(path) == []


def test_two_restorations_in_one_second_keep_both_databases(path: Path, saved: Path) -> None:
    write(path, "avant")
    run("backup", saved)
    for _time in range(2):
        assert run("restore", saved).exit_code == 0
    assert len(kept_beside(path)) == 2


def test_postgresql_has_its_own_tools(monkeypatch: pytest.MonkeyPatch, path: Path, saved: Path) -> None:
    monkeypatch.setenv("DIAGNOSTIC_DATABASE_URL", "postgresql://u:secret@h/b")
    result = run("backup", saved)
    assert refused(result, "pg_dump")
    assert "secret" not in result.stderr


def test_a_wrong_command_line_has_status_2(path: Path) -> None:
    assert run("backup").exit_code == 2
    assert run("sauver").exit_code == 2


def test_it_runs_as_a_module_and_explains_itself_in_french(path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "diagnostic", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for command in ("demo", "backup", "restore"):
        assert command in told.stdout
    assert "sauvegarde" in told.stdout
