"""What people looked at and do not want to be asked again: a proposal of the figures, two lines that look alike."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from diagnostic.contents.content import Content, EntryId, ShortText


class Reason(StrEnum):
    """What was put aside."""

    PROPOSAL = "proposition"
    LOOK_ALIKES = "doublon"


class SetAside(Content):
    """One decision, the team's and not of one visit; `key` tells what was meant, `title` says it to people.

    For two lines that look alike, `statements` are their ids (so that a copy of the diagnostic still
    means its own lines) and `key` is empty.
    """

    kind: Literal["mis_de_cote"] = "mis_de_cote"
    reason: Reason
    title: ShortText
    key: str = ""
    statements: tuple[EntryId, ...] = ()
