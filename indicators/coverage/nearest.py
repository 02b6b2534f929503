"""The nearest service of each quartier, and how many people live how near to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.coverage.distance import Costs


@dataclass(frozen=True)
class Nearest:
    """The service that takes the least time, in minutes."""

    point: str
    minutes: float


def nearest(origins: Iterable[str], costs: Costs) -> dict[str, Nearest]:
    """The nearest point of each origin; an origin that reaches none is absent.

    Of two points equally near, the first by id is taken, so that the answer does not change
    with the order of a file.
    """
    wanted = set(origins)
    found: dict[str, Nearest] = {}
    for (origin, point), minutes in sorted(costs.items()):
        if origin in wanted and (origin not in found or minutes < found[origin].minutes):
            found[origin] = Nearest(point, minutes)
    return found


def share_within(population: Mapping[str, float], minutes: Mapping[str, float], limit: float) -> float | None:
    """Part of the people (0 to 1) whose quartier is within `limit` minutes; None without people."""
    total = sum(population.values())
    if not total:
        return None
    return (
        sum(people for code, people in population.items() if minutes.get(code, float("inf")) <= limit) / total
    )


def median_minutes(population: Mapping[str, float], minutes: Mapping[str, float]) -> float | None:
    """The minutes that half of the people do not exceed (weighted lower median).

    None without people, or when half of them reach no service at all.
    """
    total = sum(population.values())
    reached = 0.0
    for code in sorted(minutes, key=lambda one: (minutes[one], one)):
        reached += population.get(code, 0.0)
        if total and reached >= total / 2:
            return minutes[code]
    return None
