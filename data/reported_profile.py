"""The fiche of a territory with the figures of a référent's report about it."""

from __future__ import annotations

from collections.abc import Mapping

from data.statistics import Statistics
from data.views import profile
from indicators.reported_profile import ReportedProfile, with_report

REPORT = "document_003"


def reported_profile(
    statistics: Statistics, code: str, years: Mapping[str, int] | None = None
) -> ReportedProfile:
    """As `data.views.profile`, with what a report printed. Raises UserError for an unknown territory."""
    return with_report(
        profile(statistics, code, years),
        statistics.reported_figures(code),
        statistics.catalogue.source(REPORT),
    )
