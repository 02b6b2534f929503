"""A place where a service is given, and how well its position is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indicators.french import number, with_unit
from indicators.language import _


class Precision(StrEnum):
    """How well the position of a service is known."""

    ADDRESS = "adresse"
    QUARTIER = "quartier"
    COMMUNE = "commune"
    UNKNOWN = "inconnue"

    @property
    def label(self) -> str:
        """What a card says of the position."""
        return {
            Precision.ADDRESS: _("position à l'adresse"),
            Precision.QUARTIER: _("position au quartier"),
            Precision.COMMUNE: _("commune seulement, pas de position"),
            Precision.UNKNOWN: _("position inconnue"),
        }[self]


@dataclass(frozen=True)
class ServicePoint:
    """One service point.

    `x` and `y` are metres in Lambert 72 (EPSG:31370), both None where the place is not known to
    the quartier at least. `quartier` is the code of the quartier around it, empty when unknown or
    outside the Region. `capacity` is in the unit of the whole set (full-time equivalents, places,
    hours…); None means unknown, which is not zero. `certain` is False for a quartier that is only
    probable.
    """

    id: str
    name: str
    kind: str
    public: str = ""
    capacity: float | None = None
    x: float | None = None
    y: float | None = None
    precision: Precision = Precision.UNKNOWN
    quartier: str = ""
    commune: str = ""
    address: str = ""
    source: str = ""
    certain: bool = True

    def __post_init__(self) -> None:
        if (self.x is None) != (self.y is None):
            raise ValueError(f"{self.id}: x and y come together")
        if (self.x is None) == (self.precision in (Precision.ADDRESS, Precision.QUARTIER)):
            raise ValueError(f"{self.id}: precision {self.precision} with x = {self.x}")
        if self.capacity is not None and self.capacity < 0:
            raise ValueError(f"{self.id}: negative capacity {self.capacity}")

    @property
    def located(self) -> bool:
        """True when distances can be worked out from it."""
        return self.x is not None

    def capacity_text(self, unit: str = "") -> str:
        """«capacité 2,5 ETP», or «capacité inconnue»."""
        if self.capacity is None:
            return _("capacité inconnue")
        decimals = 0 if float(self.capacity).is_integer() else 1
        return _("capacité {n}").format(n=with_unit(number(self.capacity, decimals), unit))

    @property
    def precision_text(self) -> str:
        """The precision in words, with a doubt where there is one."""
        if self.certain:
            return self.precision.label
        return _("{precision}, probable").format(precision=self.precision.label)
