"""From the id of a diagnostic on the command line to the bytes of its documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from data.statistics import Statistics
from data.views import profile
from diagnostic.board import Board
from diagnostic.contents.action_plan import PlanNode
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import TestimonyRecord
from diagnostic.contents.thematic_sheet import ThematicSheet
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.journal_tables import report_tables
from diagnostic.plan_view import plan_view
from diagnostic.read_journal import read_journal
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.store import open_store
from diagnostic.thematic_sheet_view import sheet_view
from exports.afom_docx import afom_docx
from exports.assembly import known_statistics
from exports.journal_docx import journal_docx
from exports.plan_docx import plan_docx
from exports.sheet_docx import sheets_docx
from indicators.language import _
from indicators.territory import Kind, Territory
from indicators.user_error import UserError


@dataclass(frozen=True)
class Opened:
    """A diagnostic, its grid and its territory, with the store it came from."""

    entries: EntryRepository
    diagnostic: Entry[Diagnosis]
    board: Board
    statistics: Statistics

    @property
    def heading(self) -> str:
        """Its title, or the name of its territory."""
        return self.diagnostic.content.heading(self.board.territory.name)


def _with_diagnostic(id: str, render: Callable[[Opened], bytes]) -> bytes:
    statistics = known_statistics()
    store = open_store(Settings().store_url)
    try:
        entries = EntryRepository(store)
        found = entries.get(id, Diagnosis)
        territory = _territory(statistics, found.content)
        board = StatementRepository(store).board(territory, id)
        return render(Opened(entries, found, board, statistics))
    finally:
        store.close()


def _territory(statistics: Statistics, content: Diagnosis) -> Territory:
    """The territory, by its code alone where the statistics do not know it: what is written can be printed."""
    code = content.territory_code
    if code in statistics:
        return statistics.territory(code)
    return Territory(content.territory_level, code, code, "", Kind.INHABITED, (), 0.0)


def grid_document(id: str, day: date) -> bytes:
    """Print the AFOM grid of a diagnostic (Word). Raises UserError for an unknown id."""
    return _with_diagnostic(id, lambda one: afom_docx(one.board, day))


def journal_document(id: str, day: date) -> bytes:
    """Print the tables of the journal (Word). Raises UserError for an unknown id."""
    return _with_diagnostic(
        id,
        lambda one: journal_docx(one.heading, report_tables(read_journal(one.entries, one.diagnostic)), day),
    )


def sheets_document(id: str, day: date) -> bytes:
    """Print every fiche thématique in use (Word). Raises UserError for an unknown id, or without a fiche."""

    def render(one: Opened) -> bytes:
        sheets = one.entries.all(ThematicSheet, id)
        if not sheets:
            raise UserError(
                _("Ce diagnostic n'a pas encore de fiche thématique."),
                remedy=_("Faites-en une sur la page Fiches thématiques."),
            )
        heard = {
            record.id: record
            for archived in (False, True)
            for record in one.entries.all(TestimonyRecord, id, archived=archived)
        }
        return sheets_docx(one.board.territory, [sheet_view(s, one.board, heard) for s in sheets], day)

    return _with_diagnostic(id, render)


def plan_document(id: str, day: date) -> bytes:
    """Print the plan d'actions (Word). Raises UserError for an unknown id."""

    def render(one: Opened) -> bytes:
        nodes = [
            node for archived in (False, True) for node in one.entries.all(PlanNode, id, archived=archived)
        ]
        code = one.board.territory.code
        figures = profile(one.statistics, code).figures if code in one.statistics else ()
        view = plan_view(one.board, nodes, figures, one.statistics.catalogue)
        return plan_docx(view, one.heading, day)

    return _with_diagnostic(id, render)
