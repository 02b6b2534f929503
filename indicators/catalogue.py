"""The catalogue: what each indicator is, said once, beside the data."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from indicators.french import number, with_unit
from indicators.level import Level
from indicators.user_error import UserError

Breaks = Annotated[tuple[float, ...], Field(min_length=4, max_length=4)]


class Unit(StrEnum):
    """The unit of the published value."""

    PERCENT = "pourcent"
    EURO = "euro"
    PER_100_HOUSEHOLDS = "pour_100_menages"
    COUNT = "nombre"


class Direction(StrEnum):
    """Whether a higher value is good news for the people who live there."""

    GOOD = "favorable"
    BAD = "attention"
    NONE = "neutre"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Entry):
    """A publication: who, what, under which terms; `note` is what to know of its figures.

    `threshold` is the number of inhabitants under which the publisher itself hides a figure.
    """

    id: str
    publisher: str
    title: str
    licence: str
    attribution: str
    url: str = ""
    note: str = ""
    threshold: int = Field(default=0, ge=0)


class Denominator(_Entry):
    """What the share is taken of, and which published count can stand in for it."""

    label: str
    indicator: str | None = None
    exact: bool = False
    note: str = ""


class TrendGap(_Entry):
    """Years across which the series must not be read as a change."""

    after: int
    before: int
    reason: str


class Indicator(_Entry):
    """One indicator of the catalogue.

    `breaks` are the four fixed bounds of the five map classes; they never change
    with the year. A count is larger in a larger territory: `level_breaks` holds other bounds
    for some levels. `level_caveats` are true of one level only. `margin` is the reading margin, in the unit of the indicator, used
    when no denominator allows an interval. Counts of people under `smallest_count` are hidden, with
    the complements that they need.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    order: int
    title: str
    short_title: str
    definition: str
    numerator: str
    denominator: Denominator | None = None
    unit: Unit
    accessible_unit: str
    counted: str = "personnes"
    sentence: str
    sentence_singular: str = ""
    theme: str
    direction: Direction
    decimals: int = Field(ge=0, le=3)
    published_decimals: int = Field(ge=0, le=4)
    sources: tuple[str, ...] = Field(min_length=1)
    years: tuple[int, int]
    levels: tuple[Level, ...] = Field(min_length=1)
    breaks: Breaks
    level_breaks: dict[Level, Breaks] = Field(default_factory=dict)
    minimum: float = 0
    maximum: float
    margin: float | None = None
    smallest_count: int = Field(default=0, ge=0)
    trend_gaps: tuple[TrendGap, ...] = ()
    caveats: tuple[str, ...] = Field(min_length=1)
    level_caveats: dict[Level, tuple[str, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ordered(self) -> Indicator:
        if any(list(b) != sorted(set(b)) for b in (self.breaks, *self.level_breaks.values())):
            raise ValueError(f"{self.id}: «\u00a0breaks\u00a0» doit être strictement croissant")
        if self.years[0] > self.years[1]:
            raise ValueError(f"{self.id}: «\u00a0years\u00a0» doit aller du premier au dernier")
        return self

    def __hash__(self) -> int:
        return hash(self.id)

    def breaks_at(self, level: str) -> Breaks:
        """The four bounds of the map classes at one level."""
        return self.level_breaks.get(Level(level), self.breaks)

    def caveats_at(self, level: str) -> tuple[str, ...]:
        """What to know of a figure of one level, the general things first."""
        return (*self.caveats, *self.level_caveats.get(Level(level), ()))

    @property
    def unit_symbol(self) -> str:
        """The short unit that follows a value."""
        return {
            Unit.PERCENT: "%",
            Unit.EURO: "€",
            Unit.PER_100_HOUSEHOLDS: "pour 100 ménages",
            Unit.COUNT: "",
        }[self.unit]

    @property
    def is_share(self) -> bool:
        """True when the value is a part of a whole, between 0 and 100."""
        return self.unit is Unit.PERCENT

    def format(self, value: float) -> str:
        """Write a value with the catalogue's decimals and unit: «43,6 %»."""
        return with_unit(self.format_number(value), self.unit_symbol)

    def format_number(self, value: float) -> str:
        """Write a value with the catalogue's decimals, without its unit."""
        return number(value, self.decimals if value else 0)


class Theme(_Entry):
    """A heading of the fiche, in reading order."""

    id: str
    title: str


class Catalogue(_Entry):
    """All indicators, themes and sources that the product knows."""

    indicators: tuple[Indicator, ...]
    themes: tuple[Theme, ...]
    sources: tuple[Source, ...]

    @model_validator(mode="after")
    def _closed(self) -> Catalogue:
        ids = [indicator.id for indicator in self.indicators]
        if len(set(ids)) != len(ids):
            raise ValueError(f"identifiants en double: {sorted(ids)}")
        themes = {theme.id for theme in self.themes}
        sources = {source.id for source in self.sources}
        for indicator in self.indicators:
            if indicator.theme not in themes:
                raise ValueError(f"{indicator.id}: thème inconnu «\u00a0{indicator.theme}\u00a0»")
            for source in indicator.sources:
                if source not in sources:
                    raise ValueError(f"{indicator.id}: source inconnue «\u00a0{source}\u00a0»")
            stand_in = indicator.denominator and indicator.denominator.indicator
            if stand_in and stand_in not in ids:
                raise ValueError(f"{indicator.id}: dénominateur inconnu «\u00a0{stand_in}\u00a0»")
        return self

    def __getitem__(self, indicator_id: str) -> Indicator:
        for indicator in self.indicators:
            if indicator.id == indicator_id:
                return indicator
        raise UserError(
            f"L'indicateur «\u00a0{indicator_id}\u00a0» n'existe pas.",
            remedy="Indicateurs connus\u00a0: " + ", ".join(i.id for i in self.indicators) + ".",
        )

    def __contains__(self, indicator_id: object) -> bool:
        return any(indicator.id == indicator_id for indicator in self.indicators)

    def source(self, source_id: str) -> Source:
        """Return the publication behind a value."""
        return next(source for source in self.sources if source.id == source_id)
