"""The coverage of a set of quartiers as a frozen view: map, legend, table and CSV print the same one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from indicators.catalogue import Indicator, Source
from indicators.coverage.coverage_classes import amount_labels, minutes_labels
from indicators.coverage.distance import PACE_KMH
from indicators.coverage.kinds import KindWords, kind_words
from indicators.coverage.method import Method
from indicators.coverage.points import Precision, ServicePoint
from indicators.coverage.supply import Supply
from indicators.french import number, with_unit
from indicators.language import _
from indicators.map_view import LegendEntry
from indicators.palettes import NON_VALUE_LOOKS, SEQUENTIAL
from indicators.territory import Territory

OUTSIDE_SCOPE = "hors_champ"
OUTSIDE_COLOUR = "#FAFAFA"


class PointOrigin(StrEnum):
    """Where a set of points comes from: what may be said of it depends on that."""

    KNOWN = "connus"
    FILE = "fichier"
    SCENARIO = "scenario"

    @property
    def label(self) -> str:
        """The choice in the list."""
        return {
            PointOrigin.KNOWN: _("Services connus (répertoire incomplet)"),
            PointOrigin.FILE: _("Votre fichier de services"),
            PointOrigin.SCENARIO: _("Un scénario"),
        }[self]


@dataclass(frozen=True)
class NeedLayer:
    """One need that stands beside the supply: an indicator at one year, one text per quartier."""

    indicator: Indicator
    year: int
    texts: Mapping[str, str]
    values: Mapping[str, float]

    @property
    def title(self) -> str:
        """«BIM · 2024»."""
        return f"{self.indicator.short_title} · {self.year}"


@dataclass(frozen=True)
class CoverageCell:
    """One quartier: who lives there, what is known there, how it is covered.

    `value` is in minutes for the distance, else in supply per 10 000 inhabitants; None where
    coverage is not worked out. `known` counts the services of the chosen kind in the quartier.
    `nearest` is the name of the nearest service.
    """

    territory: Territory
    population: float | None
    population_text: str
    known: int
    value: float | None
    value_text: str
    look: str
    nearest: str = ""


@dataclass(frozen=True)
class CoverageView:
    """Coverage by one kind of service, measured in one way.

    `drawn` is False when the points are not a complete directory: then no cell has a value and
    no class is drawn. `points` are those of the kind; `mean` is the supply for 10 000 people of the
    scope; `share_within` the part (0 to 1) of the people within the walking limit of a service,
    `median` the minutes that half of them do not exceed. `outside` counts services outside the
    Region that were left out. `missing_pairs` counts the quartiers that an imported matrix does
    not link to any service.
    """

    kind: str
    method: Method
    origin: PointOrigin
    scope_name: str
    drawn: bool
    cells: tuple[CoverageCell, ...]
    points: tuple[ServicePoint, ...]
    supply: Supply
    limit: int
    detour: float
    times_label: str
    population: float
    population_year: int
    mean: float
    share_within: float | None
    median: float | None
    needs: tuple[NeedLayer, ...]
    sources: tuple[Source, ...]
    outlines: Source
    statistics_version: str
    directory: str = ""
    outside: int = 0
    missing_pairs: int = 0

    @property
    def words(self) -> KindWords:
        """The kind in a sentence."""
        return kind_words(self.kind)

    @property
    def located(self) -> tuple[ServicePoint, ...]:
        """The points that stand on the map."""
        return tuple(point for point in self.points if point.located)

    @property
    def unlocated(self) -> int:
        """How many services have no position: they are in no distance and in no quartier."""
        return len(self.points) - len(self.located)

    @property
    def at_quartier(self) -> int:
        """How many stand at the middle of their quartier, for want of better."""
        return sum(point.precision is Precision.QUARTIER for point in self.points)

    @property
    def unknown_capacity(self) -> int:
        """How many services have no known capacity."""
        return sum(point.capacity is None for point in self.points)

    @property
    def unit(self) -> str:
        """The unit of the values: «minutes de marche», «services pour 10 000 habitant·es»."""
        return self.unit_of(2)

    def unit_of(self, value: float) -> str:
        """The unit after one value, in the singular below two."""
        if self.method is Method.NEAREST:
            return _("minutes") if self.times_label else _("minutes de marche")
        offered = self.supply.unit or (self.words.one if value < 2 else self.words.many)
        return _("{offer} pour 10\u202f000 habitant·es").format(offer=offered)

    @property
    def mean_text(self) -> str:
        """«0,19 psychologue de première ligne pour 10 000 habitant·es»."""
        return with_unit(number(self.mean, self.decimals), self.unit_of(self.mean))

    @property
    def title(self) -> str:
        """«Service de santé mentale · Accessibilité 2SFCA · 15 minutes»."""
        parts = [self.words.title, self.method.label]
        if self.method.limited:
            parts.append(_("{n}\u00a0minutes").format(n=self.limit))
        return " · ".join(parts)

    @property
    def pace_text(self) -> str:
        """How minutes were had: «à pied, 4,5 km/h, détour 1,3», or the name of the matrix."""
        if self.times_label:
            return _("temps de trajet importés ({name})").format(name=self.times_label)
        return _("à pied, {pace}\u00a0km/h, ligne droite × {detour}").format(
            pace=f"{PACE_KMH:g}".replace(".", ","), detour=f"{self.detour:g}".replace(".", ",")
        )

    @property
    def nothing_words(self) -> str:
        """The legend entry of the quartiers that have nothing at all."""
        if self.method is Method.PER_INHABITANT:
            return _("{nothing} dans le quartier").format(nothing=self.words.no_one)
        return _("{nothing} à {n}\u00a0minutes ou moins").format(nothing=self.words.no_one, n=self.limit)

    @property
    def decimals(self) -> int:
        """Decimals of the values: minutes are whole, small means need two or three."""
        if self.method is Method.NEAREST:
            return 0
        return 1 if self.mean >= 5 else 2 if self.mean >= 0.1 else 3

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """The classes in words, then what has no class, each with its number of quartiers.

        Empty when coverage is not drawn.
        """
        if not self.drawn:
            return ()
        counts: dict[str, int] = {}
        for cell in self.cells:
            counts[cell.look] = counts.get(cell.look, 0) + 1
        distance = self.method is Method.NEAREST
        labels = minutes_labels() if distance else amount_labels(self.mean, self.decimals)
        entries = [
            LegendEntry(str(index), label, SEQUENTIAL[index], "", counts.get(str(index), 0))
            for index, label in enumerate(labels)
        ]
        others = [] if distance else [("zero", self.nothing_words)]
        others += [
            ("indisponible", _("non calculé (population ou trajet inconnu)")),
            ("sans_objet", _("sans objet (parc, cimetière, industrie)")),
        ]
        for look, label in others:
            drawing = NON_VALUE_LOOKS[look]
            entries.append(LegendEntry(look, label, drawing.colour, drawing.pattern, counts.get(look, 0)))
        if OUTSIDE_SCOPE in counts:
            label = _("hors du scénario")
            entries.append(LegendEntry(OUTSIDE_SCOPE, label, OUTSIDE_COLOUR, "", counts[OUTSIDE_SCOPE]))
        return tuple(entries)

    @property
    def in_scope(self) -> tuple[CoverageCell, ...]:
        """The inhabited quartiers that the question is about."""
        return tuple(cell for cell in self.cells if cell.look not in (OUTSIDE_SCOPE, "sans_objet"))

    @property
    def covered(self) -> tuple[CoverageCell, ...]:
        """The quartiers with a value."""
        return tuple(cell for cell in self.cells if cell.value is not None)

    def cell(self, code: str) -> CoverageCell | None:
        """The cell of one quartier."""
        return next((cell for cell in self.cells if cell.territory.code == code), None)

    def need(self, indicator_id: str) -> NeedLayer | None:
        """One of the needs."""
        return next((need for need in self.needs if need.indicator.id == indicator_id), None)
