"""What a perimeter must be before it is stored, and why it was not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from diagnostic.statement_rules import printable
from indicators import french
from indicators.language import _
from indicators.level import Level, level_of
from indicators.perimeter import LONGEST_NAME, MOST_MEMBERS, in_order
from indicators.user_error import UserError


class PerimeterRefused(UserError):
    """The perimeter as it was asked for cannot be stored; nothing was written."""


class PerimeterChanged(UserError):
    """Somebody else changed the perimeter in the meantime; nothing was overwritten."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce périmètre a été modifié entre-temps par quelqu'un d'autre."),
            remedy=_("Rien n'a été écrasé\u00a0: regardez la version actuelle, puis recommencez."),
        )


class PerimeterNotFound(UserError):
    """No perimeter has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Le périmètre «\u00a0{code}\u00a0» n'est pas dans cette base.").format(code=code),
            remedy=_("Rechargez la page\u00a0; il a peut-être été créé sur une autre machine."),
        )


def checked_name(name: str, taken: Iterable[str]) -> str:
    """The name as it is stored. Raises PerimeterRefused when it is empty, too long or taken."""
    found = " ".join(printable(name).split())
    if all(unicodedata.category(character)[0] in "CZ" for character in found):
        raise PerimeterRefused(
            _("Ce périmètre n'a pas de nom."),
            remedy=_("Donnez-lui le nom que les habitant·es emploient, puis enregistrez."),
        )
    if len(found) > LONGEST_NAME:
        raise PerimeterRefused(
            _("Ce nom compte {length} caractères\u00a0; le maximum est {limit}.").format(
                length=len(found), limit=LONGEST_NAME
            ),
            remedy=_("Raccourcissez-le."),
        )
    if found.casefold() in {other.casefold() for other in taken}:
        raise PerimeterRefused(
            _("Un autre périmètre s'appelle déjà «\u00a0{name}\u00a0».").format(name=found),
            remedy=_("Choisissez un autre nom, ou modifiez le périmètre existant."),
        )
    return found


def checked_members(
    members: Iterable[str], without: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Members and sectors taken out, sorted and without doubles.

    Raises PerimeterRefused for no member, too many, a code that is neither a quartier nor a
    sector, or a sector that is both a member and taken out.
    """
    kept, taken = in_order(members), in_order(without)
    if not kept:
        raise PerimeterRefused(
            _("Ce périmètre est vide."),
            remedy=_("Choisissez au moins un quartier ou un secteur statistique."),
        )
    if len(kept) + len(taken) > MOST_MEMBERS:
        raise PerimeterRefused(
            _("Ce périmètre compte {count} membres\u00a0; le maximum est {limit}.").format(
                count=french.number(len(kept) + len(taken)), limit=MOST_MEMBERS
            ),
            remedy=_("Prenez des quartiers entiers plutôt que leurs secteurs."),
        )
    for code in kept:
        if level_of(code) not in (Level.QUARTIER, Level.SECTOR):
            raise PerimeterRefused(
                _("«\u00a0{code}\u00a0» n'est ni un quartier ni un secteur statistique.").format(code=code),
                remedy=_("Un périmètre se compose de quartiers et de secteurs."),
            )
    for code in taken:
        if level_of(code) is not Level.SECTOR or code in kept:
            raise PerimeterRefused(
                _(
                    "«\u00a0{code}\u00a0» ne peut pas être retiré\u00a0: seul un secteur d'un quartier "
                    "du périmètre le peut."
                ).format(code=code),
                remedy=_("Retirez-le de l'une des deux listes."),
            )
    return kept, taken
