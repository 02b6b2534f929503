"""What became of a file, or why it could not be taken in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from diagnostic.contents.kinds import LABELS, LETTERS
from diagnostic.portable.document import DiagnosticFile
from diagnostic.portable.faults import shortened
from indicators.french import number
from indicators.language import _
from indicators.user_error import Fault, UserError


class What(StrEnum):
    """What an import does as a whole."""

    NEW = "nouveau"
    UPDATED = "suite"
    NOTHING = "rien"
    COPY = "copie"

    @property
    def label(self) -> str:
        """The sentence for people."""
        return {
            What.NEW: _("Ce diagnostic n'est pas encore ici\u00a0: il y entre avec toute son histoire."),
            What.UPDATED: _("Ce diagnostic est déjà ici\u00a0: les changements faits ailleurs s'y ajoutent."),
            What.NOTHING: _("Tout ce que dit ce fichier est déjà ici\u00a0: il n'y a rien à faire."),
            What.COPY: _("Le fichier devient un autre diagnostic, à côté de ceux qui sont ici."),
        }[self]


@dataclass(frozen=True)
class Outcome:
    """What was written. `newer_here` counts the pieces that had changed here since the file was written."""

    diagnostic: str
    what: What
    entries_added: int
    statements_added: int
    entries_updated: int
    statements_updated: int
    perimeters: int
    newer_here: int

    @property
    def words(self) -> tuple[str, ...]:
        """One sentence for the whole, then one per count that is not zero."""
        counted = (
            (self.entries_added, _("1 élément entre"), _("{n} éléments entrent")),
            (self.statements_added, _("1 constat entre"), _("{n} constats entrent")),
            (self.entries_updated, _("1 élément est mis à jour"), _("{n} éléments sont mis à jour")),
            (self.statements_updated, _("1 constat est mis à jour"), _("{n} constats sont mis à jour")),
            (self.perimeters, _("1 périmètre est ajouté ou mis à jour"), _("{n} périmètres sont ajoutés ou mis à jour")),
            (
                self.newer_here,
                _("1 élément a changé ici depuis et reste comme il est"),
                _("{n} éléments ont changé ici depuis et restent comme ils sont"),
            ),
        )  # fmt: skip
        said = [one if n == 1 else several.format(n=number(n)) for n, one, several in counted if n]
        return (self.what.label, *(f"{words}." for words in said))


class Diverged(UserError):
    """Some pieces were changed here and in the file since they parted; nothing was written."""


def diverged(file: DiagnosticFile, ids: Collection[str], codes: Collection[str]) -> Diverged:
    """Name the pieces that changed on both sides."""
    faults = [
        Fault(_("changé ici et dans le fichier."), file=f"{LABELS[one.kind]} {LETTERS[one.kind]}-{one.id[:8]}",
              value=shortened(next(iter(one.content.texts().values()), "")))
        for one in file.entries
        if one.id in ids
    ]  # fmt: skip
    faults += [
        Fault(
            _("changé ici et dans le fichier."),
            file=f"{_('Constat')} C-{line.id[:8]}",
            value=shortened(line.text),
        )
        for line in file.statements
        if line.id in ids
    ]
    faults += [
        Fault(
            _("un autre périmètre a ce code ou ce nom ici."),
            file=_("Périmètre"),
            value=one.versions[-1].name,
        )
        for one in file.perimeters
        if one.code in codes
    ]
    return Diverged(
        _("Ce diagnostic a changé ici et dans le fichier\u00a0: {n}.").format(
            n=_("un élément s'oppose")
            if len(faults) == 1
            else _("{n} éléments s'opposent").format(n=len(faults))
        ),
        remedy=_(
            "Rien n'a été écrit et rien n'est écrasé. Importez le fichier comme une copie, puis reprenez à la main ce "
            "qui manque dans l'un des deux."
        ),
        faults=tuple(faults),
    )
