"""The search for a small group among all that linear combinations can give back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import lcm

from indicators.disclosure.elimination import Row

MOST_STEPS = 20_000
"""Branches tried before the search gives up; about a second."""


class TooManyGroups(Exception):
    """The search was given up: nothing is known, and the caller must take the careful side."""


def small_group(
    rows: Sequence[Row],
    weights: Mapping[int, float],
    threshold: int,
    *,
    mark: int | None = None,
    most_steps: int = MOST_STEPS,
) -> frozenset[int] | None:
    """Find a set of columns whose sum is a combination of `rows` and weighs under `threshold`.

    Parameters
    ----------
    rows : reduced echelon form, each row led by its first column.
    weights : people behind each column; 0 for a number that is not known.
    mark : a rider column; only combinations in which it is not zero count.

    Returns
    -------
    The columns, never none at all; None when there is no such set. The coefficients of a
    combination are its values in the leading columns, hence 0 or 1: the search goes through them,
    one block of connected rows at a time (a group that spans two blocks holds a smaller one), and
    leaves a branch when a column can be neither 0 nor 1 any more, or when the weight is reached.
    Raises TooManyGroups beyond `most_steps` branches.
    """
    for block in _blocks(rows, mark):
        if mark is None or any(mark in row for row in block):
            found = _search(block, weights, threshold, mark, most_steps)
            if found is not None:
                return found
    return None


def _blocks(rows: Sequence[Row], mark: int | None) -> list[list[Row]]:
    """Rows that share columns, step by step; within a block neighbours stand close."""
    holders: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        for column in row:
            if column != mark:
                holders.setdefault(column, []).append(place)
    seen: set[int] = set()
    blocks = []
    for start in range(len(rows)):
        if start in seen:
            continue
        queue = [start]
        seen.add(start)
        for place in queue:
            for column in rows[place]:
                for near in holders.get(column, ()):
                    if near not in seen:
                        seen.add(near)
                        queue.append(near)
        blocks.append([rows[place] for place in queue])
    return blocks


def _search(
    block: list[Row], weights: Mapping[int, float], threshold: int, mark: int | None, most_steps: int
) -> frozenset[int] | None:
    leads = [min(row) for row in block]
    one = lcm(*(row[lead] for row, lead in zip(block, leads, strict=True)))
    scaled = [
        {c: v * (one // row[lead]) for c, v in row.items()} for row, lead in zip(block, leads, strict=True)
    ]
    ahead = _reach(scaled)
    stack: list[tuple[int, dict[int, int], float]] = [(0, {}, 0.0)]
    steps = 0
    while stack:
        depth, sums, weight = stack.pop()
        if depth == len(scaled):
            if sums.get(mark, 0) if mark is not None else sums:
                return frozenset(column for column in sums if column != mark)
            continue
        for chosen in (False, True):
            steps += 1
            if steps > most_steps:
                raise TooManyGroups
            after = _plus(sums, scaled[depth]) if chosen else sums
            heavier = weight
            for column, (low, high) in ahead[depth].items():
                if column == mark:
                    continue
                value = after.get(column, 0)
                if not (value + low <= 0 <= value + high or value + low <= one <= value + high):
                    break
                if low == high == 0 and value == one:
                    heavier += weights.get(column, 0.0)
            else:
                if heavier < threshold:
                    stack.append((depth + 1, after, heavier))
    return None


def _plus(sums: dict[int, int], row: Row) -> dict[int, int]:
    after = dict(sums)
    for column, value in row.items():
        new = after.get(column, 0) + value
        if new:
            after[column] = new
        else:
            after.pop(column, None)
    return after


def _reach(scaled: list[Row]) -> list[dict[int, tuple[int, int]]]:
    """For each row and each of its columns, what the rows after it can still take off and add."""
    ahead: list[dict[int, tuple[int, int]]] = []
    reach: dict[int, tuple[int, int]] = {}
    for row in reversed(scaled):
        ahead.append({column: reach.get(column, (0, 0)) for column in row})
        for column, value in row.items():
            low, high = reach.get(column, (0, 0))
            reach[column] = (low + min(value, 0), high + max(value, 0))
    return ahead[::-1]
