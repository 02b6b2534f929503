"""The journal of retrievals, beside the files: what came, from where, when, under which licence."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from data.fetch.draft import unwritable
from indicators.user_error import UserError

NAME = "journal.csv"


@dataclass(frozen=True)
class JournalLine:
    """One retrieval; `origine` is the address asked or the path copied, `date` is UTC."""

    identifiant: str
    fichier: str
    origine: str
    date: str
    sha256: str
    octets: str
    editeur: str
    licence: str
    etag: str = ""
    modifie_le: str = ""


HEADER = [field.name for field in fields(JournalLine)]


class Journal:
    """`journal.csv` of one folder: `;`, UTF-8 with BOM so that a spreadsheet reads its accents."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def lines(self) -> list[JournalLine]:
        """Every readable line, oldest first; a line cut short by a power failure is passed over.

        Raises UserError when the file is there but is not this journal.
        """
        try:
            text = self.path.read_bytes().decode("utf-8-sig", errors="replace")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._unreadable() from error
        rows = _rows(text)
        if not rows:
            return []
        if rows[0] != HEADER:
            raise self._unreadable()
        # Two first retrievals at the same moment may both have written a header.
        return [JournalLine(*row) for row in rows if len(row) == len(HEADER) and row[-1] != HEADER[-1]]

    def last(self, identifier: str, file_name: str) -> JournalLine | None:
        """The latest retrieval of this file, if there is one. Raises UserError as `lines` does."""
        known = [line for line in self.lines() if (line.identifiant, line.fichier) == (identifier, file_name)]
        return known[-1] if known else None

    def prepare(self) -> None:
        """Make sure that a line can be added, before anything is replaced. Raises UserError."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                if file.tell() == 0:
                    file.write(b"\xef\xbb\xbf" + _line(HEADER))
        except OSError as error:
            raise self._unwritable(error) from error
        self.lines()

    def add(self, line: JournalLine) -> None:
        """Append one line in a single write. Raises UserError."""
        try:
            torn = not self.path.read_bytes().endswith(b"\n")
            with self.path.open("ab") as file:
                file.write((b"\r\n" if torn else b"") + _line(list(asdict(line).values())))
        except OSError as error:
            raise self._unwritable(error) from error

    def _unreadable(self) -> UserError:
        return UserError(
            f"«\u00a0{self.path}\u00a0» n'est pas le journal des téléchargements, ou ne se lit plus.",
            remedy="Renommez ce fichier\u00a0; un nouveau journal sera commencé.",
        )

    def _unwritable(self, error: OSError) -> UserError:
        if isinstance(error, PermissionError) and self.path.is_file():
            return UserError(
                f"«\u00a0{self.path}\u00a0» est ouvert par un autre programme ou protégé.",
                remedy="Fermez le tableur qui l'affiche et relancez la commande.",
            )
        return unwritable(self.path.parent, error)


def _rows(text: str) -> list[list[str]]:
    # One line at a time: an unclosed quotation mark must not swallow the lines after it.
    rows: list[list[str]] = []
    for line in text.splitlines():
        try:
            rows.extend(csv.reader([line], delimiter=";"))
        except csv.Error:
            continue
    return [row for row in rows if row]


def _line(values: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow(
        [" ".join(str(value).splitlines()) for value in values]
    )
    return buffer.getvalue().encode("utf-8", errors="replace")
