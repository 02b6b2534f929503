"""Somebody who tries to work small groups out of what is shown.

Written apart from `indicators.disclosure` on purpose: dense rows of fractions, no shortcut, nothing
imported from the module that is attacked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations


class Attacker:
    """Knows some sums over a list of unknowns, and all that follows from them."""

    def __init__(self, unknowns: Sequence[object], sums: Iterable[dict[object, int]]) -> None:
        self.place = {unknown: place for place, unknown in enumerate(unknowns)}
        self._lines: list[tuple[int, list[Fraction]]] = []
        for one in sums:
            rest = self._rest(one)
            lead = next((place for place, value in enumerate(rest) if value), None)
            if lead is not None:
                self._lines.append((lead, [value / rest[lead] for value in rest]))

    @property
    def knows(self) -> int:
        """How many independent sums are known."""
        return len(self._lines)

    def works_out(self, group: Iterable[object]) -> bool:
        """True when the sum over the group follows from what is known."""
        return not any(self._rest(dict.fromkeys(group, 1)))

    def _rest(self, one: dict[object, int]) -> list[Fraction]:
        rest = [Fraction(0)] * len(self.place)
        for unknown, factor in one.items():
            rest[self.place[unknown]] = Fraction(factor)
        for lead, line in self._lines:
            if rest[lead]:
                factor_ = rest[lead]
                rest = [value - factor_ * known for value, known in zip(rest, line, strict=True)]
        return rest


def small_sets(
    people: dict[object, int], threshold: int, most: int | None = None
) -> Iterable[tuple[object, ...]]:
    """All sets of unknowns (of at most `most`) that count fewer people than the threshold."""
    light = [one for one, count in people.items() if count < threshold]
    for size in range(1, (len(light) if most is None else min(most, len(light))) + 1):
        for group in combinations(light, size):
            if sum(people[one] for one in group) < threshold:
                yield group
