"""Whose demonstration it is, and the ids of its pieces: the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from diagnostic.contents.content import Content
from diagnostic.default_diagnostic import default_id

LEVEL = "quartier"
CODE = "10"
ROLE = "Démonstration"
DIAGNOSTIC = default_id(LEVEL, CODE)
"""The id of the diagnostic: the one that the quartier has before anybody made another."""


def demo_id(key: str) -> str:
    """A fixed UUID, so that installing twice adds nothing; a key must never change."""
    return str(uuid5(NAMESPACE_URL, f"diagnostic-de-quartier/demo/{CODE}/{key}"))


@dataclass(frozen=True)
class DemoEntry:
    """One piece of the demonstration other than a constat."""

    key: str
    content: Content

    @property
    def id(self) -> str:
        """Its id, apart from those of the constats."""
        kind: str = self.content.kind  # type: ignore[attr-defined]
        return demo_id(f"{kind}/{self.key}")
