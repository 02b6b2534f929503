"""Every change that was kept of one diagnostic, and how everything stood at any instant.

Read from the two append-only logs; nothing here writes. How many questions the database is asked
does not depend on how much there is to tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from diagnostic.contents.theme import DEFAULT_TREE, ThemeTree
from diagnostic.entry_repository import entry_of
from diagnostic.history_items import Change, ChangePage, Item, PastState
from diagnostic.history_words import STATEMENT
from diagnostic.past_comparison import PastComparison, grouped
from diagnostic.revision import Action
from diagnostic.schema import EntryRevisionRow, EntryRow, RevisionRow, StatementRow
from diagnostic.store import Store
from diagnostic.transaction import in_one_read
from indicators.language import _
from indicators.user_error import UserError

PAGE = 25
MOST = 500
_STATEMENTS, _ENTRIES = 0, 1


class ChangeNotFound(UserError):
    """No change under this name, for instance in an address of another database."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce changement n'est pas dans cette base."),
            remedy=_("Rechargez la page, puis choisissez un changement de la liste."),
        )


@dataclass(frozen=True)
class _Asked:
    """What to keep of the history; None: everything."""

    diagnostic: str
    since: datetime | None = None
    until: datetime | None = None
    role: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class _Log:
    """One of the two logs: its rows, the pieces that they tell of, and how the two hang together."""

    number: int
    revisions: Any
    pieces: Any
    piece_id: str
    kind: ColumnElement[str]

    def of(self, row: Any) -> Any:
        """The column that names the piece."""
        return getattr(row, self.piece_id)

    def said(self, row: Any) -> tuple[Any, ...]:
        """The columns that make an `Item`, after its kind."""
        return (self.of(row), row.version, row.at, row.role, row.state)

    def rows(self, asked: _Asked, *columns: Any) -> Select[Any]:
        """The revisions of the pieces of one diagnostic."""
        query = (
            select(*columns)
            .select_from(self.revisions)
            .join(self.pieces, self.pieces.id == self.of(self.revisions))
            .where(self.pieces.diagnostic == asked.diagnostic)
        )
        if asked.since is not None:
            query = query.where(self.revisions.at >= asked.since)
        if asked.until is not None:
            query = query.where(self.revisions.at < asked.until)
        if asked.role is not None:
            query = query.where(self.revisions.role == asked.role)
        if asked.kind is not None:
            query = query.where(self.kind == asked.kind)
        return query


_LOGS = (
    _Log(_STATEMENTS, RevisionRow, StatementRow, "statement_id", literal(STATEMENT)),
    _Log(_ENTRIES, EntryRevisionRow, EntryRow, "entry_id", EntryRow.kind),  # type: ignore[arg-type]
)


class History:
    """The history of every diagnostic, in one store.

    Every method raises `UserError` when the database does not answer.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def changes(
        self,
        diagnostic: str,
        since: datetime | None = None,
        until: datetime | None = None,
        role: str | None = None,
        kind: str | None = None,
        limit: int = PAGE,
        before: str | None = None,
    ) -> ChangePage:
        """Changes of one diagnostic, the newest first.

        Parameters
        ----------
        since, until : instants with a time zone; `since` <= at < `until`.
        role : the function of who wrote; "" for changes without one, None for all.
        kind : «constat» or a kind of entry; None for all.
        limit : 1 to `MOST` changes.
        before : the cursor that an earlier page gave as `older`.
        """
        asked = _Asked(diagnostic, since, until, role, kind)
        count = max(1, min(limit, MOST))

        def read(session: Session) -> ChangePage:
            told = self._told(asked)
            query = select(told)
            if before is not None:
                query = query.where(_older_than(told, before))
            query = query.order_by(told.c.at.desc(), told.c.log.desc(), told.c.id.desc()).limit(count + 1)
            found = session.execute(query).all()
            whole = _whole(session, [(row.log, row.id) for row in found[:count]], _tree(session, diagnostic))
            older = whole[-1].cursor if len(found) > count else None
            return ChangePage(whole, older)

        return in_one_read(self._store, read)

    def count(
        self,
        diagnostic: str,
        since: datetime | None = None,
        until: datetime | None = None,
        role: str | None = None,
        kind: str | None = None,
    ) -> int:
        """How many changes there are; see `changes`."""
        told = self._told(_Asked(diagnostic, since, until, role, kind))
        return in_one_read(self._store, lambda s: int(s.scalar(select(func.count()).select_from(told)) or 0))

    def roles(self, diagnostic: str) -> tuple[str, ...]:
        """Every function in which somebody wrote, in alphabetical order; "" where none was given."""
        queries = [log.rows(_Asked(diagnostic), log.revisions.role.label("said")) for log in _LOGS]
        found = self._distinct(queries)
        return tuple(sorted(found, key=lambda role: (role == "", role.casefold())))

    def kinds(self, diagnostic: str) -> tuple[str, ...]:
        """Every kind of piece that has a history."""
        queries = [log.rows(_Asked(diagnostic), log.kind.label("said")) for log in _LOGS]
        return tuple(sorted(self._distinct(queries)))

    def change(self, diagnostic: str, cursor: str) -> Change:
        """One change by its cursor. Raises `ChangeNotFound`."""
        wanted = _position(cursor)

        def read(session: Session) -> Change:
            found = _whole(session, [(wanted[1], wanted[2])], _tree(session, diagnostic), diagnostic)
            if not found:
                raise ChangeNotFound
            return found[0]

        return in_one_read(self._store, read)

    def last_change(self, kind: str, id: str) -> Change:
        """The newest change of one piece. Raises `ChangeNotFound`."""
        log = _log_of(kind)
        query = (
            select(log.revisions.id, log.pieces.diagnostic)
            .join(log.pieces, log.pieces.id == log.of(log.revisions))
            .where(log.of(log.revisions) == id)
            .order_by(log.revisions.version.desc())
            .limit(1)
        )

        def read(session: Session) -> Change:
            row = session.execute(query).first()
            if row is None:
                raise ChangeNotFound
            return _whole(session, [(log.number, row.id)], _tree(session, row.diagnostic))[0]

        return in_one_read(self._store, read)

    def latest(self, kind: str, id: str) -> Item:
        """One piece as it stands now. Raises `ChangeNotFound`."""
        log = _log_of(kind)
        query = (
            select(log.revisions)
            .where(log.of(log.revisions) == id)
            .order_by(log.revisions.version.desc())
            .limit(1)
        )

        def read(session: Session) -> Item:
            row = session.scalar(query)
            if row is None:
                raise ChangeNotFound
            return Item(kind, id, row.version, row.at, row.role, row.state)

        return in_one_read(self._store, read)

    def state_at(self, diagnostic: str, instant: datetime) -> PastState:
        """Everything as it stood: of each piece the last revision at or before the instant."""

        def read(session: Session) -> PastState:
            items: list[Item] = []
            for log in _LOGS:
                piece = log.of(log.revisions)
                last = (
                    log.rows(
                        _Asked(diagnostic), piece.label("piece"), func.max(log.revisions.version).label("v")
                    )
                    .where(log.revisions.at <= instant)
                    .group_by(piece)
                    .subquery()
                )
                query = (
                    select(log.kind, *log.said(log.revisions))
                    .select_from(log.revisions)
                    .join(log.pieces, log.pieces.id == piece)
                    .join(last, and_(last.c.piece == piece, last.c.v == log.revisions.version))
                )
                items += [Item(*row) for row in session.execute(query)]
            return PastState(instant, tuple(items), _tree(session, diagnostic))

        return in_one_read(self._store, read)

    def compare(self, diagnostic: str, one: datetime, other: datetime) -> PastComparison:
        """What changed between two instants, whichever comes first. See `state_at`."""
        earlier, later = min(one, other), max(one, other)

        def read(session: Session) -> PastComparison:
            pairs: list[tuple[Item | None, Item]] = []
            for log in _LOGS:
                pairs += _pairs(session, log, diagnostic, earlier, later)
            return PastComparison(earlier, later, grouped(pairs, _tree(session, diagnostic)))

        return in_one_read(self._store, read)

    @staticmethod
    def _told(asked: _Asked) -> Any:
        """Both logs as one narrow table: instant, log, id of the revision."""
        queries = [
            log.rows(asked, log.revisions.at.label("at"), literal(log.number).label("log"), log.revisions.id)
            for log in _LOGS
        ]
        return union_all(*queries).subquery()

    def _distinct(self, queries: list[Select[Any]]) -> set[str]:
        both = union_all(*(query.distinct() for query in queries))
        return in_one_read(self._store, lambda session: set(session.scalars(both)))


def _log_of(kind: str) -> _Log:
    return _LOGS[_STATEMENTS if kind == STATEMENT else _ENTRIES]


def _tree(session: Session, diagnostic: str) -> ThemeTree:
    row = session.get(EntryRow, diagnostic)
    return DEFAULT_TREE if row is None or row.kind != "diagnostic" else entry_of(row).content.tree


def _cursor(at: datetime, log: int, id: int) -> str:
    return f"{at.isoformat()}~{log}~{id}"


def _position(cursor: str) -> tuple[datetime, int, int]:
    try:
        at, log, id = cursor.split("~")
        if int(log) not in (_STATEMENTS, _ENTRIES):
            raise ValueError(cursor)
        return datetime.fromisoformat(at), int(log), int(id)
    except ValueError as error:
        raise ChangeNotFound from error


def _older_than(told: Any, cursor: str) -> ColumnElement[bool]:
    at, log, id = _position(cursor)
    return or_(
        told.c.at < at,
        and_(told.c.at == at, or_(told.c.log < log, and_(told.c.log == log, told.c.id < id))),
    )


def _whole(
    session: Session, wanted: list[tuple[int, int]], themes: ThemeTree, diagnostic: str | None = None
) -> tuple[Change, ...]:
    """The changes with what stood before them, in the order asked for: one question per log."""
    found: dict[tuple[int, int], Change] = {}
    for log in _LOGS:
        ids = [id for number, id in wanted if number == log.number]
        if not ids:
            continue
        former = aliased(log.revisions)
        query = (
            select(log.revisions, former.state, log.kind.label("kind"))
            .join(log.pieces, log.pieces.id == log.of(log.revisions))
            .outerjoin(
                former,
                and_(
                    log.of(former) == log.of(log.revisions),
                    former.version == log.revisions.version - 1,
                ),
            )
            .where(log.revisions.id.in_(ids))
        )
        if diagnostic is not None:
            query = query.where(log.pieces.diagnostic == diagnostic)
        for row, before, kind in session.execute(query):
            found[log.number, row.id] = Change(
                kind=kind,
                id=log.of(row),
                version=row.version,
                action=Action(row.action),
                at=row.at,
                role=row.role,
                before=before,
                after=row.state,
                cursor=_cursor(row.at, log.number, row.id),
                themes=themes,
            )
    return tuple(found[key] for key in wanted if key in found)


def _pairs(
    session: Session, log: _Log, diagnostic: str, earlier: datetime, later: datetime
) -> list[tuple[Item | None, Item]]:
    """Each piece whose last revision is another one at the later instant: (before, after)."""
    piece, version = log.of(log.revisions), log.revisions.version
    known = func.max(case((log.revisions.at <= earlier, version)))
    last = (
        log.rows(_Asked(diagnostic), piece.label("piece"), known.label("v1"), func.max(version).label("v2"))
        .where(log.revisions.at <= later)
        .group_by(piece)
        .having(func.coalesce(known, 0) != func.max(version))
        .subquery()
    )
    former = aliased(log.revisions)
    # Plain columns: whole rows of the mapper take twice the time for ten thousand lines.
    query = (
        select(log.kind, *log.said(log.revisions), *log.said(former))
        .select_from(log.revisions)
        .join(last, and_(last.c.piece == piece, last.c.v2 == version))
        .join(log.pieces, log.pieces.id == piece)
        .outerjoin(former, and_(log.of(former) == last.c.piece, former.version == last.c.v1))
    )
    pairs: list[tuple[Item | None, Item]] = []
    for kind, id, version_then, at, role, state, *before in session.execute(query):
        after = Item(kind, id, version_then, at, role, state)
        pairs.append((None if before[0] is None else Item(kind, *before), after))
    return pairs
