"""What people decide about a statement: its state, its priority, whether figures and testimony agree."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from indicators.language import _


class Status(StrEnum):
    """How far a statement is."""

    DRAFT = "brouillon"
    VALIDATED = "valide"
    TO_REVIEW = "a_revoir"

    @property
    def label(self) -> str:
        """The word for people."""
        return {
            Status.DRAFT: _("Brouillon"),
            Status.VALIDATED: _("Validé"),
            Status.TO_REVIEW: _("À revoir"),
        }[self]


class Convergence(StrEnum):
    """Whether figures and testimony say the same; always chosen by people."""

    NOT_EXAMINED = ""
    CONVERGE = "converge"
    DIVERGE = "diverge"
    UNDOCUMENTED = "non_documente"

    @property
    def label(self) -> str:
        """The words for people."""
        return {
            Convergence.NOT_EXAMINED: _("Pas encore examiné"),
            Convergence.CONVERGE: _("Chiffres et témoignages convergent"),
            Convergence.DIVERGE: _("Chiffres et témoignages divergent"),
            Convergence.UNDOCUMENTED: _("Non documenté"),
        }[self]


class Priority(StrEnum):
    """How urgent a statement is for the people of the workshop."""

    NONE = "0"
    LOW = "1"
    MIDDLE = "2"
    HIGH = "3"

    @property
    def label(self) -> str:
        """The words for people."""
        return {
            Priority.NONE: _("Sans priorité"),
            Priority.LOW: _("Priorité 3"),
            Priority.MIDDLE: _("Priorité 2"),
            Priority.HIGH: _("Priorité 1"),
        }[self]


Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]


class StatementPlace(BaseModel):
    """Where a statement stands on the map: degrees WGS84, as (longitude, latitude).

    A point has one position, a line two or more, an area three or more (its ring is not closed).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    shape: Literal["point", "ligne", "zone"]
    positions: Annotated[tuple[tuple[Longitude, Latitude], ...], Field(max_length=2000)]
    label: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""

    @model_validator(mode="after")
    def _enough(self) -> Self:
        least = {"point": 1, "ligne": 2, "zone": 3}[self.shape]
        if len(self.positions) < least or (self.shape == "point" and len(self.positions) > 1):
            raise ValueError(_("cette forme n'a pas le bon nombre de points"))
        return self

    @property
    def geojson(self) -> dict[str, object]:
        """The geometry as GeoJSON."""
        positions = [list(position) for position in self.positions]
        if self.shape == "point":
            return {"type": "Point", "coordinates": positions[0]}
        if self.shape == "ligne":
            return {"type": "LineString", "coordinates": positions}
        return {"type": "Polygon", "coordinates": [[*positions, positions[0]]]}
