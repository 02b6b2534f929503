"""A file beside what is here: which pieces are new, carry on, stand still, or went another way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from diagnostic.portable.document import DiagnosticFile, EntryRecord, Piece, StatementRecord
from diagnostic.portable.write import entry_records, statement_records
from diagnostic.schema import EntryRow, StatementRow

_CHUNK = 500


class Relation(Enum):
    """One history beside another."""

    SAME = "same"
    LONGER = "longer"
    SHORTER = "shorter"
    DIVERGED = "diverged"


def relation(theirs: Sequence[Any], ours: Sequence[Any]) -> Relation:
    """How their history stands to ours: LONGER when it carries ours on."""
    shared = min(len(theirs), len(ours))
    if list(theirs[:shared]) != list(ours[:shared]):
        return Relation.DIVERGED
    if len(theirs) == len(ours):
        return Relation.SAME
    return Relation.LONGER if len(theirs) > len(ours) else Relation.SHORTER


@dataclass
class Comparison:
    """What of `file` has to be written; `versions` are those of the pieces that stand here."""

    file: DiagnosticFile
    is_new: bool
    new_entries: list[EntryRecord] = field(default_factory=list)
    new_statements: list[StatementRecord] = field(default_factory=list)
    longer_entries: list[EntryRecord] = field(default_factory=list)
    longer_statements: list[StatementRecord] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    diverged: set[str] = field(default_factory=set)
    newer_here: int = 0

    @property
    def changes(self) -> bool:
        """Something has to be written."""
        return bool(self.new_entries or self.new_statements or self.longer_entries or self.longer_statements)


def compared(session: Session, file: DiagnosticFile) -> Comparison:
    """Compare each piece of a file with the piece of the same id that the session sees."""
    ids = [*(one.id for one in file.entries), *(one.id for one in file.statements)]
    held_entries: dict[str, dict[str, Any]] = {}
    held_statements: dict[str, dict[str, Any]] = {}
    owners: dict[str, str] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        rows = list(session.scalars(select(EntryRow).where(EntryRow.id.in_(chunk))))
        owners |= {row.id: row.diagnostic for row in rows}
        held_entries |= {one["id"]: one for one in entry_records(session, rows)}
        lines = list(session.scalars(select(StatementRow).where(StatementRow.id.in_(chunk))))
        owners |= {line.id: line.diagnostic for line in lines}
        held_statements |= {one["id"]: one for one in statement_records(session, lines)}
    found = Comparison(file, file.diagnostic not in held_entries)
    for one in file.entries:
        ours = held_entries.get(one.id)
        if one.id in held_statements or (
            ours and (owners[one.id], ours["kind"]) != (file.diagnostic, one.kind)
        ):
            found.diverged.add(one.id)
        elif _place(found, one, ours) is Relation.LONGER:
            (found.longer_entries if ours else found.new_entries).append(one)
    for line in file.statements:
        ours = held_statements.get(line.id)
        if line.id in held_entries or (ours and owners[line.id] != file.diagnostic):
            found.diverged.add(line.id)
        elif _place(found, line, ours) is Relation.LONGER:
            (found.longer_statements if ours else found.new_statements).append(line)
    return found


def _place(found: Comparison, one: EntryRecord | StatementRecord, ours: dict[str, Any] | None) -> Relation:
    if ours is None:
        return Relation.LONGER
    found.versions[one.id] = ours["version"]
    theirs = [change.stored for change in one.revisions]
    # Only what both have is read through the same glasses; versions are few.
    mine = [_canonical(type(one.revisions[0]), change) for change in ours["revisions"]]
    how = relation(theirs, mine)
    if how is Relation.DIVERGED:
        found.diverged.add(one.id)
    elif how is Relation.SHORTER:
        found.newer_here += 1
    return how


def _canonical(kind: type[Piece], change: dict[str, Any]) -> dict[str, Any]:
    """A stored change as a file would give it back."""
    try:
        return kind.model_validate(change).stored
    except ValidationError:
        return change
