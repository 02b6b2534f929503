"""The proposals and look-alikes that a team has put aside, and how to take them up again."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID, uuid5

from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.set_aside import Reason, SetAside
from diagnostic.default_diagnostic import default_id
from diagnostic.entry import Entry
from diagnostic.entry_faults import EntryNotFound
from diagnostic.entry_repository import EntryRepository
from indicators.territory import Territory


class SetAsides:
    """What is put aside in one diagnostic (`diagnostic`: its id) of a territory.

    Every method raises `UserError` when the database does not answer.
    """

    def __init__(self, repository: EntryRepository, diagnostic: str, territory: Territory) -> None:
        self._repository, self._diagnostic, self._territory = repository, diagnostic, territory

    def of(self, reason: Reason) -> tuple[Entry[SetAside], ...]:
        """What is put aside for one reason."""
        found = self._repository.all(SetAside, self._diagnostic)
        return tuple(one for one in found if one.content.reason is reason)

    def put(self, content: SetAside, *, role: str = "") -> None:
        """Put something aside; twice is once, and what was taken up again is put aside again."""
        told = content.key or " ".join(sorted(content.statements))
        id = str(uuid5(UUID(self._diagnostic), f"{content.reason}/{told}"))
        try:
            stored = self._repository.get(id, SetAside)
        except EntryNotFound:
            self._ensure_diagnostic(role)
            self._repository.add(content, self._diagnostic, id=id, role=role)
            return
        self._repository.restore(id, stored.version, role=role)

    def take_up(self, entries: Collection[Entry[SetAside]], *, role: str = "") -> None:
        """Let these be proposed again."""
        for one in entries:
            self._repository.archive(one.id, one.version, role=role)

    def _ensure_diagnostic(self, role: str) -> None:
        """A grid without a line has no stored diagnostic yet: it is stored with the first decision."""
        level, code = self._territory.level, self._territory.code
        if self._diagnostic != default_id(level, code):
            return
        try:
            self._repository.get(self._diagnostic, Diagnosis)
        except EntryNotFound:
            content = Diagnosis(territory_level=level, territory_code=code)
            self._repository.add(content, id=self._diagnostic, role=role)
