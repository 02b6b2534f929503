"""Other names of territories, read from our own list: to search by, never to print instead of the name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from data.readers.names import folded
from indicators.language import _
from indicators.user_error import Fault, UserError

SYNONYMS = Path(__file__).parent / "synonyms.yaml"
FIELDS = frozenset({"code", "names", "note"})


def read_synonyms(path: Path = SYNONYMS) -> dict[str, tuple[str, ...]]:
    """Other names by code of territory, in the order of the file.

    Raises UserError naming every faulty entry.
    """
    synonyms: dict[str, tuple[str, ...]] = {}
    faults: list[Fault] = []
    for place, entry in enumerate(_entries(path), start=1):
        problems = _problems(entry, synonyms)
        faults += [_fault(problem, path, place, entry) for problem in problems]
        if not problems:
            synonyms[entry["code"]] = tuple(entry["names"])
    if faults:
        raise _refusal(faults)
    return synonyms


def _entries(path: Path) -> list[Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _refusal([Fault(_("le fichier ne peut pas être ouvert."), file=path.name)]) from error
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        row = mark.line + 1 if mark else None
        raise _refusal([Fault(_("ce n'est pas du YAML lisible."), file=path.name, row=row)]) from error
    if not isinstance(content, list | None):
        raise _refusal(
            [Fault(_("une liste est attendue, un «\u00a0- code:\u00a0» par territoire."), file=path.name)]
        )
    return content or []


def _problems(entry: Any, known: dict[str, tuple[str, ...]]) -> list[str]:
    if not isinstance(entry, dict):
        return [_("les champs «\u00a0code\u00a0» et «\u00a0names\u00a0» sont attendus.")]
    problems = [
        _("le champ «\u00a0{field}\u00a0» n'existe pas.").format(field=field)
        for field in entry
        if field not in FIELDS
    ]
    code = entry.get("code")
    if not isinstance(code, str) or not code.strip():
        problems.append(_("le code doit être un texte entre guillemets."))
    elif code in known:
        problems.append(_("ce code a déjà une ligne\u00a0: réunissez leurs noms."))
    return problems + _name_problems(entry.get("names")) + _note_problems(entry.get("note", ""))


def _name_problems(names: Any) -> list[str]:
    if not isinstance(names, list) or not names:
        return [_("le champ «\u00a0names\u00a0» doit être une liste de noms.")]
    problems: list[str] = []
    seen: set[str] = set()
    for name in names:
        if not isinstance(name, str) or not folded(name):
            problems.append(_("«\u00a0{name}\u00a0» n'est pas un nom.").format(name=str(name)[:80]))
        elif folded(name) in seen:
            problems.append(_("le nom «\u00a0{name}\u00a0» y est deux fois.").format(name=name[:80]))
        else:
            seen.add(folded(name))
    return problems


def _note_problems(note: Any) -> list[str]:
    return [] if isinstance(note, str) else [_("la note doit être un texte.")]


def _fault(problem: str, path: Path, place: int, entry: Any) -> Fault:
    code = entry.get("code") if isinstance(entry, dict) else entry
    where = _("entrée {place}").format(place=place)
    return Fault(problem, file=f"{path.name}, {where}", value=str(code)[:80])


def _refusal(faults: list[Fault]) -> UserError:
    return UserError(
        _("La liste des autres noms de territoires contient des erreurs."),
        remedy=_("Le début du fichier dit comment l'écrire."),
        faults=tuple(faults),
    )
