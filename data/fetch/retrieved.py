"""What a retrieval gives back, and its line in the journal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data.fetch.address import Address
from data.fetch.journal import JournalLine

BLOCK = 64 * 1024


@dataclass(frozen=True)
class Fetched:
    """A checked file that stands in its folder.

    `url` is the address asked or, for a file taken from a folder, the path copied.
    `unchanged` says that the file was already there with the same content.
    """

    path: Path
    sha256: str
    bytes: int
    retrieved_at: datetime
    publisher: str
    licence: str
    url: str
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False

    def journal_line(self, address: Address) -> JournalLine:
        """Write this retrieval as one line of the journal."""
        return JournalLine(
            identifiant=address.id,
            fichier=self.path.name,
            origine=self.url,
            date=self.retrieved_at.isoformat(timespec="seconds"),
            sha256=self.sha256,
            octets=str(self.bytes),
            editeur=self.publisher,
            licence=self.licence,
            etag=self.etag,
            modifie_le=self.last_modified,
        )


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal; empty when there is no such file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
