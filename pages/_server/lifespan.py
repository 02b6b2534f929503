"""Start-up: do before the first visitor what the first visitor would wait for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

# Whole, before anybody asks: two threads that import parts of them at once see them half made.
import docx  # noqa: F401
import pptx  # noqa: F401

from data.current import current_statistics
from indicators.level import BRUSSELS, Level
from indicators.user_error import UserError
from pages._server.geometry import outlines_document

log = logging.getLogger("diagnostic")


FIRST = ("folium", "pages._ui.perimeters")
"""What every map imports; the second one brings the database of what people write."""
LATER = ("plotly.graph_objects", "pages._ui.downloads")
"""Imported by the fiche; they take seconds, which the first visitor's map must not wait for.

Not streamlit_folium: a component declared before the runtime exists is lost (404).
"""
QUIET_SECONDS = 6


def _warm_up_map() -> None:
    for module in FIRST:
        import_module(module)
    try:
        outlines_document(current_statistics(), Level.QUARTIER, BRUSSELS, "")
    except UserError as error:
        # The pages explain it to people; the log tells whoever started the process.
        log.warning("%s", error)


async def _warm_up() -> None:
    await asyncio.to_thread(_warm_up_map)
    await asyncio.sleep(QUIET_SECONDS)
    for module in LATER:
        await asyncio.to_thread(import_module, module)


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Warm the caches in the background; the application answers meanwhile."""
    warming = asyncio.create_task(_warm_up())
    yield
    warming.cancel()
