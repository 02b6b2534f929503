"""Archives: what they announce is checked before anything is unpacked, and again while it is."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

from data.readers.fault_log import refusal
from data.readers.limits import (
    MAX_MEMBERS,
    MAX_PACKING_RATIO,
    MAX_UNPACKED_BYTES,
    MEGABYTE,
    RATIO_FREE_BYTES,
)
from indicators.user_error import UserError

DAMAGED = "l'archive est abîmée ou incomplète."
DOWNLOAD_AGAIN = "Téléchargez le fichier à nouveau."
_TOO_BIG = "l'archive se déploie au-delà de ce qu'un fichier de statistiques peut peser."
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    MemoryError,
    IndexError,
)
"""What the standard library raises on damaged archives: passwords and odd methods are RuntimeErrors."""


class Archive:
    """A ZIP held in memory whose directory has been checked."""

    def __init__(self, name: str, content: bytes) -> None:
        """Raises RefusedFile for damaged, locked or bomb-like archives."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            members = self._zip.infolist()
        except _DAMAGE as error:
            raise refusal(name, DAMAGED, DOWNLOAD_AGAIN) from error
        self._members = {member.filename: member for member in members}
        if len(members) > MAX_MEMBERS or len(self._members) != len(members):
            raise refusal(name, "l'archive contient trop de fichiers, ou deux fois le même nom.")
        if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
            raise refusal(name, _TOO_BIG)
        for member in members:
            if member.flag_bits & 0x1:
                raise refusal(name, "l'archive est protégée par un mot de passe.", "Enlevez le mot de passe.")
            packed = max(member.compress_size, 1)
            if member.file_size > RATIO_FREE_BYTES and member.file_size / packed > MAX_PACKING_RATIO:
                raise refusal(name, _TOO_BIG, value=member.filename)

    @property
    def names(self) -> tuple[str, ...]:
        """Paths inside the archive."""
        return tuple(self._members)

    def size(self, member: str) -> int:
        """Announced size of a member, unpacked."""
        return self._members[member].file_size

    def read(self, member: str) -> bytes:
        """Unpack one member, never more than it announced."""
        announced = self._members[member].file_size
        try:
            with self._zip.open(member) as stream:
                content = stream.read(announced + 1)
        except _DAMAGE as error:
            raise refusal(self.name, DAMAGED, DOWNLOAD_AGAIN, value=member) from error
        if len(content) != announced:
            raise refusal(self.name, DAMAGED, DOWNLOAD_AGAIN, value=member)
        return content

    def chunks(self, member: str) -> ChunkReader:
        """Unpack one member piece by piece."""
        return ChunkReader(self, self._zip, member, self._members[member].file_size)


class ChunkReader:
    """Iterates over the pieces of a member; the announced size is the bound."""

    def __init__(self, archive: Archive, opened: zipfile.ZipFile, member: str, announced: int) -> None:
        self._archive = archive
        self._zip = opened
        self._member = member
        self._announced = announced

    def __iter__(self):  # type: ignore[no-untyped-def]
        """Yield bytes. Raises RefusedFile when the member is damaged or longer than announced."""
        total = 0
        try:
            with self._zip.open(self._member) as stream:
                while piece := stream.read(MEGABYTE):
                    total += len(piece)
                    if total > self._announced:
                        raise refusal(self._archive.name, DAMAGED, DOWNLOAD_AGAIN, value=self._member)
                    yield piece
        except UserError:
            raise
        except _DAMAGE as error:
            raise refusal(self._archive.name, DAMAGED, DOWNLOAD_AGAIN, value=self._member) from error


def gunzipped(name: str, content: bytes) -> bytes:
    """Unpack a gzip file. Raises RefusedFile when it is damaged or too big."""
    pieces, total = [], 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            while piece := stream.read(4 * MEGABYTE):
                pieces.append(piece)
                total += len(piece)
                if total > MAX_UNPACKED_BYTES or total > max(
                    RATIO_FREE_BYTES, MAX_PACKING_RATIO * len(content)
                ):
                    raise refusal(name, _TOO_BIG)
    except UserError:
        raise
    except _DAMAGE as error:
        raise refusal(name, DAMAGED, DOWNLOAD_AGAIN) from error
    return b"".join(pieces)
