"""Perimeters that people make: stored with author, date and version; no version is ever forgotten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from diagnostic.perimeter_rules import (
    PerimeterChanged,
    PerimeterNotFound,
    checked_members,
    checked_name,
)
from diagnostic.personal_data import FUNCTION, NAME, refuse_personal_data
from diagnostic.schema import PerimeterRow, PerimeterVersionRow
from diagnostic.statement_rules import checked_role
from diagnostic.store import Store
from diagnostic.transaction import in_one_read, in_one_write
from indicators.perimeter import Perimeter

_ONE_AT_A_TIME = 44_071
"""Advisory lock on PostgreSQL: whether a perimeter may be shown depends on all those before it."""
Check = Callable[[Perimeter, Sequence[Perimeter]], None]
"""Raises UserError when a candidate may not be shown beside everything that ever was."""


class PerimeterRepository:
    """The perimeters of one store. Every method raises `UserError` when the database does not answer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, *, archived: bool = False) -> tuple[Perimeter, ...]:
        """The perimeters in use, or those in the archive, by name."""

        def read(session: Session) -> tuple[Perimeter, ...]:
            rows = session.scalars(select(PerimeterRow).where(PerimeterRow.archived == archived))
            found = [_perimeter(row) for row in rows]
            return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.code)))

        return in_one_read(self._store, read)

    def versions(self, code: str) -> tuple[Perimeter, ...]:
        """Every version of one perimeter, the oldest first."""
        return tuple(one for one in self.shown() if one.code == code)

    def shown(self) -> tuple[Perimeter, ...]:
        """Every version of every perimeter, the oldest first: all that anybody has ever seen."""
        return in_one_read(self._store, shown_versions)

    def stamp(self) -> int:
        """A number that changes with every change."""

        def read(session: Session) -> int:
            return session.scalar(select(func.max(PerimeterVersionRow.id))) or 0

        return in_one_read(self._store, read)

    def add(
        self,
        name: str,
        members: Sequence[str],
        without: Sequence[str] = (),
        *,
        author: str = "",
        check: Check,
        code: str | None = None,
        kept: Collection[str] = (),
    ) -> Perimeter:
        """Store a new perimeter after `check` has let it pass.

        Raises PersonalDataFound when its name or author seems to be a person's (`kept`: what the
        person said to be an institution).

        `code` is made by the caller (`new_code`) so that a double click stores it once.
        """
        wanted = code or new_code()
        refuse_personal_data({NAME: name, FUNCTION: author}, kept)
        kept, taken = checked_members(members, without)

        def change(session: Session) -> Perimeter:
            take_turns(session)
            row = session.get(PerimeterRow, wanted)
            if row is not None:
                return _perimeter(row)
            row = PerimeterRow(
                code=wanted,
                name=checked_name(name, _names(session, wanted)),
                members=list(kept),
                without=list(taken),
                author=checked_role(author),
                archived=False,
                updated_at=datetime.now(UTC),
            )
            return _record(session, row, check)

        return in_one_write(self._store, change)

    def edit(
        self,
        code: str,
        expected_version: int,
        *,
        check: Check,
        name: str | None = None,
        members: Sequence[str] | None = None,
        without: Sequence[str] | None = None,
        archived: bool | None = None,
        author: str = "",
        kept: Collection[str] = (),
    ) -> Perimeter:
        """Store a new version; what is None stays. The versions before it are kept.

        Raises PerimeterChanged when it is no longer at `expected_version`, PerimeterNotFound, and
        PersonalDataFound as `add` does.
        """
        refuse_personal_data({NAME: name or "", FUNCTION: author}, kept)

        def change(session: Session) -> Perimeter:
            take_turns(session)
            row = session.get(PerimeterRow, code, with_for_update=True)
            if row is None:
                raise PerimeterNotFound(code)
            kept, taken = checked_members(
                row.members if members is None else members, row.without if without is None else without
            )
            state: dict[str, Any] = {
                "name": checked_name(name, _names(session, code)) if name is not None else row.name,
                "members": list(kept),
                "without": list(taken),
                "archived": row.archived if archived is None else archived,
            }
            if all(getattr(row, field) == value for field, value in state.items()):
                return _perimeter(row)
            if row.version != expected_version:
                raise PerimeterChanged
            for field, value in state.items():
                setattr(row, field, value)
            row.author = checked_role(author) or row.author
            row.updated_at = datetime.now(UTC)
            return _record(session, row, check)

        return in_one_write(self._store, change)


def new_code() -> str:
    """A code that no other perimeter has: «p» and eight hexadecimal digits."""
    return "p" + uuid4().hex[:8]


def take_turns(session: Session) -> None:
    """SQLite has one writer at a time by itself."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})


def _names(session: Session, code: str) -> list[str]:
    query = select(PerimeterRow.name).where(PerimeterRow.code != code, PerimeterRow.archived.is_(False))
    return list(session.scalars(query))


def _record(session: Session, row: PerimeterRow, check: Check) -> Perimeter:
    """Let the check see the perimeter, then write it with its version."""
    with session.no_autoflush:
        candidate = Perimeter(
            row.code,
            row.name,
            tuple(row.members),
            tuple(row.without),
            row.author,
            row.updated_at,
            (row.version or 0) + 1,
            row.archived,
        )
        if not row.archived:
            check(candidate, shown_versions(session))
    session.add(row)
    session.flush()
    perimeter = _perimeter(row)
    session.add(
        PerimeterVersionRow(
            code=row.code,
            version=row.version,
            state={
                "name": row.name,
                "members": row.members,
                "without": row.without,
                "author": row.author,
                "archived": row.archived,
            },
            at=row.updated_at,
        )
    )
    return perimeter


def shown_versions(session: Session) -> tuple[Perimeter, ...]:
    rows = session.scalars(select(PerimeterVersionRow).order_by(PerimeterVersionRow.id))
    return tuple(
        Perimeter(
            row.code,
            row.state["name"],
            tuple(row.state["members"]),
            tuple(row.state["without"]),
            row.state["author"],
            row.at,
            row.version,
            row.state["archived"],
        )
        for row in rows
    )


def _perimeter(row: PerimeterRow) -> Perimeter:
    return Perimeter(
        row.code,
        row.name,
        tuple(row.members),
        tuple(row.without),
        row.author,
        row.updated_at,
        row.version,
        row.archived,
    )
