"""A file written aside in its folder and renamed into place once it is complete and checked."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from indicators.user_error import UserError

SUFFIX = ".partiel"
ABANDONED_AFTER = 1800
"""Seconds without a byte after which a draft belongs to no running retrieval: twice the total limit."""


@contextmanager
def draft_of(target: Path) -> Iterator[Path]:
    """Give an empty file beside `target`, and remove it whatever happens if it is still there.

    Raises UserError when the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent)
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}-", suffix=SUFFIX, dir=target.parent)
    except OSError as error:
        raise unwritable(target.parent, error) from error
    os.close(descriptor)
    draft = Path(name)
    try:
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def put_in_place(draft: Path, target: Path) -> None:
    """Rename the complete draft over `target`, in one step.

    Raises UserError when another program holds the target.
    """
    try:
        # Only its owner may read a temporary file; a team shares the kept one.
        draft.chmod(0o644)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    except (PermissionError, IsADirectoryError) as error:
        raise UserError(
            f"«\u00a0{target}\u00a0» est ouvert par un autre programme ou protégé et n'a pas été remplacé.",
            remedy="Fermez ce programme et relancez la commande.",
        ) from error
    except OSError as error:
        raise unwritable(target.parent, error) from error


def unwritable(folder: Path, error: OSError) -> UserError:
    """Say why nothing can be written in `folder`."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return UserError(
            f"Il n'y a plus de place dans «\u00a0{folder}\u00a0».",
            remedy="Libérez de l'espace ou choisissez un autre dossier avec «\u00a0--vers\u00a0».",
        )
    return UserError(
        f"Le dossier «\u00a0{folder}\u00a0» ne peut pas être écrit ({error.strerror}).",
        remedy="Choisissez un autre dossier avec «\u00a0--vers\u00a0».",
    )


def _sweep(folder: Path) -> None:
    """Remove what a machine that lost its power left behind."""
    for leftover in folder.glob(f".*{SUFFIX}"):
        with suppress(OSError):
            if time.time() - leftover.stat().st_mtime > ABANDONED_AFTER:
                leftover.unlink()
