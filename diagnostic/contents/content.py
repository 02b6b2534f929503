"""The base of every content: frozen, strict, and able to say what people typed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, StringConstraints

from indicators.language import _

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
OptionalText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
EntryId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{36}$")]


class Content(BaseModel):
    """A frozen piece of content. Subclasses name in `typed` the fields that people type in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    typed: ClassVar[Mapping[str, str]] = {}
    """Field → label for people; only these are searched for personal data, and by the full-text search."""

    def texts(self) -> dict[str, str]:
        """What people typed, by label, pieces inside pieces included."""
        found: dict[str, list[str]] = {}
        for label, text in self._texts():
            found.setdefault(label, []).append(text)
        return {label: "\n".join(texts) for label, texts in found.items()}

    def _texts(self) -> Iterator[tuple[str, str]]:
        for name, label in self.typed.items():
            value = getattr(self, name)
            for text in value if isinstance(value, tuple) else (value,):
                if text:
                    yield label, text
        for name in type(self).model_fields:
            value = getattr(self, name)
            for piece in value if isinstance(value, tuple) else (value,):
                if isinstance(piece, Content):
                    yield from piece._texts()


FUNCTION = _("Fonction")
SECTOR = _("Secteur")
ORGANISATION = _("Organisme")
TITLE = _("Titre")
NOTE = _("Notes")
