"""How long to wait and how often to ask, so that no server can hold a person up for ever."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of one retrieval; every duration is in seconds.

    `total` covers one file with all its attempts and pauses. `longest_wait` is the longest pause
    that a server may ask for with Retry-After; beyond it the person is told to come back later.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 900.0
    attempts: int = 4
    backoff: float = 1.0
    longest_wait: float = 60.0
    redirects: int = 5


class Deadline:
    """The moment at which a retrieval stops, whatever the server does."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def remaining(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        return self.remaining == 0.0
