"""The diagnostics of a database, with what each of them holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.kinds import CONTENT
from diagnostic.schema import EntryRow, StatementRow
from diagnostic.store import Store
from diagnostic.transaction import in_one_read


@dataclass(frozen=True)
class Listed:
    """One diagnostic. Counts are of what is in use; `changed_at` is the last change of any piece."""

    id: str
    content: Diagnosis
    archived: bool
    statements: int
    entries: int
    changed_at: datetime


def listed(store: Store, *, archived: bool = False) -> tuple[Listed, ...]:
    """Every diagnostic, the one changed last first; those put aside too when `archived`."""

    def read(session: Session) -> tuple[Listed, ...]:
        lines = {
            owner: (count, at)
            for owner, count, at in session.execute(
                select(StatementRow.diagnostic, func.count(), func.max(StatementRow.updated_at))
                .where(StatementRow.archived.is_(False))
                .group_by(StatementRow.diagnostic)
            )
        }
        pieces = {
            owner: (count, at)
            for owner, count, at in session.execute(
                select(EntryRow.diagnostic, func.count(), func.max(EntryRow.updated_at))
                .where(EntryRow.archived.is_(False), EntryRow.kind != "diagnostic")
                .group_by(EntryRow.diagnostic)
            )
        }
        found = []
        for row in session.scalars(select(EntryRow).where(EntryRow.kind == "diagnostic")):
            content = CONTENT.validate_python(row.content)
            if not isinstance(content, Diagnosis) or (row.archived and not archived):
                continue
            statements, last_line = lines.get(row.id, (0, row.updated_at))
            entries, last_piece = pieces.get(row.id, (0, row.updated_at))
            changed = max(row.updated_at, last_line, last_piece)
            found.append(Listed(row.id, content, row.archived, statements, entries, changed))
        return tuple(sorted(found, key=lambda one: one.changed_at, reverse=True))

    return in_one_read(store, read)
