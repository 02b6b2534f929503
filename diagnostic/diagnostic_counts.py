"""How much each diagnostic holds: one look at the store for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diagnostic.board import Quadrant
from diagnostic.schema import EntryRow, StatementRow
from diagnostic.store import Store
from diagnostic.transaction import in_one_read


@dataclass(frozen=True)
class DiagnosticCounts:
    """Statements in use by list, and entries in use by kind."""

    statements: Mapping[Quadrant, int] = field(default_factory=dict)
    entries: Mapping[str, int] = field(default_factory=dict)

    @property
    def testimonies(self) -> int:
        """How many testimonies the journal holds."""
        return self.entries.get("temoignage", 0)

    @property
    def total(self) -> int:
        """How many statements there are in the five lists."""
        return sum(self.statements.values())


NOTHING = DiagnosticCounts()


def diagnostic_counts(store: Store) -> Mapping[str, DiagnosticCounts]:
    """By id of the diagnostic; one that holds nothing is left out.

    Raises UserError when the database does not answer.
    """

    def read(session: Session) -> Mapping[str, DiagnosticCounts]:
        of_lists = (
            select(StatementRow.diagnostic, StatementRow.quadrant, func.count())
            .where(StatementRow.archived.is_(False))
            .group_by(StatementRow.diagnostic, StatementRow.quadrant)
        )
        of_kinds = (
            select(EntryRow.diagnostic, EntryRow.kind, func.count())
            .where(EntryRow.archived.is_(False), EntryRow.kind != "diagnostic")
            .group_by(EntryRow.diagnostic, EntryRow.kind)
        )
        statements: dict[str, Counter[Quadrant]] = {}
        for id, quadrant, count in session.execute(of_lists):
            statements.setdefault(id, Counter())[Quadrant(quadrant)] += count
        entries: dict[str, Counter[str]] = {}
        for id, kind, count in session.execute(of_kinds):
            entries.setdefault(id, Counter())[kind] += count
        return {
            id: DiagnosticCounts(statements.get(id, {}), entries.get(id, {}))
            for id in {*statements, *entries}
        }

    return in_one_read(store, read)
