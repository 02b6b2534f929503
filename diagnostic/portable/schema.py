"""The published schema of the file: JSON Schema 2020-12, with French words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from diagnostic.contents import accompaniment, action_plan, diagnosis, journal, thematic_sheet, theme
from diagnostic.contents.content import Content
from diagnostic.contents.kinds import LABELS
from diagnostic.portable.document import FORMAT_VERSION, DiagnosticFile
from indicators.language import _

ID = f"urn:diagnostic-de-quartier:fichier:{FORMAT_VERSION}"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DESCRIPTIONS = {
    "Action": _("Ce qui peut arriver à un élément."),
    "ActionState": _("Où en est une action."),
    "Answer": _("Une réponse à une question, et le témoignage dont elle vient."),
    "Convergence": _("Si chiffres et témoignages concordent\u00a0; toujours choisi par des personnes."),
    "Criterion": _("Critères de suivi d'un accompagnement."),
    "CriterionCount": _("Nombre de ménages qui répondent à un critère."),
    "Diagnosis": _("Le diagnostic lui-même\u00a0: territoire, équipe, phases, thèmes."),
    "Document": _("Un document qui a été lu, comme preuve."),
    "EntryRecord": _("Un élément du diagnostic avec toute son histoire."),
    "EntryRevision": _("Un changement d'un élément."),
    "EntryState": _("Ce qu'un élément dit à une version."),
    "FollowUp": _("Un indicateur de suivi\u00a0: sa valeur d'aujourd'hui, figée, et celle que l'on espère."),
    "IndicatorSnapshot": _("Un chiffre tel qu'il était quand on s'est appuyé sur lui."),
    "Level": _("Niveaux de territoire."),
    "Meeting": _("Une réunion\u00a0: date, instance, objet."),
    "Method": _("Comment une parole a été recueillie."),
    "MonthlyCount": _("Les nombres d'un mois d'accompagnement, sans rien sur aucun ménage."),
    "Reason": _("Ce qui a été mis de côté\u00a0: une proposition ou deux constats qui se ressemblent."),
    "SetAside": _("Un choix de l'équipe, pour que la question ne soit plus posée."),
    "Outcome": _("Comment un accompagnement finit."),
    "OutcomeCount": _("Nombre de ménages par issue."),
    "PerimeterRecord": _("Un périmètre avec toutes ses versions."),
    "PerimeterVersion": _("Ce qu'un périmètre était à une version."),
    "Phase": _("Une phase de la démarche et ses dates."),
    "PhaseKind": _("Les cinq phases de la méthode."),
    "PlanNode": _("Une branche du plan d'actions\u00a0: axe, but, objectif, action ou moyen."),
    "Priority": _("Urgence d'un constat\u00a0: 3 pour le plus urgent, 0 sans priorité."),
    "Quadrant": _("Listes de la grille\u00a0: A atout, F faiblesse, O opportunité, M menace, S suggestion."),
    "Question": _("Une question à explorer."),
    "Reading": _("Un document qui a été lu, et sa fiche de lecture."),
    "RevisedStatement": _("Ce qu'un constat disait après un changement."),
    "Rung": _("Étages du plan, de l'axe au moyen."),
    "Stake": _("Enjeux d'une démarche de quartier."),
    "StatementPlace": _("Endroit d'un constat sur la carte\u00a0: longitude, latitude (WGS84)."),
    "StatementRecord": _("Un constat de la grille AFOM avec toute son histoire."),
    "StatementRevision": _("Un changement d'un constat."),
    "Status": _("Où en est un constat."),
    "TeamMember": _("Un membre de l'équipe, par fonction et organisme, jamais par nom."),
    "Testimony": _("Une parole recueillie, par fonction et secteur, jamais par nom."),
    "TestimonyRecord": _("Un moment d'écoute du journal de la démarche."),
    "ThematicSheet": _("Une fiche thématique\u00a0: constats, questions, réponses."),
    "Theme": _("Un thème de l'arbre\u00a0; sans parent au premier niveau."),
    "WorkDocument": _("Un document que l'équipe a produit."),
}
_MODULES = (accompaniment, action_plan, diagnosis, journal, thematic_sheet, theme)


def schema() -> dict[str, Any]:
    """The schema as a JSON document; every title and description in it is French."""
    made = DiagnosticFile.model_json_schema()
    contents = _contents()
    for name, definition in made.get("$defs", {}).items():
        _in_french(definition, DESCRIPTIONS.get(name, ""), contents.get(name))
    _in_french(made, "", None)
    head = {
        "$schema": DIALECT,
        "$id": ID,
        "title": _("Fichier d'un diagnostic de quartier"),
        "description": _(
            "Un diagnostic entier avec son histoire, pour passer d'un ordinateur à un autre sans perte. "
            "Genres d'éléments\u00a0: {kinds}."
        ).format(kinds=", ".join(f"{kind} ({label.lower()})" for kind, label in LABELS.items())),
    }
    return head | made


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _contents() -> dict[str, type[Content]]:
    found = (item for module in _MODULES for item in vars(module).values())
    return {one.__name__: one for one in found if isinstance(one, type) and issubclass(one, Content)}


def _in_french(definition: dict[str, Any], description: str, content: type[BaseModel] | None) -> None:
    """Replace the words that pydantic takes from the code by those that people read."""
    definition.pop("title", None)
    definition.pop("description", None)
    if description:
        definition["description"] = description
    labels: Mapping[str, str] = content.typed if content and issubclass(content, Content) else {}
    for name, field in definition.get("properties", {}).items():
        field.pop("title", None)
        if name in labels:
            field["title"] = labels[name]
