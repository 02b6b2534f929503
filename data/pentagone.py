"""The Pentagone: the old city of Brussels inside the ring road (petite ceinture)."""

from __future__ import annotations

from data.statistics import Statistics
from indicators.language import _

CODES = tuple(str(code) for code in range(1, 11))
"""The ten inhabited quartiers of the Monitoring inside the ring: Grand Place to Anneessens. They touch
each other, all lie in the commune of Brussels (21004) and cover 4,48 km²; no park or other area of
the Monitoring lies between them."""
SCOPE = "pentagone"


def pentagone(statistics: Statistics) -> frozenset[str]:
    """The codes of the quartiers of the Pentagone that the statistics know."""
    return frozenset(code for code in CODES if code in statistics.quartiers)


def pentagone_name() -> str:
    """Its name after «habitant·es …» or in a list."""
    return _("Pentagone, 10 quartiers")
