"""From a file to a Reading: recognise the format, read it, refuse it with all its faults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.readers import (
    boundaries,
    generic_table,
    mdq_export,
    mdq_map,
    mdq_screen,
    nomenclatures,
    opendatasoft,
    sector_table,
    social_brussels,
    statbel_cars,
    statbel_income,
    statbel_population,
    statbel_tenure,
)
from data.readers.content import Content, content_of, open_content
from data.readers.fault_log import FaultLog, refusal
from data.readers.mapping import TableMapping
from data.readers.reader import Reader
from data.readers.reading import Reading
from data.readers.reference import Reference

READERS: tuple[Reader, ...] = (
    mdq_export.READER,
    mdq_screen.READER,
    sector_table.READER,
    statbel_population.READER,
    statbel_income.READER,
    statbel_tenure.READER,
    statbel_cars.READER,
    nomenclatures.REFNIS,
    nomenclatures.POSTAL,
    social_brussels.READER,
    mdq_map.READER,
    boundaries.READER,
    opendatasoft.READER,
    generic_table.READER,
)
"""In the order they are tried: the narrowest layout first, the free table last."""


@dataclass(frozen=True)
class Recognised:
    """A file laid out in memory, and the reader that knows its format."""

    reader: Reader
    content: Content

    @property
    def format(self) -> str:
        """Id of the format."""
        return self.reader.id

    @property
    def title(self) -> str:
        """French name of the format."""
        return self.reader.title

    def read(self, reference: Reference | None = None, mapping: TableMapping | None = None) -> Reading:
        """Read and check. Raises RefusedFile with every error; warnings stay in the Reading.

        `reference` is what to compare with (the bundled lists by default); `mapping` how to
        read a free table, as a person confirmed it.
        """
        known = reference or Reference.bundled()
        faults = FaultLog(self.content.file)
        faults.add_warnings(self.content.notes)
        if mapping is not None and self.reader is generic_table.READER:
            found = generic_table.read_with(self.content, mapping, known, faults)
        else:
            found = self.reader.read(self.content, known, faults)
        if not found.rows:
            faults.error("le fichier ne contient aucune ligne de données.")
        faults.refuse_if_any(self.reader.title)
        return Reading(
            format=self.reader.id,
            title=self.reader.title,
            file=self.content.file,
            sha256=self.content.sha256,
            rows=found.rows,
            observations=found.observations,
            tables=found.tables,
            warnings=faults.kept_warnings(),
            mapping=found.mapping,
        )


def recognise(path: Path) -> Recognised:
    """Lay a file out and find its reader. Raises RefusedFile."""
    return recognise_content(open_content(path))


def recognise_bytes(name: str, raw: bytes) -> Recognised:
    """The same for an uploaded file that is only in memory."""
    return recognise_content(content_of(name, raw))


def recognise_content(content: Content) -> Recognised:
    """Find the reader of a file that is laid out. Raises RefusedFile when none fits."""
    for reader in READERS:
        if reader.matches(content):
            return Recognised(reader, content)
    raise refusal(
        content.file,
        "le format n'est pas reconnu\u00a0: ni un fichier officiel connu, ni un tableau avec des codes ou des noms "
        "de quartiers, de secteurs ou de communes.",
        "Vérifiez que la première ligne porte les titres des colonnes.",
    )


def read(path: Path, reference: Reference | None = None, mapping: TableMapping | None = None) -> Reading:
    """Recognise, read and check a file. Raises RefusedFile."""
    return recognise(path).read(reference, mapping)
