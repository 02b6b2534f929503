"""The AFOM grid as a frozen view: screen and Word print the same one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from diagnostic.contents.theme import DEFAULT_TREE, ThemeTree
from diagnostic.evidence import Document, Evidence, IndicatorSnapshot, Testimony
from diagnostic.statement_qualities import Convergence, Priority, StatementPlace, Status
from indicators.language import _
from indicators.territory import Territory


class Quadrant(StrEnum):
    """The five lists of the grid, in reading order."""

    STRENGTH = "A"
    WEAKNESS = "F"
    OPPORTUNITY = "O"
    THREAT = "M"
    SUGGESTION = "S"

    @property
    def heading(self) -> str:
        """Plural, as a column heading."""
        return {
            Quadrant.STRENGTH: _("Atouts"),
            Quadrant.WEAKNESS: _("Faiblesses"),
            Quadrant.OPPORTUNITY: _("Opportunités"),
            Quadrant.THREAT: _("Menaces"),
            Quadrant.SUGGESTION: _("Suggestions"),
        }[self]

    @property
    def explanation(self) -> str:
        """What belongs there, with an example, for an empty column."""
        return {
            Quadrant.STRENGTH: _(
                "Ce qui tient bien dans le quartier, par exemple «\u00a0deux maisons médicales bien ancrées\u00a0»."
            ),
            Quadrant.WEAKNESS: _(
                "Ce qui manque ou pèse, par exemple «\u00a0peu de logements sociaux\u00a0»."
            ),
            Quadrant.OPPORTUNITY: _(
                "Ce qui vient de l'extérieur et peut aider, par exemple «\u00a0une rénovation annoncée\u00a0»."
            ),
            Quadrant.THREAT: _(
                "Ce qui vient de l'extérieur et inquiète, par exemple «\u00a0des loyers qui montent\u00a0»."
            ),
            Quadrant.SUGGESTION: _(
                "Ce que les personnes proposent, par exemple «\u00a0un répertoire des services\u00a0»."
            ),
        }[self]


@dataclass(frozen=True)
class Statement:
    """One constat. `version` grows by one at every change; `position` orders a list.

    `theme` is the id of a theme of the tree of its diagnostic; `author` is the function of who
    added it, never a name.
    """

    id: str
    territory_level: str
    territory_code: str
    quadrant: Quadrant
    theme: str
    text: str
    evidence: tuple[Evidence, ...]
    position: int
    version: int
    archived: bool
    updated_at: datetime
    diagnostic: str = ""
    author: str = ""
    status: Status = Status.DRAFT
    convergence: Convergence = Convergence.NOT_EXAMINED
    priority: Priority = Priority.NONE
    place: StatementPlace | None = None

    @property
    def figures(self) -> tuple[IndicatorSnapshot, ...]:
        """The figures it rests on."""
        return tuple(one for one in self.evidence if isinstance(one, IndicatorSnapshot))

    @property
    def testimonies(self) -> tuple[Testimony, ...]:
        """The testimonies it rests on."""
        return tuple(one for one in self.evidence if isinstance(one, Testimony))

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents it rests on."""
        return tuple(one for one in self.evidence if isinstance(one, Document))

    @property
    def is_blind_spot(self) -> bool:
        """A «zone d'ombre»: no figure and no document stands behind it, or people said it is undocumented."""
        if self.convergence is Convergence.UNDOCUMENTED:
            return True
        return not self.figures and not self.documents

    @property
    def reference(self) -> str:
        """Short stable reference printed in every document."""
        return f"C-{self.id[:8]}"


@dataclass(frozen=True)
class Board:
    """The grid of one diagnostic of a territory; archived statements are kept apart."""

    territory: Territory
    statements: tuple[Statement, ...]
    archived: tuple[Statement, ...] = ()
    themes: ThemeTree = DEFAULT_TREE
    diagnostic: str = ""

    def column(self, quadrant: Quadrant) -> tuple[Statement, ...]:
        """The statements of one list, in their order."""
        return tuple(s for s in self.statements if s.quadrant is quadrant)

    def by_theme(self, quadrant: Quadrant) -> tuple[tuple[str, tuple[Statement, ...]], ...]:
        """The statements of one list under their themes (ids), empty themes left out."""
        groups: dict[str, list[Statement]] = {}
        for statement in self.column(quadrant):
            groups.setdefault(statement.theme, []).append(statement)
        return tuple((theme, tuple(groups[theme])) for theme in self.themes.order(groups))

    def theme_of(self, statement: Statement) -> str:
        """The heading of the theme of a statement."""
        return self.themes.heading(statement.theme)

    def numbered_references(self) -> Mapping[str, int]:
        """Number each distinct piece of evidence in reading order: reference text → number."""
        numbers: dict[str, int] = {}
        for quadrant in Quadrant:
            for _theme, statements in self.by_theme(quadrant):
                for statement in statements:
                    for evidence in statement.evidence:
                        numbers.setdefault(evidence.reference, len(numbers) + 1)
        return numbers
