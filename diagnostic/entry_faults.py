"""Why a change of an entry was not made; in every case nothing was overwritten."""

from __future__ import annotations

from typing import Any

from diagnostic.contents.content import Content
from diagnostic.entry import Entry
from indicators.language import _
from indicators.user_error import UserError


class EntryChanged(UserError):
    """Two people changed the same entry: the second is told.

    Attributes
    ----------
    mine : the content as the second person wanted it (not stored).
    theirs : the entry as it stands now. To keep one's own content after all, write again
        with `theirs.version`.
    """

    def __init__(self, mine: Content, theirs: Entry[Any]) -> None:
        self.mine = mine
        self.theirs = theirs
        super().__init__(
            _("Cet élément a été modifié entre-temps par quelqu'un d'autre."),
            remedy=_("Rien n'a été écrasé\u00a0: comparez les deux versions et choisissez celle qui reste."),
        )


class EntryNotFound(UserError):
    """No entry with this id and kind."""

    def __init__(self, id: str) -> None:
        super().__init__(
            _("L'élément {reference} n'est pas dans cette base.").format(reference=id[:8]),
            remedy=_("Rechargez la page\u00a0; un lien ancien peut mener à un élément d'une autre base."),
        )


class EntryArchived(UserError):
    """Archived entries are read-only until somebody restores them."""

    def __init__(self) -> None:
        super().__init__(_("Cet élément est archivé."), remedy=_("Rétablissez-le d'abord, puis recommencez."))
