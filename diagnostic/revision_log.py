"""The append-only log: what every change leaves behind, and how it tells conflicts apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diagnostic.board import Statement
from diagnostic.refused_changes import EditConflict
from diagnostic.revision import Action
from diagnostic.schema import RevisionRow, StatementRow
from diagnostic.statement_rules import checked_role
from diagnostic.statement_state import CONTENT, same, state_of, statement_from, statement_of


def record(session: Session, row: StatementRow, action: Action, role: str, now: datetime) -> Statement:
    """Write a changed row and its revision in the session's transaction; the row as a view."""
    row.updated_at = now
    # The flush gives the row its new version, and fails if another process got there first.
    session.flush()
    statement = statement_of(row)
    session.add(
        RevisionRow(
            statement_id=row.id,
            version=row.version,
            action=action.value,
            state=state_of(statement),
            at=now,
            role=checked_role(role),
        )
    )
    return statement


def state_at(session: Session, id: str, version: int) -> dict[str, Any] | None:
    """What a statement said at one version; None when this store never had that version."""
    return session.scalar(
        select(RevisionRow.state).where(RevisionRow.statement_id == id, RevisionRow.version == version)
    )


def refuse_if_changed(
    session: Session, row: StatementRow, expected_version: int, asked: Mapping[str, Any]
) -> None:
    """Raise `EditConflict` when the content is no longer what the person saw.

    `asked` holds the fields the person wants to set, as stored.
    """
    if row.version == expected_version:
        return
    theirs = statement_of(row)
    current = state_of(theirs)
    stored = state_at(session, row.id, expected_version)
    # Read through the view: revisions of before a field existed have its default.
    seen = None if stored is None else state_of(statement_from(stored))
    if seen is not None and same(CONTENT, seen, current):
        return
    raise EditConflict(statement_from((seen or current) | dict(asked)), theirs)
