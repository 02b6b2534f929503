"""A composite index ready to be printed: who is in which fifth, how firmly, and after what recipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.catalogue import Indicator, Source
from indicators.composite import CompositeIndex
from indicators.french import NBSP, number
from indicators.language import _
from indicators.territory import Territory

MOST_INDICATORS = 6
LEFT_OUT = "absent"


@dataclass(frozen=True)
class Part:
    """One indicator as its user weighs it; `sign` is +1 (higher means more attention), −1, or 0 (not said)."""

    indicator: Indicator
    weight: float
    sign: int


@dataclass(frozen=True)
class CompositeRow:
    """One territory: its fifth (0 to 4), score, stability (0 to 1) and the values behind them."""

    territory: Territory
    fifth: int
    score: float
    stability: float
    values: Mapping[str, float]

    @property
    def stability_text(self) -> str:
        """«94 tirages sur 100»."""
        return _("{n} tirages sur 100").format(n=number(100 * self.stability))


@dataclass(frozen=True)
class CompositeView:
    """The index of one group of territories, the highest score first.

    `years` go by indicator id; `left_out` are the territories that lack a value, with the words why.
    """

    index: CompositeIndex
    rows: tuple[CompositeRow, ...]
    left_out: tuple[tuple[Territory, str], ...]
    years: Mapping[str, int]
    sources: tuple[Source, ...]
    peers: str
    statistics_version: str

    @property
    def recipe(self) -> str:
        """The recipe of the index with the year of each indicator: it goes with every copy."""
        years = f"{NBSP}; ".join(
            f"{one.indicator.short_title} {self.years[one.indicator.id]}" for one in self.index.ingredients
        )
        return _("{recipe} Années\u00a0: {years}. Statistiques du {version}.").format(
            recipe=self.index.recipe, years=years, version=self.statistics_version
        )

    def row(self, code: str) -> CompositeRow | None:
        """The row of one territory."""
        return next((row for row in self.rows if row.territory.code == code), None)

    def look(self, code: str) -> str:
        """«0» to «4» by fifth, `LEFT_OUT` for a territory without a score."""
        row = self.row(code)
        return str(row.fifth) if row else LEFT_OUT

    def sentence(self, territory: Territory) -> str:
        """Where one territory stands, and how firmly; or why it has no score."""
        row = self.row(territory.code)
        if row is not None:
            return f"{territory.name}{NBSP}: {self.index.stability_text(territory.code)}."
        why = next((words for one, words in self.left_out if one.code == territory.code), "")
        if why:
            return _("{name} n'a pas de score\u00a0: {why}.").format(name=territory.name, why=why)
        return _("{name} n'est pas l'un des {peers} comparés ici\u00a0: pas de score.").format(
            name=territory.name, peers=self.peers
        )


def fifth_words(fifth: int) -> str:
    """A fifth in words, for the legend and the table."""
    return (
        _("1er cinquième (attention la plus faible)"),
        _("2e cinquième"),
        _("3e cinquième"),
        _("4e cinquième"),
        _("5e cinquième (attention la plus forte)"),
    )[fifth]
