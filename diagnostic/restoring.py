"""Going back: a piece says again what it said, as a new change; what was kept stays kept.

Everything goes through the two repositories, so that rules, history and conflicts are theirs. Words
that come back were accepted when they were first stored: nobody is asked about them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import func, select

from diagnostic.board import Statement
from diagnostic.contents.kinds import CONTENT
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.history import History
from diagnostic.history_items import Change, Item
from diagnostic.history_words import STATEMENT
from diagnostic.personal_data import PLACE, search_fields, texts_of
from diagnostic.repository import StatementRepository
from diagnostic.revision import Action
from diagnostic.schema import StatementRow
from diagnostic.statement_state import statement_from
from diagnostic.store import Store
from diagnostic.transaction import in_one_read
from indicators.language import _
from indicators.user_error import UserError

Piece = Statement | Entry[Any]
P = TypeVar("P", Statement, Entry[Any])


class SomethingNewer(UserError):
    """The piece was changed again after the change that somebody wants to undo."""

    def __init__(self, now: Item) -> None:
        self.now = now
        super().__init__(
            _("{reference} a été modifié après ce changement\u00a0: il n'est plus le dernier.").format(
                reference=now.reference
            ),
            remedy=_("Rien n'a été annulé. Choisissez dans la liste ce qui doit être rétabli."),
        )


class CannotBeUndone(UserError):
    """Without its diagnostic, nothing of it could be found any more."""

    def __init__(self) -> None:
        super().__init__(
            _("La création du diagnostic lui-même ne s'annule pas ici."),
            remedy=_("Archivez-le depuis la page des diagnostics."),
        )


class Restoring:
    """Puts back what stood before, in one store.

    Every write raises `EditConflict` or `EntryChanged` when somebody changed the piece since
    `expected_version` (the version on screen): nothing is overwritten then.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._statements = StatementRepository(store)
        self._entries = EntryRepository(store)
        self._history = History(store)

    def restore(
        self,
        kind: str,
        id: str,
        state: Mapping[str, Any],
        expected_version: int,
        *,
        with_place: bool = False,
        role: str = "",
    ) -> Piece:
        """Make one piece say and stand as in `state`, a state that its history holds (`Change.before`
        or `Change.after`).

        `with_place` also gives a statement its former place in the same list. Asking for what already
        stands changes nothing. A piece that was archived in that state is archived again.
        """
        if kind == STATEMENT:
            return self._statement(id, statement_from(state), expected_version, with_place, role)
        return self._entry(id, state, expected_version, role)

    def undo(self, change: Change, *, role: str = "") -> Piece:
        """Put back what stood before a change; what was added by it is archived. Two lines that were joined
        come apart again.

        Raises `SomethingNewer` when the piece was changed again since, `CannotBeUndone` for the
        creation of a diagnostic.
        """
        self._refuse_if_newer(change)
        if change.before is None and change.kind == "diagnostic":
            raise CannotBeUndone
        other = self._other_half(change)
        if other is not None:
            self._put_back(other, role)
        return self._put_back(change, role)

    def _refuse_if_newer(self, change: Change) -> None:
        now = self._history.latest(change.kind, change.id)
        if now.version != change.version:
            raise SomethingNewer(now)

    def _other_half(self, change: Change) -> Change | None:
        """The other line of a merging, unless somebody has taken it up again since."""
        if not change.merged_with:
            return None
        other = self._history.last_change(change.kind, change.merged_with)
        return other if other.merged_with == change.id else None

    def _put_back(self, change: Change, role: str) -> Piece:
        if change.before is None:
            repository = self._statements if change.kind == STATEMENT else self._entries
            return repository.archive(change.id, change.version, role=role)
        return self.restore(
            change.kind,
            change.id,
            change.before,
            change.version,
            with_place=change.action is Action.MOVE,
            role=role,
        )

    def _statement(
        self, id: str, wanted: Statement, expected_version: int, with_place: bool, role: str
    ) -> Statement:
        now = self._statements.get(id)
        if now.archived and wanted.archived and _same_words(now, wanted):
            return now
        repository, seen = self._statements, _Seen(expected_version, now.version)
        if now.archived:
            now = seen.after(repository.restore(id, seen.version, role=role))
        now = seen.after(
            repository.edit(
                id,
                seen.version,
                text=wanted.text,
                theme=wanted.theme,
                evidence=wanted.evidence,
                status=wanted.status,
                convergence=wanted.convergence,
                priority=wanted.priority,
                kept=_keys(texts_of(wanted.text, wanted.evidence)),
                role=role,
            )
        )
        label = "" if wanted.place is None else wanted.place.label
        kept = _keys({PLACE: label})
        now = seen.after(repository.put_on_map(id, seen.version, wanted.place, kept=kept, role=role))
        if now.quadrant is not wanted.quadrant or with_place:
            rank = self._rank(now, wanted)
            now = seen.after(repository.move(id, seen.version, wanted.quadrant, rank, role=role))
        return repository.archive(id, seen.version, role=role) if wanted.archived else now

    def _rank(self, now: Statement, wanted: Statement) -> int:
        """How many lines of today stand above the former place."""
        query = select(func.count()).where(
            StatementRow.diagnostic == now.diagnostic,
            StatementRow.quadrant == wanted.quadrant.value,
            StatementRow.archived.is_(False),
            StatementRow.id != now.id,
            StatementRow.position < wanted.position,
        )
        return in_one_read(self._store, lambda session: int(session.scalar(query) or 0))

    def _entry(self, id: str, state: Mapping[str, Any], expected_version: int, role: str) -> Entry[Any]:
        content = CONTENT.validate_python(state["content"])
        now: Entry[Any] = self._entries.get(id, type(content))
        archived = bool(state.get("archived", False))
        if now.archived and archived and now.content == content:
            return now
        repository, seen = self._entries, _Seen(expected_version, now.version)
        if now.archived:
            seen.after(repository.restore(id, seen.version, role=role))
        now = seen.after(repository.edit(id, seen.version, content, kept=_keys(content.texts()), role=role))
        return repository.archive(id, seen.version, role=role) if archived else now


class _Seen:
    """The version that the next step may replace: the one on screen until a step of ours changed something.

    A step that had nothing to do must not lend its version to the next, which would then pass over what
    somebody else changed in the meantime.
    """

    def __init__(self, on_screen: int, stored: int) -> None:
        self.version = on_screen
        self._stored = stored

    def after(self, done: P) -> P:
        """Take note of a step."""
        if done.version != self._stored:
            self.version = self._stored = done.version
        return done


def _same_words(one: Statement, other: Statement) -> bool:
    return all(
        getattr(one, name) == getattr(other, name)
        for name in ("text", "theme", "evidence", "status", "convergence", "priority", "place", "quadrant")
    )


def _keys(texts: Mapping[str, str]) -> frozenset[str]:
    """What the history already held, so that it was asked about then."""
    return frozenset(one.finding.key for one in search_fields(texts))
