"""Take files from a local folder (a mirror, a USB stick), with the checks of a download."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO

from data.fetch.address import Address
from data.fetch.content import check_content
from data.fetch.draft import draft_of, put_in_place, unwritable
from data.fetch.failures import failure
from data.fetch.journal import Journal
from data.fetch.retrieved import BLOCK, Fetched, now, sha256_of
from indicators.french import number
from indicators.user_error import Fault, UserError

_MOST_FILES = 200_000


class FolderOfFiles:
    """Every file below a folder, by name; hidden ones and linked folders are left out.

    Raises UserError when the folder does not exist or holds more than 200 000 files.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UserError(
                f"Le dossier «\u00a0{folder}\u00a0» n'existe pas.",
                remedy="Indiquez avec «\u00a0--depuis\u00a0» le dossier qui contient les fichiers.",
            )
        self.folder = folder.resolve()
        self._files: list[Path] = []
        for place, folders, names in os.walk(self.folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            self._files.extend(Path(place) / name for name in sorted(names) if not name.startswith("."))
            if len(self._files) > _MOST_FILES:
                raise UserError(
                    f"Le dossier «\u00a0{folder}\u00a0» contient plus de {number(_MOST_FILES)} fichiers.",
                    remedy="Indiquez un dossier plus précis.",
                )

    def named(self, patterns: tuple[str, ...]) -> list[Path]:
        """The files whose name fits one of the patterns, upper or lower case alike."""
        wanted = [_folded(pattern) for pattern in patterns]
        return [
            path
            for path in self._files
            if any(fnmatchcase(_folded(path.name), pattern) for pattern in wanted)
        ]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def take_from_folder(address: Address, source: FolderOfFiles, folder: Path) -> Iterator[Fetched]:
    """Copy the files that `address` expects from `source` into `folder`, and note them, one by one.

    A file taken by hand may be there in several editions (one a year): all of them are taken.
    Each one is written aside, checked and renamed into place by itself; one that is refused does
    not keep the others out.

    Raises UserError when none is there, when two files of the same name differ, or, at the end,
    for the files that did not pass their checks.
    """
    found = source.named(address.file_names)
    if not found:
        names = " ou ".join(f"«\u00a0{name}\u00a0»" for name in address.file_names)
        raise failure(
            address,
            f"aucun fichier {names} dans «\u00a0{source.folder}\u00a0».",
            remedy=f"Il se télécharge à la main depuis {address.page}, sous ce nom.",
        )
    kept = _one_of_each_name(address, found)
    journal = Journal(folder)
    journal.prepare()
    refused: list[UserError] = []
    for path in kept:
        target = folder / (path.name if address.by_hand else address.file_name)
        try:
            fetched = _copy(address, path, target)
            journal.add(fetched.journal_line(address))
        except UserError as error:
            refused.append(error)
        else:
            yield fetched
    if refused:
        first = refused[0]
        faults = tuple(fault for error in refused for fault in error.faults)
        raise UserError(first.problem, remedy=first.remedy, faults=faults) from first


def _one_of_each_name(address: Address, found: list[Path]) -> list[Path]:
    kept: dict[str, Path] = {}
    for path in found:
        first = kept.setdefault(_folded(path.name), path)
        if first != path and _hash(address, first) != _hash(address, path):
            raise failure(
                address,
                "deux fichiers du même nom ont un contenu différent.",
                remedy="Gardez le bon dans le dossier et relancez la commande.",
                faults=tuple(Fault("lequel est le bon\u00a0?", file=str(one)) for one in (first, path)),
            )
    return list(kept.values())


def _hash(address: Address, path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError as error:
        raise _unreadable(address, path, error) from error


def _copy(address: Address, path: Path, target: Path) -> Fetched:
    with draft_of(target) as draft:
        sha256, size = _write(address, path, draft)
        check_content(draft, address, target.name)
        fetched = Fetched(
            path=target,
            sha256=sha256,
            bytes=size,
            retrieved_at=now(),
            publisher=address.publisher,
            licence=address.licence,
            url=str(path),
        )
        if sha256 == sha256_of(target):
            return replace(fetched, unchanged=True)
        put_in_place(draft, target)
    return fetched


def _write(address: Address, path: Path, draft: Path) -> tuple[str, int]:
    maximum, digest, size = address.checks.maximum_bytes, hashlib.sha256(), 0
    try:
        # A pipe or a device named like the file would never end, or never begin.
        if not path.is_file():
            raise OSError("ce n'est pas un fichier")
        source = path.open("rb")
    except OSError as error:
        raise _unreadable(address, path, error) from error
    with source, draft.open("wb") as file:
        while block := _read(address, path, source):
            size += len(block)
            if size > maximum:
                what = f"plus de {number(maximum)}\u00a0octets."
                raise failure(address, "le fichier est trop grand.", faults=(Fault(what, file=str(path)),))
            digest.update(block)
            try:
                file.write(block)
            except OSError as error:
                raise unwritable(draft.parent, error) from error
    return digest.hexdigest(), size


def _read(address: Address, path: Path, source: BinaryIO) -> bytes:
    try:
        return source.read(BLOCK)
    except OSError as error:
        raise _unreadable(address, path, error) from error


def _unreadable(address: Address, path: Path, error: OSError) -> UserError:
    return failure(
        address,
        f"«\u00a0{path}\u00a0» ne peut pas être lu ({error.strerror or error}).",
        remedy="Vérifiez le support (clé USB, disque réseau) et relancez la commande.",
    )
