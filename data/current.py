"""The statistics in force: opened once per version of the file, shared by all threads."""

from __future__ import annotations

import threading
from pathlib import Path

from data.settings import DataSettings
from data.statistics import Statistics, open_statistics

_lock = threading.Lock()
_opened: tuple[tuple[Path, int, int, int], Statistics] | None = None


def current_statistics() -> Statistics:
    """Return the statistics of the file as it stands now; a new build is picked up at once.

    Raises UserError when the file is missing or damaged.
    """
    global _opened
    path = DataSettings().statistics
    try:
        facts = path.stat()
        identity = (path, facts.st_ino, facts.st_mtime_ns, facts.st_size)
    except OSError:
        return open_statistics(path)
    with _lock:
        if _opened is None or _opened[0] != identity:
            _opened = (identity, open_statistics(path))
        return _opened[1]
