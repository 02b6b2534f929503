"""Assemble the coverage view from the statistics and a set of service points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from data.pentagone import SCOPE as PENTAGONE
from data.pentagone import pentagone, pentagone_name
from data.places import places_of
from data.point_set import PointSet
from data.statistics import Statistics
from indicators.coverage.coverage_classes import NOTHING, amount_look, minutes_look
from indicators.coverage.coverage_view import OUTSIDE_SCOPE, CoverageCell, CoverageView, NeedLayer
from indicators.coverage.distance import DETOUR, Costs, Walk, imported_times, walking_times
from indicators.coverage.floating_catchment import enhanced, two_step, zones
from indicators.coverage.method import Method
from indicators.coverage.nearest import Nearest, median_minutes, nearest, share_within
from indicators.coverage.per_inhabitant import PER, per_inhabitant, supply_within
from indicators.coverage.points import ServicePoint
from indicators.coverage.supply import Supply, supply_of
from indicators.french import number
from indicators.language import _
from indicators.level import BRUSSELS, Level
from indicators.map_view import NonValue
from indicators.territory import Kind, Territory

NEEDS = ("population", "bim", "isoles_65_plus", "isoles_30_plus")
POPULATION = "population"
LIMIT = 15
SHORTEST_LIMIT, LONGEST_LIMIT = 5, 60


@dataclass(frozen=True)
class CoverageRequest:
    """What somebody asks: the kind of service, the measure and its parameters.

    `limit` in minutes; `scope` is `04000` (the Region) or `pentagone`: whose people share the services.
    """

    kind: str
    method: Method = Method.NEAREST
    limit: int = LIMIT
    detour: float = DETOUR
    scope: str = BRUSSELS


@lru_cache(maxsize=4)
def need_layers(statistics: Statistics) -> tuple[NeedLayer, ...]:
    """Population, BIM and people who live alone, by quartier, each at the year that covers most quartiers."""
    layers = []
    held = {indicator.id for indicator in statistics.indicators(Level.QUARTIER)}
    for indicator in (statistics.catalogue[one] for one in NEEDS if one in held):
        year = statistics.best_year(indicator.id)
        estimates = statistics.estimates(indicator, year)
        values = {code: one.value for code, one in estimates.items() if one.value is not None}
        texts = {
            code: one.status.label if one.value is None else indicator.format(one.value)
            for code, one in estimates.items()
        }
        layers.append(NeedLayer(indicator, year, texts, values))
    return tuple(layers)


@lru_cache(maxsize=16)
def coverage_view(statistics: Statistics, points: PointSet, request: CoverageRequest) -> CoverageView:
    """Coverage of the quartiers by the points of one kind.

    Nothing is worked out from a directory that is not complete for this kind. Raises UserError when
    the statistics hold no population, ValueError for a scope that is not known.
    """
    indicator = statistics.catalogue[POPULATION]
    year = statistics.best_year(POPULATION)
    estimates = statistics.estimates(indicator, year)
    scope = _scope(statistics, request.scope)
    people = {
        code: estimates[code].value or 0.0
        for code in scope
        if code in estimates and estimates[code].value is not None
    }
    chosen = points.of_kind(request.kind)
    supply = supply_of(chosen, points.capacity_unit)
    drawn = points.may_be_drawn(request.kind) and bool(chosen)
    costs = _costs(statistics, points, chosen, request, scope) if drawn else {}
    near = nearest(scope, costs)
    minutes = {code: found.minutes for code, found in near.items()}
    total = sum(people.values())
    unreached = sum(
        code not in near
        for code in scope
        if points.times is not None and statistics.quartiers[code].kind is Kind.INHABITED
    )
    values = _values(request, people, chosen, supply, costs, near) if drawn else {}
    mean = supply.total / total * PER if drawn and total else 0.0
    drawing = _Drawing(request, drawn, values, mean, scope, {p.id: p.name for p in chosen}, near)
    counts: dict[str, int] = {}
    for point in chosen:
        counts[point.quartier] = counts.get(point.quartier, 0) + 1
    cells = tuple(
        drawing.cell(territory, people_of(estimates, code), counts.get(code, 0))
        for code, territory in _drawn_territories(statistics).items()
    )
    used = dict.fromkeys(estimates[code].source for code in people)
    return CoverageView(
        kind=request.kind,
        method=request.method,
        origin=points.origin,
        scope_name=pentagone_name() if request.scope == PENTAGONE else _("Région de Bruxelles-Capitale"),
        drawn=drawn,
        cells=cells,
        points=chosen,
        supply=supply,
        limit=request.limit,
        detour=request.detour,
        times_label=points.times.label if points.times else "",
        population=total,
        population_year=year,
        mean=mean,
        share_within=share_within(people, minutes, request.limit) if drawn else None,
        median=median_minutes(people, minutes) if drawn else None,
        needs=need_layers(statistics),
        sources=tuple(statistics.catalogue.source(source) for source in used),
        outlines=statistics.outlines(Level.QUARTIER, BRUSSELS),
        statistics_version=statistics.version,
        directory=points.label,
        outside=points.outside,
        missing_pairs=unreached if drawn and request.method.walks else 0,
    )


def people_of(estimates: Mapping[str, object], code: str) -> float | None:
    """The population of a quartier, None where it is not known."""
    return getattr(estimates.get(code), "value", None)


def _drawn_territories(statistics: Statistics) -> dict[str, Territory]:
    """The quartiers in the order of their outlines, as the map needs them."""
    return {code: statistics.quartiers[code] for code in statistics.drawn(Level.QUARTIER, BRUSSELS)}


def _scope(statistics: Statistics, scope: str) -> frozenset[str]:
    if scope == PENTAGONE:
        return pentagone(statistics)
    if scope != BRUSSELS:
        raise ValueError(f"unknown scope {scope}")
    return frozenset(statistics.quartiers)


def _costs(
    statistics: Statistics,
    points: PointSet,
    chosen: tuple[ServicePoint, ...],
    request: CoverageRequest,
    scope: frozenset[str],
) -> Costs:
    origins = [origin for code, origin in places_of(statistics).origins.items() if code in scope]
    if points.times is not None:
        return imported_times(origins, chosen, points.times)
    return walking_times(origins, chosen, Walk(request.detour))


def _values(
    request: CoverageRequest,
    people: Mapping[str, float],
    chosen: tuple[ServicePoint, ...],
    supply: Supply,
    costs: Costs,
    near: Mapping[str, Nearest],
) -> dict[str, float]:
    """Minutes, or supply for 10 000 inhabitants, by quartier."""
    if request.method is Method.NEAREST:
        return {code: found.minutes for code, found in near.items()}
    if request.method is Method.PER_INHABITANT:
        return per_inhabitant(people, supply_within(chosen, supply.amounts))
    if request.method is Method.TWO_STEP:
        ratios = two_step(people, supply.amounts, costs, request.limit)
    else:
        ratios = enhanced(people, supply.amounts, costs, zones(request.limit))
    return {code: ratio * PER for code, ratio in ratios.items() if code in near}


@dataclass(frozen=True)
class _Drawing:
    """What every cell needs to know."""

    request: CoverageRequest
    drawn: bool
    values: Mapping[str, float]
    mean: float
    scope: frozenset[str]
    names: Mapping[str, str]
    near: Mapping[str, Nearest]

    def cell(self, territory: Territory, population: float | None, known: int) -> CoverageCell:
        code = territory.code
        inhabited = territory.kind is Kind.INHABITED
        value = self.values.get(code) if inhabited and code in self.scope else None
        look, text = self._look(value, code, inhabited)
        nearest_id = self.near[code].point if code in self.near else ""
        return CoverageCell(
            territory=territory,
            population=population,
            population_text=_("population inconnue") if population is None else number(population),
            known=known,
            value=value,
            value_text=text,
            look=look,
            nearest=self.names.get(nearest_id, ""),
        )

    def _look(self, value: float | None, code: str, inhabited: bool) -> tuple[str, str]:
        if code not in self.scope:
            return OUTSIDE_SCOPE, _("hors du scénario")
        if not inhabited:
            return NonValue.NOT_APPLICABLE, _("sans objet")
        if value is None:
            return NonValue.UNAVAILABLE, _("non calculé")
        if self.request.method is Method.NEAREST:
            return minutes_look(value), _("{n}\u00a0minutes").format(n=number(value))
        look = amount_look(value, self.mean)
        if look == NOTHING:
            return look, _("zéro")
        decimals = 1 if self.mean >= 5 else 2 if self.mean >= 0.1 else 3
        return look, number(value, decimals)
