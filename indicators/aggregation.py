"""Several territories as one: numerators and denominators are added, then divided.

Counts are added. A share is the sum of its numerators over the sum of its denominators, never a
mean of rates. A median, a mean rent or a rate without its denominator cannot be put together: the
range of the members is given instead. A hidden member makes the result a lower bound («au
moins»); a member without a figure leaves no result, for a sum that silently lacks somebody is
wrong. Territories where nobody lives («sans objet») add nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from indicators.catalogue import Indicator, Unit
from indicators.estimate import Estimate, Nature, Status


@dataclass(frozen=True)
class Whole:
    """What is put together: level and code of the result, and the year."""

    level: str
    code: str
    year: int


def aggregate(
    indicator: Indicator, whole: Whole, members: Mapping[str, Estimate | None], names: Mapping[str, str]
) -> Estimate:
    """Put the figures of one indicator and year together.

    Parameters
    ----------
    members : code of each member and its figure; None where no source has a row.
    names : code of each member and what to call it when its figure is lacking.
    """
    counted = {
        code: one for code, one in members.items() if one is None or one.status is not Status.NOT_APPLICABLE
    }
    observed = [one for one in counted.values() if one is not None and one.value is not None]
    hidden = [one for one in counted.values() if one is not None and one.status is Status.SUPPRESSED]
    lacking = tuple(
        dict.fromkeys(
            names.get(code, code)
            for code, one in counted.items()
            if one is None or one.status is Status.UNAVAILABLE
        )
    )
    source = _usual(observed) or indicator.sources[0]
    if not counted and members:
        return _none(indicator, whole, Status.NOT_APPLICABLE, source)
    if not observed:
        status = Status.SUPPRESSED if hidden and not lacking else Status.UNAVAILABLE
        return _none(indicator, whole, status, source, lacking=lacking)
    parts = _sums(indicator, observed, hidden)
    if lacking or parts is None:
        values = [one.value for one in observed if one.value is not None]
        span = (min(values), max(values))
        return _none(
            indicator, whole, Status.UNAVAILABLE, source, span=span, members=len(observed), lacking=lacking
        )
    value, numerator, denominator = parts
    only = observed[0] if len(counted) == 1 else None
    return Estimate(
        indicator=indicator.id,
        level=whole.level,
        code=whole.code,
        year=whole.year,
        status=Status.OBSERVED,
        value=only.value if only else value,
        source=source,
        numerator=numerator,
        denominator=denominator,
        nature=only.nature if only else Nature.PERIMETER,
        to_verify=any(one.to_verify for one in observed),
        at_least=bool(hidden),
        members=len(observed),
    )


def can_be_added(indicator: Indicator) -> bool:
    """True for counts and for shares: what has parts that can be added."""
    return indicator.unit in (Unit.COUNT, Unit.PERCENT)


def _sums(
    indicator: Indicator, observed: list[Estimate], hidden: list[Estimate]
) -> tuple[float, float | None, float | None] | None:
    """Value, numerator and denominator of the whole; None when the parts are not known."""
    if indicator.unit is Unit.COUNT:
        total = fsum(one.value for one in observed if one.value is not None)
        return total, None, None
    if len(observed) == 1 and not hidden:
        only = observed[0]
        return only.value or 0.0, only.numerator, only.denominator
    if not can_be_added(indicator):
        return None
    numerators = [one.numerator for one in observed if one.numerator is not None]
    denominators = [one.denominator for one in (*observed, *hidden) if one.denominator]
    if len(numerators) < len(observed) or len(denominators) < len(observed) + len(hidden):
        return None
    numerator, denominator = fsum(numerators), fsum(denominators)
    return 100 * numerator / denominator, numerator, denominator


def _usual(estimates: list[Estimate]) -> str:
    counted = Counter(one.source for one in estimates)
    return counted.most_common(1)[0][0] if counted else ""


def _none(
    indicator: Indicator,
    whole: Whole,
    status: Status,
    source: str,
    *,
    span: tuple[float, float] | None = None,
    members: int = 0,
    lacking: tuple[str, ...] = (),
) -> Estimate:
    return Estimate(
        indicator=indicator.id,
        level=whole.level,
        code=whole.code,
        year=whole.year,
        status=status,
        value=None,
        source=source,
        nature=Nature.PERIMETER,
        span=span,
        members=members,
        lacking=lacking,
    )
