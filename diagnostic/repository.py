"""The one door through which statements are written, and the plain reads beside it.

Every write is one transaction: the statement's row and the revision that tells it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.theme import DEFAULT_TREE
from diagnostic.default_diagnostic import default_id, ensure_diagnostic
from diagnostic.entry_faults import EntryNotFound
from diagnostic.entry_repository import entry_of
from diagnostic.evidence import Evidence
from diagnostic.personal_data import PLACE, refuse_personal_data, search_fields, texts_of
from diagnostic.refused_changes import EditConflict, StatementArchived, StatementNotFound
from diagnostic.revision import Action, Revision
from diagnostic.revision_log import record, refuse_if_changed, state_at
from diagnostic.schema import EntryRow, RevisionRow, StatementRow
from diagnostic.statement_cache import cache_of
from diagnostic.statement_column import column, rank_of, space_out
from diagnostic.statement_order import Place, key_after, key_at
from diagnostic.statement_qualities import Convergence, Priority, StatementPlace, Status
from diagnostic.statement_rules import checked_evidence, checked_role, checked_text
from diagnostic.statement_state import (
    columns_to_read,
    revision_of,
    same,
    state_of,
    statement_from,
    statement_of,
)
from diagnostic.store import Store
from diagnostic.transaction import in_one_read, in_one_write
from indicators.territory import Territory

FEW = 500
"""So many statements are asked for by their ids; more are read with their whole diagnostic."""


class StatementRepository:
    """Statements of every territory, in one store.

    Every method raises `UserError` when the database does not answer. Writes also raise
    `StatementNotFound`, and `EditConflict` when the content was changed since
    `expected_version`; a line that only changed place in its list is not in conflict.
    Asking twice for the same thing (a double click) does it once.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def store(self) -> Store:
        """The store that it writes in."""
        return self._store

    def add(
        self,
        territory_level: str,
        territory_code: str,
        quadrant: Quadrant,
        theme: str,
        text: str,
        evidence: Iterable[Evidence],
        role: str = "",
        id: str | None = None,
        kept: Collection[str] = (),
        diagnostic: str = "",
        place: StatementPlace | None = None,
    ) -> Statement:
        """Store a new statement at the bottom of its list.

        Raises PersonalDataFound when a text seems to tell of a person.

        Parameters
        ----------
        text : 1 to 20 000 characters, kept as typed but for outer white space.
        evidence : one piece at least.
        role : function of who writes, never a name.
        kept : what the person said to be an institution (`Finding.key`).
        theme : the id of a theme of the diagnostic.
        diagnostic : the id of the diagnostic; empty for the default one of the territory, which is
            then stored with its first line.
        place : where it stands on the map, if anywhere.
        id : a UUID made by the caller, the same for every click on one form. The same id
            with other words is an `EditConflict`: nothing is dropped silently.
        """
        identifier = str(uuid4()) if id is None else id
        if UUID(identifier) and len(identifier) > 36:
            raise ValueError(f"not a plain UUID: {identifier!r}")
        pieces = tuple(evidence)
        owner = diagnostic or default_id(territory_level, territory_code)
        asked = {
            "territory_level": territory_level,
            "territory_code": territory_code,
            "quadrant": quadrant.value,
            "theme": str(theme),
            "text": checked_text(text),
            "evidence": checked_evidence(pieces),
            "diagnostic": owner,
            "place": None if place is None else place.model_dump(mode="json"),
        }
        if place is not None:
            refuse_personal_data({PLACE: place.label}, kept)
        refuse_personal_data(texts_of(text, pieces), kept)

        def change(session: Session) -> Statement:
            row = session.get(StatementRow, identifier, with_for_update=True)
            if row is not None:
                current = statement_of(row)
                first = state_of(statement_from(state_at(session, identifier, 1) or state_of(current)))
                if not same(asked, first, asked):
                    raise EditConflict(statement_from(first | asked), current)
                return current
            ensure_diagnostic(session, owner, territory_level, territory_code, role)
            held = session.get(EntryRow, owner)
            if held is None or held.kind != "diagnostic":
                raise EntryNotFound(owner)
            last = session.scalar(
                select(func.max(StatementRow.position)).where(
                    StatementRow.diagnostic == owner,
                    StatementRow.quadrant == quadrant.value,
                )
            )
            now = datetime.now(UTC)
            row = StatementRow(
                id=identifier,
                position=key_after(last),
                archived=False,
                author=checked_role(role),
                status=Status.DRAFT.value,
                convergence=Convergence.NOT_EXAMINED.value,
                priority=Priority.NONE.value,
                created_at=now,
                updated_at=now,
                **asked,
            )
            session.add(row)
            return record(session, row, Action.CREATE, role, now)

        return in_one_write(self._store, change)

    def edit(
        self,
        id: str,
        expected_version: int,
        *,
        text: str | None = None,
        theme: str | None = None,
        evidence: Iterable[Evidence] | None = None,
        status: Status | None = None,
        convergence: Convergence | None = None,
        priority: Priority | None = None,
        role: str = "",
        kept: Collection[str] = (),
    ) -> Statement:
        """Change the words, the theme, the evidence or what people decided of it; what is None stays.

        Raises `StatementArchived` on an archived line, `PersonalDataFound` when what is new seems to
        tell of a person (`kept`: see `add`).
        """
        pieces = None if evidence is None else tuple(evidence)
        asked: dict[str, Any] = {}
        if text is not None:
            asked["text"] = checked_text(text)
        if theme is not None:
            asked["theme"] = str(theme)
        if pieces is not None:
            asked["evidence"] = checked_evidence(pieces)
        for name, value in (("status", status), ("convergence", convergence), ("priority", priority)):
            if value is not None:
                asked[name] = value.value
        if text is not None or pieces is not None:
            stored = self.get(id)
            before = search_fields(texts_of(stored.text, stored.evidence))
            known = {one.finding.key for one in before}
            refuse_personal_data(texts_of(text or "", pieces or ()), {*kept, *known})
        return self._change(id, expected_version, asked, Action.EDIT, role)

    def archive(self, id: str, expected_version: int, *, role: str = "") -> Statement:
        """Take a line off the grid; it keeps its history and can be restored."""
        return self._change(id, expected_version, {"archived": True}, Action.ARCHIVE, role)

    def restore(self, id: str, expected_version: int, *, role: str = "") -> Statement:
        """Put an archived line back where it stood."""
        return self._change(id, expected_version, {"archived": False}, Action.RESTORE, role)

    def move(
        self,
        id: str,
        expected_version: int,
        quadrant: Quadrant | None = None,
        place: Place = "last",
        *,
        within_theme: bool = False,
        role: str = "",
    ) -> Statement:
        """Move a line inside its list, or to another list.

        Parameters
        ----------
        quadrant : the list to go to (None: stay in the same one).
        place : a rank (0 = top), "last", or "up"/"down" by one line of the same list.
        within_theme : "up"/"down" pass the nearest line of the same theme, for a grid
            that shows each list under its themes.
        """

        def change(session: Session) -> Statement:
            row = _row(session, id)
            target = row.quadrant if quadrant is None else quadrant.value
            lines = column(session, row, target)
            if row in lines and rank_of(lines, row, place, within_theme) == lines.index(row):
                return statement_of(row)
            refuse_if_changed(session, row, expected_version, {"quadrant": target})
            if row.archived:
                raise StatementArchived
            rank = rank_of(lines, row, place, within_theme)
            others = [line for line in lines if line is not row]
            key = key_at([line.position for line in others], rank)
            if key is None:
                space_out(session, others, role)
                key = key_at([line.position for line in others], rank)
            assert key is not None  # a spaced-out list always has room
            row.quadrant, row.position = target, key
            return record(session, row, Action.MOVE, role, datetime.now(UTC))

        return in_one_write(self._store, change)

    def get(self, id: str) -> Statement:
        """One statement as it stands now, archived or not."""
        return in_one_read(self._store, lambda session: statement_of(_row(session, id, lock=False)))

    def put_on_map(
        self,
        id: str,
        expected_version: int,
        place: StatementPlace | None,
        *,
        role: str = "",
        kept: Collection[str] = (),
    ) -> Statement:
        """Say where a statement stands on the map, or take it off the map (None)."""
        if place is not None:
            refuse_personal_data({PLACE: place.label}, kept)
        asked = {"place": None if place is None else place.model_dump(mode="json")}
        return self._change(id, expected_version, asked, Action.EDIT, role)

    def board(self, territory: Territory, diagnostic: str = "") -> Board:
        """The grid of one diagnostic (empty: the default one of the territory), each list in its order."""
        owner = diagnostic or default_id(territory.level, territory.code)

        def read(session: Session) -> Board:
            row = session.get(EntryRow, owner)
            held: Diagnosis | None = None if row is None else entry_of(row).content
            stamps = session.execute(
                select(StatementRow.id, StatementRow.version, StatementRow.updated_at)
                .where(StatementRow.diagnostic == owner)
                .order_by(StatementRow.position, StatementRow.created_at, StatementRow.id)
            )
            read_before = cache_of(self._store.engine)
            found = read_before.statements(
                [(id, version, at) for id, version, at in stamps], lambda ids: _read(session, owner, ids)
            )
            reading_order = list(Quadrant)
            statements = sorted(found, key=lambda one: reading_order.index(one.quadrant))
            return Board(
                territory,
                tuple(statement for statement in statements if not statement.archived),
                tuple(statement for statement in statements if statement.archived),
                DEFAULT_TREE if held is None else held.tree,
                owner,
            )

        return in_one_read(self._store, read)

    def history(self, id: str) -> tuple[Revision, ...]:
        """Every change of one statement, the oldest first."""

        def read(session: Session) -> tuple[Revision, ...]:
            _row(session, id, lock=False)
            query = select(RevisionRow).where(RevisionRow.statement_id == id)
            rows = session.scalars(query.order_by(RevisionRow.version))
            return tuple(revision_of(row) for row in rows)

        return in_one_read(self._store, read)

    def _change(
        self, id: str, expected_version: int, asked: Mapping[str, Any], action: Action, role: str
    ) -> Statement:
        def change(session: Session) -> Statement:
            row = _row(session, id)
            if same(asked, asked, state_of(statement_of(row))):
                return statement_of(row)
            refuse_if_changed(session, row, expected_version, asked)
            if row.archived and action is not Action.RESTORE:
                raise StatementArchived
            for name, value in asked.items():
                setattr(row, name, value)
            return record(session, row, action, role, datetime.now(UTC))

        return in_one_write(self._store, change)


def _read(session: Session, owner: str, ids: Sequence[str]) -> Iterable[Statement]:
    """Some statements of a diagnostic, in no order."""
    asked = select(*columns_to_read()).where(StatementRow.diagnostic == owner)
    if len(ids) <= FEW:
        asked = asked.where(StatementRow.id.in_(ids))
    return map(statement_of, session.execute(asked))


def _row(session: Session, id: str, lock: bool = True) -> StatementRow:
    row = session.get(StatementRow, id, with_for_update=lock or None)
    if row is None:
        raise StatementNotFound(id)
    return row
