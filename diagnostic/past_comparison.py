"""Two instants of one diagnostic held side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from diagnostic.contents.kinds import LABELS
from diagnostic.contents.theme import ThemeTree
from diagnostic.field_changes import FieldChange, field_changes
from diagnostic.history_items import Item
from diagnostic.history_words import STATEMENT, kind_plural
from diagnostic.statement_state import MERGED_WITH
from indicators import french
from indicators.language import _

_NOT_SAID = frozenset({"version", "updated_at", "archived", MERGED_WITH})
_PLACE = ("quadrant", "position")


class Nature(StrEnum):
    """What became of a piece between two instants."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    ARCHIVED = "archived"
    RESTORED = "restored"
    CAME_AND_WENT = "came_and_went"

    @property
    def label(self) -> str:
        """The noun for people."""
        return {
            Nature.ADDED: _("Ajout"),
            Nature.CHANGED: _("Modification"),
            Nature.MOVED: _("Déplacement"),
            Nature.ARCHIVED: _("Archivage"),
            Nature.RESTORED: _("Rétablissement"),
            Nature.CAME_AND_WENT: _("Ajout puis archivage"),
        }[self]

    def counted(self, count: int) -> str:
        """«1 ajout», «3 archivages»."""
        if count == 1:
            return f"1 {self.label.lower()}"
        several = {
            Nature.ADDED: _("{n} ajouts"),
            Nature.CHANGED: _("{n} modifications"),
            Nature.MOVED: _("{n} déplacements"),
            Nature.ARCHIVED: _("{n} archivages"),
            Nature.RESTORED: _("{n} rétablissements"),
            Nature.CAME_AND_WENT: _("{n} ajouts puis archivages"),
        }[self]
        return several.format(n=french.number(count))


@dataclass(frozen=True)
class Difference:
    """One piece that does not stand as it stood; `before` is None for one that came since."""

    nature: Nature
    before: Item | None
    after: Item
    themes: ThemeTree = field(hash=False, repr=False)

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """What changed, field by field and in words."""
        before = None if self.before is None else self.before.state
        return field_changes(self.after.kind, before, self.after.state, self.themes)


@dataclass(frozen=True)
class KindDifferences:
    """The differences of one kind, by nature; the newest first within each."""

    kind: str
    differences: tuple[Difference, ...]

    @property
    def label(self) -> str:
        """The heading for the kind."""
        return kind_plural(self.kind)

    def count(self, nature: Nature) -> int:
        """How many pieces of this kind have one nature."""
        return sum(1 for one in self.differences if one.nature is nature)


@dataclass(frozen=True)
class PastComparison:
    """What changed from `earlier` to `later`."""

    earlier: datetime
    later: datetime
    groups: tuple[KindDifferences, ...]

    @property
    def count(self) -> int:
        """How many pieces differ."""
        return sum(len(group.differences) for group in self.groups)


def grouped(pairs: Iterable[tuple[Item | None, Item]], themes: ThemeTree) -> tuple[KindDifferences, ...]:
    """Tell what became of each piece, (before, after) by (before, after), and group by kind.

    What was changed and changed back is no difference.
    """
    by_kind: dict[str, list[Difference]] = {}
    for before, after in pairs:
        nature = nature_of(before, after, themes)
        if nature is not None:
            by_kind.setdefault(after.kind, []).append(Difference(nature, before, after, themes))
    order = (STATEMENT, *LABELS)
    kinds = sorted(by_kind, key=lambda kind: order.index(kind) if kind in order else len(order))
    natures = list(Nature)
    groups = []
    for kind in kinds:
        newest = sorted(by_kind[kind], key=lambda one: (one.after.at, one.after.id), reverse=True)
        groups.append(KindDifferences(kind, tuple(sorted(newest, key=lambda one: natures.index(one.nature)))))
    return tuple(groups)


def nature_of(before: Item | None, after: Item, themes: ThemeTree) -> Nature | None:
    """What became of one piece; None when it says and stands the same."""
    if before is None:
        return Nature.CAME_AND_WENT if after.archived else Nature.ADDED
    if before.archived != after.archived:
        return Nature.ARCHIVED if after.archived else Nature.RESTORED
    one, other = _said(before.state), _said(after.state)
    if one.keys() != other.keys():
        # Written by two versions of the tool: what only one of them knows may say nothing new.
        names = {change.name for change in field_changes(after.kind, before.state, after.state, themes)}
        if names - set(_PLACE):
            return Nature.CHANGED
    elif any(one[name] != other[name] for name in one if name not in _PLACE):
        return Nature.CHANGED
    if any(before.state.get(name) != after.state.get(name) for name in _PLACE):
        return Nature.MOVED
    return None


def _said(state: Mapping[str, Any]) -> dict[str, Any]:
    content = state.get("content")
    return (
        dict(content)
        if isinstance(content, Mapping)
        else {name: value for name, value in state.items() if name not in _NOT_SAID}
    )
