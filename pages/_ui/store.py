"""The database of what people write, opened once per process."""

from __future__ import annotations

import streamlit as st

from diagnostic.settings import Settings
from diagnostic.store import Store, open_store


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> Store:
    return open_store(url)


def store() -> Store:
    """The configured store. Raises UserError when it cannot be opened."""
    return _opened(Settings().store_url)
