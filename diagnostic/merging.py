"""Two lines that say the same become one: people decide, nothing is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from diagnostic.board import Statement
from diagnostic.evidence import Evidence
from diagnostic.personal_data import refuse_personal_data, search_fields, texts_of
from diagnostic.refused_changes import StatementArchived, StatementNotFound
from diagnostic.revision import Action
from diagnostic.revision_log import record, refuse_if_changed
from diagnostic.schema import RevisionRow, StatementRow
from diagnostic.statement_rules import checked_evidence, checked_text
from diagnostic.statement_state import MERGED_WITH, same, state_of, statement_of
from diagnostic.store import Store
from diagnostic.transaction import in_one_read, in_one_write
from indicators.language import _
from indicators.user_error import UserError


class NotOneGrid(UserError):
    """The two lines do not stand in the same grid, or are one line."""

    def __init__(self) -> None:
        super().__init__(
            _("Ces deux constats ne peuvent pas être réunis."),
            remedy=_("Choisissez deux constats différents du même diagnostic."),
        )


def united_evidence(first: Iterable[Evidence], second: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """What either line rests on, the first line's first, each piece once.

    The instant at which a figure was frozen does not count: the same figure relied on twice is one.
    """
    found: dict[str, Evidence] = {}
    for piece in (*first, *second):
        found.setdefault(repr(sorted(piece.model_dump(exclude={"taken_at"}).items())), piece)
    return tuple(found.values())


def merge(
    store: Store,
    stays: tuple[str, int],
    goes: tuple[str, int],
    text: str,
    *,
    role: str = "",
    kept: Collection[str] = (),
) -> Statement:
    """Write the joined text in one line, unite the evidence, archive the other; all or nothing.

    The line that stays keeps its list, theme, status, convergence and priority, and takes the place
    on the map of the other when it has none. Both histories tell with which line it was joined; the
    archived one can be restored as it was. A double click merges once.

    Parameters
    ----------
    stays, goes : id and version as the person saw them.
    text : the joined text, 1 to 20 000 characters.
    role : function of who decides, never a name.
    kept : what the person said to be an institution (`Finding.key`).

    Raises
    ------
    StatementNotFound, StatementArchived, NotOneGrid
    EditConflict : one of the two was changed since; nothing is written.
    PersonalDataFound : the new words seem to tell of a person.
    """
    if stays[0] == goes[0]:
        raise NotOneGrid
    before = in_one_read(
        store, lambda session: [statement_of(_row(session, id, lock=False)) for id, _version in (stays, goes)]
    )
    known = {found.finding.key for one in before for found in search_fields(texts_of(one.text, one.evidence))}
    words = checked_text(text)
    refuse_personal_data(texts_of(words, ()), {*kept, *known})

    def change(session: Session) -> Statement:
        # Always in the same order, so that two people who merge the same pair do not wait for each other.
        rows = {id: _row(session, id) for id in sorted((stays[0], goes[0]))}
        first, second = rows[stays[0]], rows[goes[0]]
        if first.diagnostic != second.diagnostic:
            raise NotOneGrid
        one, other = statement_of(first), statement_of(second)
        asked: dict[str, Any] = {
            "text": words,
            "evidence": checked_evidence(united_evidence(one.evidence, other.evidence)),
        }
        if first.place is None and second.place is not None:
            asked["place"] = second.place
        if second.archived and same(asked, asked, state_of(one)):
            return one
        for row, version, wanted in ((first, stays[1], asked), (second, goes[1], {"archived": True})):
            refuse_if_changed(session, row, version, wanted)
            if row.archived:
                raise StatementArchived
        now = datetime.now(UTC)
        for name, value in asked.items():
            setattr(first, name, value)
        done = record(session, first, Action.MERGE, role, now)
        _tell(session, first, second.id)
        second.archived = True
        record(session, second, Action.MERGE, role, now)
        _tell(session, second, first.id)
        return done

    return in_one_write(store, change)


def _tell(session: Session, row: StatementRow, other: str) -> None:
    """Add to the revision that is about to be written with which line this one was joined."""
    for revision in session.new:
        if isinstance(revision, RevisionRow) and revision.statement_id == row.id:
            revision.state = {**revision.state, MERGED_WITH: other}


def _row(session: Session, id: str, lock: bool = True) -> StatementRow:
    row = session.get(StatementRow, id, with_for_update=lock or None)
    if row is None:
        raise StatementNotFound(id)
    return row
