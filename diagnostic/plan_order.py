"""Changing a node of the plan: its words, or where it stands (under which other one, before which neighbour)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from diagnostic.contents.action_plan import PlanNode, Rung
from diagnostic.entry import Entry
from diagnostic.entry_faults import EntryArchived, EntryChanged, EntryNotFound
from diagnostic.entry_repository import EntryRepository, entry_of, record_entry, stored_content
from diagnostic.revision import Action
from diagnostic.schema import EntryRow
from diagnostic.statement_order import key_at, spaced_out
from diagnostic.store import Store
from diagnostic.transaction import in_one_write
from indicators.language import _
from indicators.user_error import UserError

KIND = "plan"


class WrongParent(UserError):
    """The node cannot stand there: only a node of a higher level, of the same plan, can hold it."""

    def __init__(self, title: str) -> None:
        super().__init__(
            _("Cet élément ne peut pas se placer sous «\u00a0{title}\u00a0».").format(title=title),
            remedy=_("Choisissez un élément du niveau juste au-dessus\u00a0: rien n'a changé."),
        )


def edit_node(
    repository: EntryRepository,
    id: str,
    expected_version: int,
    opened: PlanNode,
    mine: PlanNode,
    *,
    role: str = "",
    kept: Collection[str] = (),
) -> Entry[PlanNode]:
    """Replace the words of a node; a node that was only moved since it was `opened` is no conflict.

    It then stays where it was moved to. Raises as `EntryRepository.edit`.
    """
    try:
        return repository.edit(id, expected_version, mine, role=role, kept=kept)
    except EntryChanged as conflict:
        theirs = conflict.theirs
        if theirs.archived or theirs.content.model_copy(update={"parent": opened.parent}) != opened:
            raise
        moved = mine.model_copy(update={"parent": theirs.content.parent})
        return repository.edit(id, theirs.version, moved, role=role, kept=kept)


def move_node(
    store: Store,
    id: str,
    expected_version: int,
    place: Literal["up", "down", "last"] = "last",
    *,
    parent: str | None = None,
    role: str = "",
) -> Entry[PlanNode]:
    """Move a node one place up or down among its neighbours, or to the end under another parent (None: stay).

    One transaction. Raises EntryNotFound, EntryArchived, WrongParent, and EntryChanged when the node is no
    longer what the person saw; asking for what stands already changes nothing.
    """

    def change(session: Session) -> Entry[PlanNode]:
        row = _node(session, id)
        content: PlanNode = entry_of(row).content
        target = content.parent if parent is None else parent
        there = _under(session, row, target)
        here = there.index(row) if row in there else None
        others = [one for one in there if one is not row]
        rank = {"up": (here or 0) - 1, "down": (here or 0) + 1}.get(place, len(others))
        rank = max(0, min(rank, len(others)))
        if here == rank:
            return entry_of(row)
        if row.version != expected_version:
            raise EntryChanged(content, entry_of(row))
        if row.archived:
            raise EntryArchived
        if target != content.parent:
            _refuse_wrong_parent(session, row, content, target)
            row.content = stored_content(content.model_copy(update={"parent": target}))
        row.position = _room_at(session, others, rank, role)
        return record_entry(session, row, Action.MOVE, role, datetime.now(UTC))

    return in_one_write(store, change)


def _node(session: Session, id: str) -> EntryRow:
    row = session.get(EntryRow, id, with_for_update=True)
    if row is None or row.kind != KIND:
        raise EntryNotFound(id)
    return row


def _under(session: Session, row: EntryRow, parent: str) -> list[EntryRow]:
    """The nodes under one parent that are not archived, in order."""
    query = (
        select(EntryRow)
        .where(EntryRow.diagnostic == row.diagnostic, EntryRow.kind == KIND, EntryRow.archived.is_(False))
        .order_by(EntryRow.position, EntryRow.created_at, EntryRow.id)
    )
    return [one for one in session.scalars(query) if _content(one).get("parent", "") == parent]


def _content(row: EntryRow) -> dict[str, Any]:
    return row.content


def _refuse_wrong_parent(session: Session, row: EntryRow, content: PlanNode, parent: str) -> None:
    above = _node(session, parent)
    held: PlanNode = entry_of(above).content
    rungs = list(Rung)
    if (
        above.diagnostic != row.diagnostic
        or above.archived
        or rungs.index(held.rung) >= rungs.index(content.rung)
    ):
        raise WrongParent(held.title)


def _room_at(session: Session, others: list[EntryRow], rank: int, role: str) -> int:
    key = key_at([one.position for one in others], rank)
    if key is None:
        for one, fresh in zip(others, spaced_out(len(others)), strict=True):
            if one.position != fresh:
                one.position = fresh
                record_entry(session, one, Action.MOVE, role, datetime.now(UTC))
        key = key_at([one.position for one in others], rank)
    assert key is not None  # a spaced-out list always has room
    return key
