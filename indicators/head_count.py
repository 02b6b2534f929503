"""From a rate to the number of people behind it, with the range that rounding allows."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.french import number, rounded_to_two_digits
from indicators.rounding import rounding_interval


@dataclass(frozen=True)
class HeadCount:
    """How many people (or households) a rate stands for.

    `low` and `high` come from the rounding of the published rate. `exact` is False
    when the denominator is a stand-in for the indicator's own: the number is then
    an order of magnitude and is written with two digits only.
    """

    count: int
    low: int
    high: int
    denominator: float
    denominator_label: str
    unit: str
    exact: bool

    @property
    def text(self) -> str:
        """«≈ 748 personnes (747 à 750)», or «environ 4 500 personnes» with a stand-in."""
        if not self.exact:
            return f"environ {number(rounded_to_two_digits(self.count))} {self.unit}"
        if self.low == self.high:
            return f"{number(self.count)} {self.unit}"
        return f"≈\u00a0{number(self.count)} {self.unit} ({number(self.low)} à {number(self.high)})"

    @property
    def working(self) -> str:
        """The multiplication, so that anybody can do it again."""
        return f"sur {number(self.denominator)} {self.denominator_label}"


def head_count(
    rate: float,
    denominator: float,
    *,
    published_decimals: int,
    denominator_label: str,
    unit: str = "personnes",
    exact: bool = True,
) -> HeadCount:
    """Turn a rate in percent into a number of units of its denominator.

    Raises ValueError for a negative rate or denominator.
    """
    if rate < 0 or denominator < 0:
        raise ValueError(f"negative rate {rate} or denominator {denominator}")
    lowest, highest = rounding_interval(rate, published_decimals)
    return HeadCount(
        count=round(rate * denominator / 100),
        low=round(lowest * denominator / 100),
        high=round(highest * denominator / 100),
        denominator=denominator,
        denominator_label=denominator_label,
        unit=unit,
        exact=exact,
    )
