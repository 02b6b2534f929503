"""A row of the table `observation` as a figure."""

from __future__ import annotations

from typing import Any

from indicators.estimate import Estimate, Nature, Status

ESTIMATE_COLUMNS = (
    "indicator, level, code, year, value, status, nature, source, to_verify, numerator, denominator"
)


def estimate_of(row: tuple[Any, ...], stand_in: float | None) -> Estimate:
    """A row of ESTIMATE_COLUMNS as a figure, with a stand-in where the source gives no denominator."""
    indicator, level, code, year, value, status, nature, source, to_verify, numerator, denominator = row
    if denominator is None and stand_in:
        denominator = stand_in
        numerator = value * stand_in / 100 if value is not None else None
    return Estimate(
        indicator=indicator,
        level=level,
        code=code,
        year=year,
        status=Status(status),
        value=value,
        source=source,
        numerator=numerator,
        denominator=denominator,
        nature=Nature(nature),
        to_verify=to_verify,
    )


def nearest_count(counted: dict[int, float], year: int) -> float | None:
    """The count of the nearest year, the later one of two: as `denominators` finds it."""
    if not counted:
        return None
    return counted[min(counted, key=lambda one: abs(one - year) * 2 + (one < year))]
