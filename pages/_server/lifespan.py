"""Start-up: do before the first visitor what the first visitor would wait for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from data.current import current_statistics
from indicators.user_error import UserError
from pages._server.geometry import quartiers_document

log = logging.getLogger("diagnostic")


def _warm_up() -> None:
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
