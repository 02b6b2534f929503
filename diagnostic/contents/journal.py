"""The «Journal de la démarche»: who was heard, what was read, which meetings, what was produced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import Field

from diagnostic.contents.content import (
    FUNCTION,
    NOTE,
    SECTOR,
    TITLE,
    Content,
    LongText,
    OptionalText,
    ShortText,
)
from diagnostic.evidence import Document, Testimony
from indicators.language import _


class Method(StrEnum):
    """How a testimony was gathered."""

    INTERVIEW = "entretien"
    FOCUS_GROUP = "focus_group"
    WALK = "marche_exploratoire"
    STAND = "stand"
    MEETING = "reunion"

    @property
    def label(self) -> str:
        """The word for people."""
        return {
            Method.INTERVIEW: _("Entretien"),
            Method.FOCUS_GROUP: _("Focus group"),
            Method.WALK: _("Marche exploratoire"),
            Method.STAND: _("Stand"),
            Method.MEETING: _("Réunion"),
        }[self]


class TestimonyRecord(Content):
    """One moment of listening; a focus group is one record with several participants."""

    __test__ = False  # not a test, whatever pytest thinks of its name
    typed: ClassVar[Mapping[str, str]] = {
        "function": FUNCTION,
        "sector": SECTOR,
        "said": _("Ce qui a été dit"),
    }

    kind: Literal["temoignage"] = "temoignage"
    function: ShortText
    sector: ShortText
    on: date
    method: Method = Method.INTERVIEW
    participants: int = Field(default=1, ge=1, le=1000)
    theme: str = ""
    said: LongText = ""

    def as_evidence(self, id: str) -> Testimony:
        """What a statement rests on: frozen, with the id of this record."""
        return Testimony(
            function=self.function,
            sector=self.sector,
            month=f"{self.on:%Y-%m}",
            method=self.method.value,
            record=id,
        )


class Reading(Content):
    """A document that was read, and its fiche de lecture."""

    typed: ClassVar[Mapping[str, str]] = {
        "title": _("Titre du document"),
        "organisation": _("Auteur ou organisme"),
        "notes": _("Fiche de lecture"),
    }

    kind: Literal["lecture"] = "lecture"
    title: ShortText
    organisation: ShortText
    year: int = Field(ge=1900, le=2100)
    theme: OptionalText = ""
    notes: LongText = ""

    def as_evidence(self, id: str) -> Document:
        """What a statement rests on: frozen, with the id of this record."""
        return Document(title=self.title, organisation=self.organisation, year=self.year, record=id)


class Meeting(Content):
    """A meeting of governance: date, body, object."""

    typed: ClassVar[Mapping[str, str]] = {"body": _("Instance"), "subject": _("Objet")}

    kind: Literal["reunion"] = "reunion"
    on: date
    body: ShortText
    subject: ShortText


class WorkDocument(Content):
    """A document that the team made: what for, for whom."""

    typed: ClassVar[Mapping[str, str]] = {
        "title": TITLE,
        "purpose": _("But"),
        "audience": _("Pour qui"),
        "notes": NOTE,
    }

    kind: Literal["document_produit"] = "document_produit"
    title: ShortText
    purpose: OptionalText = ""
    audience: OptionalText = ""
    copies: int = Field(default=1, ge=1, le=1000)
    notes: LongText = ""
