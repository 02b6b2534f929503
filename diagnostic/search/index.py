"""The index: SQLite FTS5 in memory, one per database and process, whatever the database is."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from diagnostic.schema import EntryRevisionRow, RevisionRow
from diagnostic.search.pieces import KINDS, STATEMENT, IndexedPiece, entry_pieces, statement_pieces, trees_of
from diagnostic.search.snippet import Segment, segments
from diagnostic.search.words import Term, as_match, folded_text, terms_of
from diagnostic.store import Store
from diagnostic.transaction import in_one_read
from indicators.language import _

OVERLAP = 200
"""On PostgreSQL a change may become visible after one with a higher number: look back that far."""
MOST_WEIGHED = 2_000
_TABLES = """
CREATE TABLE piece (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, diagnostic TEXT NOT NULL,
    archived INTEGER NOT NULL, version INTEGER NOT NULL, reference TEXT NOT NULL, title TEXT NOT NULL,
    body TEXT NOT NULL, searched TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(
    title, body, searched,
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
"""


@dataclass(frozen=True)
class Hit:
    """Something that was found; a line of `snippet` after a line end is what it rests on."""

    id: str
    kind: str
    kind_label: str
    diagnostic: str
    diagnostic_title: str
    reference: str
    title: tuple[Segment, ...]
    snippet: tuple[Segment, ...]
    archived: bool


@dataclass(frozen=True)
class Results:
    """What was found, kind after kind, the best first and what is archived last.

    `totals` counts by kind what was found, shown or not; `terms` is empty when nothing was asked.
    """

    hits: tuple[Hit, ...]
    totals: dict[str, int]
    terms: tuple[Term, ...]

    @property
    def total(self) -> int:
        """How much was found in all."""
        return sum(self.totals.values())

    def of_kind(self, kind: str) -> tuple[Hit, ...]:
        """The hits of one kind."""
        return tuple(one for one in self.hits if one.kind == kind)


class SearchIndex:
    """An index of one store. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.RLock()
        self._seen = (0, 0)
        self._connection = _empty()
        self._held: dict[int, tuple[str, str, bool]] = {}

    def search(
        self,
        query: str,
        *,
        diagnostic: str = "",
        kinds: Collection[str] = (),
        limit: int = 20,
        archived: bool = True,
    ) -> Results:
        """Find what has every word of a query, after taking in what changed since the last time.

        No query is wrong: signs that mean nothing are left aside.

        Parameters
        ----------
        diagnostic : the id of one diagnostic; empty for all.
        kinds : «constat» and kinds of contents; empty for all.
        limit : how many hits of each kind are given.
        archived : whether what was put aside is found too.

        Raises
        ------
        UserError : the database does not answer.
        """
        terms = terms_of(query)
        if not terms:
            return Results((), {}, ())
        with self._lock:
            self.refresh()
            found = self._numbers(terms, diagnostic, frozenset(kinds), archived)
            totals = {kind: len(numbers) for kind, numbers in found.items()}
            hits = [self._hit(number, terms) for numbers in found.values() for number in numbers[:limit]]
        return Results(tuple(hits), totals, terms)

    def refresh(self) -> int:
        """Take in what changed in the store; how many pieces were indexed. Raises UserError."""
        with self._lock:
            pieces, seen, begins_again = in_one_read(self._store, self._changed)
            if begins_again:
                self._connection.close()
                self._connection = _empty()
                self._held = {}
            self._put(pieces)
            if pieces and self._seen == (0, 0):
                # One long list per word instead of the many that filling leaves: found twice as fast.
                self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
            self._seen = seen
            return len(pieces)

    def _changed(self, session: Session) -> tuple[list[IndexedPiece], tuple[int, int], bool]:
        lines, entries = (
            session.scalar(select(func.max(row.id))) or 0 for row in (RevisionRow, EntryRevisionRow)
        )
        seen = (lines, entries)
        # A restored backup has fewer changes than what was there before.
        begins_again = lines < self._seen[0] or entries < self._seen[1]
        before = (0, 0) if begins_again else self._seen
        if seen == before:
            return [], seen, begins_again
        trees = trees_of(session)
        if before == (0, 0):
            return [*entry_pieces(session), *statement_pieces(session, trees)], seen, begins_again
        back = OVERLAP if session.get_bind().dialect.name == "postgresql" else 0
        line_ids = set(
            session.scalars(select(RevisionRow.statement_id).where(RevisionRow.id > before[0] - back))
        )
        entry_ids = set(
            session.scalars(select(EntryRevisionRow.entry_id).where(EntryRevisionRow.id > before[1] - back))
        )
        changed = list(entry_pieces(session, entry_ids))
        # The headings of their themes may have changed.
        line_ids |= self._lines_of(one.id for one in changed if one.kind == "diagnostic")
        return [*changed, *statement_pieces(session, trees, line_ids)], seen, begins_again

    def _lines_of(self, owners: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for owner in owners:
            query = "SELECT id FROM piece WHERE kind = ? AND diagnostic = ?"
            found |= {row[0] for row in self._connection.execute(query, (STATEMENT, owner))}
        return found

    def _put(self, pieces: Iterable[IndexedPiece]) -> None:
        with self._connection as connection:
            for one in pieces:
                row = connection.execute("SELECT number FROM piece WHERE id = ?", (one.id,)).fetchone()
                if row:
                    connection.execute("DELETE FROM words WHERE rowid = ?", row)
                    connection.execute("DELETE FROM piece WHERE number = ?", row)
                number = connection.execute(
                    "INSERT INTO piece VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        one.id, one.kind, one.diagnostic, one.archived, one.version, one.reference,
                        one.title, one.body, one.searched,
                    ),
                ).lastrowid  # fmt: skip
                assert number is not None
                if row:
                    del self._held[row[0]]
                self._held[number] = (one.kind, one.diagnostic, one.archived)
                folded = (folded_text(one.title), folded_text(one.body), folded_text(one.searched))
                connection.execute(
                    "INSERT INTO words (rowid, title, body, searched) VALUES (?, ?, ?, ?)", (number, *folded)
                )

    def _numbers(
        self, terms: tuple[Term, ...], diagnostic: str, kinds: frozenset[str], archived: bool
    ) -> dict[str, list[int]]:
        """The numbers of what was found by kind, in the order of KINDS, the best first."""
        match = (as_match(terms),)
        held = self._held
        matching = "FROM words WHERE words MATCH ?"
        (count,) = self._connection.execute(f"SELECT count(*) {matching}", match).fetchone()
        # Of thousands none is the best, and weighing them takes longer than finding them: the newest first.
        order = "bm25(words, 4.0, 2.0, 1.0), rowid DESC" if count <= MOST_WEIGHED else "rowid DESC"
        in_use: dict[str, list[int]] = {kind: [] for kind in KINDS if not kinds or kind in kinds}
        aside: dict[str, list[int]] = {kind: [] for kind in in_use}
        for (number,) in self._connection.execute(f"SELECT rowid {matching} ORDER BY {order}", match):
            kind, owner, is_aside = held[number]
            if kind in in_use and diagnostic in ("", owner):
                (aside if is_aside else in_use)[kind].append(number)
        found = {kind: [*numbers, *(aside[kind] if archived else ())] for kind, numbers in in_use.items()}
        return {kind: numbers for kind, numbers in found.items() if numbers}

    def _hit(self, number: int, terms: tuple[Term, ...]) -> Hit:
        row = self._connection.execute(
            "SELECT id, kind, diagnostic, reference, title, body, searched, archived FROM piece WHERE number = ?",
            (number,),
        ).fetchone()
        id, kind, diagnostic, reference, title, body, searched, archived = row
        owner = self._connection.execute("SELECT title FROM piece WHERE id = ?", (diagnostic,)).fetchone()
        snippet = segments(body, terms)
        if not any(part.found for part in snippet):
            beside = segments(searched.removeprefix(reference).strip(), terms)
            if any(part.found for part in beside):
                snippet = (*snippet, Segment("\n" + _("Preuves\u00a0: ")), *beside)
        return Hit(
            id=id,
            kind=kind,
            kind_label=KINDS[kind],
            diagnostic=diagnostic,
            diagnostic_title=owner[0] if owner else "",
            reference=reference,
            title=segments(title, terms, whole=True),
            snippet=snippet,
            archived=bool(archived),
        )


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_TABLES)
    return connection


_indexes: WeakKeyDictionary[Engine, SearchIndex] = WeakKeyDictionary()
_lock = threading.Lock()


def index_of(store: Store) -> SearchIndex:
    """The index of a store: one per process, filled at its first search."""
    with _lock:
        if store.engine not in _indexes:
            _indexes[store.engine] = SearchIndex(store)
        return _indexes[store.engine]
