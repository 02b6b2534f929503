"""What a statement rests on: a frozen figure, a testimony without a name, a document.

Evidence is frozen when it is attached: a later rebuild of the statistics never
changes what a statement was based on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from indicators.figure import Figure
from indicators.french import NBSP
from indicators.language import _

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]

METHODS = {
    "entretien": _("entretien"),
    "focus_group": _("focus group"),
    "marche_exploratoire": _("marche exploratoire"),
    "stand": _("stand"),
    "reunion": _("réunion"),
}
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


class _Evidence(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IndicatorSnapshot(_Evidence):
    """A figure as it stood when somebody relied on it."""

    kind: Literal["chiffre"] = "chiffre"
    anchor: str
    indicator: str
    title: str
    short_title: str
    territory_level: str
    territory_code: str
    territory_name: str
    year: int
    status: str
    value: float | None
    value_text: str
    count_text: str
    comparison_text: str
    source_text: str
    caveats: tuple[str, ...]
    statistics_version: str
    taken_at: datetime

    @property
    def chip(self) -> str:
        """Short text: «BIM : 43,6 %, 2024»."""
        return f"{self.short_title}{NBSP}: {self.value_text}, {self.year}"

    @property
    def reference(self) -> str:
        """Full text for the list of references of a document."""
        parts = [f"{self.title}, {self.territory_name}{NBSP}: {self.value_text} ({self.year})"]
        parts += [part for part in (self.count_text, self.comparison_text) if part]
        separator = f"{NBSP}; "
        return f"{separator.join(parts)}. {_('Source')}{NBSP}: {self.source_text}."


class Testimony(_Evidence):
    """What somebody said, known by function and sector only; never by name."""

    __test__ = False  # not a test, whatever pytest thinks of its name

    kind: Literal["temoignage"] = "temoignage"
    function: ShortText
    sector: ShortText
    month: Month
    method: Literal["entretien", "focus_group", "marche_exploratoire", "stand", "reunion"]
    record: str = ""
    """The id of the testimony in the journal; empty when it was typed here."""

    @property
    def when(self) -> str:
        """«mai 2021»."""
        year, month = self.month.split("-")
        return f"{MONTHS[int(month) - 1]} {year}"

    @property
    def chip(self) -> str:
        """«Service d'accompagnement des locataires, mai 2021»."""
        return f"{self.function}, {self.when}"

    @property
    def reference(self) -> str:
        """Full text for the list of references of a document."""
        return (
            f"{_('Témoignage')}{NBSP}: {self.function} ({self.sector}), {METHODS[self.method]}, {self.when}."
        )


class Document(_Evidence):
    """Something that was read: report, article, plan; by organisation, title and year."""

    kind: Literal["document"] = "document"
    title: ShortText
    organisation: ShortText
    year: int = Field(ge=1900, le=2100)
    record: str = ""
    """The id of the reading in the journal; empty when it was typed here."""

    @property
    def chip(self) -> str:
        """«Rapport … (2021)»."""
        return f"{self.title}, {self.year}"

    @property
    def reference(self) -> str:
        """Full text for the list of references of a document."""
        return f"{_('Document')}{NBSP}: {self.title}, {self.organisation}, {self.year}."


Evidence = Annotated[IndicatorSnapshot | Testimony | Document, Field(discriminator="kind")]
EVIDENCE_LIST: TypeAdapter[tuple[Evidence, ...]] = TypeAdapter(tuple[Evidence, ...])


def snapshot(figure: Figure, statistics_version: str, taken_at: datetime) -> IndicatorSnapshot:
    """Freeze a figure as evidence, with the words it was shown in."""
    comparison = figure.main_comparison
    comparison_text = ""
    if comparison is not None:
        comparison_text = f"{comparison.word} ({comparison.benchmark_text})"
    return IndicatorSnapshot(
        anchor=figure.anchor,
        indicator=figure.indicator.id,
        title=figure.indicator.title,
        short_title=figure.indicator.short_title,
        territory_level=figure.territory.level,
        territory_code=figure.territory.code,
        territory_name=figure.territory.name,
        year=figure.year,
        status=figure.estimate.status.value,
        value=figure.estimate.value,
        value_text=figure.value_text,
        count_text=figure.count_text,
        comparison_text=comparison_text,
        source_text=figure.source_text,
        caveats=figure.caveats,
        statistics_version=statistics_version,
        taken_at=taken_at,
    )
