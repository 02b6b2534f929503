"""The journal of one diagnostic as a frozen view: what the page shows and the report counts."""

from __future__ import annotations

from dataclasses import dataclass

from diagnostic.contents.diagnosis import Phase
from diagnostic.contents.journal import Meeting, Reading, TestimonyRecord, WorkDocument
from diagnostic.contents.theme import DEFAULT_TREE, ThemeTree
from diagnostic.entry import Entry


@dataclass(frozen=True)
class Journal:
    """Everything that was heard, read, met and made, archived entries left out, in the order of writing."""

    testimonies: tuple[Entry[TestimonyRecord], ...] = ()
    readings: tuple[Entry[Reading], ...] = ()
    meetings: tuple[Entry[Meeting], ...] = ()
    documents: tuple[Entry[WorkDocument], ...] = ()
    phases: tuple[Phase, ...] = ()
    themes: ThemeTree = DEFAULT_TREE
