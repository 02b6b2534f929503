"""Property: whatever people do, the log alone gives back what stands in the grid."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from diagnostic import statement_order
from diagnostic.board import Board, Quadrant, Statement
from diagnostic.contents.theme import AfomTheme
from diagnostic.evidence import Document
from diagnostic.refused_changes import EditConflict, StatementArchived
from diagnostic.repository import StatementRepository
from diagnostic.revision import Action
from diagnostic.schema import RevisionRow, StatementRow
from diagnostic.statement_state import CONTENT, state_of, statement_from
from diagnostic.store import Store, open_store
from indicators.territory import Kind, Territory

DOCUMENT = Document(title="Rapport", organisation="CPAS", year=2021)
# Letters only: what the rules refuse or clean has its own tests.
TEXTS = st.text("abcdé🏠", min_size=1, max_size=3)
ALLOWED = {
    Action.EDIT: {"text", "theme", "evidence"},
    Action.MOVE: {"quadrant", "position"},
    Action.ARCHIVE: {"archived"},
    Action.RESTORE: {"archived"},
}


class Workshop(RuleBasedStateMachine):
    """People add, edit, move, archive and restore, some of them from an old page."""

    store: Store
    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.repository = StatementRepository(self.store)
        self.code = str(uuid4())
        self.territory = Territory("quartier", self.code, "X", "X", Kind.INHABITED, (), 1.0)

    @rule(target=ids, quadrant=st.sampled_from(Quadrant), theme=st.sampled_from(AfomTheme), text=TEXTS)
    def add(self, quadrant: Quadrant, theme: AfomTheme, text: str) -> str:
        return self.repository.add("quartier", self.code, quadrant, theme, text, (DOCUMENT,)).id

    @rule(id=ids, text=TEXTS, behind=st.integers(0, 2))
    def edit(self, id: str, text: str, behind: int) -> None:
        after = self.attempt(id, behind, lambda v: self.repository.edit(id, v, text=text))
        assert after is None or after.text == text

    @rule(id=ids, quadrant=st.sampled_from(Quadrant), rank=st.integers(0, 4), behind=st.integers(0, 2))
    def move(self, id: str, quadrant: Quadrant, rank: int, behind: int) -> None:
        after = self.attempt(id, behind, lambda v: self.repository.move(id, v, quadrant, rank))
        if after is not None:
            column = self.board().column(quadrant)
            assert column[min(rank, len(column) - 1)].id == id

    @rule(id=ids, place=st.sampled_from(["up", "down", "last"]), within=st.booleans())
    def step(self, id: str, place: Any, within: bool) -> None:
        self.attempt(id, 0, lambda v: self.repository.move(id, v, None, place, within_theme=within))

    @rule(id=ids, behind=st.integers(0, 2))
    def archive(self, id: str, behind: int) -> None:
        self.attempt(id, behind, lambda v: self.repository.archive(id, v))

    @rule(id=ids, behind=st.integers(0, 2))
    def restore(self, id: str, behind: int) -> None:
        self.attempt(id, behind, lambda v: self.repository.restore(id, v))

    def attempt(self, id: str, behind: int, change: Any) -> Statement | None:
        """Change from a page that is `behind` versions old; a refusal must change nothing."""
        board = self.board()
        current = self.repository.get(id)
        seen = max(1, current.version - behind)
        try:
            after: Statement = change(seen)
        except EditConflict as conflict:
            assert seen < current.version
            assert self.content(self.repository.history(id)[seen - 1].statement) != self.content(current)
            assert conflict.theirs == current
        except StatementArchived:
            assert current.archived
        else:
            assert after.version - current.version in (0, 1)
            assert self.order_without(id, self.board()) == self.order_without(id, board)
            return after
        assert self.board() == board
        return None

    @staticmethod
    def order_without(id: str, board: Board) -> list[list[str]]:
        return [[s.id for s in board.column(quadrant) if s.id != id] for quadrant in Quadrant]

    @staticmethod
    def content(statement: Statement) -> list[Any]:
        return [state_of(statement)[name] for name in CONTENT]

    def board(self) -> Board:
        return self.repository.board(self.territory)

    @invariant()
    def the_log_alone_gives_back_the_grid(self) -> None:
        folded: dict[str, dict[str, Any]] = {}
        with self.store.reading() as session:
            here = select(StatementRow.id).where(StatementRow.territory_code == self.code)
            log = select(RevisionRow).where(RevisionRow.statement_id.in_(here)).order_by(RevisionRow.id)
            for row in session.scalars(log):
                before = folded.get(row.statement_id)
                assert row.version == row.state["version"] == (before["version"] if before else 0) + 1
                assert (row.action == Action.CREATE) == (before is None)
                if before is not None:
                    changed = {name for name, value in row.state.items() if before[name] != value}
                    assert changed - {"version", "updated_at"} <= ALLOWED[Action(row.action)]
                folded[row.statement_id] = row.state
        board = self.board()
        standing = {statement.id: statement for statement in (*board.statements, *board.archived)}
        assert {id: statement_from(state) for id, state in folded.items()} == standing


def test_the_log_reproduces_the_grid_after_any_sequence_of_changes() -> None:
    # A tiny gap makes lists run out of room all the time.
    with tempfile.TemporaryDirectory() as folder, patch.object(statement_order, "GAP", 2):
        Workshop.store = open_store(f"sqlite:///{Path(folder).as_posix()}/constats.sqlite")
        run_state_machine_as_test(
            Workshop, settings=settings(max_examples=40, stateful_step_count=20, deadline=None)
        )
        Workshop.store.close()
