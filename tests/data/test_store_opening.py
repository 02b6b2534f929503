"""Opening the database of what people write: created, brought up to date, or refused untouched."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from diagnostic.migration import StoreFromTheFuture
from diagnostic.schema import Base
from diagnostic.store import Store, open_store
from diagnostic.store_faults import StoreDamaged, StoreUnreachable, StoreUnwritable
from indicators.user_error import UserError


def url_of(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "données de l'équipe" / "constats.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(url_of(path))
    yield opened
    opened.close()


def test_the_first_opening_creates_folder_and_tables(store: Store, path: Path) -> None:
    assert path.is_file()
    assert store.place == path.as_posix()


def test_the_migrations_build_exactly_the_declared_schema(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 4000)],
)
def test_every_connection_is_as_safe_as_sqlite_can_be(store: Store, pragma: str, expected: object) -> None:
    with store.engine.connect() as one, store.engine.connect() as another:
        for connection in (one, another):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == expected


def test_opening_again_changes_nothing(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
        open_store(url_of(path)).close()
        assert list(connection.iterdump()) == before


def test_a_migration_cut_short_leaves_nothing_half_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("alembic.operations.Operations.create_index", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            open_store(url_of(path))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    open_store(url_of(path)).close()


def _power_cut(*_args: object, **_more: object) -> None:
    raise KeyboardInterrupt


def test_a_database_of_a_newer_version_is_refused_untouched(store: Store, path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(StoreFromTheFuture, match="version plus récente"):
        open_store(url_of(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"abc", b"PK\x03\x04" + b"x" * 5000, b"SQLite format 3\x00" + b"\xff" * 9000]
)
def test_a_file_that_is_no_database_is_refused_untouched(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match=r"abîmé.*python -m diagnostic restore"):
        open_store(url_of(path))
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_database_with_an_overwritten_page_is_refused_untouched(store: Store, path: Path) -> None:
    store.close()
    damaged = bytearray(path.read_bytes())
    damaged[4096 * 2 : 4096 * 5] = os.urandom(4096 * 3)
    path.write_bytes(damaged)
    with pytest.raises(StoreDamaged):
        open_store(url_of(path))
    assert path.read_bytes() == bytes(damaged)


def test_a_database_of_another_program_is_refused_untouched(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recettes (nom)")
    with pytest.raises(StoreDamaged, match="n'est pas une base de constats"):
        open_store(url_of(path))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recettes",)]


def test_a_folder_in_the_place_of_the_file_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreDamaged):
        open_store(url_of(path))


def test_a_file_in_the_place_of_the_folder_is_refused(path: Path) -> None:
    path.parent.write_text("une note")
    with pytest.raises(StoreUnwritable, match=r"ne peut pas écrire.*DIAGNOSTIC_DATA_DIR"):
        open_store(url_of(path))


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """Readable by everybody, whereas pytest's own folders belong to one user."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def without_the_right_to_write(folder: Path) -> Iterator[None]:
    """As somebody else for root, whom no permission stops; by permission for the others."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        entries = [*folder.iterdir(), folder]
        for entry in entries:
            entry.chmod(0o555)
        try:
            yield
        finally:
            for entry in reversed(entries):
                entry.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX permissions")
@pytest.mark.parametrize("file_exists", [False, True])
def test_a_place_that_cannot_be_written_is_told_at_once(shared_folder: Path, file_exists: bool) -> None:
    path = shared_folder / "constats.sqlite"
    if file_exists:
        open_store(url_of(path)).close()
    with without_the_right_to_write(shared_folder), pytest.raises(StoreUnwritable):
        open_store(url_of(path))
    assert path.exists() is file_exists


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_would_lose_everything(url: str) -> None:
    with pytest.raises(UserError, match="ne désigne pas un fichier"):
        open_store(url)


@pytest.mark.parametrize(
    "url", ["n'importe quoi", "carrier+pigeon://u:secret@machine/base", "postgresql+nothing://u:secret@h/b"]
)
def test_an_address_nobody_can_open_is_told_without_its_password(url: str) -> None:
    with pytest.raises(UserError, match="DIAGNOSTIC_DATABASE_URL") as told:
        open_store(url)
    assert "secret" not in str(told.value)


def test_a_database_that_does_not_answer_is_told() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreUnreachable, match="ne répond pas"):
        open_store("postgresql+psycopg://u:secret@127.0.0.1:1/b")
