"""A copy of a diagnostic as it stands now: to begin the next one from, or to try something out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.entry import Entry
from diagnostic.entry_faults import EntryNotFound
from diagnostic.entry_repository import entry_of, record_entry, stored_content
from diagnostic.personal_data import TITLE, refuse_personal_data
from diagnostic.references import references, remapped
from diagnostic.revision import Action
from diagnostic.revision_log import record
from diagnostic.schema import EntryRow, StatementRow
from diagnostic.statement_rules import printable
from diagnostic.store import Store
from diagnostic.transaction import in_one_write
from indicators.language import _

LONGEST_TITLE = 300
_Row = EntryRow | StatementRow
_POINTING = ("content", "evidence")


def duplicate(
    store: Store,
    id: str,
    title: str = "",
    role: str = "",
    *,
    new_id: str | None = None,
    kept: Collection[str] = (),
) -> Entry[Diagnosis]:
    """Copy the diagnostic `id` with everything in use in it, all or nothing; the copy is returned.

    Every piece gets a new id, and what points at a piece of the original points at its copy. The
    history is not copied. What is archived is left out, but for what something in use points at
    (a statement that an action answers): that comes along, archived.

    Parameters
    ----------
    title : the title of the copy; empty for the title of the original with «(copie)».
    role : function of who copies, never a name.
    new_id : a UUID made by the caller, so that a double click makes one copy.
    kept : what the person said to be an institution (`Finding.key`).

    Raises
    ------
    EntryNotFound : there is no such diagnostic. PersonalDataFound : the title seems to tell of a
        person. UserError : the database does not answer. Nothing is written then.
    """
    owner = str(uuid4()) if new_id is None else str(UUID(new_id))
    refuse_personal_data({TITLE: title}, kept)

    def change(session: Session) -> Entry[Diagnosis]:
        made = session.get(EntryRow, owner)
        if made is not None:
            return entry_of(made)
        original = session.get(EntryRow, id)
        if original is None or original.kind != "diagnostic":
            raise EntryNotFound(id)
        rows = _rows_to_copy(session, original)
        ids = {row.id: str(uuid4()) for row in rows} | {id: owner}
        copies = {row.id: _copied(session, row, ids, title, role) for row in rows}
        copy: Entry[Diagnosis] = copies[id]
        return copy

    return in_one_write(store, change)


def title_of_copy(content: Diagnosis) -> str:
    """«Cohésion sociale 2026 (copie)», or «Copie» when the original goes by the name of its territory."""
    mark = _("(copie)")
    return f"{content.title[: LONGEST_TITLE - len(mark) - 1]} {mark}" if content.title else _("Copie")


def _rows_to_copy(session: Session, original: EntryRow) -> list[_Row]:
    """The diagnostic first, then what is in use in it, then what that points at."""
    others: list[_Row] = [
        *session.scalars(
            select(EntryRow).where(EntryRow.diagnostic == original.id, EntryRow.id != original.id)
        ),
        *session.scalars(select(StatementRow).where(StatementRow.diagnostic == original.id)),
    ]
    waiting: list[_Row] = [original, *(row for row in others if not row.archived)]
    aside = {row.id: row for row in others if row.archived}
    found: list[_Row] = []
    while waiting:
        row = waiting.pop(0)
        found.append(row)
        waiting += [aside.pop(one) for one in _pointed_at(row) if one in aside]
    return found


def _pointed_at(row: _Row) -> Iterable[str]:
    return references([getattr(row, name, None) for name in _POINTING])


def _copied(session: Session, row: _Row, ids: dict[str, str], title: str, role: str) -> Any:
    now = datetime.now(UTC)
    said = {
        column.key: remapped(getattr(row, column.key), ids)
        for column in row.__table__.columns
        if column.key != "version"
    }
    copy = type(row)(**said | {"created_at": now, "updated_at": now})
    if isinstance(copy, EntryRow):
        if copy.kind == "diagnostic":
            copy.archived = False
            content = entry_of(row).content  # type: ignore[arg-type]
            given = printable(title.strip()) or title_of_copy(content)
            copy.content = stored_content(Diagnosis.model_validate({**content.model_dump(), "title": given}))
        session.add(copy)
        return record_entry(session, copy, Action.CREATE, role, now)
    session.add(copy)
    return record(session, copy, Action.CREATE, role, now)
