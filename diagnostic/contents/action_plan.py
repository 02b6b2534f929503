"""The plan d'actions: axes, and under each the arbre de pertinence (but → objectifs → actions → moyens).

One entry per node, so that two people can work on two branches at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from diagnostic.contents.content import ORGANISATION, TITLE, Content, EntryId, LongText, ShortText
from diagnostic.evidence import IndicatorSnapshot
from indicators.language import _


class Rung(StrEnum):
    """The levels of the tree, from the axis down to the means."""

    AXIS = "axe"
    AIM = "but"
    OBJECTIVE = "objectif"
    ACTION = "action"
    MEANS = "moyen"

    @property
    def label(self) -> str:
        """The word for people."""
        return {
            Rung.AXIS: _("Axe"),
            Rung.AIM: _("But"),
            Rung.OBJECTIVE: _("Objectif"),
            Rung.ACTION: _("Action"),
            Rung.MEANS: _("Moyen"),
        }[self]

    @property
    def below(self) -> Rung | None:
        """What stands under it; None under the means."""
        rungs = list(Rung)
        here = rungs.index(self)
        return rungs[here + 1] if here + 1 < len(rungs) else None


class ActionState(StrEnum):
    """How far an action is."""

    TO_PREPARE = "a_preparer"
    UNDER_WAY = "en_cours"
    DONE = "realisee"
    GIVEN_UP = "abandonnee"

    @property
    def label(self) -> str:
        """The word for people."""
        return {
            ActionState.TO_PREPARE: _("À préparer"),
            ActionState.UNDER_WAY: _("En cours"),
            ActionState.DONE: _("Réalisée"),
            ActionState.GIVEN_UP: _("Abandonnée"),
        }[self]


class Stake(StrEnum):
    """The eight stakes of an approach by quartier (after document 002)."""

    ANALYSIS = "analyse"
    PARTNERSHIPS = "partenariats"
    INFORMATION = "information"
    COHESION = "cohesion"
    TALENTS = "talents"
    DETECTION = "detection"
    GUIDANCE = "orientation"
    POLICY = "politiques"

    @property
    def label(self) -> str:
        """The words for people."""
        return {
            Stake.ANALYSIS: _("Connaître le quartier"),
            Stake.PARTNERSHIPS: _("Partenariats et collaborations"),
            Stake.INFORMATION: _("Information sur les services"),
            Stake.COHESION: _("Cohésion sociale et entraide"),
            Stake.TALENTS: _("Compétences et talents des habitant·es"),
            Stake.DETECTION: _("Repérage précoce des besoins"),
            Stake.GUIDANCE: _("Orientation vers l'aide et les soins"),
            Stake.POLICY: _("Politiques publiques et aménagement"),
        }[self]


class FollowUp(Content):
    """An indicator that tells whether an action helps: its value of today, frozen, and the value hoped for."""

    baseline: IndicatorSnapshot
    target: float | None = None
    target_year: int | None = Field(default=None, ge=1900, le=2100)


class PlanNode(Content):
    """One node of the plan. Only an action has partners, dates, a state, stakes and a follow-up."""

    typed: ClassVar[Mapping[str, str]] = {
        "title": TITLE,
        "notes": _("Notes"),
        "partners": ORGANISATION,
    }

    kind: Literal["plan"] = "plan"
    rung: Rung
    parent: str = ""
    title: ShortText
    notes: LongText = ""
    statements: tuple[EntryId, ...] = ()
    partners: tuple[ShortText, ...] = ()
    begins: date | None = None
    ends: date | None = None
    state: ActionState = ActionState.TO_PREPARE
    stakes: tuple[Stake, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.begins and self.ends and self.ends < self.begins:
            raise ValueError(_("la fin vient avant le début"))
        if (self.rung is Rung.AXIS) != (not self.parent):
            raise ValueError(_("seul un axe n'a rien au-dessus de lui"))
        return self
