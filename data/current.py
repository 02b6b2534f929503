"""The statistics in force: opened once per version of the file, shared by all threads."""

from __future__ import annotations

import threading
from pathlib import Path

from data.settings import DataSettings
from data.statistics import Statistics, open_statistics

Identity = tuple[Path, int, int, int]

_lock = threading.Lock()
_opened: dict[Identity, Statistics] = {}


def current_statistics() -> Statistics:
    """Return the statistics of the file as it stands now; a new build is picked up at once.

    Raises UserError when the file is missing or damaged.
    """
    path = DataSettings().statistics
    try:
        facts = path.stat()
    except OSError:
        return open_statistics(path)
    identity = (path, facts.st_ino, facts.st_mtime_ns, facts.st_size)
    with _lock:
        if identity not in _opened:
            statistics = open_statistics(path)
            _opened.clear()
            _opened[identity] = statistics
        return _opened[identity]
