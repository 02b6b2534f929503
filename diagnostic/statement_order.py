"""Order keys inside one list: a line moves without touching its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

# Room for twenty insertions at the same spot before the list has to be spaced out again.
GAP = 1 << 20

Place = int | Literal["up", "down", "last"]


def key_after(last: int | None) -> int:
    """The key of a line added below `last` (None: the list is empty)."""
    return GAP if last is None else last + GAP


def key_at(others: Sequence[int], rank: int) -> int | None:
    """The key that puts a line at `rank` (0 = top) among `others`, which are in order.

    None when the two neighbours leave no room: space the list out first.
    """
    rank = max(0, min(rank, len(others)))
    if rank == len(others):
        return key_after(others[-1] if others else None)
    if rank == 0:
        return others[0] - GAP
    low, high = others[rank - 1], others[rank]
    return low + (high - low) // 2 if high - low > 1 else None


def spaced_out(count: int) -> list[int]:
    """Fresh keys for a list of `count` lines."""
    return [GAP * (rank + 1) for rank in range(count)]
