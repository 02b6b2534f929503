"""Why a change was not made; in every case nothing was overwritten."""

from __future__ import annotations

from diagnostic.board import Statement
from indicators.language import _
from indicators.user_error import UserError


class EditConflict(UserError):
    """Two people changed the same line: the second is told, and gets both texts.

    Attributes
    ----------
    mine : the statement as the second person wanted it (not stored).
    theirs : the statement as it stands now. To keep one's own text after all, write
        again with `theirs.version`.
    """

    def __init__(self, mine: Statement, theirs: Statement) -> None:
        self.mine = mine
        self.theirs = theirs
        problem = (
            _("Ce constat a été archivé entre-temps par quelqu'un d'autre.")
            if theirs.archived and not mine.archived
            else _("Ce constat a été modifié entre-temps par quelqu'un d'autre.")
        )
        super().__init__(
            problem,
            remedy=_("Rien n'a été écrasé\u00a0: comparez les deux textes et choisissez celui qui reste."),
        )


class StatementNotFound(UserError):
    """No statement with this id, for instance after an older backup was restored."""

    def __init__(self, id: str) -> None:
        super().__init__(
            _("Le constat C-{reference} n'est pas dans cette base.").format(reference=id[:8]),
            remedy=_(
                "Rechargez la page\u00a0; si vous aviez écrit un texte, ajoutez-le comme nouveau constat."
            ),
        )


class StatementArchived(UserError):
    """Archived lines are read-only until somebody restores them."""

    def __init__(self) -> None:
        super().__init__(_("Ce constat est archivé."), remedy=_("Rétablissez-le d'abord, puis recommencez."))
