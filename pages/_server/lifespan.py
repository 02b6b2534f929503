"""Start-up: do before the first visitor what the first visitor would wait for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

from data.current import current_statistics
from indicators.user_error import UserError
from pages._server.geometry import quartiers_document

log = logging.getLogger("diagnostic")


HEAVY = ("folium", "plotly.graph_objects", "pages._ui.downloads")
"""Imported by the pages; together they take seconds the first time.

Not streamlit_folium: a component declared before the runtime exists is lost (404).
"""


def _warm_up() -> None:
    for module in HEAVY:
        import_module(module)
    try:
        quartiers_document(current_statistics())
    except UserError as error:
        # The pages explain it to people; the log tells whoever started the process.
        log.warning("%s", error)


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Warm the caches in the background; the application answers meanwhile."""
    warming = asyncio.create_task(asyncio.to_thread(_warm_up))
    yield
    await warming
