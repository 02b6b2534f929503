"""A statement as a row, as a frozen view and as the JSON kept in its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, Text, cast
from sqlalchemy.sql.elements import ColumnElement

from diagnostic.board import Quadrant, Statement
from diagnostic.evidence import EVIDENCE_LIST, Evidence
from diagnostic.revision import Action, Revision
from diagnostic.schema import RevisionRow, StatementRow
from diagnostic.statement_qualities import Convergence, Priority, StatementPlace, Status

MERGED_WITH = "merged_with"
"""Beside the fields of a statement, in the state that a merging leaves: the id of the other line."""

_STATEMENT: TypeAdapter[Statement] = TypeAdapter(Statement)
# What a person reads and answers for; the place of a line in its list is not part of it.
CONTENT = ("quadrant", "theme", "text", "evidence", "archived", "status", "convergence", "priority", "place")


def statement_from(state: Mapping[str, Any]) -> Statement:
    """The frozen view of a JSON state."""
    return _STATEMENT.validate_python(dict(state))


def state_of(statement: Statement) -> dict[str, Any]:
    """Everything a statement says, as JSON types."""
    state: dict[str, Any] = _STATEMENT.dump_python(statement, mode="json")
    return state


def columns_to_read() -> tuple[ColumnElement[Any], ...]:
    """What `statement_of` needs of many rows at once: plain columns, the evidence still as JSON text.

    Ten thousand rows are read in half the time that whole rows of the mapper take.
    """
    columns = StatementRow.__table__.columns
    return tuple(
        cast(columns[name], Text).label(name) if name == "evidence" else columns[name]
        for name in Statement.__dataclass_fields__
    )


def statement_of(row: StatementRow | Row[Any]) -> Statement:
    """The frozen view of a row, or of the columns of `columns_to_read`.

    Raises ValueError (pydantic's included) when a stored value is not one that a statement can have.
    """
    return Statement(
        id=row.id,
        territory_level=row.territory_level,
        territory_code=row.territory_code,
        quadrant=Quadrant(row.quadrant),
        theme=row.theme,
        text=row.text,
        evidence=_pieces(row.evidence),
        position=row.position,
        version=row.version,
        archived=row.archived,
        updated_at=row.updated_at,
        diagnostic=row.diagnostic,
        author=row.author,
        status=Status(row.status),
        convergence=Convergence(row.convergence),
        priority=Priority(row.priority),
        place=None if row.place is None else StatementPlace.model_validate(row.place),
    )


def _pieces(stored: str | list[dict[str, Any]]) -> tuple[Evidence, ...]:
    if isinstance(stored, str):
        return EVIDENCE_LIST.validate_json(stored)
    return EVIDENCE_LIST.validate_python(stored)


def revision_of(row: RevisionRow) -> Revision:
    """The frozen view of one change."""
    return Revision(
        Action(row.action), statement_from(row.state), row.at, row.role, str(row.state.get(MERGED_WITH, ""))
    )


def same(names: Iterable[str], one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two states agree on the named fields.

    The instant at which a figure was frozen does not count: a second click freezes it again.
    """
    return all(_without_instant(one[name]) == _without_instant(other[name]) for name in names)


def _without_instant(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [{key: item for key, item in piece.items() if key != "taken_at"} for piece in value]
