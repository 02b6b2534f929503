"""Opening the database of what people write: brought up to date, or refused untouched."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from diagnostic.migration import migrate
from diagnostic.store_faults import (
    StoreDamaged,
    StoreUnreachable,
    StoreUnwritable,
    as_user_error,
    is_transient,
)
from indicators.language import _
from indicators.user_error import UserError


@dataclass(frozen=True)
class Store:
    """An open database. `place` is what people may read: the file, or the address without password."""

    engine: Engine
    place: str

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one consistent state of the database."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are all kept, or none; writers wait for each other."""
        engine = self.engine.execution_options(takes_write_lock=True)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()


def open_store(url: str | URL, *, wait_seconds: float = 4.0) -> Store:
    """Open the database at a SQLAlchemy address, and create or migrate it first.

    Safe when several processes start together. `wait_seconds` is how long one statement
    waits for another writer.

    Raises
    ------
    UserError : the folder or file cannot be written (`StoreUnwritable`), the file is no
        usable database (`StoreDamaged`), a newer version wrote it (`StoreFromTheFuture`),
        others keep it busy (`StoreBusy`), or it does not answer (`StoreUnreachable`).
        In none of these cases was anything written.
    """
    address = _address(url)
    place = sqlite_path(address).as_posix() if _is_sqlite(address) else address.render_as_string()
    if _is_sqlite(address):
        _prepare_folder(sqlite_path(address))
    try:
        engine = _engine(address, wait_seconds)
    except (ArgumentError, ImportError) as error:
        raise StoreUnreachable(place) from error
    store = Store(engine, place)
    try:
        _when_free(lambda: _bring_up_to_date(store), wait_seconds)
    except DBAPIError as error:
        store.close()
        raise as_user_error(error, place) from error
    except UserError:
        store.close()
        raise
    return store


def sqlite_path(url: str | URL) -> Path:
    """The file behind a SQLite address.

    Raises
    ------
    UserError : the address is not SQLite, or names no file (a database in memory would
        lose what people type).
    """
    address = _address(url)
    if not _is_sqlite(address) or address.database in (None, "", ":memory:"):
        raise UserError(
            _("L'adresse «\u00a0{url}\u00a0» ne désigne pas un fichier SQLite.").format(
                url=address.render_as_string()
            ),
            remedy=_(
                "Pour PostgreSQL, sauvegardez et rétablissez avec pg_dump et pg_restore\u00a0; "
                "sinon corrigez DIAGNOSTIC_DATABASE_URL ou retirez-la."
            ),
        )
    return Path(str(address.database))


def _address(url: str | URL) -> URL:
    try:
        address = make_url(url)
        # The driver that comes with the application; SQLAlchemy's own first choice is another.
        if address.drivername in ("postgresql", "postgres"):
            address = address.set(drivername="postgresql+psycopg")
        return address
    except ArgumentError as error:
        # Never quote it: what cannot be parsed may still hold a password.
        raise UserError(
            _("L'adresse donnée dans DIAGNOSTIC_DATABASE_URL n'est pas lisible."),
            remedy=_("Écrivez-la comme postgresql://utilisateur:motdepasse@machine/base, ou retirez-la."),
        ) from error


def _is_sqlite(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


def _prepare_folder(path: Path) -> None:
    try:
        # What people say of their quartier is nobody else's business on a shared machine.
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        occupied = path.is_dir()
    except OSError as error:
        raise StoreUnwritable(path.parent.as_posix()) from error
    if occupied:
        raise StoreDamaged(path.as_posix())


def _engine(address: URL, wait_seconds: float) -> Engine:
    def readable_json(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    if not _is_sqlite(address):
        return create_engine(address, pool_pre_ping=True, json_serializer=readable_json)
    engine = create_engine(address, json_serializer=readable_json)

    @event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _record: object) -> None:
        # Python's own driver opens transactions late and never around DDL: BEGIN is ours.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {round(wait_seconds * 1000)}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Taking the write lock at once makes «read, compare versions, write» one step, and
        # spares SQLITE_BUSY_SNAPSHOT, which no waiting can cure.
        writes = connection.get_execution_options().get("takes_write_lock", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _when_free(step: Callable[[], None], wait_seconds: float) -> None:
    """Repeat while others start too: switching to WAL ignores busy_timeout."""
    deadline = time.monotonic() + max(wait_seconds, 0.1) * 4
    while True:
        try:
            return step()
        except DBAPIError as error:
            if not is_transient(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _bring_up_to_date(store: Store) -> None:
    if store.engine.dialect.name == "sqlite":
        _check_then_use_wal(store)
    locking = store.engine.execution_options(takes_write_lock=True)
    with locking.begin() as connection:
        migrate(connection, store.place)


def _check_then_use_wal(store: Store) -> None:
    try:
        with closing(store.engine.raw_connection()) as raw:
            cursor = raw.cursor()
            # The data is small (a few MB): milliseconds against finding a bad page months later.
            if cursor.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise StoreDamaged(store.place)
            cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise DBAPIError("opening", None, error) from error
