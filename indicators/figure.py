"""The frozen view of one figure that page, map, table and documents all print."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.catalogue import Indicator, Source, TrendGap
from indicators.comparison import Comparison
from indicators.estimate import Estimate, Nature
from indicators.french import NBSP
from indicators.head_count import HeadCount
from indicators.language import _
from indicators.ranking import Rank
from indicators.sentences import figure_sentence
from indicators.territory import Territory


@dataclass(frozen=True)
class Figure:
    """One indicator for one territory and one year, ready to be printed.

    `comparisons` holds the benchmarks that exist, the Region (or the median quartier)
    first; `series` holds the same indicator for every year, oldest first.
    """

    indicator: Indicator
    territory: Territory
    estimate: Estimate
    source: Source
    head_count: HeadCount | None = None
    comparisons: tuple[Comparison, ...] = ()
    rank: Rank | None = None
    series: tuple[Estimate, ...] = ()

    @property
    def value_text(self) -> str:
        """«43,6 %», or the word of the non-value."""
        if self.estimate.value is None:
            return self.estimate.status.label
        return self.indicator.format(self.estimate.value)

    @property
    def year(self) -> int:
        """The year of the value."""
        return self.estimate.year

    @property
    def count_text(self) -> str:
        """«environ 4 500 personnes sur 10 348 …», or nothing when no count can be had."""
        return self.head_count.text if self.head_count else ""

    @property
    def main_comparison(self) -> Comparison | None:
        """The first benchmark: the Region where it has a value."""
        return self.comparisons[0] if self.comparisons else None

    @property
    def sentence(self) -> str:
        """The figure in plain words."""
        return figure_sentence(self.indicator, self.territory, self.estimate, self.main_comparison)

    @property
    def source_text(self) -> str:
        """«IBSA, Monitoring des Quartiers, 2024»."""
        text = f"{self.source.publisher}, {self.source.title}, {self.year}"
        if self.estimate.nature is Nature.COMPUTED:
            text += _(" (calcul de l'outil)")
        if self.estimate.nature is Nature.ADDED:
            text += _(" (somme des secteurs, faite par l'outil)")
        return text

    @property
    def caveats(self) -> tuple[str, ...]:
        """Everything to know before using the figure, the special ones first."""
        special = []
        if self.estimate.to_verify:
            special.append(
                _(
                    "Valeur à vérifier\u00a0: la source semble avoir interverti des quartiers pour cette année."
                )
            )
        if self.head_count and not self.head_count.exact and self.indicator.denominator:
            special.append(self.indicator.denominator.note)
        if self.source.note:
            special.append(self.source.note)
        return (*special, *self.indicator.caveats_at(self.territory.level))

    @property
    def anchor(self) -> str:
        """Stable reference of the figure: «bim:quartier:10:2024»."""
        e = self.estimate
        return f"{e.indicator}:{e.level}:{e.code}:{e.year}"

    @property
    def short_reference(self) -> str:
        """«BIM : 43,6 %, 2024», as on a chip of evidence."""
        return f"{self.indicator.short_title}{NBSP}: {self.value_text}, {self.year}"

    def trend_segments(self) -> tuple[tuple[Estimate, ...], ...]:
        """Cut the series where a gap of the catalogue forbids to read a change."""
        return split_series(self.series, self.indicator.trend_gaps)


def split_series(
    series: tuple[Estimate, ...], gaps: tuple[TrendGap, ...]
) -> tuple[tuple[Estimate, ...], ...]:
    """Cut a series (oldest first) at missing years and at the gaps of the catalogue."""
    segments: list[list[Estimate]] = []
    for estimate in series:
        if estimate.value is None:
            continue
        previous = segments[-1][-1] if segments else None
        broken = (
            previous is None
            or estimate.year - previous.year > 1
            or any(previous.year <= gap.after and estimate.year >= gap.before for gap in gaps)
        )
        if broken:
            segments.append([estimate])
        else:
            segments[-1].append(estimate)
    return tuple(tuple(segment) for segment in segments)
