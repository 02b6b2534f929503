"""The store of statements, opened once per process."""

from __future__ import annotations

import streamlit as st

from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.store import open_store


@st.cache_resource(show_spinner=False)
def _repository(url: str) -> StatementRepository:
    return StatementRepository(open_store(url))


def statements() -> StatementRepository:
    """The repository of the configured store. Raises UserError when it cannot be opened."""
    return _repository(Settings().store_url)
