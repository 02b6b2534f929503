"""The one door through which everything but statements and perimeters is written.

Every write is one transaction: the entry's row and the revision that tells it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diagnostic.contents.content import Content
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.kinds import CONTENT
from diagnostic.entry import Entry
from diagnostic.entry_faults import EntryArchived, EntryChanged, EntryNotFound
from diagnostic.personal_data import refuse_personal_data, search_fields
from diagnostic.revision import Action
from diagnostic.schema import EntryRevisionRow, EntryRow
from diagnostic.statement_order import key_after
from diagnostic.statement_rules import checked_role, printable_json
from diagnostic.store import Store
from diagnostic.transaction import in_one_read, in_one_write

C = TypeVar("C", bound=Content)


class EntryRepository:
    """The entries of every diagnostic, in one store.

    Every method raises `UserError` when the database does not answer. Writes raise
    `EntryNotFound`, `EntryArchived`, `PersonalDataFound` when a text seems to tell of a person
    (`kept`: what somebody said to be an institution), and `EntryChanged` when the content is no
    longer what the person saw. Asking twice for the same thing does it once.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        content: C,
        diagnostic: str = "",
        *,
        role: str = "",
        id: str | None = None,
        kept: Collection[str] = (),
    ) -> Entry[C]:
        """Store a new entry below the others of its kind.

        `id` is a UUID made by the caller, the same for every click on one form. A diagnostic
        belongs to itself: leave `diagnostic` empty.
        """
        identifier = str(uuid4()) if id is None else str(UUID(id))
        owner = identifier if isinstance(content, Diagnosis) else diagnostic
        refuse_personal_data(content.texts(), kept)
        stored = stored_content(content)

        def change(session: Session) -> Entry[C]:
            row = session.get(EntryRow, identifier, with_for_update=True)
            if row is not None:
                if row.content != stored:
                    raise EntryChanged(content, entry_of(row))
                return entry_of(row)
            if owner != identifier and session.get(EntryRow, owner) is None:
                raise EntryNotFound(owner)
            return record_new(session, identifier, owner, stored, role)

        return in_one_write(self._store, change)

    def edit(
        self,
        id: str,
        expected_version: int,
        content: C,
        *,
        role: str = "",
        kept: Collection[str] = (),
    ) -> Entry[C]:
        """Replace the content; its kind stays."""
        before = {one.finding.key for one in search_fields(self.get(id, type(content)).content.texts())}
        refuse_personal_data(content.texts(), {*kept, *before})
        return self._change(id, expected_version, {"content": stored_content(content)}, Action.EDIT, role)

    def archive(self, id: str, expected_version: int, *, role: str = "") -> Entry[Any]:
        """Put an entry aside; it keeps its history and can be restored."""
        return self._change(id, expected_version, {"archived": True}, Action.ARCHIVE, role)

    def restore(self, id: str, expected_version: int, *, role: str = "") -> Entry[Any]:
        """Take an archived entry up again."""
        return self._change(id, expected_version, {"archived": False}, Action.RESTORE, role)

    def get(self, id: str, kind: type[C]) -> Entry[C]:
        """One entry as it stands now, archived or not."""

        def read(session: Session) -> Entry[C]:
            row = session.get(EntryRow, id)
            if row is None or row.kind != kind_of(kind):
                raise EntryNotFound(id)
            return entry_of(row)

        return in_one_read(self._store, read)

    def all(self, kind: type[C], diagnostic: str = "", *, archived: bool = False) -> tuple[Entry[C], ...]:
        """The entries of one kind in their order, of one diagnostic or of all."""

        def read(session: Session) -> tuple[Entry[C], ...]:
            query = select(EntryRow).where(EntryRow.kind == kind_of(kind), EntryRow.archived == archived)
            if diagnostic:
                query = query.where(EntryRow.diagnostic == diagnostic)
            query = query.order_by(EntryRow.position, EntryRow.created_at, EntryRow.id)
            return tuple(entry_of(row) for row in session.scalars(query))

        return in_one_read(self._store, read)

    def _change(
        self, id: str, expected_version: int, asked: Mapping[str, Any], action: Action, role: str
    ) -> Entry[Any]:
        def change(session: Session) -> Entry[Any]:
            row = session.get(EntryRow, id, with_for_update=True)
            if row is None or ("content" in asked and asked["content"]["kind"] != row.kind):
                raise EntryNotFound(id)
            if all(getattr(row, name) == value for name, value in asked.items()):
                return entry_of(row)
            if row.version != expected_version:
                mine = CONTENT.validate_python(asked.get("content", row.content))
                raise EntryChanged(mine, entry_of(row))
            if row.archived and action is not Action.RESTORE:
                raise EntryArchived
            for name, value in asked.items():
                setattr(row, name, value)
            return record_entry(session, row, action, role, datetime.now(UTC))

        return in_one_write(self._store, change)


def kind_of(kind: type[Content]) -> str:
    """The value of `kind` that a class of content carries."""
    name: str = kind.model_fields["kind"].default
    return name


def stored_content(content: Content) -> dict[str, Any]:
    """A content as a JSON document that every database can hold."""
    stored: dict[str, Any] = printable_json(content.model_dump(mode="json"))
    return stored


def entry_of(row: EntryRow) -> Entry[Any]:
    """The frozen view of a row."""
    return Entry(
        id=row.id,
        diagnostic=row.diagnostic,
        content=CONTENT.validate_python(row.content),
        version=row.version,
        position=row.position,
        archived=row.archived,
        author=row.author,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def record_new(
    session: Session, id: str, diagnostic: str, stored: Mapping[str, Any], role: str
) -> Entry[Any]:
    """Write a new row with its first revision in the session's transaction."""
    last = session.scalar(
        select(func.max(EntryRow.position)).where(
            EntryRow.diagnostic == diagnostic, EntryRow.kind == stored["kind"]
        )
    )
    now = datetime.now(UTC)
    row = EntryRow(
        id=id,
        diagnostic=diagnostic,
        kind=stored["kind"],
        content=dict(stored),
        position=key_after(last),
        archived=False,
        author=checked_role(role),
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    return record_entry(session, row, Action.CREATE, role, now)


def record_entry(session: Session, row: EntryRow, action: Action, role: str, now: datetime) -> Entry[Any]:
    """Write a changed row and its revision in the session's transaction; the row as a view."""
    row.updated_at = now
    # The flush gives the row its new version, and fails if another process got there first.
    session.flush()
    session.add(
        EntryRevisionRow(
            entry_id=row.id,
            version=row.version,
            action=action.value,
            state={"content": row.content, "position": row.position, "archived": row.archived},
            at=now,
            role=checked_role(role),
        )
    )
    return entry_of(row)
