"""The lines of one list as rows: who stands where, and making room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from diagnostic.revision import Action
from diagnostic.revision_log import record
from diagnostic.schema import StatementRow
from diagnostic.statement_order import Place, spaced_out


def column(session: Session, row: StatementRow, quadrant: str) -> list[StatementRow]:
    """The lines of one list of the diagnostic of `row`, in order, archived ones left out."""
    query = (
        select(StatementRow)
        .where(
            StatementRow.diagnostic == row.diagnostic,
            StatementRow.quadrant == quadrant,
            StatementRow.archived.is_(False),
        )
        .order_by(StatementRow.position, StatementRow.created_at, StatementRow.id)
    )
    return list(session.scalars(query))


def rank_of(lines: Sequence[StatementRow], row: StatementRow, place: Place, within_theme: bool) -> int:
    """The rank that `place` means for `row`, among the other lines (0 = top)."""
    others = [line for line in lines if line is not row]
    if isinstance(place, int):
        return max(0, min(place, len(others)))
    if place == "last":
        return len(others)
    if row not in lines:
        raise ValueError(f"«{place}» needs a line of the same list")
    here = list(lines).index(row)
    passable = [rank for rank, line in enumerate(others) if not within_theme or line.theme == row.theme]
    if place == "up":
        return max((rank for rank in passable if rank < here), default=here)
    return min((rank + 1 for rank in passable if rank >= here), default=here)


def space_out(session: Session, lines: Sequence[StatementRow], role: str) -> None:
    """Give every line a fresh key, in the same order; each change is told in the log."""
    for line, key in zip(lines, spaced_out(len(lines)), strict=True):
        if line.position != key:
            line.position = key
            record(session, line, Action.MOVE, role, datetime.now(UTC))
