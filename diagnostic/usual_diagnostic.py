"""Which diagnostic is meant when only a territory was named."""

from __future__ import annotations

from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.default_diagnostic import default_id
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from indicators.territory import Territory


def diagnostics_of(repository: EntryRepository, territory: Territory) -> tuple[Entry[Diagnosis], ...]:
    """The diagnostics in use of a territory: the one it has by default first, then the oldest."""
    first = default_id(territory.level, territory.code)
    found = [
        one
        for one in repository.all(Diagnosis)
        if (one.content.territory_level, one.content.territory_code) == (territory.level, territory.code)
    ]
    return tuple(sorted(found, key=lambda one: (one.id != first, one.created_at, one.id)))


def usual_diagnostic(repository: EntryRepository, territory: Territory) -> str:
    """The id of the first of them; empty when there is none yet."""
    return next((one.id for one in diagnostics_of(repository, territory)), "")
