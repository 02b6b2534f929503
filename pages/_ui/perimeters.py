"""The perimeters of the store, and the statistics that know them."""

from __future__ import annotations

import threading

from data.current import current_statistics
from data.perimeter_disclosure import thresholds_of
from data.statistics import Statistics
from data.with_perimeters import StatisticsWithPerimeters
from diagnostic.perimeter_repository import PerimeterRepository
from diagnostic.settings import Settings
from indicators.user_error import UserError
from pages._ui.store import store

_lock = threading.Lock()
_known: dict[tuple[int, str, int], StatisticsWithPerimeters] = {}


def perimeters() -> PerimeterRepository:
    """The repository of the configured store. Raises UserError when it cannot be opened."""
    return PerimeterRepository(store())


def known_statistics() -> Statistics:
    """The statistics in force, with the perimeters of the store as further territories.

    Without a store the figures stay: the page that needs the store says what is wrong with it.
    """
    published = current_statistics()
    try:
        repository = perimeters()
        stamp = repository.stamp()
    except UserError:
        return published
    if not stamp:
        return published
    key = (id(published), Settings().store_url, stamp)
    with _lock:
        if key not in _known:
            found = StatisticsWithPerimeters(published, repository.all(), thresholds_of(published))
            _known.clear()
            _known[key] = found
        return _known[key]
