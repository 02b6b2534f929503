"""The shape of a reader: a format, how it is recognised, how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.readers.content import Content
from data.readers.fault_log import FaultLog
from data.readers.reading import Found
from data.readers.reference import Reference


@dataclass(frozen=True)
class Reader:
    """One official format.

    `matches` looks at titles and layout only, never at the file name. `read` notes what is
    wrong in the faults and hands back what it found; it raises only when it cannot go on.
    """

    id: str
    title: str
    matches: Callable[[Content], bool]
    read: Callable[[Content, Reference, FaultLog], Found]
    rank: int = 3
    """Among several files the lower is read first: what it says helps to check the others."""
