"""Bringing a database from the version it has to the version this application writes."""

from __future__ import annotations

import threading

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from diagnostic.store_faults import StoreDamaged
from indicators.language import _
from indicators.user_error import UserError

# A number of our own, the same in every process: the lock under which PostgreSQL migrates.
_MIGRATION_LOCK = 4_061_207
# Alembic keeps its context in module globals: two threads must not migrate at once.
_ALEMBIC = threading.Lock()


class StoreFromTheFuture(UserError):
    """The database was written by a newer version of the application."""

    def __init__(self, place: str) -> None:
        super().__init__(
            _(
                "La base «\u00a0{place}\u00a0» a été écrite par une version plus récente de l'application."
            ).format(place=place),
            remedy=_(
                "L'application n'y a pas touché. Installez la version la plus récente, puis relancez-la."
            ),
        )


def known_revisions() -> frozenset[str]:
    """Every database version that this application can read, after migration if need be."""
    scripts = ScriptDirectory.from_config(_config())
    return frozenset(script.revision for script in scripts.walk_revisions())


def migrate(connection: Connection, place: str) -> None:
    """Replay what the database has not seen yet, inside the caller's transaction.

    On SQLite the caller already holds the write lock, so that processes that start
    together take turns; on PostgreSQL this takes an advisory lock.

    Raises
    ------
    StoreFromTheFuture : the database has a version this application does not know.
    StoreDamaged : the SQLite file holds the tables of something else.
    """
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
    here = MigrationContext.configure(connection).get_current_revision()
    if here is not None and here not in known_revisions():
        raise StoreFromTheFuture(place)
    if sqlite and here is None and inspect(connection).get_table_names():
        raise StoreDamaged(place)
    config = _config()
    if here == ScriptDirectory.from_config(config).get_current_head():
        return
    config.attributes["connection"] = connection
    with _ALEMBIC:
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "diagnostic:migrations")
    return config
