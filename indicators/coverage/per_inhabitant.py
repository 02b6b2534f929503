"""Services per inhabitant: what stands in a quartier, for the people who live in it.

The oldest measure and the coarsest: nobody crosses a street (Guagliardo, 2004, *International
Journal of Health Geographics* 3:3). The floating catchments mend that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from indicators.coverage.points import ServicePoint

PER = 10_000


def supply_within(points: Iterable[ServicePoint], amounts: Mapping[str, float]) -> dict[str, float]:
    """What the points offer, by quartier."""
    found: dict[str, float] = {}
    for point in points:
        if point.quartier:
            found[point.quartier] = found.get(point.quartier, 0.0) + amounts[point.id]
    return found


def per_inhabitant(
    population: Mapping[str, float], supply: Mapping[str, float], per: float = PER
) -> dict[str, float]:
    """Supply for `per` inhabitants, by quartier; quartiers without inhabitants are left out."""
    return {code: supply.get(code, 0.0) / people * per for code, people in population.items() if people > 0}
