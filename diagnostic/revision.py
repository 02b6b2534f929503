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

    @property
    def label(self) -> str:
        """The word for people."""
        return {
            Action.CREATE: _("ajouté"),
            Action.EDIT: _("modifié"),
            Action.MOVE: _("déplacé"),
            Action.ARCHIVE: _("archivé"),
            Action.RESTORE: _("rétabli"),
        }[self]


@dataclass(frozen=True)
class Revision:
    """What a statement said after one change; `role` is a function, never a name."""

    action: Action
    statement: Statement
    at: datetime
    role: str

    @property
    def version(self) -> int:
        """The version of the statement that this change made."""
        return self.statement.version
