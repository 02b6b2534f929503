"""Counts that are published one step after the other: what was shown once cannot be hidden again.

`table.suppress` looks at a table as a whole and may choose other complements when a row is added.
For a table that grows every month that is a leak: last month's copy shows what this month's hides.
Here cells are offered in the order of their publication, and a cell is shown only when nothing
small follows from it and from all that was shown before (the order of months decides, never a later
month). Hundepool et al. 2012, «Statistical Disclosure Control», ch. 4, on linked tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from indicators.disclosure.bounds import pinned
from indicators.disclosure.elimination import Echelon, Row
from indicators.disclosure.recovery import TooManyGroups, small_group
from indicators.disclosure.table import Cell, Table


def release(
    table: Table,
    steps: Sequence[Sequence[Cell]],
    threshold: int,
    *,
    known: Iterable[Cell] = (),
    at_least_zero: Sequence[Mapping[Cell, int]] = (),
) -> frozenset[Cell]:
    """Choose the cells that can be shown, step by step.

    Parameters
    ----------
    table : all counts, those that are never printed too (a complement, a balance), with every
        relation that a reader can know. No count may be missing. Raises ValueError for one that is.
    steps : the cells offered at each publication, the most wanted first. When the first cell of a
        step cannot be shown, none of the step is.
    threshold : people; a count c with 0 < c < threshold is small.
    known : cells that a reader knows without our showing them.
    at_least_zero : combinations (coefficient by cell) that a reader knows not to be negative.

    Returns
    -------
    The cells to show. For somebody who knows them, the relations, and every earlier publication:

    - no small count, and no sum of counts under the threshold, is a linear combination of them;
    - no small count is the only whole number possible in the relations of one step, given that no
      count is negative, and that a cell that was offered and not shown is neither zero nor the whole.

    The cells shown of the first k steps do not depend on the steps after them.
    """
    missing = [cell for cell, count in table.cells.items() if count is None]
    if missing:
        raise ValueError(f"no count for {missing[0]!r}")
    reader = _Reader(table, threshold)
    for cell in known:
        reader = reader.told(cell)
    shown: set[Cell] = set()
    for step in steps:
        before, told = reader, []
        for place, cell in enumerate(step):
            after = None if reader.is_small(cell) else reader.told(cell)
            if after is not None and not after.learns_something_small():
                reader = after
                told.append(cell)
            elif place == 0:
                break
        while told and reader.bounds_something_small(step, at_least_zero):
            told.pop()
            reader = before
            for cell in told:
                reader = reader.told(cell)
                reader.learns_something_small()
        shown |= set(told)
    return frozenset(shown)


class _Reader:
    """Somebody who knows the relations and some cells, and all that follows linearly."""

    def __init__(self, table: Table, threshold: int) -> None:
        self.table, self.threshold = table, threshold
        self.counts = {cell: count or 0 for cell, count in table.cells.items()}
        # Large counts first: a row that is led by a small one then holds small ones only.
        self.columns = sorted(self.counts, key=lambda cell: self.counts[cell] < threshold)
        self.place = {cell: column for column, cell in enumerate(self.columns)}
        self.large = sum(1 for count in self.counts.values() if count >= threshold)
        self.weights = {column: float(self.counts[cell]) for column, cell in enumerate(self.columns)}
        self.known: frozenset[Cell] = frozenset()
        self.echelon = Echelon(len(self.columns))
        for relation in table.relations:
            row: Row = {self.place[relation.total]: 1}
            for part in relation.parts:
                row[self.place[part]] = -1
            self.echelon.add(row)

    def is_small(self, cell: Cell) -> bool:
        return 0 < self.counts[cell] < self.threshold

    def told(self, *cells: Cell) -> _Reader:
        """The same reader, who was shown more."""
        after = object.__new__(_Reader)
        after.__dict__ |= self.__dict__
        after.known = self.known | set(cells)
        after.echelon = Echelon(self.echelon.width)
        after.echelon.rows = dict(self.echelon.rows)
        for cell in cells:
            after.echelon.add({self.place[cell]: 1})
        return after

    def learns_something_small(self) -> bool:
        """True when a small count or a small sum follows; counts found to be zero are noted on the way."""
        while True:
            rows = [row for lead, row in sorted(self.echelon.rows.items()) if lead >= self.large]
            rows = [row for row in rows if len(row) > 1 or self.columns[min(row)] not in self.known]
            try:
                group = small_group(rows, self.weights, self.threshold)
            except TooManyGroups:
                return True  # not known to be safe
            if group is None:
                return False
            cells = {self.columns[column] for column in group}
            if any(self.counts[cell] for cell in cells):
                return True
            # Their sum is none: each of them is zero, and nobody is behind it.
            self.known |= cells
            for column in group:
                self.echelon.add({column: 1})

    def bounds_something_small(
        self, step: Sequence[Cell], at_least_zero: Sequence[Mapping[Cell, int]]
    ) -> bool:
        """True when a small count is the only one possible in the relations that touch a step."""
        touched = set(step)
        sums = [
            {relation.total: 1} | dict.fromkeys(relation.parts, -1)
            for relation in self.table.relations
            if relation.total in touched or not touched.isdisjoint(relation.parts)
        ]
        limits = [one for one in at_least_zero if not touched.isdisjoint(one) and self._total(one) >= 0]
        unknown = [
            cell
            for cell in dict.fromkeys(cell for one in (*sums, *limits) for cell in one)
            if cell not in self.known
        ]
        place = {cell: column for column, cell in enumerate(unknown)}
        held_back = touched - self.known
        living = held_back | {
            part
            for relation in self.table.relations
            if len(relation.parts) == 2 and not held_back.isdisjoint(relation.parts)
            for part in relation.parts
        }
        lowest = [1 if cell in living and self.counts[cell] else 0 for cell in unknown]
        true = [self.counts[cell] for cell in unknown]
        rows: list[Row] = []
        right: list[int] = []
        for factors in (*sums, *limits):
            row = {place[cell]: factor for cell, factor in factors.items() if cell in place}
            if not row:
                continue
            hidden = {cell: factor for cell, factor in factors.items() if cell in place}
            if factors in limits:
                row[len(true)] = -1
                lowest.append(0)
                true.append(self._total(factors))
            rows.append(row)
            right.append(self._total(hidden) - (true[-1] if factors in limits else 0))
        fixed = pinned(rows, right, lowest, true) if rows else []
        return any(column < len(unknown) and self.is_small(unknown[column]) for column in fixed)

    def _total(self, factors: Mapping[Cell, int]) -> int:
        return sum(factor * self.counts[cell] for cell, factor in factors.items())
