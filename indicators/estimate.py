"""One figure: its value or the reason why there is none, with year and source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indicators.language import _


class Status(StrEnum):
    """Why a value stands there or not. The four are never mixed, and none is a zero."""

    OBSERVED = "observe"
    SUPPRESSED = "secret"
    UNAVAILABLE = "indisponible"
    NOT_APPLICABLE = "sans_objet"

    @property
    def label(self) -> str:
        """The word that stands in the place of the value."""
        return {
            Status.OBSERVED: _("observé"),
            Status.SUPPRESSED: _("secret statistique"),
            Status.UNAVAILABLE: _("non disponible"),
            Status.NOT_APPLICABLE: _("sans objet"),
        }[self]


class Nature(StrEnum):
    """Where a value comes from: read off a publication, or worked out by us.

    COMPUTED is a mean weighted by population, ADDED a sum of sectors, PERIMETER what the members of
    a perimeter make together.
    """

    PUBLISHED = "publie"
    COMPUTED = "calcule"
    ADDED = "somme"
    PERIMETER = "perimetre"
    MEDIAN_OF_QUARTIERS = "mediane_quartiers"


@dataclass(frozen=True)
class Interval:
    """Bounds in the unit of the figure, both included; `level` such as 0.95."""

    low: float
    high: float
    level: float


@dataclass(frozen=True)
class Estimate:
    """The value of one indicator for one territory and one year.

    `value` is in the unit of the indicator (a share of 43,63 % is 43.63) and is
    None exactly when `status` is not OBSERVED. `denominator` counts the units the
    share is taken of (people, households), when it is known.

    Of a perimeter, `members` counts those that have a value; `at_least` is True when one of them is
    hidden, so that the value can only be higher; `span` holds the lowest and the highest member
    where they cannot be added up (a median), and `lacking` names those without a value.
    """

    indicator: str
    level: str
    code: str
    year: int
    status: Status
    value: float | None
    source: str
    numerator: float | None = None
    denominator: float | None = None
    nature: Nature = Nature.PUBLISHED
    to_verify: bool = False
    at_least: bool = False
    span: tuple[float, float] | None = None
    members: int = 0
    lacking: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) == (self.status is Status.OBSERVED):
            raise ValueError(
                f"{self.indicator}/{self.code}/{self.year}: status {self.status} with value {self.value}"
            )
