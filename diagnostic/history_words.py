"""What a piece of a diagnostic says, field by field and in words, so that two states can be held side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from diagnostic.board import Statement
from diagnostic.calendar_words import day_text, month_text
from diagnostic.contents.action_plan import FollowUp
from diagnostic.contents.content import Content
from diagnostic.contents.diagnosis import Phase, TeamMember
from diagnostic.contents.kinds import CONTENT, LABELS, LETTERS
from diagnostic.contents.thematic_sheet import Question
from diagnostic.contents.theme import Theme, ThemeTree
from diagnostic.evidence import IndicatorSnapshot
from diagnostic.personal_data import TEXT
from diagnostic.revision import Action
from diagnostic.statement_qualities import StatementPlace
from diagnostic.statement_state import statement_from
from indicators import french
from indicators.french import NBSP
from indicators.language import _

STATEMENT = "constat"
"""The kind of a statement, beside the kinds of contents."""
_STATEMENT_FIELDS = {
    "title": _("Titre"),
    "reason": _("Raison"),
    "key": _("Repère"),
    "text": TEXT,
    "quadrant": _("Liste"),
    "theme": _("Thème"),
    "evidence": _("Preuves"),
    "status": _("État"),
    "convergence": _("Convergence"),
    "priority": _("Priorité"),
    "place": _("Sur la carte"),
}
FIELDS = {
    "title": _("Titre"),
    "reason": _("Raison"),
    "key": _("Repère"),
    "territory_level": _("Niveau du territoire"),
    "territory_code": _("Territoire"),
    "team": _("Équipe"),
    "phases": _("Phases"),
    "themes": _("Thèmes"),
    "on": _("Date"),
    "method": _("Méthode"),
    "participants": _("Participant·es"),
    "theme": _("Thème"),
    "year": _("Année"),
    "copies": _("Exemplaires"),
    "statements": _("Constats"),
    "questions": _("Questions"),
    "rung": _("Niveau"),
    "parent": _("Placé sous"),
    "begins": _("Début"),
    "ends": _("Fin"),
    "state": _("État"),
    "stakes": _("Enjeux"),
    "follow_up": _("Indicateurs de suivi"),
    "month": _("Mois"),
    "households": _("Ménages suivis"),
    "begun": _("Accompagnements commencés"),
    "criteria": _("Critères"),
    "outcomes": _("Issues"),
    # In the plan, the organisations that share an action.
    "partners": _("Partenaires"),
}
"""The label of every field of a content that people do not type, or that `typed` names otherwise."""
_COUNTED = frozenset({"households", "begun", "criteria", "outcomes"})
_POINTERS = {"statements": "C", "parent": LETTERS["plan"], "testimony": LETTERS["temoignage"]}


@dataclass(frozen=True)
class Said:
    """What one field says.

    `precise` tells two states apart whose lines are the same, `stored` those that have no words for it;
    `hidden` are numbers of households, which no history shows.
    """

    label: str
    lines: tuple[str, ...]
    is_list: bool = False
    hidden: bool = False
    precise: tuple[str, ...] = ()
    stored: str = ""


def kind_label(kind: str) -> str:
    """The word for a kind of piece."""
    return _("Constat") if kind == STATEMENT else LABELS.get(kind, kind)


def kind_plural(kind: str) -> str:
    """The word for several pieces of a kind, as a heading."""
    plurals = {
        STATEMENT: _("Constats"),
        "temoignage": _("Témoignages"),
        "lecture": _("Documents lus"),
        "reunion": _("Réunions"),
        "document_produit": _("Documents produits"),
        "fiche_thematique": _("Fiches thématiques"),
        "mis_de_cote": _("Choix mis de côté"),
    }
    return plurals.get(kind) or kind_label(kind)


def action_noun(action: Action) -> str:
    """What was done, as a noun: it goes with a constat as with a réunion."""
    return {
        Action.CREATE: _("Ajout"),
        Action.EDIT: _("Modification"),
        Action.MOVE: _("Déplacement"),
        Action.ARCHIVE: _("Archivage"),
        Action.RESTORE: _("Rétablissement"),
        Action.MERGE: _("Fusion"),
    }[action]


def reference_of(kind: str, id: str) -> str:
    """«C-1a2b3c4d», as every document prints it."""
    return f"{'C' if kind == STATEMENT else LETTERS.get(kind, '?')}-{id[:8]}"


def title_of(kind: str, state: Mapping[str, Any]) -> str:
    """What a piece is known by: the words of a statement, the title of a document, who was heard…"""
    if kind == STATEMENT:
        return str(state.get("text", ""))
    content = state.get("content", {})
    match kind:
        case "reunion":
            found = [content.get("body"), content.get("subject")]
        case "temoignage":
            found = [content.get("function"), content.get("sector")]
        case "suivi_mensuel":
            found = [month_text(content["month"])] if content.get("month") else []
        case "diagnostic":
            found = [content.get("title") or _("Le diagnostic lui-même")]
        case _:
            found = [content.get("title")]
    return ", ".join(str(one) for one in found if one)


def said_by(kind: str, state: Mapping[str, Any], themes: ThemeTree) -> dict[str, Said]:
    """Every field of a state with its label, in the order in which people read them.

    A state that this version of the tool cannot read any more is given as it was stored.
    """
    try:
        if kind == STATEMENT:
            return _of_statement(statement_from(state), themes)
        return _of_content(CONTENT.validate_python(state["content"]), themes)
    except (ValidationError, KeyError):
        raw = state.get("content", state) if kind != STATEMENT else state
        return {name: Said(name, (str(value),)) for name, value in raw.items() if name != "kind"}


def _of_statement(statement: Statement, themes: ThemeTree) -> dict[str, Said]:
    place = statement.place
    return {
        "text": Said(TEXT, (statement.text,)),
        "quadrant": _one("quadrant", statement.quadrant.heading),
        "theme": _one("theme", themes.heading(statement.theme)),
        "evidence": Said(
            _STATEMENT_FIELDS["evidence"],
            tuple(_evidence_line(piece) for piece in statement.evidence),
            is_list=True,
            precise=tuple(_precise_line(piece) for piece in statement.evidence),
        ),
        "status": _one("status", statement.status.label),
        "convergence": _one("convergence", statement.convergence.label),
        "priority": _one("priority", statement.priority.label),
        "place": Said(
            _STATEMENT_FIELDS["place"],
            () if place is None else (place.label or _shape(place),),
            precise=() if place is None else (f"{_shape(place)}, {_positions(place)}",),
        ),
    }


def _one(name: str, words: str) -> Said:
    return Said(_STATEMENT_FIELDS[name], (words,))


def _evidence_line(piece: Any) -> str:
    if isinstance(piece, IndicatorSnapshot):
        return f"{piece.short_title}, {piece.territory_name}{NBSP}: {piece.value_text} ({piece.year})"
    return str(piece.chip)


def _precise_line(piece: Any) -> str:
    if isinstance(piece, IndicatorSnapshot):
        return _("{line}, selon les statistiques du {version}").format(
            line=_evidence_line(piece), version=piece.statistics_version
        )
    return str(piece.reference)


def _shape(place: StatementPlace) -> str:
    return {"point": _("un point"), "ligne": _("une ligne"), "zone": _("une zone")}[place.shape]


def _positions(place: StatementPlace) -> str:
    return "\u00a0; ".join(
        f"{french.number(longitude, 5)}{NBSP}/{NBSP}{french.number(latitude, 5)}"
        for longitude, latitude in place.positions[:4]
    )


def _of_content(content: Content, themes: ThemeTree) -> dict[str, Said]:
    said = {}
    typed = type(content).typed
    for name in type(content).model_fields:
        if name == "kind":
            continue
        label = FIELDS.get(name) or typed.get(name) or name.replace("_", " ")
        value = getattr(content, name)
        said[name] = Said(
            label,
            tuple(_lines(name, value, themes)),
            is_list=isinstance(value, tuple),
            hidden=name in _COUNTED,
            precise=tuple(_precise_line(one.baseline) for one in value) if name == "follow_up" else (),
            stored=str(value),
        )
    return said


def _lines(name: str, value: Any, themes: ThemeTree) -> Iterable[str]:
    if value is None or value in ("", ()):
        return []
    if isinstance(value, tuple):
        return [line for item in value for line in _lines(name, item, themes)]
    if name in _POINTERS:
        return [f"{_POINTERS[name]}-{str(value)[:8]}"]
    words: Mapping[str, Callable[[Any], str]] = {"theme": themes.heading, "month": month_text, "year": str}
    return [words[name](value)] if name in words else _plain_lines(value)


def _plain_lines(value: Any) -> list[str]:
    if isinstance(value, Content):
        return _piece_lines(value)
    if isinstance(value, StrEnum):
        return [str(getattr(value, "label", value.value))]
    if isinstance(value, date):
        return [day_text(value)]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [french.number(value, 0 if float(value).is_integer() else 1)]
    return [str(value)]


def _piece_lines(piece: Content) -> list[str]:
    match piece:
        case TeamMember():
            line = ", ".join(part for part in (piece.function, piece.organisation) if part)
        case Phase():
            line = f"{piece.phase.label}{NBSP}: {_period(piece.begins, piece.ends)}"
        case Theme():
            line = f"— {piece.heading}" if piece.parent else piece.heading
        case Question():
            return _question_lines(piece)
        case FollowUp():
            line = _follow_up_line(piece)
        case _:
            line = f"{NBSP}; ".join(piece.texts().values()) or str(piece)
    return [line]


def _question_lines(piece: Question) -> list[str]:
    details = [part for part in (piece.who, piece.method) if part]
    line = piece.text + (f" ({', '.join(details)})" if details else "")
    return [line, *(f"— {answer.text}" for answer in piece.answers if answer.text)]


def _period(begins: date | None, ends: date | None) -> str:
    if begins and ends:
        return _("du {begins} au {ends}").format(begins=day_text(begins), ends=day_text(ends))
    if begins:
        return _("dès le {begins}").format(begins=day_text(begins))
    if ends:
        return _("jusqu'au {ends}").format(ends=day_text(ends))
    return _("sans dates")


def _follow_up_line(piece: FollowUp) -> str:
    line = _evidence_line(piece.baseline)
    if piece.target is None:
        return line
    target = french.number(piece.target, 0 if piece.target.is_integer() else 1)
    year = f" ({piece.target_year})" if piece.target_year else ""
    return _("{line}, visé\u00a0: {target}{year}").format(line=line, target=target, year=year)


def label_is_known(kind: type[Content], field: str) -> bool:
    """Tell whether a field of a content has a label for people."""
    return field == "kind" or field in FIELDS or field in kind.typed
