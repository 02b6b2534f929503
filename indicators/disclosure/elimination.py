"""Exact linear elimination: what can be worked out of sums, with whole numbers only.

No float takes part, so that no tolerance decides whether a secret is safe.
"""

from __future__ import annotations

from math import gcd

Row = dict[int, int]
"""Coefficients that are not zero, by column."""


class Echelon:
    """The reduced row echelon form of the rows added so far (unique up to the scale of its rows).

    Columns from `width` on are riders: they follow every combination, hence say which one was
    made, and never lead a row. Rows are kept in whole numbers without common divisor, led by a
    positive coefficient in their first column.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.rows: dict[int, Row] = {}

    def remainder(self, row: Row) -> Row:
        """What is left of `row` (up to a positive factor) once the rows added are taken out of it."""
        for lead in [column for column in row if column in self.rows]:
            row = _without(row, self.rows[lead], lead)
        return row

    def add(self, row: Row) -> bool:
        """Add a row; False when it is a combination of those already there."""
        rest = self.remainder(row)
        lead = min(rest, default=self.width)
        if lead >= self.width:
            return False
        rest = _lowest_terms(rest, rest[lead])
        for other, known in self.rows.items():
            if lead in known:
                self.rows[other] = _without(known, rest, lead)
        self.rows[lead] = rest
        return True

    def spans(self, row: Row) -> bool:
        """True when `row` is a combination of the rows added."""
        return min(self.remainder(row), default=self.width) >= self.width


def _without(row: Row, other: Row, column: int) -> Row:
    """Clear `column` of `row`, where `other` is positive there: row·b − other·a."""
    here, there = row[column], other[column]
    common = gcd(here, there)
    here, there = here // common, there // common
    result = dict(row) if there == 1 else {one: value * there for one, value in row.items()}
    for one, value in other.items():
        new = result.get(one, 0) - value * here
        if new:
            result[one] = new
        else:
            del result[one]
    return result if there == 1 else _lowest_terms(result, 1)


def _lowest_terms(row: Row, sign: int) -> Row:
    common = gcd(*row.values()) if row else 1
    if sign < 0:
        common = -common
    return row if common == 1 else {one: value // common for one, value in row.items()}
