"""The frozen view of one figure that page, map, table and documents all print."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.aggregation import can_be_added
from indicators.catalogue import Indicator, Source, TrendGap
from indicators.comparison import Comparison, reading_interval
from indicators.estimate import Estimate, Interval, Nature
from indicators.french import NBSP, enumeration
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
        """«43,6 %», «au moins 43,6 %», «de 16 000 à 21 000 €» for members, or the word of the non-value."""
        return value_text(self.indicator, self.estimate)

    @property
    def year(self) -> int:
        """The year of the value."""
        return self.estimate.year

    @property
    def count_text(self) -> str:
        """«environ 4 500 personnes sur 10 348 …», or nothing when no count can be had."""
        return self.head_count.text if self.head_count else ""

    @property
    def interval(self) -> Interval | None:
        """What chance alone would do to a group of that size, at 95 %; None where no denominator allows it."""
        if self.estimate.at_least or not (self.indicator.is_share and self.estimate.denominator):
            return None
        return reading_interval(self.indicator, self.estimate)

    @property
    def interval_text(self) -> str:
        """«variation aléatoire à 95 % : de 42,7 à 44,6 %», or nothing. Registers know no sampling error."""
        found = self.interval
        if found is None:
            return ""
        return _("variation aléatoire à 95\u00a0%\u00a0: de {low} à {high}").format(
            low=self.indicator.format_number(found.low), high=self.indicator.format(found.high)
        )

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
        if self.estimate.nature is Nature.PERIMETER and self.estimate.value is not None:
            text += _(" (calcul de l'outil pour le périmètre)")
        return text

    @property
    def caveats(self) -> tuple[str, ...]:
        """Everything to know before using the figure, the special ones first."""
        special = list(perimeter_caveats(self.indicator, self.estimate))
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


def value_text(indicator: Indicator, estimate: Estimate) -> str:
    """A figure as it is written everywhere."""
    if estimate.value is not None:
        text = indicator.format(estimate.value)
        return _("au moins {value}").format(value=text) if estimate.at_least else text
    if estimate.span is None:
        return estimate.status.label
    low, high = estimate.span
    if low == high:
        return _("{value} (une partie seulement)").format(value=indicator.format(low))
    return _("de {low} à {high}").format(low=indicator.format_number(low), high=indicator.format(high))


def perimeter_caveats(indicator: Indicator, estimate: Estimate) -> tuple[str, ...]:
    """What must be said of a figure that was put together for a perimeter."""
    said = []
    if estimate.at_least:
        said.append(
            _(
                "Un membre du périmètre est couvert par le secret statistique\u00a0: le vrai chiffre est au "
                "moins celui-ci."
            )
        )
    if estimate.lacking:
        said.append(
            _("Chiffre inconnu pour\u00a0: {names}\u00a0; rien n'est additionné sans eux.").format(
                names=enumeration(list(estimate.lacking))
            )
        )
    elif estimate.span is not None and can_be_added(indicator):
        said.append(
            _(
                "Le dénominateur de cette part n'est pas connu pour chaque membre\u00a0: seules les valeurs "
                "des membres sont montrées, de la plus basse à la plus élevée."
            )
        )
    elif estimate.span is not None:
        said.append(
            _(
                "Une médiane ou un taux sans ses effectifs ne s'additionne pas\u00a0: les valeurs des membres "
                "sont montrées, de la plus basse à la plus élevée."
            )
        )
    return tuple(said)


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
