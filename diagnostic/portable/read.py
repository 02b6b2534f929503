"""Reading the file of a diagnostic: everything that is wrong with it is told, with its place."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from diagnostic.portable.coherence import check_coherence
from diagnostic.portable.document import (
    FORMAT,
    FORMAT_VERSION,
    DiagnosticFile,
    EntryRecord,
    EntryRevision,
    PerimeterRecord,
    PerimeterVersion,
    Piece,
    StatementRecord,
    StatementRevision,
)
from diagnostic.portable.faults import Faults, FileRefused, no_faults, schema_faults, shortened
from diagnostic.portable.json_text import bytes_of, json_value, unholdable
from diagnostic.portable.people import check_people
from diagnostic.portable.scripts import script_in, texts
from diagnostic.statement_rules import MAX_CHARACTERS
from indicators.french import number
from indicators.language import _

MOST_PARTS = 20_000
"""JSON values in one version of one element; a large one has a few hundred."""
_LISTS: dict[str, tuple[type[Piece], str, type[Piece]]] = {
    "perimeters": (PerimeterRecord, "versions", PerimeterVersion),
    "entries": (EntryRecord, "revisions", EntryRevision),
    "statements": (StatementRecord, "revisions", StatementRevision),
}
AnyPiece = TypeVar("AnyPiece", bound=Piece)


def read_file(source: bytes | Path, *, kept: Collection[str] = ()) -> DiagnosticFile:
    """The diagnostic that a file holds. Nothing is written.

    Parameters
    ----------
    kept : what a person said to be an institution (`Finding.key`).

    Raises
    ------
    FileRefused : too large (50 MB; a larger file is not read), no UTF-8, no JSON, another format or
        one of a later version; or, each with its place: schema, ids, histories, references, scripts
        in texts, texts too long, texts that seem to tell of a person.
    """
    value = json_value(bytes_of(source))
    _check_format(value)
    faults = no_faults()
    _check_texts(value, faults)
    file = _file(value, faults)
    faults.refuse_if_any()
    assert file is not None  # what is not valid has at least one fault
    check_coherence(file, value, faults)
    faults.refuse_if_any()
    check_people(file, kept, faults)
    faults.refuse_if_any()
    return file


def _check_format(value: Any) -> None:
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise FileRefused(
            _("Ce fichier n'est pas un diagnostic de cette application."),
            remedy=_("Choisissez un fichier que la page «\u00a0Échanger\u00a0» a donné."),
        )
    version = value.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise FileRefused(
            _("Ce fichier ne dit pas dans quelle version de format il est écrit."),
            remedy=_("Exportez-le de nouveau depuis l'application d'où il vient."),
        )
    if version > FORMAT_VERSION:
        raise FileRefused(
            _(
                "Ce fichier vient d'une application plus récente\u00a0: il est au format {theirs}, celle-ci lit le "
                "format {ours}."
            ).format(theirs=shortened(version), ours=FORMAT_VERSION),
            remedy=_("Mettez cette application à jour, puis recommencez. Rien n'a été écrit."),
        )


def _check_texts(value: Any, faults: Faults) -> None:
    for path, text in texts(value):
        if unholdable(text):
            faults.add(path, _("ce texte a des signes qu'aucune base ne peut garder."), "", text)
        elif len(text) > MAX_CHARACTERS:
            faults.add(
                path,
                _("trop long\u00a0; le maximum est {limit}.").format(limit=number(MAX_CHARACTERS)),
                "",
                text,
            )
        else:
            found = script_in(text)
            if found:
                faults.add(
                    path,
                    _("ce texte contient un programme, ce que l'application n'écrit jamais."),
                    _("Demandez d'où vient ce fichier avant de vous en servir."),
                    found,
                )
        if faults.full:
            return


def _file(value: dict[str, Any], faults: Faults) -> DiagnosticFile | None:
    pieces: dict[str, list[Piece]] = {}
    whole = True
    for name, (kind, changes, change) in _LISTS.items():
        given = value.get(name)
        if not isinstance(given, list):
            problem = _("ce champ manque.") if given is None else _("une liste est attendue ici.")
            faults.add((name,), problem)
            pieces[name], whole = [], False
            continue
        held = [_record((name, rank), one, kind, changes, change, faults) for rank, one in enumerate(given)]
        pieces[name] = [one for one in held if one is not None]
        whole = whole and len(pieces[name]) == len(given)
    head = {name: item for name, item in value.items() if name not in _LISTS}
    if _too_many_parts(head):
        faults.add((), _("ce fichier cite trop d'éléments."))
        return None
    try:
        return DiagnosticFile.model_validate(head | pieces)
    except ValidationError as error:
        if whole or any(detail["loc"][:1] != ("entries",) for detail in error.errors()):
            schema_faults(faults, (), error)
        return None


def _record(
    path: tuple[str | int, ...],
    value: Any,
    kind: type[AnyPiece],
    changes: str,
    change: type[Piece],
    faults: Faults,
) -> AnyPiece | None:
    """One element with its changes; each is looked at by itself so that faults stay few and placed."""
    if faults.full:
        return None
    if not isinstance(value, dict):
        faults.add(path, _("un objet est attendu ici."), "", value)
        return None
    given = value.get(changes)
    if not isinstance(given, list):
        return _valid(path, value, kind, faults)
    held = [_valid((*path, changes, rank), one, change, faults) for rank, one in enumerate(given)]
    if any(one is None for one in held):
        return None
    return _valid(path, value | {changes: held}, kind, faults)


def _valid(path: tuple[str | int, ...], value: Any, kind: type[AnyPiece], faults: Faults) -> AnyPiece | None:
    if faults.full:
        return None
    if _too_many_parts(value):
        faults.add(path, _("cet élément a beaucoup trop de parties."))
        return None
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        schema_faults(faults, path, error)
        return None


def _too_many_parts(value: Any) -> bool:
    count, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        count += 1
        if count > MOST_PARTS:
            return True
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return False
