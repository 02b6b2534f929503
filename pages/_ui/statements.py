"""The statements of the configured store."""

from __future__ import annotations

from diagnostic.repository import StatementRepository
from pages._ui.store import store


def statements() -> StatementRepository:
    """The repository of the configured store. Raises UserError when it cannot be opened."""
    return StatementRepository(store())
