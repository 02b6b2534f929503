"""A territory beside a benchmark: plus élevé, comparable or plus bas.

The territory's interval is held against the benchmark's value at 95 % and at 99,8 %,
as the English public-health profiles do (Public Health England, «Technical guidance:
confidence intervals», 2018). Without a denominator there is no interval: a reading
margin declared in the catalogue stands in, and the result says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indicators.catalogue import Direction, Indicator
from indicators.estimate import Estimate, Interval, Nature
from indicators.french import NBSP, signed, with_unit
from indicators.interval import wilson
from indicators.language import _

USUAL_LEVEL = 0.95
STRICT_LEVEL = 0.998


class Verdict(StrEnum):
    """Where the territory stands."""

    HIGHER = "plus_eleve"
    COMPARABLE = "comparable"
    LOWER = "plus_bas"


class Tone(StrEnum):
    """What the verdict means for the people, when the indicator has a good direction."""

    FAVOURABLE = "favorable"
    ATTENTION = "attention"
    NEUTRAL = "neutre"


def reading_interval(indicator: Indicator, estimate: Estimate, level: float = USUAL_LEVEL) -> Interval | None:
    """Return the bounds to read a figure with: Wilson when a denominator is known,
    the catalogue's reading margin otherwise, None when neither exists."""
    if estimate.value is None:
        return None
    if indicator.is_share and estimate.denominator:
        return wilson(estimate.value, estimate.denominator, level)
    if indicator.margin is not None:
        return Interval(estimate.value - indicator.margin, estimate.value + indicator.margin, level)
    return None


@dataclass(frozen=True)
class Comparison:
    """The result, with everything needed to say it in words."""

    indicator: Indicator
    benchmark: Estimate
    benchmark_name: str
    verdict: Verdict
    difference: float
    sure: bool
    by_interval: bool

    @property
    def word(self) -> str:
        """«plus élevé», «comparable», «plus bas»."""
        return {
            Verdict.HIGHER: _("plus élevé"),
            Verdict.COMPARABLE: _("comparable"),
            Verdict.LOWER: _("plus bas"),
        }[self.verdict]

    @property
    def strong_word(self) -> str:
        """`word`, or «nettement plus élevé», «nettement plus bas» when the gap holds at 99,8 % too."""
        if not self.sure:
            return self.word
        return {
            Verdict.HIGHER: _("nettement plus élevé"),
            Verdict.COMPARABLE: self.word,
            Verdict.LOWER: _("nettement plus bas"),
        }[self.verdict]

    @property
    def symbol(self) -> str:
        """A shape beside the word, so that colour never carries it alone."""
        return {Verdict.HIGHER: "▲", Verdict.COMPARABLE: "●", Verdict.LOWER: "▼"}[self.verdict]

    @property
    def tone(self) -> Tone:
        """The colour family of the verdict."""
        if self.indicator.direction is Direction.NONE or self.verdict is Verdict.COMPARABLE:
            return Tone.NEUTRAL
        higher_is_good = self.indicator.direction is Direction.GOOD
        is_good = higher_is_good == (self.verdict is Verdict.HIGHER)
        return Tone.FAVOURABLE if is_good else Tone.ATTENTION

    @property
    def benchmark_text(self) -> str:
        """The benchmark's own value and where it comes from."""
        assert self.benchmark.value is not None
        text = f"{self.benchmark_name}{NBSP}: {self.indicator.format(self.benchmark.value)}"
        if self.benchmark.nature is Nature.COMPUTED:
            text += _(", valeur calculée (pondérée par la population 2019)")
        if self.benchmark.nature is Nature.ADDED:
            text += _(", somme des secteurs")
        return text

    @property
    def difference_text(self) -> str:
        """The gap in the unit of the indicator: «+15,3 points», «−3 757 €»."""
        text = signed(self.difference, self.indicator.decimals)
        return with_unit(text, _("points") if self.indicator.is_share else self.indicator.unit_symbol)

    @property
    def method_text(self) -> str:
        """How the verdict was reached, for the methods note."""
        if self.by_interval:
            return _("intervalle de variation aléatoire à 95\u00a0% (Wilson)")
        assert self.indicator.margin is not None
        margin = self.indicator.format_number(self.indicator.margin)
        unit = _("point") if self.indicator.is_share else self.indicator.unit_symbol
        return _("marge de lecture de {margin}").format(margin=with_unit(margin, unit))


def compare(
    indicator: Indicator, estimate: Estimate, benchmark: Estimate, benchmark_name: str
) -> Comparison | None:
    """Hold a figure against a benchmark of the same indicator and year.

    Returns None when either has no value, when the figure is only a lower bound, or when nothing
    allows a careful verdict.
    Raises ValueError when indicator or year differ: such a comparison means nothing.
    """
    if (estimate.indicator, estimate.year) != (benchmark.indicator, benchmark.year):
        raise ValueError(
            f"{estimate.indicator} {estimate.year} against {benchmark.indicator} {benchmark.year}"
        )
    if estimate.value is None or benchmark.value is None or estimate.at_least:
        return None
    usual = reading_interval(indicator, estimate, USUAL_LEVEL)
    strict = reading_interval(indicator, estimate, STRICT_LEVEL)
    if usual is None or strict is None:
        return None
    if benchmark.value < usual.low:
        verdict = Verdict.HIGHER
    elif benchmark.value > usual.high:
        verdict = Verdict.LOWER
    else:
        verdict = Verdict.COMPARABLE
    by_interval = indicator.is_share and bool(estimate.denominator)
    return Comparison(
        indicator=indicator,
        benchmark=benchmark,
        benchmark_name=benchmark_name,
        verdict=verdict,
        difference=estimate.value - benchmark.value,
        sure=by_interval and not strict.low <= benchmark.value <= strict.high,
        by_interval=by_interval,
    )
