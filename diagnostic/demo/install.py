"""Put the demonstration in a store: what it has never had is added, what people changed since stays."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from diagnostic.board import Statement
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.demo.accompaniment import COUNTS
from diagnostic.demo.diagnosis import DIAGNOSIS
from diagnostic.demo.identity import CODE, DIAGNOSTIC, LEVEL, ROLE
from diagnostic.demo.journal import JOURNAL
from diagnostic.demo.plan import PLAN
from diagnostic.demo.sheet import SHEETS
from diagnostic.demo.statements import DECIDED, DEMO, PLACES, DemoStatement
from diagnostic.entry_faults import EntryNotFound
from diagnostic.entry_repository import EntryRepository
from diagnostic.repository import StatementRepository
from diagnostic.schema import EntryRow, StatementRow
from diagnostic.store import Store
from diagnostic.transaction import in_one_read

ENTRIES = (*JOURNAL, *SHEETS, *PLAN, *COUNTS)
BARE = Diagnosis(territory_level=LEVEL, territory_code=CODE)
"""What the default diagnostic holds while nobody has written about it: its territory."""


def install_demo(repository: StatementRepository) -> tuple[Statement, ...]:
    """Add what this database has never had; the constats that were added are returned.

    What people changed, moved or archived since stays as they left it; so does a diagnostic of
    the quartier that already has a title or a team of its own. Raises UserError when the database
    does not answer.
    """
    entries = EntryRepository(repository.store)
    known = _known(repository.store)
    _install_diagnosis(entries)
    for entry in ENTRIES:
        if entry.id not in known:
            entries.add(entry.content, DIAGNOSTIC, role=ROLE, id=entry.id)
    return tuple(_installed(repository, line) for line in DEMO if line.id not in known)


def is_whole(store: Store) -> bool:
    """Whether every piece of the demonstration is, or was once, in this database."""
    return _known(store) >= {DIAGNOSTIC, *(entry.id for entry in ENTRIES), *(line.id for line in DEMO)}


def _known(store: Store) -> frozenset[str]:
    """The pieces that this database has, archived ones included: nothing is ever deleted."""

    def read(session: Session) -> frozenset[str]:
        entries = select(EntryRow.id).where(EntryRow.diagnostic == DIAGNOSTIC)
        statements = select(StatementRow.id).where(StatementRow.id.in_([line.id for line in DEMO]))
        return frozenset((*session.scalars(entries), *session.scalars(statements)))

    return in_one_read(store, read)


def _install_diagnosis(entries: EntryRepository) -> None:
    try:
        stored = entries.get(DIAGNOSTIC, Diagnosis)
    except EntryNotFound:
        entries.add(DIAGNOSIS, role=ROLE, id=DIAGNOSTIC)
        return
    if stored.version == 1 and stored.content == BARE and not stored.archived:
        entries.edit(DIAGNOSTIC, 1, DIAGNOSIS, role=ROLE)


def _installed(repository: StatementRepository, line: DemoStatement) -> Statement:
    added = repository.add(
        LEVEL,
        CODE,
        line.quadrant,
        line.theme,
        line.text,
        line.evidence,
        ROLE,
        line.id,
        diagnostic=DIAGNOSTIC,
        place=PLACES.get(line.key),
    )
    decided = DECIDED.get(line.key)
    if decided is None:
        return added
    return repository.edit(
        line.id,
        added.version,
        status=decided.status,
        convergence=decided.convergence,
        priority=decided.priority,
        role=ROLE,
    )
