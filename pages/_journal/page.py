"""What every view of the journal needs: the diagnostic, its journal, its constats by source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from diagnostic.board import Board, Statement
from diagnostic.contents.theme import ThemeTree
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document, Testimony
from diagnostic.journal import Journal
from diagnostic.repository import StatementRepository
from indicators.language import _
from pages._ui.current_diagnostic import CurrentDiagnostic


@dataclass(frozen=True)
class JournalPage:
    """The journal of the chosen diagnostic and the doors through which it is written."""

    current: CurrentDiagnostic
    journal: Journal
    board: Board
    entries: EntryRepository
    statements: StatementRepository

    @property
    def themes(self) -> ThemeTree:
        """The themes of the diagnostic."""
        return self.journal.themes

    @cached_property
    def resting_on(self) -> Mapping[str, tuple[Statement, ...]]:
        """The constats of the grid that rest on an entry, by the id of the entry."""
        found: dict[str, list[Statement]] = {}
        for statement in self.board.statements:
            for piece in statement.evidence:
                if isinstance(piece, Testimony | Document) and piece.record:
                    lines = found.setdefault(piece.record, [])
                    if statement not in lines:
                        lines.append(statement)
        return {id: tuple(lines) for id, lines in found.items()}

    def theme_choices(self, kept: str = "") -> list[str]:
        """The ids of the themes, «» for none first; `kept` is there even when the tree lost it."""
        return list(dict.fromkeys(["", *self.themes.ids, kept]))

    def theme_words(self, theme: str) -> str:
        """The heading of a theme for a list."""
        return self.themes.heading(theme) if theme else _("Aucun thème")
