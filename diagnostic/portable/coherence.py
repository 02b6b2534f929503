"""Whether the pieces of a file fit together: ids, histories, and what points at what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from diagnostic.contents.action_plan import PlanNode
from diagnostic.contents.thematic_sheet import ThematicSheet
from diagnostic.perimeter_rules import checked_members, checked_name
from diagnostic.portable.document import (
    DiagnosticFile,
    EntryRecord,
    PerimeterRecord,
    StatementRecord,
    StatementState,
)
from diagnostic.portable.faults import Faults
from diagnostic.portable.scripts import texts
from diagnostic.references import is_id
from diagnostic.revision import Action
from diagnostic.statement_state import CONTENT
from indicators.language import _
from indicators.user_error import UserError

_POINTERS = ("record", "testimony")
_SAME = (*CONTENT, "territory_level", "territory_code", "position")


def check_coherence(file: DiagnosticFile, value: Mapping[str, Any], faults: Faults) -> None:
    """Add what does not fit; `value` is the JSON value that `file` was made of."""
    _unique(file, faults)
    _owner(file, faults)
    for rank, one in enumerate(file.entries):
        _entry(("entries", rank), one, faults)
    for rank, line in enumerate(file.statements):
        _statement(("statements", rank), line, file.diagnostic, faults)
    for rank, perimeter in enumerate(file.perimeters):
        _perimeter(("perimeters", rank), perimeter, faults)
    _pointing(file, value, faults)
    _plan(file, faults)


def _unique(file: DiagnosticFile, faults: Faults) -> None:
    seen: set[str] = set()
    ids = [(("entries", rank, "id"), one.id) for rank, one in enumerate(file.entries)]
    ids += [(("statements", rank, "id"), line.id) for rank, line in enumerate(file.statements)]
    for path, id in ids:
        if id in seen:
            faults.add(
                path,
                _("cet identifiant est déjà celui d'un autre élément du fichier."),
                _("Gardez un seul des deux."),
                id,
            )
        seen.add(id)
    codes: set[str] = set()
    for rank, perimeter in enumerate(file.perimeters):
        if perimeter.code in codes:
            faults.add(
                ("perimeters", rank, "code"),
                _("ce code est déjà celui d'un autre périmètre du fichier."),
                _("Gardez un seul des deux."),
                perimeter.code,
            )
        codes.add(perimeter.code)


def _owner(file: DiagnosticFile, faults: Faults) -> None:
    if not any(one.id == file.diagnostic and one.kind == "diagnostic" for one in file.entries):
        faults.add(
            ("diagnostic",), _("le diagnostic lui-même n'est pas dans le fichier."), value=file.diagnostic
        )
    for rank, one in enumerate(file.entries):
        if one.kind == "diagnostic" and one.id != file.diagnostic:
            faults.add(
                ("entries", rank),
                _("un fichier ne porte qu'un seul diagnostic."),
                _("Exportez chaque diagnostic dans son fichier."),
                one.id,
            )


def _versions(
    path: tuple[str | int, ...], versions: Sequence[int], current: int | None, faults: Faults
) -> bool:
    expected = list(range(1, len(versions) + 1))
    if list(versions) != expected or current not in (None, len(versions)):
        faults.add(
            path,
            _("l'histoire n'est pas complète\u00a0: les versions doivent aller de 1 à {last}.").format(
                last=max(len(versions), current or 0)
            ),
            _("Exportez de nouveau\u00a0: il manque des changements."),
            ", ".join(str(one) for one in versions[:20]),
        )
        return False
    return True


def _actions(path: tuple[str | int, ...], actions: Sequence[Action], faults: Faults) -> None:
    if [one is Action.CREATE for one in actions] != [True] + [False] * (len(actions) - 1):
        faults.add(path, _("l'histoire commence par une création, et n'en a qu'une."))


_NOT_CURRENT = _("ce qui est dit ici n'est pas ce que dit le dernier changement.")


def _entry(path: tuple[str | int, ...], one: EntryRecord, faults: Faults) -> None:
    whole = _versions((*path, "revisions"), [each.version for each in one.revisions], one.version, faults)
    _actions((*path, "revisions"), [each.action for each in one.revisions], faults)
    kinds = {one.content.kind, *(each.state.content.kind for each in one.revisions)}
    if kinds != {one.kind}:
        faults.add((*path, "kind"), _("le genre ne change pas d'une version à l'autre."), value=one.kind)
    last = one.revisions[-1].state
    said = (one.content, one.position, one.archived)
    if whole and said != (last.content, last.position, last.archived):
        faults.add((*path, "content"), _NOT_CURRENT, value=one.id)


def _statement(path: tuple[str | int, ...], one: StatementRecord, owner: str, faults: Faults) -> None:
    whole = _versions((*path, "revisions"), [each.version for each in one.revisions], one.version, faults)
    _actions((*path, "revisions"), [each.action for each in one.revisions], faults)
    if one.diagnostic != owner:
        faults.add((*path, "diagnostic"), _("ce constat est d'un autre diagnostic."), value=one.diagnostic)
    for rank, each in enumerate(one.revisions):
        state: StatementState = each.state
        if state.id != one.id or state.version != each.version or state.diagnostic not in ("", owner):
            faults.add((*path, "revisions", rank), _("ce changement est celui d'un autre constat."))
    last: StatementState = one.revisions[-1].state
    if whole and any(getattr(one, name) != getattr(last, name) for name in _SAME):
        faults.add((*path, "text"), _NOT_CURRENT, value=one.id)


def _perimeter(path: tuple[str | int, ...], one: PerimeterRecord, faults: Faults) -> None:
    _versions((*path, "versions"), [each.version for each in one.versions], None, faults)
    for rank, each in enumerate(one.versions):
        try:
            if checked_name(each.name, ()) != each.name:
                faults.add(
                    (*path, "versions", rank, "name"), _("ce nom a des signes de trop."), "", each.name
                )
            if checked_members(each.members, each.without) != (each.members, each.without):
                faults.add(
                    (*path, "versions", rank, "members"),
                    _("ces codes ne sont pas rangés, ou l'un est double."),
                )
        except UserError as error:
            faults.add((*path, "versions", rank), error.problem, error.remedy)


def _pointing(file: DiagnosticFile, value: Mapping[str, Any], faults: Faults) -> None:
    """Everything that is named is in the file, or told to be elsewhere."""
    known = {file.diagnostic, *(one.id for one in file.entries), *(one.id for one in file.statements)}
    codes = {one.code for one in file.perimeters}
    known |= {*codes, *file.elsewhere}
    plans = {rank for rank, one in enumerate(file.entries) if one.kind == "plan"}
    named: set[str] = set()
    for name in ("entries", "statements"):
        for path, text in texts(value.get(name), (name,)):
            if path[-1] == "territory_code":
                named.add(text)
                if text not in known and text.startswith("p"):
                    faults.add(path, _("ce périmètre n'est pas dans le fichier."), _INCOMPLETE, text)
            elif is_id(text):
                if text not in known:
                    faults.add(
                        path, _("ceci désigne un élément qui n'est pas dans le fichier."), _INCOMPLETE, text
                    )
            elif _points(path, plans) and text not in ("", path[-1]):
                faults.add(path, _("un identifiant (UUID) est attendu ici."), "", text)
    for rank, one in enumerate(file.perimeters):
        if one.code not in named:
            faults.add(
                ("perimeters", rank, "code"), _("le diagnostic ne parle pas de ce périmètre."), "", one.code
            )


_INCOMPLETE = _("Le fichier est incomplet\u00a0: exportez-le de nouveau.")


def _points(path: tuple[str | int, ...], plans: set[int]) -> bool:
    """Tell whether a field holds an id or nothing; a theme has a «parent» too, which is none."""
    return path[-1] in _POINTERS or (path[-1] == "parent" and path[0] == "entries" and path[1] in plans)


def _plan(file: DiagnosticFile, faults: Faults) -> None:
    """A plan is a tree whose nodes answer statements; fiches begin with statements."""
    statements = {one.id for one in file.statements} | set(file.elsewhere)
    nodes = {one.id: one.content for one in file.entries if isinstance(one.content, PlanNode)}
    for rank, one in enumerate(file.entries):
        content = one.content
        path = ("entries", rank, "content")
        if isinstance(content, PlanNode | ThematicSheet):
            for place, id in enumerate(content.statements):
                if id not in statements:
                    faults.add((*path, "statements", place), _("ceci n'est pas un constat."), "", id)
        if isinstance(content, PlanNode) and content.parent:
            if content.parent not in nodes and content.parent not in file.elsewhere:
                faults.add((*path, "parent"), _("ceci n'est pas une branche du plan."), "", content.parent)
            elif one.id in _above(one.id, nodes):
                faults.add((*path, "parent"), _("cette branche du plan est sous elle-même."), "", one.id)


def _above(id: str, nodes: Mapping[str, PlanNode]) -> Iterable[str]:
    """The ids above one node, up to an axis or to a node met before."""

    def climb() -> Iterator[str]:
        seen: set[str] = set()
        here = nodes[id].parent
        while here and here not in seen:
            yield here
            seen.add(here)
            here = nodes[here].parent if here in nodes else ""

    return tuple(climb())
