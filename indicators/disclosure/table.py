"""Complementary suppression: no table can be solved by subtraction.

Hiding the small counts is not enough: a margin less the visible cells gives them back. More cells
are hidden until the system of all sums leaves every hidden count open (Cox 1980, «Suppression
methodology and statistical disclosure control», JASA 75; Willenborg & de Waal 2001, «Elements of
statistical disclosure control», ch. 4).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from indicators.disclosure.bounds import pinned
from indicators.disclosure.elimination import Echelon, Row
from indicators.disclosure.primary import is_small
from indicators.disclosure.recovery import TooManyGroups, small_group

Cell: TypeAlias = Hashable

TOTAL = "total"
"""Row or column of the margins of `Table.two_way`."""


@dataclass(frozen=True)
class Relation:
    """One sum that everybody knows to hold: `total` is the sum of `parts`."""

    total: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Counts of people that are shown together, and the sums that hold between them.

    `cells` gives the count of each cell, None where the publisher hides it from us too; its order
    breaks ties. `relations` may have any shape: a line with its total, a table with margins, a
    hierarchy quartier → commune → Region, or several of them that share cells. Raises ValueError
    for a negative count, a relation with an unknown cell, a total that is its own part, or parts
    that do not add up (add a cell for the remainder, such as people that could not be placed).
    """

    cells: Mapping[Cell, int | None]
    relations: tuple[Relation, ...]

    def __post_init__(self) -> None:
        for cell, count in self.cells.items():
            if count is not None and count < 0:
                raise ValueError(f"cell {cell!r} counts {count} people")
        for relation in self.relations:
            for cell in (relation.total, *relation.parts):
                if cell not in self.cells:
                    raise ValueError(f"relation of {relation.total!r}: no cell {cell!r}")
            counts = [self.cells[part] for part in relation.parts]
            total, known = self.cells[relation.total], sum(count for count in counts if count is not None)
            if total is not None and (known > total or (None not in counts and known != total)):
                raise ValueError(f"parts of {relation.total!r} add up to {known}, not to {total}")
        self.heights()

    @classmethod
    def two_way(cls, counts: Mapping[tuple[str, str], int | None]) -> Table:
        """A table of rows and columns with its margins, keyed (row, `TOTAL`) and (`TOTAL`, column).

        A margin that is not given is added up; it is unknown when a cell of its line is.
        """
        rows = tuple(dict.fromkeys(row for row, _ in counts if row != TOTAL))
        columns = tuple(dict.fromkeys(column for _, column in counts if column != TOTAL))
        cells: dict[Cell, int | None] = dict(counts.items())
        relations = []
        lines: list[tuple[tuple[str, str], list[tuple[str, str]]]] = [
            *(((row, TOTAL), [(row, column) for column in columns]) for row in rows),
            *(((TOTAL, column), [(row, column) for row in rows]) for column in columns),
            ((TOTAL, TOTAL), [(row, TOTAL) for row in rows]),
        ]
        for total, line in lines:
            parts = tuple(part for part in line if part in cells)
            if cells.get(total) is None:
                cells[total] = _sum(cells[part] for part in parts)
            relations.append(Relation(total, parts))
        relations.append(Relation((TOTAL, TOTAL), tuple((TOTAL, column) for column in columns)))
        return cls(cells, tuple(relations))

    def heights(self) -> dict[Cell, int]:
        """0 for a cell that is no total, and one more than its highest part for a total."""
        heights = dict.fromkeys(self.cells, 0)
        for _ in range(len(self.cells) + 1):
            before = dict(heights)
            for relation in self.relations:
                above = 1 + max((heights[part] for part in relation.parts), default=0)
                heights[relation.total] = max(heights[relation.total], above)
            if heights == before:
                return heights
        raise ValueError("a total is a part of itself")


def suppress(table: Table, threshold: int, *, already_hidden: Iterable[Cell] = ()) -> frozenset[Cell]:
    """Choose the cells to hide so that no group under the threshold can be worked out.

    Parameters
    ----------
    threshold : people; a count c is hidden when 0 < c < threshold, or when it is not known.
    already_hidden : cells that the publisher hides, whatever they count. They stay hidden.

    Returns
    -------
    All hidden cells. For somebody who knows the cells left, the relations, and which cells are
    hidden:

    - no hidden cell is a linear combination of what is left;
    - nor is any sum of hidden cells that counts fewer than `threshold` people;
    - no hidden count is fixed by the knowledge that it is a whole number of people, 1 or more.

    Zeros are shown, and taken as known even where the publisher hides them: an empty cell (no
    household in a park) is mostly known from elsewhere, so that hiding it protects nobody. Not
    held against: somebody who knows one of the hidden counts from inside, and ranges that are
    narrow without being a single value.

    Cells are hidden one at a time, no totals before all others have been tried; at the end, each
    that turned out not to be needed is shown again, totals and large counts first. This is done
    twice, the smallest count first and the cell that opens the fewest new lines first; the choice
    that hides fewer totals is kept, then the one with fewer cells, then with fewer people. It is
    the same for the same table, and not always the least possible (that is a hard problem).
    """
    heights = table.heights()
    order = {cell: place for place, cell in enumerate(table.cells)}
    lines: dict[Cell, list[set[Cell]]] = {cell: [] for cell in table.cells}
    for relation in table.relations:
        line = {relation.total, *relation.parts}
        for cell in line:
            lines[cell].append(line)

    def smallest_first(cell: Cell, hidden: set[Cell]) -> tuple[int, ...]:
        return heights[cell], table.cells[cell] or 0, order[cell]

    def fewest_lines_first(cell: Cell, hidden: set[Cell]) -> tuple[int, ...]:
        opened = sum(1 for line in lines[cell] if hidden.isdisjoint(line))
        return heights[cell], opened, table.cells[cell] or 0, order[cell]

    def loss(hidden: set[Cell]) -> tuple[int, int, int]:
        people = sum(table.cells[cell] or 0 for cell in hidden)
        return sum(1 for cell in hidden if heights[cell]), len(hidden), people

    asked = frozenset(already_hidden)
    for cell in asked:
        if cell not in table.cells:
            raise ValueError(f"already_hidden: no cell {cell!r}")
    primary = asked | {cell for cell, count in table.cells.items() if is_small(count, threshold)}
    choices = [_closed(table, primary, threshold, key) for key in (smallest_first, fewest_lines_first)]
    best: set[Cell] = min(choices, key=loss)
    return frozenset(best)


def _closed(
    table: Table,
    primary: frozenset[Cell],
    threshold: int,
    preference: Callable[[Cell, set[Cell]], tuple[int, ...]],
) -> set[Cell]:
    """Hide complements until nothing leaks, then show again those that are not needed."""
    hidden = set(primary)
    while leak := _leak(table, hidden, threshold):
        hidden.add(min(leak, key=lambda cell: preference(cell, hidden)))
    for cell in sorted(hidden - primary, key=lambda cell: preference(cell, set()), reverse=True):
        if not _leak(table, hidden - {cell}, threshold):
            hidden.remove(cell)
    return hidden


def _leak(table: Table, hidden: Iterable[Cell], threshold: int) -> list[Cell]:
    """Visible cells of which one more must be hidden; empty when the table is safe."""
    zeros: set[Cell] = {cell for cell in hidden if table.cells[cell] == 0}
    while True:
        view = _view(table, [cell for cell in hidden if cell not in zeros], threshold)
        nothing: set[Cell] = set()
        for given, formula in _given_away(view, threshold):
            visible = [cell for cell in formula if table.cells[cell]]
            if visible:
                return visible
            nothing |= given
        if not nothing:
            return _squeezed(table, view)
        zeros |= nothing  # counts that we do not know, and whose sum is none: nobody to protect


@dataclass(frozen=True)
class _View:
    """What somebody sees: the hidden cells (large ones first) and the relations between them."""

    columns: list[Cell]
    counts: list[int | None]
    large: int
    relations: list[Relation]
    rows: list[Row]
    echelon: Echelon

    def formula(self, columns: Iterable[int]) -> list[Cell]:
        """The visible cells out of which the sum of some hidden columns is worked out."""
        width = len(self.columns)
        used = self.echelon.remainder(dict.fromkeys(columns, 1))
        net: dict[Cell, int] = {}
        for rider, factor in used.items():
            relation = self.relations[rider - width]
            net[relation.total] = net.get(relation.total, 0) + factor
            for part in relation.parts:
                net[part] = net.get(part, 0) - factor
        return [cell for cell, factor in net.items() if factor and cell not in self.columns]

    def cells_of(self, place: int) -> set[Cell]:
        """All cells of one relation."""
        return {self.relations[place].total, *self.relations[place].parts}

    def around(self, places: Iterable[int]) -> list[Cell]:
        """The visible cells of some of the relations."""
        touched = [self.relations[place] for place in places]
        cells = dict.fromkeys(cell for one in touched for cell in (one.total, *one.parts))
        return [cell for cell in cells if cell not in self.columns]


def _view(table: Table, hidden: Iterable[Cell], threshold: int) -> _View:
    columns = sorted(hidden, key=lambda cell: (table.cells[cell] or 0) < threshold)
    place = {cell: column for column, cell in enumerate(columns)}
    counts = [table.cells[cell] for cell in columns]
    relations, rows = [], []
    for relation in table.relations:
        row: Row = {place[relation.total]: 1} if relation.total in place else {}
        row |= {place[part]: -1 for part in relation.parts if part in place}
        if row:
            relations.append(relation)
            rows.append(row)
    echelon = Echelon(len(columns))
    for rider, row in enumerate(rows, start=len(columns)):
        echelon.add({**row, rider: 1})
    large = sum(1 for count in counts if (count or 0) >= threshold)
    return _View(columns, counts, large, relations, rows, echelon)


def _given_away(view: _View, threshold: int) -> Iterator[tuple[set[Cell], list[Cell]]]:
    """Hidden cells, or small sums of them, that linear combinations give; and out of which cells."""
    width = len(view.columns)
    bare = [{c: v for c, v in row.items() if c < width} for _, row in sorted(view.echelon.rows.items())]
    alone = [min(row) for row in bare if len(row) == 1]
    for column in alone:
        yield {view.columns[column]}, view.formula([column])
    if alone:
        return
    # The echelon leads with the large cells: rows led by a small one hold small ones only.
    small = [row for row in bare if min(row) >= view.large]
    weights = {column: float(count or 0) for column, count in enumerate(view.counts)}
    try:
        group = small_group(small, weights, threshold)
    except TooManyGroups:
        # Not known to be safe: hide one more of what the shortest combination is made of.
        shortest = view.echelon.rows[min((len(row), min(row)) for row in small)[1]]
        yield set(), view.around(rider - width for rider in shortest if rider >= width)
        yield set(), view.around(range(len(view.relations)))
        return
    if group is not None:
        yield {view.columns[column] for column in group}, view.formula(group)


def _squeezed(table: Table, view: _View) -> list[Cell]:
    """Visible cells around a hidden one that is fixed by being 1 or more."""
    if not view.columns:
        return []
    inside = set(view.columns)
    right = [_visible_side(table, relation, inside) for relation in view.relations]
    lowest = [0 if count is None else 1 for count in view.counts]
    for column in pinned(view.rows, right, lowest, view.counts):
        if near := _nearest(table, view, view.columns[column]):
            return near
    return []


def _nearest(table: Table, view: _View, cell: Cell) -> list[Cell]:
    """Visible cells with people in the relations of a hidden cell, or else of its hidden neighbours."""
    reached, waiting = {cell}, list(range(len(view.relations)))
    while touching := [place for place in waiting if reached & view.cells_of(place)]:
        if near := [one for one in view.around(touching) if table.cells[one]]:
            return near
        reached |= {one for place in touching for one in view.cells_of(place)}
        waiting = [place for place in waiting if place not in touching]
    return []


def _visible_side(table: Table, relation: Relation, inside: set[Cell]) -> int:
    """What the hidden part of total − parts equals: visible parts less the visible total."""
    total = 0 if relation.total in inside else table.cells[relation.total] or 0
    return sum(table.cells[part] or 0 for part in relation.parts if part not in inside) - total


def _sum(counts: Iterable[int | None]) -> int | None:
    known = list(counts)
    return None if None in known else sum(count for count in known if count is not None)
