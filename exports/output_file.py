"""Writing a document to disk: whole or not at all, and never over another file by accident."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from indicators.language import _
from indicators.user_error import UserError


def write_document(path: Path, content: bytes, *, replace: bool) -> None:
    """Write `content` beside its place, then move it there in one step.

    Raises UserError when the folder is missing, when a file stands there and `replace` is
    False, or when the system refuses.
    """
    if not path.parent.is_dir():
        raise UserError(
            _("Le dossier «\u00a0{folder}\u00a0» n'existe pas.").format(folder=path.parent),
            remedy=_("Créez-le ou choisissez un autre dossier."),
        )
    if path.is_dir():
        raise UserError(
            _("«\u00a0{path}\u00a0» est un dossier.").format(path=path),
            remedy=_("Ajoutez un nom de fichier."),
        )
    if path.exists() and not replace:
        raise UserError(
            _("Le fichier «\u00a0{path}\u00a0» existe déjà.").format(path=path),
            remedy=_("Choisissez un autre nom, ou ajoutez --remplacer."),
        )
    aside = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise UserError(
            _("Le fichier «\u00a0{path}\u00a0» n'a pas pu être écrit\u00a0: {reason}.").format(
                path=path, reason=error.strerror
            ),
            remedy=_("S'il est ouvert dans Word ou PowerPoint, fermez-le."),
        ) from error
