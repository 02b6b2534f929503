"""One step in the life of a statement, as its history shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from diagnostic.board import Statement
from indicators.language import _


class Action(StrEnum):
    """What was done."""

    CREATE = "create"
    EDIT = "edit"
    MOVE = "move"
    ARCHIVE = "archive"
    RESTORE = "restore"
    MERGE = "merge"

    @property
    def label(self) -> str:
        """The word for people."""
        return {
            Action.CREATE: _("ajouté"),
            Action.EDIT: _("modifié"),
            Action.MOVE: _("déplacé"),
            Action.ARCHIVE: _("archivé"),
            Action.RESTORE: _("rétabli"),
            Action.MERGE: _("réuni"),
        }[self]


@dataclass(frozen=True)
class Revision:
    """What a statement said after one change; `role` is a function, never a name.

    `merged_with` is the id of the other line when two lines became one, empty otherwise.
    """

    action: Action
    statement: Statement
    at: datetime
    role: str
    merged_with: str = ""

    @property
    def label(self) -> str:
        """What was done, in words: «modifié», «réuni avec C-1a2b3c4d»."""
        if not self.merged_with:
            return self.action.label
        return _("réuni avec {reference}").format(reference=f"C-{self.merged_with[:8]}")

    @property
    def version(self) -> int:
        """The version of the statement that this change made."""
        return self.statement.version
