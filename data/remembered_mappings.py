"""What a person confirmed about the columns of a table, kept for its next edition."""

from __future__ import annotations

import re
from pathlib import Path

from data.readers.mapping import TableMapping
from indicators.user_error import UserError


class RememberedMappings:
    """Mappings by the signature of the headers, beside the imports."""

    def __init__(self, imports: Path) -> None:
        self.folder = imports / "correspondances"

    def find(self, proposed: TableMapping, file: str) -> TableMapping | None:
        """The mapping confirmed for a table with the same headers, moved to the years of this
        edition; None when there is none."""
        path = self._path(proposed)
        if not path.is_file():
            return None
        try:
            kept = TableMapping.from_json(path.read_text(encoding="utf-8"))
            return kept.for_edition([column.title for column in proposed.columns], file)
        except (UserError, UnicodeDecodeError):
            # A damaged memory is worth nothing: the person is asked again.
            return None

    def keep(self, mapping: TableMapping) -> None:
        """Remember a confirmed mapping."""
        path = self._path(mapping)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".tmp")
        draft.write_text(mapping.to_json(), encoding="utf-8")
        draft.replace(path)

    def _path(self, mapping: TableMapping) -> Path:
        return self.folder / f"{re.sub(r'[^0-9A-Za-z]', '', mapping.signature)[:64]}.json"
