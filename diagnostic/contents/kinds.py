"""Every kind of content, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, TypeAdapter

from diagnostic.contents.accompaniment import MonthlyCount
from diagnostic.contents.action_plan import PlanNode
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import Meeting, Reading, TestimonyRecord, WorkDocument
from diagnostic.contents.set_aside import SetAside
from diagnostic.contents.thematic_sheet import ThematicSheet
from indicators.language import _

AnyContent = Annotated[
    Diagnosis
    | TestimonyRecord
    | Reading
    | Meeting
    | WorkDocument
    | ThematicSheet
    | PlanNode
    | MonthlyCount
    | SetAside,
    Field(discriminator="kind"),
]
CONTENT: TypeAdapter[AnyContent] = TypeAdapter(AnyContent)
LETTERS = {
    "diagnostic": "D",
    "temoignage": "T",
    "lecture": "L",
    "reunion": "R",
    "document_produit": "P",
    "fiche_thematique": "F",
    "plan": "A",
    "suivi_mensuel": "M",
    "mis_de_cote": "E",
}
"""The letter of a reference: T-1a2b3c4d is a testimony."""
LABELS = {
    "diagnostic": _("Diagnostic"),
    "temoignage": _("Témoignage"),
    "lecture": _("Document lu"),
    "reunion": _("Réunion"),
    "document_produit": _("Document produit"),
    "fiche_thematique": _("Fiche thématique"),
    "plan": _("Plan d'actions"),
    "suivi_mensuel": _("Suivi mensuel"),
    "mis_de_cote": _("Choix mis de côté"),
}
