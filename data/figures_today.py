"""One figure of the statistics in force, for whoever holds an older one."""

from __future__ import annotations

from data.statistics import Statistics
from data.views import figure
from indicators.figure import Figure
from indicators.user_error import UserError


class FiguresToday:
    """Answers for one version of the statistics; each figure and each territory is looked up once."""

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics
        self._figures: dict[tuple[str, str, int], Figure | None] = {}
        self._newest: dict[str, dict[str, int]] = {}

    @property
    def version(self) -> str:
        """Date, number and fingerprint of the statistics."""
        return self._statistics.version

    def figure(self, indicator: str, code: str, year: int) -> Figure | None:
        """The figure of today; None for an indicator, a territory or a year that is not there any more."""
        key = (indicator, code, year)
        if key not in self._figures:
            self._figures[key] = self._looked_up(*key)
        return self._figures[key]

    def newest_year(self, indicator: str, code: str) -> int | None:
        """The newest year with a value of a territory; None when there is none."""
        if code not in self._newest:
            known = code in self._statistics
            self._newest[code] = (
                self._statistics.newest_years(self._statistics.territory(code)) if known else {}
            )
        return self._newest[code].get(indicator)

    def _looked_up(self, indicator: str, code: str, year: int) -> Figure | None:
        if indicator not in self._statistics.catalogue:
            return None
        try:
            return figure(self._statistics, self._statistics.catalogue[indicator], code, year)
        except UserError:
            return None
