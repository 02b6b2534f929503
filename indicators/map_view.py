"""The map of one indicator and year as a frozen view: map, legend, table, CSV and image."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indicators.catalogue import Indicator, Source
from indicators.classes import class_index, class_labels
from indicators.estimate import Estimate, Status
from indicators.french import NBSP, enumeration, number
from indicators.head_count import HeadCount
from indicators.language import _
from indicators.level import Level
from indicators.palettes import NON_VALUE_LOOKS, SEQUENTIAL
from indicators.territory import Territory


class NonValue(StrEnum):
    """The four that never get a class colour."""

    ZERO = "zero"
    SUPPRESSED = "secret"
    UNAVAILABLE = "indisponible"
    NOT_APPLICABLE = "sans_objet"


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend: `look` is the key of a class («0»…«4») or of a non-value."""

    look: str
    label: str
    colour: str
    pattern: str
    count: int


@dataclass(frozen=True)
class MapCell:
    """One territory on the map, with the words of its card."""

    territory: Territory
    estimate: Estimate
    look: str
    value_text: str
    count_text: str
    head_count: HeadCount | None

    @property
    def status_text(self) -> str:
        """The status in words, for the table."""
        return self.estimate.status.label


@dataclass(frozen=True)
class MapView:
    """Every territory of a level, in a commune, a Region or Belgium, for one indicator and year.

    `extent` is what the map covers (None: the Region of Brussels); `vintage` names the outlines of
    sectors, `drawn_for` are their years. `across` is a perimeter that lies over the cells.
    """

    indicator: Indicator
    year: int
    cells: tuple[MapCell, ...]
    sources: tuple[Source, ...]
    outlines: Source
    statistics_version: str
    level: Level = Level.QUARTIER
    extent: Territory | None = None
    vintage: str = ""
    drawn_for: tuple[str, ...] = ()
    across: MapCell | None = None

    @property
    def title(self) -> str:
        """Title with its year, as printed above the map."""
        return f"{self.indicator.title} · {self.year}"

    @property
    def extent_text(self) -> str:
        """What is shown where: «724 secteurs, Région de Bruxelles-Capitale»."""
        where = self.extent.name if self.extent else _("Région de Bruxelles-Capitale")
        text = f"{number(len(self.cells))} {self.level.plural}, {where}"
        if self.drawn_for:
            text += _(" (contours de {years})").format(years=enumeration(list(self.drawn_for)))
        return text

    @property
    def observed(self) -> int:
        """How many territories have a value."""
        return sum(cell.estimate.value is not None for cell in self.cells)

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """Five classes in words, then the four non-values, each with its number of territories."""
        counts: dict[str, int] = {}
        for cell in self.cells:
            counts[cell.look] = counts.get(cell.look, 0) + 1
        entries = [
            LegendEntry(str(index), label, SEQUENTIAL[index], "", counts.get(str(index), 0))
            for index, label in enumerate(class_labels(self.indicator, self.level))
        ]
        words = {
            NonValue.ZERO: _("zéro"),
            NonValue.SUPPRESSED: _("secret statistique"),
            NonValue.UNAVAILABLE: _("non disponible"),
            NonValue.NOT_APPLICABLE: _("sans objet (parc, cimetière, industrie)")
            if self.level is Level.QUARTIER
            else _("sans objet (personne n'y vit)"),
        }
        for kind, word in words.items():
            look = NON_VALUE_LOOKS[kind.value]
            entries.append(
                LegendEntry(kind.value, word, look.colour, look.pattern, counts.get(kind.value, 0))
            )
        return tuple(entries)

    @property
    def values_source(self) -> str:
        """Sources of the values alone, where the map itself already names its outlines."""
        word = _("Source") if len(self.sources) == 1 else _("Sources")
        named = f"{NBSP}; ".join(source.attribution for source in self.sources)
        return f"{word}{NBSP}: {named}, {self.year}."

    @property
    def source_line(self) -> str:
        """Sources of the values and of the outlines, always visible under the map."""
        return f"{self.values_source} {self.outlines.attribution}."

    def cell(self, code: str) -> MapCell | None:
        """Return the cell of one territory, or of the perimeter across them."""
        if self.across is not None and self.across.territory.code == code:
            return self.across
        return next((cell for cell in self.cells if cell.territory.code == code), None)


def look_of(indicator: Indicator, estimate: Estimate) -> str:
    """Return the legend key of a figure; a zero and a non-value never get a class."""
    if estimate.status is Status.SUPPRESSED:
        return NonValue.SUPPRESSED
    if estimate.status is Status.UNAVAILABLE:
        return NonValue.UNAVAILABLE
    if estimate.status is Status.NOT_APPLICABLE:
        return NonValue.NOT_APPLICABLE
    assert estimate.value is not None
    if estimate.value == 0:
        return NonValue.ZERO
    return str(class_index(indicator, estimate.value, estimate.level))
