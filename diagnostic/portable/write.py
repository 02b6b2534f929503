"""Writing a diagnostic as one file: the same bytes for the same content, whatever database it is in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diagnostic.application import application_version
from diagnostic.entry_faults import EntryNotFound
from diagnostic.portable.document import FORMAT, FORMAT_VERSION, PERIMETER_PATTERN
from diagnostic.references import references
from diagnostic.schema import (
    EntryRevisionRow,
    EntryRow,
    PerimeterVersionRow,
    RevisionRow,
    StatementRow,
)
from diagnostic.store import Store
from diagnostic.transaction import in_one_read

_ORDER = {
    name: rank
    for rank, name in enumerate(
        ("format", "version", "application", "exported_at", "diagnostic", "elsewhere",
         "perimeters", "entries", "statements", "id", "code", "kind")
    )
}  # fmt: skip
_LAST = ("revisions", "versions", "state")
_PERIMETER = re.compile(PERIMETER_PATTERN)


def export_diagnostic(store: Store, id: str, now: datetime | None = None) -> bytes:
    """The file of one diagnostic: UTF-8 JSON, indented, in an order that does not change.

    Everything that was ever written in it is there, archived or not, with its history, and every
    version of the perimeters it speaks of. Two exports of the same content differ by
    `exported_at` only.

    Raises
    ------
    EntryNotFound : there is no such diagnostic. UserError : the database does not answer.
    """

    def read(session: Session) -> dict[str, Any]:
        see_one_moment(session)
        return pieces_of(session, id)

    pieces = in_one_read(store, read)
    head = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "application": application_version(),
        "exported_at": instant(now or datetime.now(UTC)),
    }
    return as_bytes(head | pieces)


def as_bytes(document: dict[str, Any]) -> bytes:
    """A JSON document as the file holds it."""
    text = json.dumps(_ordered(document), ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode()


def instant(at: datetime) -> str:
    """An instant in universal time, to the microsecond when it has one."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def see_one_moment(session: Session) -> None:
    """Read everything as it stood at one moment, even while others write; SQLite always does."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def pieces_of(session: Session, id: str) -> dict[str, Any]:
    """What a file says of one diagnostic, as JSON types. Raises EntryNotFound."""
    owner = session.get(EntryRow, id)
    if owner is None or owner.kind != "diagnostic":
        raise EntryNotFound(id)
    rows = session.scalars(select(EntryRow).where(EntryRow.diagnostic == id))
    found = sorted(rows, key=lambda row: (row.id != id, row.created_at, row.id))
    entries = list(entry_records(session, found))
    lines = session.scalars(select(StatementRow).where(StatementRow.diagnostic == id))
    statements = list(statement_records(session, sorted(lines, key=lambda row: (row.created_at, row.id))))
    named = set(_perimeters_named([entries, statements]))
    perimeters = list(perimeter_records(session, named))
    held = {one["id"] for one in (*entries, *statements)} | {one["code"] for one in perimeters}
    elsewhere = {*references([entries, statements]), *named} - held
    return {
        "diagnostic": id,
        "elsewhere": sorted(elsewhere),
        "perimeters": perimeters,
        "entries": entries,
        "statements": statements,
    }


def entry_records(session: Session, rows: Iterable[EntryRow]) -> Iterator[dict[str, Any]]:
    """Entries with their history, as JSON types."""
    held = list(rows)
    history = _history(session, EntryRevisionRow, EntryRevisionRow.entry_id, [row.id for row in held])
    for row in held:
        yield {
            "id": row.id,
            "kind": row.kind,
            "version": row.version,
            "content": row.content,
            "position": row.position,
            "archived": row.archived,
            "author": row.author,
            "created_at": instant(row.created_at),
            "updated_at": instant(row.updated_at),
            "revisions": history.get(row.id, []),
        }


def statement_records(session: Session, rows: Iterable[StatementRow]) -> Iterator[dict[str, Any]]:
    """Statements with their history, as JSON types."""
    held = list(rows)
    history = _history(session, RevisionRow, RevisionRow.statement_id, [row.id for row in held])
    for row in held:
        record = {column.key: getattr(row, column.key) for column in StatementRow.__table__.columns}
        record |= {name: instant(record[name]) for name in ("created_at", "updated_at")}
        yield record | {"revisions": history.get(row.id, [])}


def perimeter_records(session: Session, codes: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The perimeters of these codes that the store knows, with all their versions, as JSON types."""
    rows = session.scalars(
        select(PerimeterVersionRow)
        .where(PerimeterVersionRow.code.in_(sorted(codes)))
        .order_by(PerimeterVersionRow.code, PerimeterVersionRow.version)
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        said = {"version": row.version, "at": instant(row.at), **row.state}
        found.setdefault(row.code, []).append(said)
    for code, versions in found.items():
        yield {"code": code, "versions": versions}


def _history(session: Session, table: Any, key: Any, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for start in range(0, len(ids), 500):  # databases bound the number of values in one question
        chunk = ids[start : start + 500]
        rows = session.execute(
            select(key, table.version, table.action, table.at, table.role, table.state)
            .where(key.in_(chunk))
            .order_by(key, table.version)
        )
        for id, version, action, at, role, state in rows:
            said = {"version": version, "action": action, "at": instant(at), "role": role, "state": state}
            found.setdefault(id, []).append(said)
    return found


def _perimeters_named(value: Any) -> Iterator[str]:
    """Every code of a perimeter that stands where a territory is named."""
    if isinstance(value, dict):
        code = value.get("territory_code")
        if isinstance(code, str) and _PERIMETER.match(code):
            yield code
        for item in value.values():
            yield from _perimeters_named(item)
    elif isinstance(value, list):
        for item in value:
            yield from _perimeters_named(item)


def _ordered(value: Any) -> Any:
    """The same value with its names in one order: PostgreSQL does not keep the one they were given in."""
    if isinstance(value, dict):
        return {name: _ordered(value[name]) for name in sorted(value, key=_rank)}
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    return value


def _rank(name: str) -> tuple[int, str]:
    return (len(_ORDER) + 1 if name in _LAST else _ORDER.get(name, len(_ORDER)), name)
