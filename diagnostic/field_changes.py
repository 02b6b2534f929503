"""What changed between two states of one piece, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from diagnostic.contents.theme import ThemeTree
from diagnostic.history_words import Said, said_by
from diagnostic.word_differences import Piece, line_differences, word_differences
from indicators.language import _

NOTHING = Said("", ())


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as lines of words.

    `hidden` fields hold numbers of households: that they changed is told, the numbers are not.
    """

    name: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    is_list: bool = False
    hidden: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The differences: by line for a list, by word for a text; nothing for a hidden field."""
        if self.hidden:
            return ()
        if self.is_list:
            return line_differences(self.before, self.after)
        return word_differences("\n".join(self.before), "\n".join(self.after))


def field_changes(
    kind: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, themes: ThemeTree
) -> tuple[FieldChange, ...]:
    """The fields that two states do not agree on; None is a piece that did not exist yet.

    The place of a line in its list is one more field, told without its key: a key is no rank.
    """
    old = {} if before is None else said_by(kind, before, themes)
    new = {} if after is None else said_by(kind, after, themes)
    found = []
    for name in dict.fromkeys((*old, *new)):
        change = _change(name, old.get(name, NOTHING), new.get(name, NOTHING))
        if change is not None:
            found.append(change)
    stayed = not any(one.name == "quadrant" for one in found)
    if (
        before is not None
        and after is not None
        and stayed
        and before.get("position") != after.get("position")
    ):
        found.append(FieldChange("position", _("Place dans la liste"), (), (_("changée"),)))
    return tuple(found)


def _change(name: str, old: Said, new: Said) -> FieldChange | None:
    label = new.label or old.label
    is_list, hidden = new.is_list or old.is_list, new.hidden or old.hidden
    if hidden:
        return None if old.stored == new.stored else FieldChange(name, label, (), (), is_list, True)
    if old.lines != new.lines:
        return FieldChange(name, label, old.lines, new.lines, is_list)
    if old.precise != new.precise:
        return FieldChange(name, label, old.precise, new.precise, is_list)
    # What tells the two apart has no words of its own: that it changed is said, and nothing more.
    return None if old.stored == new.stored else FieldChange(name, label, (), (), is_list)
