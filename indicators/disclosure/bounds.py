"""What the signs give away: the range of each hidden count, by linear programming."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.disclosure.elimination import Row

_ALMOST_ONE = 1 - 1e-6
_OPTIMAL, _UNBOUNDED = 0, 3


def pinned(
    rows: Sequence[Row], right: Sequence[int], lowest: Sequence[int], known: Sequence[int | None]
) -> list[int]:
    """Find the hidden counts that can take one whole value only.

    Parameters
    ----------
    rows, right : the equations that hold for the hidden counts; one `right` side per row.
    lowest : what each count is at least. Somebody who sees zeros printed knows that a hidden cell
        holds 1 or more; three hidden ones of a 3×3 table can then be worked out although no
        equation gives them (each shift of the others would bring one under 1).
    known : the true counts, which spare most of the work; None where we do not know them either.

    Returns
    -------
    The places of the counts whose range over the real numbers is narrower than 1. Where the
    equations are those of a table with two margins or of a hierarchy, the ends of the range are
    whole numbers, and each count with room has two values at least. Raises
    RuntimeError when the equations contradict each other.
    """
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import lil_matrix

    count = len(lowest)
    left = lil_matrix((len(rows), count))
    for place, row in enumerate(rows):
        for column, value in row.items():
            left[place, column] = value
    left = left.tocsr()
    bounds = [(low, None) for low in lowest]
    low = np.array([np.inf if one is None else one for one in known], dtype=float)
    high = np.array([-np.inf if one is None else one for one in known], dtype=float)
    narrow = []
    for place in range(count):
        unbounded = False
        for sign in (-1.0, 1.0):  # the highest first; what the others hold there counts for them too
            if unbounded or high[place] - low[place] >= _ALMOST_ONE:
                break
            aim = np.zeros(count)
            aim[place] = sign
            found = linprog(aim, A_eq=left, b_eq=right, bounds=bounds, method="highs")
            unbounded = found.status == _UNBOUNDED
            if not unbounded and found.status != _OPTIMAL:
                raise RuntimeError(f"hidden counts cannot be bounded: {found.message}")
            if not unbounded:
                low, high = np.minimum(low, found.x), np.maximum(high, found.x)
        if not unbounded and high[place] - low[place] < _ALMOST_ONE:
            narrow.append(place)
    return narrow
