"""Statements already read by this process: a version of a statement never changes, so it is read once.

A board of ten thousand statements costs a second to check piece by piece, and every click asks for it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from diagnostic.board import Statement

MOST = 30_000
"""Statements kept for one database; those that were not asked for longest go first."""

Stamp = tuple[str, int, datetime]
"""Id, version and instant of the last change: after an older backup was restored, the same version of a
line can hold other words, but not of the same instant."""


class StatementCache:
    """Keeps statements by their stamp; several threads may ask at once."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: OrderedDict[Stamp, Statement] = OrderedDict()
        self._lock = Lock()

    def statements(
        self, stamps: Sequence[Stamp], read: Callable[[Sequence[str]], Iterable[Statement]]
    ) -> list[Statement]:
        """The statements of some stamps, in their order; `read` gets the ids of those that are not held."""
        with self._lock:
            found = {stamp: self._held[stamp] for stamp in stamps if stamp in self._held}
            for stamp in found:
                self._held.move_to_end(stamp)
        missing = [stamp for stamp in stamps if stamp not in found]
        if missing:
            read_now = {one.id: one for one in read([id for id, _version, _at in missing])}
            found |= {stamp: read_now[stamp[0]] for stamp in missing}
            with self._lock:
                # By what was read, should somebody have written between the two questions.
                self._held.update({(one.id, one.version, one.updated_at): one for one in read_now.values()})
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
        return [found[stamp] for stamp in stamps]


_caches: WeakKeyDictionary[Engine, StatementCache] = WeakKeyDictionary()
_caches_lock = Lock()


def cache_of(engine: Engine) -> StatementCache:
    """The cache of one open database."""
    with _caches_lock:
        return _caches.setdefault(engine, StatementCache())
