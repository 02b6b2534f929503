"""Writing what is new of a file, rows and history, in the transaction of the session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from diagnostic.portable.comparison import Comparison
from diagnostic.portable.document import EntryRecord, StatementRecord
from diagnostic.portable.perimeters import Bound
from diagnostic.schema import (
    EntryRevisionRow,
    EntryRow,
    PerimeterRow,
    PerimeterVersionRow,
    RevisionRow,
    StatementRow,
)

_ENTRY: Table = EntryRow.__table__  # type: ignore[assignment]
_ENTRY_REVISION: Table = EntryRevisionRow.__table__  # type: ignore[assignment]
_STATEMENT: Table = StatementRow.__table__  # type: ignore[assignment]
_REVISION: Table = RevisionRow.__table__  # type: ignore[assignment]
_PERIMETER: Table = PerimeterRow.__table__  # type: ignore[assignment]
_PERIMETER_VERSION: Table = PerimeterVersionRow.__table__  # type: ignore[assignment]


def write(session: Session, here: Comparison, perimeters: Sequence[Bound]) -> None:
    """Write rows as the file has them, versions and instants included (the tables, not the mapped
    classes, which would count versions by themselves).

    Raises StaleDataError when somebody changed a piece since it was compared.
    """
    owner = here.file.diagnostic
    _insert(session, _ENTRY, [_entry_row(one, owner) for one in here.new_entries])
    _insert(session, _STATEMENT, [_statement_row(line) for line in here.new_statements])
    for one in here.longer_entries:
        _carry_on(session, _ENTRY, here.versions[one.id], _entry_row(one, owner))
    for line in here.longer_statements:
        _carry_on(session, _STATEMENT, here.versions[line.id], _statement_row(line))
    entries = [*here.new_entries, *here.longer_entries]
    _insert(session, _ENTRY_REVISION, _revisions("entry_id", entries, here.versions))
    lines = [*here.new_statements, *here.longer_statements]
    _insert(session, _REVISION, _revisions("statement_id", lines, here.versions))
    for bound in perimeters:
        _write_perimeter(session, bound)


def _insert(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _carry_on(session: Session, table: Table, version: int, row: dict[str, Any]) -> None:
    changed = session.execute(
        update(table).where(table.c.id == row["id"], table.c.version == version).values(row)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise StaleDataError(row["id"])


def _entry_row(one: EntryRecord, owner: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "diagnostic": owner,
        "kind": one.kind,
        "content": one.stored["content"],
        "position": one.position,
        "archived": one.archived,
        "author": one.author,
        "created_at": one.created_at,
        "updated_at": one.updated_at,
    }


def _statement_row(line: StatementRecord) -> dict[str, Any]:
    every = line.model_dump(mode="json", exclude={"revisions"})
    said = {**every, **line.stored}
    said.pop("revisions")
    return said | {"created_at": line.created_at, "updated_at": line.updated_at}


def _revisions(
    key: str, pieces: Sequence[EntryRecord | StatementRecord], versions: Mapping[str, int]
) -> list[dict[str, Any]]:
    return [
        {
            key: one.id,
            "version": change.version,
            "action": change.action.value,
            "state": change.stored["state"],
            "at": change.at,
            "role": change.role,
        }
        for one in pieces
        for change in one.revisions[versions.get(one.id, 0) :]
    ]


def _write_perimeter(session: Session, bound: Bound) -> None:
    code, last = bound.record.code, bound.record.versions[-1]
    row = {
        "code": code,
        "version": last.version,
        "name": last.name,
        "members": list(last.members),
        "without": list(last.without),
        "author": last.author,
        "archived": last.archived,
        "updated_at": last.at,
    }
    if bound.first:
        changed = session.execute(
            update(_PERIMETER)
            .where(_PERIMETER.c.code == code, _PERIMETER.c.version == bound.first)
            .values(row)
        )
        if changed.rowcount != 1:  # type: ignore[attr-defined]
            raise StaleDataError(code)
    else:
        _insert(session, _PERIMETER, [row])
    states = [
        {
            "code": code,
            "version": version.version,
            "state": {
                "name": version.name,
                "members": list(version.members),
                "without": list(version.without),
                "author": version.author,
                "archived": version.archived,
            },
            "at": version.at,
        }
        for version in bound.record.versions[bound.first :]
    ]
    _insert(session, _PERIMETER_VERSION, states)
