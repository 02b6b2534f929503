"""A statement as a row, as a frozen view and as the JSON kept in its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter

from diagnostic.board import Statement
from diagnostic.revision import Action, Revision
from diagnostic.schema import RevisionRow, StatementRow

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


def statement_of(row: StatementRow) -> Statement:
    """The frozen view of a row."""
    fields = Statement.__dataclass_fields__
    return statement_from({name: getattr(row, name) for name in fields})


def revision_of(row: RevisionRow) -> Revision:
    """The frozen view of one change."""
    return Revision(Action(row.action), statement_from(row.state), row.at, row.role)


def same(names: Iterable[str], one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two states agree on the named fields.

    The instant at which a figure was frozen does not count: a second click freezes it again.
    """
    return all(_without_instant(one[name]) == _without_instant(other[name]) for name in names)


def _without_instant(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [{key: item for key, item in piece.items() if key != "taken_at"} for piece in value]
