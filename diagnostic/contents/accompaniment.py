"""The follow-up of an accompaniment: monthly counts of households, nothing about any of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import Field

from diagnostic.contents.content import NOTE, Content, LongText, Month
from indicators.language import _


class Criterion(StrEnum):
    """The five criteria of document 004, in their order."""

    STRAIN = "impact_psychologique"
    OTHER_DOMAINS = "autres_domaines"
    HINDRANCES = "autres_difficultes"
    ISOLATION = "isolement"
    EVICTION = "expulsion"

    @property
    def label(self) -> str:
        """Short words."""
        return {
            Criterion.STRAIN: _("Vie de famille déstabilisée, stress, angoisse"),
            Criterion.OTHER_DOMAINS: _("Effets sur d'autres domaines de la vie"),
            Criterion.HINDRANCES: _("Difficultés qui freinent les démarches"),
            Criterion.ISOLATION: _("Isolement, peu de soutien"),
            Criterion.EVICTION: _("Expulsion vécue ou annoncée"),
        }[self]


class Outcome(StrEnum):
    """How an accompaniment ended, or goes on."""

    REHOUSED = "relogement"
    STAYED = "maintien"
    REFERRED = "orientation"
    UNDER_WAY = "en_cours"
    STOPPED = "interrompu"

    @property
    def label(self) -> str:
        """The words for people."""
        return {
            Outcome.REHOUSED: _("Relogement"),
            Outcome.STAYED: _("Maintien dans le logement"),
            Outcome.REFERRED: _("Orientation vers un autre service"),
            Outcome.UNDER_WAY: _("Accompagnement en cours"),
            Outcome.STOPPED: _("Accompagnement interrompu"),
        }[self]


Count = Field(default=0, ge=0, le=100_000)


class CriterionCount(Content):
    """How many households met one criterion."""

    criterion: Criterion
    households: int = Count


class OutcomeCount(Content):
    """How many households one outcome."""

    outcome: Outcome
    households: int = Count


class MonthlyCount(Content):
    """The counts of one month; raw here, protected by the threshold wherever they are shown."""

    typed: ClassVar[Mapping[str, str]] = {"notes": NOTE}

    kind: Literal["suivi_mensuel"] = "suivi_mensuel"
    month: Month
    households: int = Count
    begun: int = Count
    criteria: tuple[CriterionCount, ...] = ()
    outcomes: tuple[OutcomeCount, ...] = ()
    notes: LongText = ""
