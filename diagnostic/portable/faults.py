"""Why a file was refused, each fault with its place in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from diagnostic.personal_data import Found
from indicators.french import number
from indicators.language import _
from indicators.user_error import Fault, UserError

MOST_FAULTS = 200
_LONGEST_VALUE = 80
_PIECES = {
    "perimeters": _("périmètre {n}"),
    "entries": _("élément {n}"),
    "statements": _("constat {n}"),
    "revisions": _("changement {n}"),
    "versions": _("version {n}"),
    "evidence": _("preuve {n}"),
    "team": _("membre {n} de l'équipe"),
    "phases": _("phase {n}"),
    "themes": _("thème {n}"),
    "questions": _("question {n}"),
    "answers": _("réponse {n}"),
    "elsewhere": _("citation {n}"),
}
_UNSAID = ("state", "content")
"""Levels of the file that tell a reader nothing."""


class FileRefused(UserError):
    """The file is not taken in and nothing was written. `faults` say where; `found` what tells of people.

    When `found` is all that is wrong, somebody may say that these are institutions (`kept`).
    """

    def __init__(
        self,
        problem: str,
        *,
        remedy: str = "",
        faults: Iterable[Fault] = (),
        found: Iterable[Found] = (),
    ) -> None:
        self.found = tuple(found)
        super().__init__(problem, remedy=remedy, faults=tuple(faults))

    @property
    def may_be_kept(self) -> bool:
        """Only texts that may be about a person stand in the way."""
        return bool(self.found) and len(self.found) == len(self.faults)


@dataclass
class Faults:
    """Gathers faults until there are so many that the rest would teach nothing."""

    all: list[Fault]
    found: list[Found]

    @property
    def full(self) -> bool:
        """No further fault is worth looking for."""
        return len(self.all) >= MOST_FAULTS

    def add(self, path: Sequence[str | int], problem: str, remedy: str = "", value: object = "") -> None:
        """One fault at one place of the file."""
        if not self.full:
            self.all.append(fault_at(path, problem, remedy, value))

    def add_found(self, path: Sequence[str | int], found: Found) -> None:
        """One text that seems to tell of a person."""
        if not self.full:
            place = [*path, found.field]
            remedy = _("Retirez-le du fichier, ou gardez-le s'il s'agit d'une institution.")
            self.all.append(
                fault_at(place, found.finding.kind.label.lower() + ".", remedy, found.finding.text)
            )
            self.found.append(found)

    def refuse_if_any(self) -> None:
        """Raise FileRefused with all of them."""
        if not self.all:
            return
        problem = (
            _("Ce fichier a une faute.")
            if len(self.all) == 1
            else _("Ce fichier a {count} fautes.").format(count=number(len(self.all)))
        )
        if self.full:
            problem = _("Ce fichier a au moins {count} fautes\u00a0; la lecture s'est arrêtée là.").format(
                count=number(len(self.all))
            )
        raise FileRefused(
            problem,
            remedy=_("Rien n'a été écrit. Exportez-le de nouveau depuis l'application d'où il vient."),
            faults=self.all,
            found=self.found,
        )


def no_faults() -> Faults:
    """An empty list to fill."""
    return Faults([], [])


def fault_at(path: Sequence[str | int], problem: str, remedy: str = "", value: object = "") -> Fault:
    """A fault of a file without rows: its place, in words, is the `file` of the fault."""
    return Fault(problem, remedy, file=in_words(path), value=shortened(value))


def in_words(path: Sequence[str | int]) -> str:
    """«constat 12, preuve 1, champ «function»» for ("statements", 11, "evidence", 0, "function")."""
    words: list[str] = []
    place = list(path)
    while place:
        name = place.pop(0)
        if isinstance(name, int):
            words.append(_("n° {n}").format(n=name + 1))
        elif name in _PIECES and place and isinstance(place[0], int):
            piece = _("constat cité {n}") if name == "statements" and words else _PIECES[name]
            words.append(piece.format(n=int(place.pop(0)) + 1))
        elif name not in _UNSAID or not place:
            words.append(_("champ «\u00a0{name}\u00a0»").format(name=shortened(name)))
    return ", ".join(words) or _("fichier")


def shortened(value: object) -> str:
    """What a fault quotes: one line, never a whole text; made of visible signs only."""
    text = value if isinstance(value, str) else "" if isinstance(value, dict | list | tuple) else str(value)
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text[:400]).split())
    return line if len(line) <= _LONGEST_VALUE else line[: _LONGEST_VALUE - 1] + "…"


def schema_faults(faults: Faults, path: Sequence[str | int], error: ValidationError) -> None:
    """What the schema says of one piece, in French."""
    for detail in error.errors(include_url=False, include_context=True):
        if detail["type"] == "too_short" and detail.get("input"):
            continue  # its items are wrong, which is told of each of them
        place = [one for one in detail["loc"] if not _is_tag(one)]
        problem = _problem(detail["type"], detail.get("ctx", {}))
        value = "" if detail["type"] == "missing" else detail.get("input", "")
        faults.add([*path, *place], problem, _("Corrigez cette valeur ou exportez de nouveau."), value)
        if faults.full:
            return


_TAGS = frozenset(
    {
        "chiffre", "temoignage", "document", "diagnostic", "lecture", "reunion", "document_produit",
        "fiche_thematique", "plan", "suivi_mensuel", "literal['']", "constrained-str", "function-after",
    }
)  # fmt: skip


def _is_tag(name: str | int) -> bool:
    """The branch of a choice that pydantic puts in a place; «diagnostic» alone is also a field."""
    return name in _TAGS and name != "diagnostic"


def _problem(kind: str, context: Mapping[str, Any]) -> str:
    if kind == "value_error":
        return f"{context.get('error', _('cette valeur ne convient pas'))}".rstrip(".") + "."
    if kind in ("string_too_long", "too_long"):
        limit = number(int(context["max_length"]))
        return _("trop long\u00a0; le maximum est {limit}.").format(limit=limit)
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        bound = next(iter(context.values()), "")
        return _("hors limite ({bound}).").format(bound=bound)
    return _WORDS.get(kind, _("cette valeur ne convient pas."))


_WORDS = {
    "missing": _("ce champ manque."),
    "extra_forbidden": _("ce champ n'est pas prévu."),
    "string_too_short": _("ce texte est vide."),
    "too_short": _("cette liste est vide."),
    "string_pattern_mismatch": _("cette valeur n'a pas la forme attendue."),
    "string_type": _("un texte est attendu ici."),
    "int_type": _("un nombre entier est attendu ici."),
    "int_parsing": _("un nombre entier est attendu ici."),
    "int_from_float": _("un nombre entier est attendu ici."),
    "float_type": _("un nombre est attendu ici."),
    "float_parsing": _("un nombre est attendu ici."),
    "bool_type": _("oui ou non (true, false) est attendu ici."),
    "bool_parsing": _("oui ou non (true, false) est attendu ici."),
    "tuple_type": _("une liste est attendue ici."),
    "list_type": _("une liste est attendue ici."),
    "model_type": _("un objet est attendu ici."),
    "model_attributes_type": _("un objet est attendu ici."),
    "enum": _("ce mot ne fait pas partie des choix."),
    "literal_error": _("ce mot ne fait pas partie des choix."),
    "union_tag_invalid": _("ce genre est inconnu."),
    "union_tag_not_found": _("le genre («\u00a0kind\u00a0») manque."),
    "datetime_parsing": _("une date avec l'heure est attendue ici."),
    "datetime_from_date_parsing": _("une date avec l'heure est attendue ici."),
    "datetime_type": _("une date avec l'heure est attendue ici."),
    "timezone_aware": _("cet instant ne dit pas son fuseau horaire."),
    "date_parsing": _("une date est attendue ici (AAAA-MM-JJ)."),
    "date_from_datetime_parsing": _("une date est attendue ici (AAAA-MM-JJ)."),
    "date_type": _("une date est attendue ici (AAAA-MM-JJ)."),
}
