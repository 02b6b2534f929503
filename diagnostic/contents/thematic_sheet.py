"""The fiche thématique: constats → questions → who can answer → method and tools → answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal

from diagnostic.contents.content import TITLE, Content, EntryId, LongText, OptionalText, ShortText
from indicators.language import _


class Answer(Content):
    """What was learnt; `testimony` is the id of the record of the journal it comes from."""

    typed: ClassVar[Mapping[str, str]] = {"text": _("Réponse")}

    text: LongText
    on: date | None = None
    testimony: str = ""


class Question(Content):
    """One question to explore."""

    typed: ClassVar[Mapping[str, str]] = {
        "text": _("Question"),
        "who": _("Qui peut répondre"),
        "method": _("Méthode et outils"),
    }

    text: ShortText
    who: OptionalText = ""
    method: OptionalText = ""
    answers: tuple[Answer, ...] = ()


class ThematicSheet(Content):
    """One fiche; `statements` are the ids of the constats it starts from, in their order."""

    typed: ClassVar[Mapping[str, str]] = {"title": TITLE, "aim": _("But")}

    kind: Literal["fiche_thematique"] = "fiche_thematique"
    title: ShortText
    theme: str = ""
    aim: LongText = ""
    statements: tuple[EntryId, ...] = ()
    questions: tuple[Question, ...] = ()
