"""What people decide of a figure that changed: take the new one, keep the old one, or mark the statement.

Every decision is a change like any other, told in the history.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from diagnostic.board import Statement
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import IndicatorSnapshot
from diagnostic.figures_to_review import FigureReview, Holder
from diagnostic.repository import StatementRepository
from diagnostic.statement_qualities import Status
from diagnostic.store import Store
from indicators.language import _
from indicators.user_error import UserError


class NoNewFigure(UserError):
    """The figure is not published any more: nothing can take its place."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce chiffre n'est plus publié\u00a0: il n'y a rien à reprendre."),
            remedy=_("Gardez l'ancien, ou marquez le constat à revoir."),
        )


class FigureDecisions:
    """Stores decisions, in one store.

    Each replaces the version of the holder on screen, and raises `EditConflict` or `EntryChanged` when
    somebody changed it since.
    """

    def __init__(self, store: Store) -> None:
        self._statements = StatementRepository(store)
        self._entries = EntryRepository(store)

    def take(self, review: FigureReview, *, role: str = "") -> Holder:
        """Put the figure of today in the place of the frozen one, and change nothing else.

        Raises `NoNewFigure` when there is none.
        """
        new = review.replacement
        if new is None:
            raise NoNewFigure
        return self._replace(review, lambda _old: new, role)

    def keep(self, review: FigureReview, version: str, *, role: str = "") -> Holder:
        """Keep the frozen figure as it is, and do not ask again for the statistics `version`."""
        return self._replace(review, lambda old: old.model_copy(update={"statistics_version": version}), role)

    def mark(self, review: FigureReview, *, role: str = "") -> Statement:
        """Mark the statement «à revoir». Raises ValueError for a node of the plan, which has no such state."""
        if not isinstance(review.holder, Statement):
            raise ValueError("only a statement has a status")
        return self._statements.edit(
            review.holder.id, review.holder.version, status=Status.TO_REVIEW, role=role
        )

    def _replace(
        self, review: FigureReview, new: Callable[[IndicatorSnapshot], IndicatorSnapshot], role: str
    ) -> Holder:
        holder = review.holder
        if isinstance(holder, Statement):
            evidence = tuple(
                new(review.frozen) if piece == review.frozen else piece for piece in holder.evidence
            )
            return self._statements.edit(holder.id, holder.version, evidence=evidence, role=role)
        follow_up = tuple(
            one.model_copy(update={"baseline": new(one.baseline)}) if one.baseline == review.frozen else one
            for one in holder.content.follow_up
        )
        content = holder.content.model_copy(update={"follow_up": follow_up})
        stored: Entry[Any] = self._entries.edit(holder.id, holder.version, content, role=role)
        return stored
