"""What stands under each theme of a diagnostic, archived pieces included: such a theme cannot be taken away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diagnostic.schema import EntryRow, StatementRow
from diagnostic.store import Store
from diagnostic.transaction import in_one_read
from indicators.french import enumeration, number
from indicators.language import _

SORTED_KINDS = ("temoignage", "lecture", "fiche_thematique")
"""Kinds of entries that stand under a theme, besides statements."""


@dataclass(frozen=True)
class ThemeUses:
    """How many pieces stand under one theme; `archived` of the statements are put aside."""

    statements: int = 0
    archived: int = 0
    testimonies: int = 0
    readings: int = 0
    sheets: int = 0

    @property
    def total(self) -> int:
        """How many pieces in all."""
        return self.statements + self.testimonies + self.readings + self.sheets

    @property
    def words(self) -> str:
        """«3 constats (dont 1 archivé) et 1 témoignage»."""
        parts = [
            _count(self.statements, _("constat"), _("constats")),
            _count(self.testimonies, _("témoignage"), _("témoignages")),
            _count(self.readings, _("document lu"), _("documents lus")),
            _count(self.sheets, _("fiche thématique"), _("fiches thématiques")),
        ]
        if self.archived and parts[0]:
            parts[0] += " " + _("(dont {archived})").format(
                archived=_count(self.archived, _("archivé"), _("archivés"))
            )
        return enumeration([part for part in parts if part])


def theme_uses(store: Store, diagnostic: str) -> Mapping[str, ThemeUses]:
    """What stands under each theme (id) of one diagnostic. Raises UserError when the database does not answer."""

    def read(session: Session) -> Mapping[str, ThemeUses]:
        counted = (
            select(StatementRow.theme, StatementRow.archived, func.count())
            .where(StatementRow.diagnostic == diagnostic)
            .group_by(StatementRow.theme, StatementRow.archived)
        )
        statements: Counter[str] = Counter()
        archived: Counter[str] = Counter()
        for theme, put_aside, count in session.execute(counted):
            statements[theme] += count
            archived[theme] += count if put_aside else 0
        entries: Counter[tuple[str, str]] = Counter()
        held = select(EntryRow.kind, EntryRow.content).where(
            EntryRow.diagnostic == diagnostic, EntryRow.kind.in_(SORTED_KINDS)
        )
        for kind, content in session.execute(held):
            entries[kind, content.get("theme", "")] += 1
        themes = {*statements, *(theme for _kind, theme in entries if theme)}
        return {
            theme: ThemeUses(
                statements[theme], archived[theme], *(entries[kind, theme] for kind in SORTED_KINDS)
            )
            for theme in themes
        }

    return in_one_read(store, read)


def _count(count: int, one: str, several: str) -> str:
    if not count:
        return ""
    return f"{number(count)}\u00a0{one if count == 1 else several}"
