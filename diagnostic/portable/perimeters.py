"""The perimeters of a file beside those that are here: kept, carried on, or given another code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diagnostic.perimeter_repository import Check, new_code, shown_versions
from diagnostic.portable.comparison import Relation, relation
from diagnostic.portable.document import DiagnosticFile, PerimeterRecord, PerimeterVersion
from diagnostic.portable.faults import FileRefused, fault_at
from diagnostic.portable.write import instant, perimeter_records
from diagnostic.schema import PerimeterRow
from indicators.language import _
from indicators.perimeter import LONGEST_NAME, Perimeter
from indicators.user_error import UserError

_CODE = re.compile(r"(?<![0-9a-z])p[0-9a-f]{8}(?![0-9a-z])")
_NAMED_IN = ("territory_code", "anchor", "code")


@dataclass(frozen=True)
class Bound:
    """One perimeter to write: the versions from `first` (an index) on are not here yet."""

    record: PerimeterRecord
    first: int


@dataclass(frozen=True)
class Settled:
    """The file with the codes that its perimeters have here, what to write of them, what stands in the way."""

    file: DiagnosticFile
    perimeters: tuple[Bound, ...]
    diverged: frozenset[str]


def settled(
    session: Session, file: DiagnosticFile, *, known: bool, as_copy: bool, role: str, now: datetime
) -> Settled:
    """Find the place of each perimeter of a file.

    `known`: the diagnostic stands here already, so that another code would be another territory.
    `as_copy`: perimeters that others use here are left as they are.
    """
    if not file.perimeters:
        return Settled(file, (), frozenset())
    held = {
        one["code"]: PerimeterRecord.model_validate(one)
        for one in perimeter_records(session, [one.code for one in file.perimeters])
    }
    names = {
        row.name.casefold(): row.code
        for row in session.scalars(select(PerimeterRow).where(PerimeterRow.archived.is_(False)))
    }
    codes: dict[str, str] = {}
    to_write: list[Bound] = []
    stopped: set[str] = set()
    for one in file.perimeters:
        ours = held.get(one.code)
        how = Relation.LONGER if ours is None else relation(_history(one), _history(ours))
        if how in (Relation.SAME, Relation.SHORTER):
            continue
        if how is Relation.LONGER and not (as_copy and ours):
            if _name_is_free(one, names):
                to_write.append(Bound(one, len(ours.versions) if ours else 0))
                continue
            if ours is None and not as_copy:
                stopped.add(one.code)
                continue
        if known:
            stopped.add(one.code)
            continue
        other = _under_new_code(one, names, role, now)
        names[other.versions[-1].name.casefold()] = other.code
        codes[one.code] = other.code
        to_write.append(Bound(other, 0))
    renamed = DiagnosticFile.model_validate(_recoded(file.stored, codes)) if codes else file
    return Settled(renamed, tuple(to_write), frozenset(stopped))


def check_shown(session: Session, bounds: tuple[Bound, ...], check: Check | None) -> None:
    """Let every version that was never seen here pass the check, in its order, beside all that was.

    Raises FileRefused.
    """
    if not bounds:
        return
    if check is None:
        raise FileRefused(
            _(
                "Ce fichier apporte un périmètre, et rien ne peut dire ici si ses chiffres peuvent être montrés."
            ),
            remedy=_("Importez-le dans l'application, page «\u00a0Échanger\u00a0»."),
        )
    shown = list(shown_versions(session))
    for bound in bounds:
        for version in bound.record.versions[bound.first :]:
            candidate = _perimeter(bound.record.code, version)
            if not version.archived:
                try:
                    check(candidate, shown)
                except UserError as error:
                    raise FileRefused(
                        _("Le périmètre «\u00a0{name}\u00a0» du fichier ne peut pas être montré ici.").format(
                            name=version.name
                        ),
                        remedy=_("Rien n'a été écrit."),
                        faults=[
                            fault_at(
                                ("perimeters", 0, "versions", version.version - 1),
                                error.problem,
                                error.remedy,
                            ),
                            *error.faults,
                        ],
                    ) from error
            shown.append(candidate)


def _perimeter(code: str, one: PerimeterVersion) -> Perimeter:
    return Perimeter(code, one.name, one.members, one.without, one.author, one.at, one.version, one.archived)


def _history(one: PerimeterRecord) -> list[dict[str, Any]]:
    return [version.stored for version in one.versions]


def _name_is_free(one: PerimeterRecord, names: Mapping[str, str]) -> bool:
    last = one.versions[-1]
    return last.archived or names.get(last.name.casefold(), one.code) == one.code


def _under_new_code(
    one: PerimeterRecord, names: Mapping[str, str], role: str, now: datetime
) -> PerimeterRecord:
    """The same versions under another code; one more when its name is taken here."""
    versions = [version.stored for version in one.versions]
    last = versions[-1]
    if not last["archived"] and last["name"].casefold() in names:
        number = 2
        while (name := f"{last['name'][: LONGEST_NAME - 5]} ({number})").casefold() in names:
            number += 1
        versions.append(
            last
            | {
                "version": last["version"] + 1,
                "name": name,
                "at": instant(now),
                "author": role or last["author"],
            }
        )
    return PerimeterRecord.model_validate({"code": new_code(), "versions": versions})


def _recoded(value: Any, codes: Mapping[str, str], name: str = "") -> Any:
    """A JSON value in which perimeters have other codes, wherever a territory is named."""
    if isinstance(value, dict):
        return {key: _recoded(item, codes, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_recoded(item, codes, name) for item in value]
    if isinstance(value, str) and name in _NAMED_IN:
        return _CODE.sub(lambda found: codes.get(found.group(), found.group()), value)
    return value
