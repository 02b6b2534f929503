"""The diagnostic that a territory has before anybody made one: the same id on every machine.

A grid can be written for any quartier at once; its diagnostic is stored with the first line.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.orm import Session

from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.entry_repository import record_new, stored_content
from diagnostic.schema import EntryRow


def default_id(level: str, code: str) -> str:
    """The id of the first diagnostic of a territory."""
    return str(uuid5(NAMESPACE_URL, f"diagnostic-de-quartier/diagnostic/{level}/{code}"))


def ensure_diagnostic(session: Session, id: str, level: str, code: str, role: str) -> None:
    """Store the default diagnostic of a territory when it is not there yet, in the session's transaction."""
    if session.get(EntryRow, id) is None and id == default_id(level, code):
        record_new(
            session, id, id, stored_content(Diagnosis(territory_level=level, territory_code=code)), role
        )
