"""What the history gives back: pieces as they stood, and the changes between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from diagnostic.board import Statement
from diagnostic.contents.content import Content
from diagnostic.contents.theme import ThemeTree
from diagnostic.entry_repository import kind_of
from diagnostic.field_changes import FieldChange, field_changes
from diagnostic.history_words import STATEMENT, action_noun, kind_label, reference_of, title_of
from diagnostic.revision import Action
from diagnostic.statement_state import MERGED_WITH, statement_from
from indicators.language import _

C = TypeVar("C", bound=Content)


@dataclass(frozen=True)
class Item:
    """One statement or entry as it stood after its version `version`; `state` is the stored JSON."""

    kind: str
    id: str
    version: int
    at: datetime
    role: str
    state: Mapping[str, Any] = field(hash=False)

    @property
    def archived(self) -> bool:
        """Whether it was put aside then."""
        return bool(self.state.get("archived", False))

    @property
    def reference(self) -> str:
        """«C-1a2b3c4d»."""
        return reference_of(self.kind, self.id)

    @property
    def title(self) -> str:
        """What it was known by then."""
        return title_of(self.kind, self.state)


@dataclass(frozen=True)
class Change:
    """One kept change: who (by function), when, before and after.

    `before` is None for a piece that did not exist yet; `cursor` names the change in the whole history.
    """

    kind: str
    id: str
    version: int
    action: Action
    at: datetime
    role: str
    before: Mapping[str, Any] | None = field(hash=False)
    after: Mapping[str, Any] = field(hash=False)
    cursor: str
    themes: ThemeTree = field(hash=False, repr=False)

    @property
    def action_label(self) -> str:
        """«Modification», «Fusion avec C-1a2b3c4d»."""
        noun = action_noun(self.action)
        if not self.merged_with:
            return noun
        return _("{noun} avec {reference}").format(
            noun=noun, reference=reference_of(self.kind, self.merged_with)
        )

    @property
    def merged_with(self) -> str:
        """The id of the other line when two lines became one; empty otherwise."""
        return str(self.after.get(MERGED_WITH, ""))

    @property
    def kind_label(self) -> str:
        """«Constat», «Témoignage»…"""
        return kind_label(self.kind)

    @property
    def reference(self) -> str:
        """«C-1a2b3c4d»."""
        return reference_of(self.kind, self.id)

    @property
    def title(self) -> str:
        """What the piece was known by after the change."""
        return title_of(self.kind, self.after)

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """What the change changed, field by field and in words."""
        return field_changes(self.kind, self.before, self.after, self.themes)


@dataclass(frozen=True)
class ChangePage:
    """Some changes, the newest first; `older` is the cursor of the next page, None when there is none."""

    changes: tuple[Change, ...]
    older: str | None


@dataclass(frozen=True)
class PastState:
    """Everything of a diagnostic as it stood at one instant, what was archived included."""

    instant: datetime
    items: tuple[Item, ...]
    themes: ThemeTree = field(hash=False, repr=False)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that were not archived, by list and place."""
        found = [
            statement_from(one.state) for one in self.items if one.kind == STATEMENT and not one.archived
        ]
        reading_order = {one.id: (list("AFOMS").index(one.quadrant.value), one.position) for one in found}
        return tuple(sorted(found, key=lambda one: (reading_order[one.id], one.id)))

    def contents(self, kind: type[C]) -> dict[str, C]:
        """The contents of one kind by id, in their order, archived ones left out."""
        wanted = [one for one in self.items if one.kind == kind_of(kind) and not one.archived]
        ordered = sorted(wanted, key=lambda one: (one.state.get("position", 0), one.id))
        return {one.id: kind.model_validate(one.state["content"]) for one in ordered}
