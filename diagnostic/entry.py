"""One entry of a diagnostic: a content with its identity, its version and its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from diagnostic.contents.content import Content
from diagnostic.contents.kinds import LETTERS

C_co = TypeVar("C_co", bound=Content, covariant=True)


@dataclass(frozen=True)
class Entry(Generic[C_co]):
    """`version` grows by one at every change; `position` orders the entries of one kind.

    `diagnostic` is the id of the diagnostic it belongs to (its own id for a diagnostic); `author` is
    the function of who created it, never a name.
    """

    id: str
    diagnostic: str
    content: C_co
    version: int
    position: int
    archived: bool
    author: str
    created_at: datetime
    updated_at: datetime

    @property
    def kind(self) -> str:
        """The kind of its content."""
        kind: str = self.content.kind  # type: ignore[attr-defined]
        return kind

    @property
    def reference(self) -> str:
        """Short stable reference printed in every document, as «T-1a2b3c4d»."""
        return f"{LETTERS[self.kind]}-{self.id[:8]}"
