"""How the columns of a free table are understood: proposed by the importer, confirmed by a person, remembered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data.readers.sheet import header_key
from data.readers.years import without_year, year_in
from indicators.user_error import UserError


class Role(StrEnum):
    """What a column is for."""

    CODE = "code"
    NAME = "nom"
    VALUE = "valeur"
    YEAR = "annee"
    IGNORED = "ignoree"


class ColumnMapping(BaseModel):
    """One column. `indicator` and `year` matter for values; `year_column` is a title.

    `dots` says what a point between three digits is: ask, decimal or thousands.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    role: Role
    indicator: str = ""
    year: int | None = Field(default=None, ge=1800, le=2100)
    year_column: str = ""
    unit: str = ""
    dots: str = Field(default="ask", pattern="^(ask|decimal|thousands)$")


class TableMapping(BaseModel):
    """All columns of a table, in their order, and the names a person matched by hand.

    `header` counts rows from 0. `names` maps a name of the file to the code chosen for it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    signature: str
    sheet: str = ""
    header: int = Field(default=0, ge=0, le=50)
    level: str = Field(default="quartier", pattern="^(quartier|secteur|commune)$")
    columns: tuple[ColumnMapping, ...]
    names: dict[str, str] = {}
    confirmed: bool = False

    def to_json(self) -> str:
        """Text to keep; `from_json` reads it back."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> TableMapping:
        """Read a kept mapping. Raises UserError when the text is damaged."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise UserError(
                "La correspondance de colonnes enregistrée est abîmée.",
                remedy="Supprimez-la et confirmez à nouveau les colonnes.",
            ) from error

    def of_role(self, role: Role) -> tuple[ColumnMapping, ...]:
        """The columns of one role."""
        return tuple(column for column in self.columns if column.role is role)

    def for_edition(self, titles: Sequence[str], file: str) -> TableMapping:
        """Apply the mapping to the next edition of the same table.

        Titles may differ by their years only; a year that stands in a title, or in the file
        name when the first edition had none in its title, moves with them.
        """
        if signature_of(titles) != self.signature:
            raise UserError(
                "Les colonnes de ce fichier ne sont plus celles de l'édition précédente.",
                remedy="Confirmez à nouveau les colonnes.",
            )
        renamed = dict(zip((column.title for column in self.columns), titles, strict=True))
        columns = tuple(
            column.model_copy(
                update={
                    "title": title,
                    "year": None if column.year is None else year_in(title) or year_in(file) or column.year,
                    "year_column": renamed.get(column.year_column, ""),
                }
            )
            for column, title in zip(self.columns, titles, strict=True)
        )
        return self.model_copy(update={"columns": columns})


def signature_of(titles: Sequence[str]) -> str:
    """Fingerprint of the titles, years and capitals aside: the same for every edition of a table."""
    keys = "\x1f".join(header_key(without_year(title)) if title else "" for title in titles)
    return hashlib.sha256(keys.encode()).hexdigest()[:16]
