"""Two-step floating catchment areas, worked out by PySAL `access`.

Step one: for every service, its supply divided by the people who can reach it. Step two: for
every place, the sum of these ratios over the services that it can reach (Luo & Wang, 2003,
*Environment and Planning B* 30(6)). The enhanced method weighs both steps by zones of travel
time, 1 – 0,68 – 0,22 over three equal zones (Luo & Qi, 2009, *Health & Place* 15(4)).

What a service offers is shared out among the people who can reach it and nothing is lost: the
mean of the values, weighted by people, is the supply within reach divided by the people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from indicators.coverage.distance import Costs

LUO_QI_WEIGHTS = (1.0, 0.68, 0.22)
"""Weights of the three zones of travel time, the nearest first."""


def zones(limit: float) -> dict[float, float]:
    """Upper bound of each of the three zones up to `limit` minutes, with its weight."""
    last = len(LUO_QI_WEIGHTS)
    return {limit * (index + 1) / last: weight for index, weight in enumerate(LUO_QI_WEIGHTS)}


def two_step(
    population: Mapping[str, float], supply: Mapping[str, float], cost: Costs, max_cost: float
) -> dict[str, float]:
    """2SFCA: supply per inhabitant within `max_cost`, by origin (a place that reaches nothing has 0).

    `population` by origin, `supply` by service, `cost` by (origin, service) in the unit of
    `max_cost`. A service that nobody lives near gives nothing to anybody.
    """
    return _catchments(population, supply, cost, max_cost, None)


def enhanced(
    population: Mapping[str, float], supply: Mapping[str, float], cost: Costs, weights: Mapping[float, float]
) -> dict[str, float]:
    """E2SFCA: as `two_step`, with the weight of each zone; `weights` by upper bound of the zone.

    Raises ValueError without zones or for a negative weight.
    """
    from access.weights import step_fn

    if not weights:
        raise ValueError("no zones")
    return _catchments(population, supply, cost, max(weights), step_fn(dict(weights)))


def _catchments(
    population: Mapping[str, float],
    supply: Mapping[str, float],
    cost: Costs,
    max_cost: float,
    weight: Callable[[float], float] | None,
) -> dict[str, float]:
    access = dict.fromkeys(population, 0.0)
    rows = [
        (origin, service, minutes)
        for (origin, service), minutes in cost.items()
        if population.get(origin, 0) > 0 and service in supply and minutes <= max_cost
    ]
    if not rows:
        return access

    import pandas as pd
    from access.fca import two_stage_fca

    demand = pd.DataFrame({"demand": {code: float(people) for code, people in population.items()}})
    offered = pd.DataFrame({"supply": {code: float(amount) for code, amount in supply.items()}})
    costs = pd.DataFrame(rows, columns=["origin", "dest", "cost"])
    found = two_stage_fca(
        demand,
        offered,
        costs,
        max_cost=max_cost,
        demand_index=True,
        demand_name="demand",
        supply_name="supply",
        weight_fn=weight,
    )
    # A weight of zero leaves a service without people: nothing divided by nothing is not an access.
    return access | {str(code): float(value) for code, value in found.fillna(0.0).items()}
