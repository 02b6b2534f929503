"""The spine chart: one territory among all its peers, one row per indicator.

After the «spine charts» of the English public-health profiles (Public Health England, Fingertips,
technical guidance 2018): the benchmark is one straight line, each row has its own straight scale,
the band is the range of the peers and its darker part their middle half. Unlike theirs, no row is
turned round: left is always lower and right always higher, in real units.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from indicators.catalogue import Indicator
from indicators.comparison import Comparison, Tone
from indicators.estimate import Estimate
from indicators.figure import Figure
from indicators.french import enumeration, number
from indicators.language import _
from indicators.territory import Territory

NO_VERDICT = "○"


@dataclass(frozen=True)
class Spread:
    """How the values of the peers lie, in the unit of the indicator; quartiles as R's type 7.

    `lowest_at` and `highest_at` are the codes of the territories at the ends.
    """

    lowest: float
    first_quartile: float
    median: float
    third_quartile: float
    highest: float
    lowest_at: tuple[str, ...]
    highest_at: tuple[str, ...]
    count: int


def quantile(ordered: list[float], part: float) -> float:
    """Quantile by linear interpolation (Hyndman & Fan 1996, type 7); `ordered` is not empty."""
    place = part * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def spread_of(estimates: Mapping[str, Estimate]) -> Spread | None:
    """The spread of the figures that have a value; None when there are fewer than two."""
    values = {code: one.value for code, one in estimates.items() if one.value is not None}
    if len(values) < 2:
        return None
    ordered = sorted(values.values())
    return Spread(
        lowest=ordered[0],
        first_quartile=quantile(ordered, 0.25),
        median=quantile(ordered, 0.5),
        third_quartile=quantile(ordered, 0.75),
        highest=ordered[-1],
        lowest_at=tuple(code for code, value in values.items() if value == ordered[0]),
        highest_at=tuple(code for code, value in values.items() if value == ordered[-1]),
        count=len(ordered),
    )


@dataclass(frozen=True)
class Spine:
    """The line in the middle of a row: the Region, or the median where the Region has no value."""

    value: float
    name: str
    is_territory: bool

    @property
    def short_name(self) -> str:
        """One word for a narrow place; the numbers of the median stand in the table."""
        return self.name if self.is_territory else _("Médiane")


@dataclass(frozen=True)
class SpineRow:
    """One indicator: the peers, the benchmark and the territory.

    `lowest_names` and `highest_names` are what the territories at both ends are called.
    """

    figure: Figure
    spread: Spread
    spine: Spine
    comparison: Comparison | None
    lowest_names: str
    highest_names: str
    peers: str

    @property
    def indicator(self) -> Indicator:
        """What the row is about."""
        return self.figure.indicator

    @property
    def reach(self) -> float:
        """Half the width of the row in the unit of the indicator: the farthest value from the benchmark."""
        ends = [self.spread.lowest, self.spread.highest]
        if self.figure.estimate.value is not None:
            ends.append(self.figure.estimate.value)
        return max(abs(end - self.spine.value) for end in ends) or 1.0

    def position(self, value: float) -> float:
        """Where a value stands: −1 at the left end, 0 on the benchmark's line, 1 at the right end."""
        return (value - self.spine.value) / self.reach

    @property
    def symbol(self) -> str:
        """▲ ● ▼ by verdict, ○ when nothing allows one, nothing without a value."""
        if self.figure.estimate.value is None:
            return ""
        return self.comparison.symbol if self.comparison else NO_VERDICT

    @property
    def word(self) -> str:
        """The verdict in words, or why there is none."""
        if self.figure.estimate.value is None:
            return self.figure.estimate.status.label
        return self.comparison.word if self.comparison else _("sans comparaison sûre")

    @property
    def tone(self) -> Tone:
        """The colour family: neutral when the indicator has no good direction."""
        return self.comparison.tone if self.comparison else Tone.NEUTRAL

    @property
    def title(self) -> str:
        """What stands above the row: «BIM : 43,6 % (2024), plus élevé»."""
        return _("{title}\u00a0: {value} ({year})").format(
            title=self.indicator.short_title, value=self.figure.value_text, year=self.figure.year
        )

    @property
    def words(self) -> str:
        """The row read aloud."""
        show = self.indicator.format
        text = _("{title}. {benchmark}\u00a0: {middle}.").format(
            title=self.title, benchmark=self.spine.name, middle=show(self.spine.value)
        )
        if self.figure.estimate.value is not None:
            text += f" {self.word[0].upper()}{self.word[1:]}."
        return text + " " + self.spread_words

    @property
    def spread_words(self) -> str:
        """Between what values the peers lie, and their middle half."""
        show = self.indicator.format
        return _(
            "Les {n} {peers} vont de {low} ({lowest}) à {high} ({highest})\u00a0; la moitié se trouve entre {first} et {third}."
        ).format(
            n=number(self.spread.count),
            peers=self.peers,
            low=show(self.spread.lowest),
            lowest=self.lowest_names,
            high=show(self.spread.highest),
            highest=self.highest_names,
            first=show(self.spread.first_quartile),
            third=show(self.spread.third_quartile),
        )


MOST_NAMES = 2


def named(codes: tuple[str, ...], names: Mapping[str, str]) -> str:
    """The territories at one end: their names, or how many they are."""
    if len(codes) <= MOST_NAMES:
        return enumeration([names[code] for code in codes])
    return _("{n} à égalité").format(n=number(len(codes)))


@dataclass(frozen=True)
class SpineChart:
    """The rows of one territory, in the order of the catalogue.

    `left_out` are the indicators without enough peers to draw a band.
    """

    territory: Territory
    peers: str
    rows: tuple[SpineRow, ...]
    left_out: tuple[Indicator, ...]
    statistics_version: str

    @property
    def how_to_read(self) -> str:
        """One sentence to read any row with."""
        return _(
            "Chaque ligne est un indicateur, de la plus basse valeur des {peers} à gauche à la plus haute à droite\u00a0: la bande claire les contient tous, la bande foncée la moitié du milieu, le trait vertical est la Région (ou la médiane, quand la Région n'a pas de valeur), et le signe est {name}."
        ).format(peers=self.peers, name=self.territory.name)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Where the territory stands outside the middle half of its peers, and where inside it."""
        outside: dict[bool, list[str]] = {True: [], False: []}
        inside = 0
        for row in self.rows:
            value = row.figure.estimate.value
            if value is None:
                continue
            if value > row.spread.third_quartile or value < row.spread.first_quartile:
                outside[value > row.spread.third_quartile].append(row.indicator.short_title)
            else:
                inside += 1
        words = {
            True: _("Parmi le quart des {peers} aux valeurs les plus élevées\u00a0: {names}."),
            False: _("Parmi le quart des {peers} aux valeurs les plus basses\u00a0: {names}."),
        }
        found = [
            words[side].format(peers=self.peers, names=enumeration(names))
            for side, names in outside.items()
            if names
        ]
        if inside:
            found.append(
                _("Dans la moitié du milieu pour {n} des {all} indicateurs.").format(
                    n=number(inside), all=number(sum(map(len, outside.values())) + inside)
                )
            )
        return tuple(found)
