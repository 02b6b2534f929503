"""Versions of the statistics: each build is numbered and kept, and two can be compared.

A version is a copy of the whole file beside it, `versions/0003-1f2e….duckdb`; what has
not changed (same fingerprint) is not a new version.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from indicators.estimate import Status
from indicators.language import _
from indicators.user_error import UserError

_NAME = re.compile(r"^(\d{4,})-([0-9a-f]{12})\.duckdb$")


@dataclass(frozen=True)
class Version:
    """One kept build. `built_at` is the time of the file, UTC."""

    number: int
    fingerprint: str
    built_at: datetime
    path: Path


@dataclass(frozen=True)
class Change:
    """One figure that two versions do not tell alike; a missing side is None."""

    indicator: str
    level: str
    code: str
    name: str
    year: int
    before: float | None
    after: float | None
    status_before: str | None
    status_after: str | None

    @property
    def words(self) -> str:
        """«43,63 → 43,70», «ajouté : 12», «secret statistique → 12»."""

        def side(value: float | None, status: str | None) -> str:
            if status is None:
                return _("absent")
            return Status(status).label if value is None else f"{value:.10g}".replace(".", ",")

        return f"{side(self.before, self.status_before)} → {side(self.after, self.status_after)}"


def folder_of(target: Path) -> Path:
    """Where the versions of a statistics file are kept."""
    return target.parent / "versions"


def kept_versions(target: Path) -> tuple[Version, ...]:
    """The kept builds, newest first."""
    folder = folder_of(target)
    found = []
    for path in folder.glob("*.duckdb") if folder.is_dir() else ():
        match = _NAME.match(path.name)
        if match:
            moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            found.append(Version(int(match[1]), match[2], moment, path))
    return tuple(sorted(found, key=lambda version: version.number, reverse=True))


def number_for(target: Path, fingerprint: str) -> int:
    """The number a build with this fingerprint bears: the last one again when nothing changed."""
    versions = kept_versions(target)
    if not versions:
        return 1
    last = versions[0]
    return last.number if last.fingerprint == fingerprint else last.number + 1


def keep(built: Path, target: Path, number: int, fingerprint: str, how_many: int) -> None:
    """Keep a finished build among the versions of `target` and forget the oldest ones."""
    folder = folder_of(target)
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{number:04d}-{fingerprint}.duckdb"
    aside = place.with_suffix(".tmp")
    shutil.copyfile(built, aside)
    aside.replace(place)
    for version in kept_versions(target)[max(1, how_many) :]:
        version.path.unlink(missing_ok=True)


def version_numbered(target: Path, number: int) -> Version:
    """One kept version. Raises UserError when it is not, or no longer, kept."""
    versions = kept_versions(target)
    for version in versions:
        if version.number == number:
            return version
    kept = ", ".join(str(version.number) for version in reversed(versions)) or _("aucune")
    raise UserError(
        _("La version {number} des statistiques n'est pas gardée.").format(number=number),
        remedy=_("Versions gardées\u00a0: {kept}.").format(kept=kept),
    )


_COMPARE = """
    SELECT coalesce(b.indicator, a.indicator), coalesce(b.level, a.level), coalesce(b.code, a.code),
        coalesce(tb.name_fr, ta.name_fr, coalesce(b.code, a.code)), coalesce(b.year, a.year),
        a.value, b.value, a.status, b.status, count(*) OVER ()
    FROM avant.observation a
    FULL OUTER JOIN apres.observation b
        ON a.indicator = b.indicator AND a.level = b.level AND a.code = b.code AND a.year = b.year
    LEFT JOIN avant.territory ta ON ta.level = a.level AND ta.code = a.code
    LEFT JOIN apres.territory tb ON tb.level = b.level AND tb.code = b.code
    WHERE a.value IS DISTINCT FROM b.value OR a.status IS DISTINCT FROM b.status
    ORDER BY 1, 2, 5, 3 LIMIT ?
"""


def changes(before: Path, after: Path) -> tuple[Change, ...]:
    """Every figure that differs between two statistics files.

    Raises UserError when one of them cannot be read.
    """
    return tuple(Change(*row[:-1]) for row in _compared(before, after, None))


@lru_cache(maxsize=4)
def first_changes(before: Path, after: Path, limit: int) -> tuple[int, tuple[Change, ...]]:
    """How many figures differ, and the first of them: an import of all of Belgium changes 80 000.

    Kept versions never change, so the answer is kept too. Raises UserError as `changes`.
    """
    rows = _compared(before, after, limit)
    return (int(rows[0][-1]) if rows else 0), tuple(Change(*row[:-1]) for row in rows)


def _compared(before: Path, after: Path, limit: int | None) -> list[tuple[Any, ...]]:
    try:
        with duckdb.connect() as connection:
            for name, path in (("avant", before), ("apres", after)):
                quoted = str(path).replace("'", "''")
                connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
            return connection.execute(_COMPARE, [limit]).fetchall()
    except duckdb.Error as error:
        raise UserError(
            _(
                "Deux versions des statistiques ne peuvent pas être comparées\u00a0: l'une d'elles est illisible."
            ),
            remedy=_("Fichiers\u00a0: {before} et {after}.").format(before=before, after=after),
        ) from error
