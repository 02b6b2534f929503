"""The fiche of a territory with what a référent's report printed about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from indicators.catalogue import Source
from indicators.housing_stock import HousingStock, housing_stock
from indicators.implied_population import Denominators, denominators
from indicators.isolation_view import IsolationView, Voice, isolation_view
from indicators.profile import Profile
from indicators.reported_value import ReportedValue


@dataclass(frozen=True)
class ReportedProfile(Profile):
    """A fiche that also quotes a report; `reported` is empty where no report is known.

    `report` is the publication to name beside them.
    """

    reported: tuple[ReportedValue, ...] = ()
    report: Source | None = None

    def housing(self, reference_year: int) -> HousingStock | None:
        """The dwellings; `reference_year` is the year to count ages to."""
        return housing_stock(self.territory, self.reported, self.figures, reference_year=reference_year)

    def isolation(self, voices: Iterable[Voice], reference_year: int) -> IsolationView | None:
        """Figures and testimonies side by side."""
        return isolation_view(
            self.territory, self.figures, self.reported, voices, reference_year=reference_year
        )

    @property
    def denominators(self) -> Denominators | None:
        """Which populations the report speaks of."""
        return denominators(self.reported, self.figure("population"))


def with_report(
    profile: Profile, reported: Iterable[ReportedValue], report: Source | None = None
) -> ReportedProfile:
    """Add the figures of a report to a fiche."""
    said = {field.name: getattr(profile, field.name) for field in fields(Profile)}
    return ReportedProfile(**said, reported=tuple(reported), report=report)
