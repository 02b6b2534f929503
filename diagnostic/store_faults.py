"""What a database driver says, told as something a person can act on."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from indicators.language import _
from indicators.user_error import UserError

_LOCKED = ("database is locked", "database table is locked")
_DAMAGED = ("not a database", "malformed", "disk image")
_UNWRITABLE = ("readonly", "unable to open database file", "permission denied")
_FULL = ("disk is full", "no space left")
# PostgreSQL: serialization failure, deadlock, lock not available.
_TRANSIENT_STATES = ("40001", "40P01", "55P03")


class StoreBusy(UserError):
    """Others kept the database busy for longer than we wait; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            _("La base des constats est occupée par un autre enregistrement."),
            remedy=_(
                "Rien n'est perdu\u00a0: votre texte est resté à l'écran. "
                "Attendez quelques secondes, puis enregistrez à nouveau."
            ),
        )


class StoreDamaged(UserError):
    """The file is there and is no usable database; it is left exactly as it is."""

    def __init__(self, place: str) -> None:
        super().__init__(
            _("Le fichier «\u00a0{place}\u00a0» est abîmé ou n'est pas une base de constats.").format(
                place=place
            ),
            remedy=_(
                "L'application n'y a pas touché. Rétablissez une sauvegarde avec "
                "«\u00a0python -m diagnostic restore FICHIER\u00a0»\u00a0: "
                "le fichier actuel sera gardé à côté."
            ),
        )


class StoreUnwritable(UserError):
    """The folder or the file refuses writing."""

    def __init__(self, place: str) -> None:
        super().__init__(
            _("L'application ne peut pas écrire dans «\u00a0{place}\u00a0».").format(place=place),
            remedy=_(
                "Donnez-lui le droit d'écrire à cet endroit, ou choisissez un autre dossier "
                "avec DIAGNOSTIC_DATA_DIR."
            ),
        )


class StoreFull(UserError):
    """No room left on the disk; nothing was written."""

    def __init__(self, place: str) -> None:
        super().__init__(
            _("Le disque qui porte «\u00a0{place}\u00a0» est plein.").format(place=place),
            remedy=_(
                "Votre texte est resté à l'écran\u00a0: libérez de la place, puis enregistrez à nouveau."
            ),
        )


class StoreUnreachable(UserError):
    """The database does not answer, or answers something unforeseen."""

    def __init__(self, place: str) -> None:
        super().__init__(
            _("La base des constats «\u00a0{place}\u00a0» ne répond pas.").format(place=place),
            remedy=_(
                "Votre texte est resté à l'écran\u00a0: enregistrez à nouveau dans un instant. "
                "Si cela dure, vérifiez DIAGNOSTIC_DATABASE_URL avec la personne "
                "qui gère l'installation."
            ),
        )


def _words(error: BaseException) -> str:
    return str(error.orig if isinstance(error, DBAPIError) else error).lower()


def is_transient(error: BaseException) -> bool:
    """Tell whether the same write may succeed a moment later."""
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    return state in _TRANSIENT_STATES or any(sign in _words(error) for sign in _LOCKED)


def as_user_error(error: BaseException, place: str) -> UserError:
    """Name the fault of a driver error; `place` is the file or the address without password."""
    if is_transient(error):
        return StoreBusy()
    words = _words(error)
    if any(sign in words for sign in _DAMAGED):
        return StoreDamaged(place)
    if any(sign in words for sign in _UNWRITABLE):
        return StoreUnwritable(place)
    if any(sign in words for sign in _FULL):
        return StoreFull(place)
    return StoreUnreachable(place)
