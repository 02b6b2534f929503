"""The heat table: all indicators of all territories, each cell in its fixed map class.

The classes are those of the maps, so that a colour means the same here, there and every year.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.catalogue import Indicator, Source
from indicators.classes import class_index
from indicators.estimate import Status
from indicators.language import _
from indicators.map_view import NonValue
from indicators.territory import Kind, Territory


@dataclass(frozen=True)
class HeatColumn:
    """One indicator at one year; `observed` counts the territories that have a value."""

    indicator: Indicator
    year: int
    observed: int

    @property
    def title(self) -> str:
        """«BIM, 2024»."""
        return f"{self.indicator.short_title}, {self.year}"


@dataclass(frozen=True)
class HeatCell:
    """One value; `look` is the key of a class («0»…«4») or of a non-value."""

    value: float | None
    status: Status
    look: str
    text: str


@dataclass(frozen=True)
class HeatRow:
    """One territory, a cell per column."""

    territory: Territory
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class HeatTable:
    """Territories × indicators; the rows stand by name, places where nobody lives last."""

    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    sources: tuple[Source, ...]
    level: str
    statistics_version: str

    @property
    def communes(self) -> tuple[str, ...]:
        """The names of the communes that the rows lie in, in alphabetical order."""
        return tuple(sorted({name for row in self.rows for name in row.territory.communes}))

    def within(self, commune: str) -> HeatTable:
        """The rows that lie, at least in part, in a commune; all of them for an empty name."""
        if not commune:
            return self
        rows = tuple(row for row in self.rows if commune in row.territory.communes)
        return HeatTable(self.columns, rows, self.sources, self.level, self.statistics_version)

    def sorted_by(self, indicator_id: str) -> HeatTable:
        """The highest value first; those without a value last, by name, never dropped.

        An id that is no column leaves the order of the names.
        """
        place = next((n for n, one in enumerate(self.columns) if one.indicator.id == indicator_id), None)
        if place is None:
            return self
        column = place

        def key(row: HeatRow) -> tuple[bool, float]:
            value = row.cells[column].value
            return (value is None, -(value or 0.0))

        return HeatTable(
            self.columns,
            tuple(sorted(self.rows, key=key)),
            self.sources,
            self.level,
            self.statistics_version,
        )

    def row(self, code: str) -> HeatRow | None:
        """The row of one territory."""
        return next((row for row in self.rows if row.territory.code == code), None)


def heat_cell(
    indicator: Indicator, value: float | None, status: Status, level: str, text: str = ""
) -> HeatCell:
    """A cell with its look and text; a zero and a non-value never get a class.

    `text` is what to write in the place of the value («au moins 12,3 %», «de 16 000 à 21 000 €»).
    """
    if value is None:
        looks = {
            Status.SUPPRESSED: NonValue.SUPPRESSED,
            Status.UNAVAILABLE: NonValue.UNAVAILABLE,
            Status.NOT_APPLICABLE: NonValue.NOT_APPLICABLE,
        }
        return HeatCell(None, status, looks[status], text or status.label)
    look = str(class_index(indicator, value, level)) if value else NonValue.ZERO.value
    return HeatCell(value, status, look, text or indicator.format_number(value))


def no_row(indicator: Indicator, territory: Territory) -> HeatCell:
    """No source has a row: «non disponible» where people live, «sans objet» elsewhere."""
    inhabited = territory.kind is Kind.INHABITED
    status = Status.UNAVAILABLE if inhabited else Status.NOT_APPLICABLE
    return heat_cell(indicator, None, status, territory.level)


def class_words(look: str) -> str:
    """A look in words, for the legend."""
    return {
        "0": _("classe 1, les valeurs les plus basses"),
        "1": _("classe 2"),
        "2": _("classe 3"),
        "3": _("classe 4"),
        "4": _("classe 5, les valeurs les plus élevées"),
        NonValue.ZERO: _("zéro"),
        NonValue.SUPPRESSED: Status.SUPPRESSED.label,
        NonValue.UNAVAILABLE: Status.UNAVAILABLE.label,
        NonValue.NOT_APPLICABLE: Status.NOT_APPLICABLE.label,
    }[look]
