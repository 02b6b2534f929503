"""Candidate constats from figures, by rules that anybody can check; people accept, rewrite or reject them.

Only indicators with a good direction propose anything: where more is neither better nor worse, a
machine has nothing to say. One indicator proposes at most one line on its level and one on its
direction. Nothing is ever added by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from indicators.catalogue import Direction
from indicators.comparison import Comparison, Tone
from indicators.estimate import Estimate
from indicators.figure import Figure
from indicators.language import _
from indicators.ranking import Rank
from indicators.trend_direction import Trend, TrendDirection, mann_kendall, points_of

EXTREME = 0.1
"""The part of the peers, at either end, that counts as extreme."""


class Side(StrEnum):
    """Which list of the grid a proposal would go to: its letter."""

    STRENGTH = "A"
    WEAKNESS = "F"
    OPPORTUNITY = "O"
    THREAT = "M"


@dataclass(frozen=True)
class Proposal:
    """A sentence that the figures allow, the list it would go to, and the rule that made it."""

    figure: Figure
    side: Side
    text: str
    rule: str

    @property
    def key(self) -> str:
        """Names it for ever: the figure with its year, and the list."""
        return f"{self.figure.anchor}:{self.side.value}"


def proposals(figures: Sequence[Figure]) -> tuple[Proposal, ...]:
    """Every proposal that some figures allow, in their order."""
    found = []
    for one in figures:
        if one.estimate.value is None or one.indicator.direction is Direction.NONE:
            continue
        found += [made for made in (_from_level(one), _from_direction(one)) if made is not None]
    return tuple(found)


def _from_level(figure: Figure) -> Proposal | None:
    """Surely above or below the benchmark, else surely among the extreme tenth of its peers."""
    comparison = figure.main_comparison
    if comparison is not None and comparison.sure and comparison.tone is not Tone.NEUTRAL:
        side = Side.STRENGTH if comparison.tone is Tone.FAVOURABLE else Side.WEAKNESS
        return Proposal(figure, side, figure.sentence, _benchmark_rule(comparison))
    if figure.rank is None:
        return None
    end = _extreme(figure.rank)
    if not end:
        return None
    good = (figure.indicator.direction is Direction.GOOD) == (end == "haut")
    text = f"{figure.sentence} {figure.rank.text[0].upper() + figure.rank.text[1:]}."
    return Proposal(figure, Side.STRENGTH if good else Side.WEAKNESS, text, _rank_rule(figure.rank, end))


def _from_direction(figure: Figure) -> Proposal | None:
    """Heading up or down over the last five years, without a break."""
    trend = _trend(figure)
    if trend is None or trend.direction not in (TrendDirection.UP, TrendDirection.DOWN):
        return None
    better = (figure.indicator.direction is Direction.GOOD) == (trend.direction is TrendDirection.UP)
    title = figure.indicator.title
    text = f"{figure.territory.place}, {title[0].lower() + title[1:]}. {trend.sentence(figure.indicator)}"
    rule = _(
        "Règle\u00a0: série {word} sur {years} années de suite, sans rupture (Mann-Kendall, seuil de 10\u00a0%)."
    ).format(word=trend.word, years=trend.years)
    return Proposal(figure, Side.OPPORTUNITY if better else Side.THREAT, text, rule)


def _trend(figure: Figure) -> Trend | None:
    segments = figure.trend_segments()
    if not segments or segments[-1][-1].year != figure.year:
        return None
    known: list[Estimate] = [one for one in segments[-1] if not one.at_least]
    if len(known) < 2 or known[-1].year - known[0].year != len(known) - 1:
        return None
    return mann_kendall(points_of(figure.indicator, known))


def _extreme(rank: Rank) -> str:
    """«haut» or «bas» when even the least extreme plausible place is in the outer tenth."""
    if rank.worst <= rank.of * EXTREME:
        return "haut"
    if rank.of + 1 - rank.best <= rank.of * EXTREME:
        return "bas"
    return ""


def _benchmark_rule(comparison: Comparison) -> str:
    return _("Règle\u00a0: {name} hors de l'intervalle du territoire à 99,8\u00a0% ({word}).").format(
        name=comparison.benchmark_name, word=comparison.strong_word
    )


def _rank_rule(rank: Rank, end: str) -> str:
    words = _("les plus élevées") if end == "haut" else _("les plus basses")
    return _(
        "Règle\u00a0: parmi le dixième des valeurs {words}, même en comptant l'incertitude du rang."
    ).format(words=words)
