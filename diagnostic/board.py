"""The AFOM grid as a frozen view: screen and Word print the same one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from diagnostic.evidence import Evidence
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


class AfomTheme(StrEnum):
    """The headings under which statements are sorted (after the grid of document 003)."""

    SOCIO_ECONOMIC = "situation_socio_economique"
    HOUSING = "logement"
    RIGHTS = "droits_services"
    HEALTH = "sante"
    COHESION = "cohesion_sociale"
    PUBLIC_SPACE = "espace_public"
    COORDINATION = "coordination"

    @property
    def heading(self) -> str:
        """Heading for people."""
        return {
            AfomTheme.SOCIO_ECONOMIC: _("Situation socio-économique"),
            AfomTheme.HOUSING: _("Logement"),
            AfomTheme.RIGHTS: _("Accès aux droits et aux services"),
            AfomTheme.HEALTH: _("Santé et santé mentale"),
            AfomTheme.COHESION: _("Cohésion sociale et isolement"),
            AfomTheme.PUBLIC_SPACE: _("Espace public et mobilité"),
            AfomTheme.COORDINATION: _("Coordination des services"),
        }[self]


@dataclass(frozen=True)
class Statement:
    """One constat. `version` grows by one at every change; `position` orders a list."""

    id: str
    territory_level: str
    territory_code: str
    quadrant: Quadrant
    theme: AfomTheme
    text: str
    evidence: tuple[Evidence, ...]
    position: int
    version: int
    archived: bool
    updated_at: datetime

    @property
    def reference(self) -> str:
        """Short stable reference printed in every document."""
        return f"C-{self.id[:8]}"


@dataclass(frozen=True)
class Board:
    """The grid of one territory; archived statements are kept apart."""

    territory: Territory
    statements: tuple[Statement, ...]
    archived: tuple[Statement, ...] = ()

    def column(self, quadrant: Quadrant) -> tuple[Statement, ...]:
        """The statements of one list, in their order."""
        return tuple(s for s in self.statements if s.quadrant is quadrant)

    def by_theme(self, quadrant: Quadrant) -> tuple[tuple[AfomTheme, tuple[Statement, ...]], ...]:
        """The statements of one list under their themes, empty themes left out."""
        column = self.column(quadrant)
        groups = ((theme, tuple(s for s in column if s.theme is theme)) for theme in AfomTheme)
        return tuple((theme, statements) for theme, statements in groups if statements)

    def numbered_references(self) -> Mapping[str, int]:
        """Number each distinct piece of evidence in reading order: reference text → number."""
        numbers: dict[str, int] = {}
        for quadrant in Quadrant:
            for _theme, statements in self.by_theme(quadrant):
                for statement in statements:
                    for evidence in statement.evidence:
                        numbers.setdefault(evidence.reference, len(numbers) + 1)
        return numbers
