"""What people typed in every version of a diagnostic, and what of it seems to tell of a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from diagnostic.personal_data import FUNCTION, NAME, PLACE, Found, search_fields, texts_of
from diagnostic.portable.document import DiagnosticFile, StatementState
from diagnostic.portable.faults import Faults
from diagnostic.privacy.findings import Kind

Path = tuple[str | int, ...]


def check_people(file: DiagnosticFile, kept: Collection[str], faults: Faults) -> None:
    """Add every text that seems to tell of a person, but for what somebody said to be an institution.

    A national number names one person: nobody can keep it. The same text is told once, where it
    stands first. Figures are the tool's own words.
    """
    seen: set[tuple[str, str]] = set()
    told: set[str] = set()
    for path, typed in _typed(file):
        for field, text in typed.items():
            if not text or (field, text) in seen:
                continue
            seen.add((field, text))
            for found in search_fields({field: text}):
                if _stands(found, kept) and found.finding.key not in told:
                    told.add(found.finding.key)
                    faults.add_found(path, found)
            if faults.full:
                return


def _stands(found: Found, kept: Collection[str]) -> bool:
    return found.finding.key not in kept or found.finding.kind is Kind.NATIONAL_NUMBER


def _typed(file: DiagnosticFile) -> Iterator[tuple[Path, Mapping[str, str]]]:
    for rank, perimeter in enumerate(file.perimeters):
        for number, version in enumerate(perimeter.versions):
            yield ("perimeters", rank, "versions", number), {NAME: version.name, FUNCTION: version.author}
    for rank, one in enumerate(file.entries):
        yield ("entries", rank), one.content.texts() | _function(one.author)
        for number, change in enumerate(one.revisions):
            yield (
                ("entries", rank, "revisions", number),
                change.state.content.texts() | _function(change.role),
            )
    for rank, line in enumerate(file.statements):
        yield from _of_statement(("statements", rank), line, line.author)
        for number, step in enumerate(line.revisions):
            yield from _of_statement(("statements", rank, "revisions", number), step.state, step.role)


def _of_statement(path: Path, state: StatementState, role: str) -> Iterator[tuple[Path, Mapping[str, str]]]:
    yield path, texts_of(state.text, state.evidence)
    for function in dict.fromkeys((role, state.author)):
        yield path, {FUNCTION: function}
    if state.place is not None:
        yield path, {PLACE: state.place.label}


def _function(role: str) -> dict[str, str]:
    """Under a name of its own: a content may have a field «Fonction» too."""
    return {f"{FUNCTION} ": role} if role else {}
