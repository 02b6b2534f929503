"""A diagnostic: its territory, its team by function, its phases with dates, its tree of themes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from diagnostic.contents.content import (
    FUNCTION,
    ORGANISATION,
    TITLE,
    Content,
    LongText,
    OptionalText,
    ShortText,
)
from diagnostic.contents.theme import DEFAULT_THEMES, Theme, ThemeTree
from indicators.language import _


class PhaseKind(StrEnum):
    """The five phases of the method, in their order."""

    PREPARATION = "preparation"
    QUANTITATIVE = "quantitatif"
    QUALITATIVE = "qualitatif"
    RESTITUTION = "restitution"
    PLAN = "plan"

    @property
    def label(self) -> str:
        """The word for people."""
        return {
            PhaseKind.PREPARATION: _("Préparation"),
            PhaseKind.QUANTITATIVE: _("Diagnostic quantitatif"),
            PhaseKind.QUALITATIVE: _("Diagnostic qualitatif"),
            PhaseKind.RESTITUTION: _("Restitution"),
            PhaseKind.PLAN: _("Plan d'actions"),
        }[self]


class Phase(Content):
    """One phase; a date that is not known yet is None."""

    phase: PhaseKind
    begins: date | None = None
    ends: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.begins and self.ends and self.ends < self.begins:
            raise ValueError(_("la fin vient avant le début"))
        return self


class TeamMember(Content):
    """Who takes part, by function and organisation; never by name."""

    typed: ClassVar[Mapping[str, str]] = {"function": FUNCTION, "organisation": ORGANISATION}

    function: ShortText
    organisation: OptionalText = ""


class Diagnosis(Content):
    """One diagnostic of one territory (a quartier, a perimeter, a commune…)."""

    typed: ClassVar[Mapping[str, str]] = {"title": TITLE, "aim": _("But")}

    kind: Literal["diagnostic"] = "diagnostic"
    title: OptionalText = ""
    territory_level: ShortText
    territory_code: ShortText
    aim: LongText = ""
    team: tuple[TeamMember, ...] = ()
    phases: tuple[Phase, ...] = tuple(Phase(phase=one) for one in PhaseKind)
    themes: tuple[Theme, ...] = DEFAULT_THEMES

    @property
    def tree(self) -> ThemeTree:
        """The themes in reading order."""
        return ThemeTree(self.themes)

    def heading(self, territory_name: str) -> str:
        """The title, or «Diagnostic\u00a0: Anneessens» when none was given."""
        return self.title or _("Diagnostic\u00a0: {name}").format(name=territory_name)
