"""Copies of the database: taken while people work, put back while nobody does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from diagnostic.migration import StoreFromTheFuture, known_revisions
from diagnostic.store import open_store, sqlite_path
from diagnostic.store_faults import StoreUnwritable, as_user_error, is_transient
from indicators.language import _
from indicators.user_error import UserError

_SIDE_FILES = ("-wal", "-shm", "-journal")


class NotABackup(UserError):
    """The file given to restore is missing, damaged, or something else."""

    def __init__(self, source: Path) -> None:
        super().__init__(
            _("Le fichier «\u00a0{source}\u00a0» n'est pas une sauvegarde utilisable.").format(source=source),
            remedy=_(
                "Rien n'a été changé. Choisissez un fichier fait par "
                "«\u00a0python -m diagnostic backup FICHIER\u00a0»."
            ),
        )


class StoreInUse(UserError):
    """Somebody has the database open: putting another in its place would lose their work."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("La base «\u00a0{path}\u00a0» est ouverte par l'application.").format(path=path),
            remedy=_("Rien n'a été changé. Arrêtez l'application, puis relancez la commande."),
        )


def back_up(url: str, target: Path) -> None:
    """Write a consistent copy of the SQLite store to a new file, while others go on writing.

    Raises
    ------
    UserError : nothing to save yet, `target` exists, cannot be written, or the copy
        does not pass SQLite's integrity check. No file is left behind then.
    """
    path = sqlite_path(url)
    if not path.is_file():
        raise UserError(
            _("Il n'y a encore rien à sauvegarder\u00a0: «\u00a0{path}\u00a0» n'existe pas.").format(
                path=path
            ),
            remedy=_("Vérifiez DIAGNOSTIC_DATA_DIR, ou écrivez un premier constat."),
        )
    with _faults_told(path), closing(_open(path, "rw")) as live:
        _copy_to_new_file(live, target)


def restore_from(url: str, source: Path, now: datetime) -> Path | None:
    """Put the content of a backup in the place of the SQLite store.

    `source` is checked first. The previous database is kept beside, under a name with the
    date `now`; its path is returned (None when there was none). A database written by an
    older version of the application is brought up to date.

    Raises
    ------
    UserError : `source` is no usable backup (`NotABackup`, `StoreFromTheFuture`) or the
        application runs (`StoreInUse`); nothing was changed then.
    """
    path = sqlite_path(url)
    _check(source)
    if path.exists() and source.samefile(path):
        raise NotABackup(source)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnwritable(path.parent.as_posix()) from error
    kept = None
    if path.is_file() and not _is_sound(path):
        kept = _set_aside(path, now)
    with _faults_told(path), closing(_open(source, "ro")) as saved, closing(_open(path, "rwc")) as live:
        _take_alone(live, path)
        if kept is None and live.execute("SELECT 1 FROM sqlite_master").fetchone():
            kept = _dated(path, now)
            _copy_to_new_file(live, kept)
        # One SQLite transaction: a power cut leaves the old content or the new, never a mix.
        saved.backup(live)
    open_store(url).close()
    return kept


def _open(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=2.0, isolation_level=None)


@contextmanager
def _faults_told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise as_user_error(error, path.as_posix()) from error


def _passes_integrity_check(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


def _is_sound(path: Path) -> bool:
    try:
        with closing(_open(path, "rw")) as connection:
            return _passes_integrity_check(connection)
    except sqlite3.DatabaseError as error:
        if is_transient(error):
            raise StoreInUse(path) from error
        return False


def _check(source: Path) -> None:
    try:
        with closing(_open(source, "ro")) as saved:
            sound = _passes_integrity_check(saved)
            revision = saved.execute("SELECT version_num FROM alembic_version").fetchone()
            for table in ("statement", "revision"):
                saved.execute(f"SELECT 1 FROM {table} LIMIT 1")
    except sqlite3.Error as error:
        raise NotABackup(source) from error
    if not sound or revision is None:
        raise NotABackup(source)
    if revision[0] not in known_revisions():
        raise StoreFromTheFuture(source.as_posix())


def _take_alone(live: sqlite3.Connection, path: Path) -> None:
    """Shut everybody else out until `live` is closed, so that nobody's line falls between."""
    try:
        # Leaving WAL succeeds only for the single connection that is left.
        live.execute("PRAGMA journal_mode = DELETE")
        live.execute("PRAGMA locking_mode = EXCLUSIVE")
        live.execute("BEGIN EXCLUSIVE")
        live.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if is_transient(error):
            raise StoreInUse(path) from error
        raise


def _dated(path: Path, now: datetime) -> Path:
    stem = f"{path.stem}-{now:%Y-%m-%d-%H%M%S}"
    names = (f"{stem}{suffix}{path.suffix}" for suffix in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def _set_aside(path: Path, now: datetime) -> Path:
    """Rename a damaged database, with the side files that a specialist may still need."""
    kept = _dated(path, now)
    for suffix in (*_SIDE_FILES, ""):
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.rename(kept.with_name(kept.name + suffix))
    return kept


def _copy_to_new_file(live: sqlite3.Connection, target: Path) -> None:
    """Copy to a file that did not exist, under its final name only once it is complete."""
    partial = target.with_name(target.name + ".partiel")
    try:
        # Reserving the name first: two commands at once cannot overwrite each other.
        target.open("xb").close()
    except FileExistsError as error:
        raise UserError(
            _("Le fichier «\u00a0{target}\u00a0» existe déjà.").format(target=target),
            remedy=_("Donnez un autre nom\u00a0: une sauvegarde n'en écrase jamais une autre."),
        ) from error
    except OSError as error:
        raise StoreUnwritable(target.parent.as_posix()) from error
    try:
        partial.unlink(missing_ok=True)
        with closing(_open(partial, "rwc")) as copy:
            live.backup(copy)
            # One plain file, readable from a read-only medium.
            copy.execute("PRAGMA journal_mode = DELETE")
            if not _passes_integrity_check(copy):
                raise NotABackup(target)
        partial.replace(target)
    except BaseException:
        for file in (partial, target):
            file.unlink(missing_ok=True)
        raise
