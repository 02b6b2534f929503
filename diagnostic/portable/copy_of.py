"""Another diagnostic made of a file: the same history under new ids, and a title that tells them apart."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.duplicate import title_of_copy
from diagnostic.portable.document import DiagnosticFile
from diagnostic.portable.write import instant
from diagnostic.references import remapped
from diagnostic.revision import Action


def as_a_copy(file: DiagnosticFile, role: str, now: datetime) -> DiagnosticFile:
    """The file with new ids everywhere, its own pieces pointing at each other as before.

    What it cites of other diagnostics keeps its id. The new title is one more change of the
    diagnostic, by `role`.
    """
    ids = [*(one.id for one in file.entries), *(one.id for one in file.statements)]
    document: dict[str, Any] = remapped(file.stored, {id: str(uuid4()) for id in ids})
    _retitle(document, title_of(file), role, now)
    return DiagnosticFile.model_validate(document)


def title_of(file: DiagnosticFile) -> str:
    """The title that a copy of this diagnostic bears."""
    content = file.owner.content
    assert isinstance(content, Diagnosis)  # the reader saw to it
    return title_of_copy(content)


def _retitle(document: dict[str, Any], title: str, role: str, now: datetime) -> None:
    owner = next(one for one in document["entries"] if one["id"] == document["diagnostic"])
    version = owner["version"] + 1
    content = owner["content"] | {"title": title}
    state = {"content": content, "position": owner["position"], "archived": owner["archived"]}
    change = {
        "version": version,
        "action": Action.EDIT.value,
        "at": instant(now),
        "role": role,
        "state": state,
    }
    owner |= {"content": content, "version": version, "updated_at": instant(now)}
    owner["revisions"] = [*owner["revisions"], change]
