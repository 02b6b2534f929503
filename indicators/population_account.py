"""The population of a commune as a sum that closes: its parts, and the people nobody can place.

People whom Statbel cannot place in a sector are missing from every quartier and present in the
commune; shown as a line of their own, quartiers and remainder make the commune again.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.catalogue import Source
from indicators.french import number
from indicators.language import _


@dataclass(frozen=True)
class Part:
    """A quartier or sector inside the commune: `people` of it live here, `share` of all its people."""

    code: str
    name: str
    people: float
    share: float


@dataclass(frozen=True)
class PopulationAccount:
    """What the population of one commune is made of, in one year.

    `elsewhere` are people placed in a sector of the commune that no table puts in a quartier.
    """

    commune: str
    year: int
    parts: tuple[Part, ...]
    unplaced: float
    total: float
    source: Source
    level_words: str

    @property
    def elsewhere(self) -> float:
        """People who are neither in a part nor among those who cannot be placed."""
        return self.total - self.unplaced - sum(part.people for part in self.parts)

    @property
    def equation(self) -> str:
        """The sum in one line: «178 579 dans 31 quartiers + 3 147 … = 181 726 habitant·es»."""
        inside = sum(part.people for part in self.parts)
        terms = [
            _("{people} dans {n} {territoires}").format(
                people=number(inside), n=number(len(self.parts)), territoires=self.level_words
            )
        ]
        if self.elsewhere:
            terms.append(
                _("{people} hors de ces {territoires}").format(
                    people=number(self.elsewhere), territoires=self.level_words
                )
            )
        terms.append(
            _("{people} que la source ne situe dans aucun secteur").format(people=number(self.unplaced))
        )
        return _("{terms} = {total} habitant·es ({year}).").format(
            terms=" + ".join(terms), total=number(self.total), year=self.year
        )

    @property
    def unplaced_words(self) -> str:
        """How the remainder is named."""
        return _("Personnes que la source ne situe dans aucun secteur")
