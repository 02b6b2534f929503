"""Read the journal of a diagnostic from the store."""

from __future__ import annotations

from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import Meeting, Reading, TestimonyRecord, WorkDocument
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.journal import Journal


def read_journal(repository: EntryRepository, diagnosis: Entry[Diagnosis]) -> Journal:
    """The journal as it stands now. Raises UserError when the database does not answer."""
    return Journal(
        testimonies=repository.all(TestimonyRecord, diagnosis.id),
        readings=repository.all(Reading, diagnosis.id),
        meetings=repository.all(Meeting, diagnosis.id),
        documents=repository.all(WorkDocument, diagnosis.id),
        phases=diagnosis.content.phases,
        themes=diagnosis.content.tree,
    )
