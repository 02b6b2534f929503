"""Primary suppression: the figure of a group that is too small is not shown."""

from __future__ import annotations

from math import isnan

from indicators.estimate import Estimate, Status


def is_small(people: float | None, threshold: int) -> bool:
    """True when a group counts somebody, and fewer than `threshold` people.

    A number that is not known (None, not a number) counts as small. Nobody is not a small group:
    there is no one to recognise in it, and «secret» would say that somebody lives there. Raises
    ValueError for a negative number.
    """
    if people is None or isnan(people):
        return True
    if people < 0:
        raise ValueError(f"a group cannot count {people} people")
    return 0 < people < threshold


def protect(estimate: Estimate, people: float | None, threshold: int) -> Estimate:
    """Hide a figure, with all that would give it back, when the group behind it is small.

    Parameters
    ----------
    people : inhabitants of the territory or perimeter, None when not known (then it is hidden).
    threshold : people, see `Thresholds.of`.

    Returns
    -------
    The same estimate when the group is large enough or when nobody lives there. Otherwise one made
    anew of what names the figure only: numerator, denominator, lower bounds, ranges of members and
    whatever field `Estimate` may get later are left behind. A figure without value keeps its own
    reason (not available, no meaning here), for it says nothing of people.
    """
    if not is_small(people, threshold):
        return estimate
    return Estimate(
        indicator=estimate.indicator,
        level=estimate.level,
        code=estimate.code,
        year=estimate.year,
        status=Status.SUPPRESSED if estimate.status is Status.OBSERVED else estimate.status,
        value=None,
        source=estimate.source,
        nature=estimate.nature,
        to_verify=estimate.to_verify,
    )
