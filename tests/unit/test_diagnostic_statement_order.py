"""Moving lines: one line at a time, without touching the others."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from diagnostic import statement_order
from diagnostic.board import Quadrant, Statement
from diagnostic.contents.theme import AfomTheme
from diagnostic.evidence import Document
from diagnostic.repository import StatementRepository
from diagnostic.statement_order import Place, key_after, key_at
from diagnostic.store import Store, open_store
from indicators.territory import Kind, Territory

DOCUMENT = Document(title="Rapport", organisation="CPAS", year=2021)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('store')}/constats.sqlite")
    yield opened
    opened.close()


class Grid:
    """One territory with lines a, b, c… in the list of strengths."""

    def __init__(self, store: Store, texts: str) -> None:
        self.repository = StatementRepository(store)
        code = str(uuid4())
        self.territory = Territory("quartier", code, "X", "X", Kind.INHABITED, (), 1.0)
        for text in texts:
            theme = AfomTheme.HEALTH if text.isupper() else AfomTheme.HOUSING
            self.repository.add("quartier", code, Quadrant.STRENGTH, theme, text, (DOCUMENT,))

    def line(self, text: str) -> Statement:
        return next(s for s in self.repository.board(self.territory).statements if s.text == text)

    def order(self, quadrant: Quadrant = Quadrant.STRENGTH) -> str:
        return "".join(s.text for s in self.repository.board(self.territory).column(quadrant))

    def move(
        self, text: str, place: Place, quadrant: Quadrant | None = None, *, within_theme: bool = False
    ) -> str:
        line = self.line(text)
        self.repository.move(line.id, line.version, quadrant, place, within_theme=within_theme)
        return self.order(quadrant or Quadrant.STRENGTH)


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("c", "up", "acbd"),
        ("b", "down", "acbd"),
        ("a", "up", "abcd"),
        ("d", "down", "abcd"),
        ("a", "last", "bcda"),
        ("d", 0, "dabc"),
        ("a", 2, "bcad"),
        ("a", 99, "bcda"),
        ("b", -5, "bacd"),
    ],
)
def test_a_line_goes_where_it_is_sent(store: Store, text: str, place: Place, expected: str) -> None:
    assert Grid(store, "abcd").move(text, place) == expected


def test_a_new_line_stands_last(store: Store) -> None:
    assert Grid(store, "abc").order() == "abc"


def test_going_nowhere_is_not_a_change(store: Store) -> None:
    grid = Grid(store, "ab")
    grid.move("a", "up")
    grid.move("b", "last")
    assert grid.line("a").version == grid.line("b").version == 1


def test_up_and_down_can_pass_the_nearest_line_of_the_same_theme(store: Store) -> None:
    grid = Grid(store, "aBCd")
    assert grid.move("d", "up", within_theme=True) == "daBC"
    assert grid.move("d", "down", within_theme=True) == "adBC"
    assert grid.move("C", "up", within_theme=True) == "adCB"
    assert grid.move("d", "down", within_theme=True) == "adCB"


def test_a_line_can_change_list_and_take_a_rank_there(store: Store) -> None:
    grid = Grid(store, "abc")
    assert grid.move("a", "last", Quadrant.THREAT) == "a"
    assert grid.move("b", 0, Quadrant.THREAT) == "ba"
    assert grid.order() == "c"


def test_up_means_nothing_in_another_list(store: Store) -> None:
    with pytest.raises(ValueError, match="same list"):
        Grid(store, "ab").move("a", "up", Quadrant.THREAT)


def test_moving_one_line_leaves_the_versions_of_the_others(store: Store) -> None:
    grid = Grid(store, "abcd")
    grid.move("d", 1)
    assert {grid.line(text).version for text in "abc"} == {1}


def test_a_restored_line_stands_where_it_stood(store: Store) -> None:
    grid = Grid(store, "abc")
    line = grid.line("b")
    archived = grid.repository.archive(line.id, line.version)
    assert grid.order() == "ac"
    grid.repository.restore(line.id, archived.version)
    assert grid.order() == "abc"


def test_when_no_room_is_left_the_list_is_spaced_out_and_the_log_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statement_order, "GAP", 2)
    grid = Grid(store, "abcd")
    assert grid.move("d", 1) == "adbc"
    assert grid.move("c", 1) == "acdb"
    assert grid.move("b", 1) == "abcd"
    for text in "abcd":
        line = grid.line(text)
        assert len(grid.repository.history(line.id)) == line.version


def test_fifty_moves_to_the_same_spot_find_room(store: Store) -> None:
    grid = Grid(store, "abc")
    for _time in range(25):
        assert grid.move("c", "up") == "acb"
        assert grid.move("b", "up") == "abc"


def test_keys_between_neighbours() -> None:
    assert key_after(None) == statement_order.GAP
    assert key_at([], 0) == statement_order.GAP
    assert key_at([10, 20], 1) == 15
    assert key_at([10, 11], 1) is None
    assert key_at([10, 10], 1) is None, "two processes may have added at the same instant"
    assert (key_at([10], 0) or 0) < 10 < (key_at([10], 1) or 0)
