"""The entries of the configured store."""

from __future__ import annotations

from diagnostic.entry_repository import EntryRepository
from pages._ui.store import store


def entries() -> EntryRepository:
    """The repository of the configured store. Raises UserError when it cannot be opened."""
    return EntryRepository(store())
