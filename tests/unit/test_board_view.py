"""What the board tells the browser, which lines the filters let through, and where a moved card goes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.statement_qualities import Convergence, Priority, Status
from pages._board.view import CUT_AT, MOST_AT_ONCE, MOST_IN_A_ROOM, PAGE, board_view, room_view
from pages._ui.board_filters import BLIND_SPOT, BoardFilter
from pages._ui.board_moves import Move, rank_in_list
from tests.unit import exports_samples as samples
from tests.unit.exports_samples import ANNEESSENS, FIGURE_EVIDENCE, REPORT, TESTIMONY, statement


def board_of(*statements: Statement) -> Board:
    return Board(ANNEESSENS, statements)


def rows(view: dict[str, Any], letter: str) -> list[list[Any]]:
    found: list[list[Any]] = next(one["rows"] for one in view["lists"] if one["letter"] == letter)
    return found


def test_every_line_travels_with_its_version_its_words_and_its_evidence() -> None:
    one = statement("<b>Un</b> constat", evidence=(FIGURE_EVIDENCE, TESTIMONY))
    view = board_view(board_of(one), (one,))
    ((id, version, text, theme, evidence, status, labels, author, cut),) = rows(view, "A")
    assert (id, version, text, status, cut) == (one.id, 1, "<b>Un</b> constat", "brouillon", 0)
    assert view["themes"][theme] == "Santé"
    assert [view["evidence"][number][:2] for number in evidence] == [
        ["chiffre", FIGURE_EVIDENCE.chip],
        ["témoignage", TESTIMONY.chip],
    ]
    assert [view["labels"][number] for number in labels] == ["Brouillon"]
    assert view["authors"][author] == ""
    assert json.loads(json.dumps(view)) == view


def test_a_piece_of_evidence_that_many_lines_share_travels_once() -> None:
    lines = [statement(f"Ligne {n}", evidence=(REPORT,), number=n) for n in range(20)]
    assert len(board_view(board_of(*lines), lines)["evidence"]) == 1


def test_what_people_decided_is_told_in_words() -> None:
    one = replace(
        statement("Un constat", evidence=(TESTIMONY,)),
        status=Status.VALIDATED,
        priority=Priority.HIGH,
        convergence=Convergence.CONVERGE,
    )
    assert board_view(board_of(one), (one,))["labels"] == [
        "Validé",
        "Priorité 1",
        "Chiffres et témoignages convergent",
        "Zone d'ombre",
    ]


def test_counts_say_how_many_of_how_many_once_a_filter_is_on() -> None:
    lines = [statement(f"Ligne {n}", number=n) for n in range(3)]
    counts = [one["count"] for one in board_view(board_of(*lines), lines[:2])["lists"]]
    assert counts == ["2 sur 3", "0 sur 0", "0 sur 0", "0 sur 0", "0 sur 0"]
    assert board_view(board_of(*lines), lines)["lists"][0]["count"] == "3"


def test_above_two_thousand_lines_a_list_travels_by_pages() -> None:
    lines = [statement(f"Ligne {n}", number=n) for n in range(MOST_AT_ONCE + 1)]
    board = board_of(*lines)
    first = board_view(board, lines)
    assert len(rows(first, "A")) == PAGE
    assert first["lists"][0]["total"] == MOST_AT_ONCE + 1
    assert len(rows(board_view(board, lines, {Quadrant.STRENGTH: 3}), "A")) == 3 * PAGE
    assert len(rows(board_view(board, lines[1:]), "A")) == MOST_AT_ONCE


def test_texts_that_weigh_too_much_together_are_cut_and_marked() -> None:
    lines = [statement("mot " * 4000, number=n) for n in range(80)]
    row = rows(board_view(board_of(*lines), lines), "A")[0]
    assert len(str(row[2])) <= CUT_AT + 1 and str(row[2]).endswith("…")
    assert row[8] == 1
    assert rows(board_view(board_of(lines[0]), lines[:1]), "A")[0][2] == lines[0].text


def test_the_room_is_told_what_it_does_not_see() -> None:
    lines = [statement(f"Ligne {n}", number=n) for n in range(MOST_IN_A_ROOM + 2)]
    found = room_view(board_of(*lines), lines)["lists"][0]
    assert len(found["rows"]) == MOST_IN_A_ROOM
    assert "2 autres constats" in found["rest"]


LINES = (
    replace(statement("Logement cher", number=1, evidence=(FIGURE_EVIDENCE,)), theme="logement", author="référente"),
    replace(
        statement("Caves humides", number=2, evidence=(TESTIMONY,)), theme="insalubrite", priority=Priority.HIGH
    ),
    replace(
        statement("Peu de médecins", number=3, evidence=(REPORT, FIGURE_EVIDENCE)),
        theme="sante",
        status=Status.TO_REVIEW,
        convergence=Convergence.UNDOCUMENTED,
    ),
)  # fmt: skip
TREE = samples.board().themes


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (BoardFilter(), {1, 2, 3}),
        (BoardFilter(themes=("logement",)), {1, 2}),
        (BoardFilter(themes=("insalubrite",)), {2}),
        (BoardFilter(themes=("insalubrite", "sante")), {2, 3}),
        (BoardFilter(kinds=("chiffre",)), {1, 3}),
        (BoardFilter(kinds=("temoignage", "document")), {2, 3}),
        (BoardFilter(kinds=(BLIND_SPOT,)), {2, 3}),
        (BoardFilter(statuses=("a_revoir",)), {3}),
        (BoardFilter(priorities=("3",)), {2}),
        (BoardFilter(convergences=("",)), {1, 2}),
        (BoardFilter(authors=("référente",)), {1}),
        (BoardFilter(words="MEDECINS"), {3}),
        (BoardFilter(words="humides caves"), {2}),
        (BoardFilter(words="locataires"), {2}),
        (BoardFilter(words="c-00000003"), {3}),
        (BoardFilter(themes=("logement",), kinds=("chiffre",)), {1}),
        (BoardFilter(words="rien de tel"), set()),
    ],
)
def test_the_filters_keep_what_answers_to_all_of_them(asked: BoardFilter, found: set[int]) -> None:
    assert {int(one.id[:8], 16) for one in asked.keep(LINES, TREE)} == found


def move(id: str, after: str = "", before: str = "", rank: int = 0) -> Move:
    return Move(1, id, 1, Quadrant.STRENGTH, rank, after, before)


def test_a_card_goes_right_below_the_one_it_was_put_under_whatever_the_filters_hide() -> None:
    lines = [statement(f"Ligne {n}", number=n) for n in range(5)]
    ids = [one.id for one in lines]
    assert rank_in_list(move(ids[4], after=ids[1], before=ids[3]), lines) == 2
    assert rank_in_list(move(ids[0], after=ids[3]), lines) == 3
    assert rank_in_list(move(ids[4], before=ids[2]), lines) == 2
    assert rank_in_list(move("ailleurs", rank=99), lines) == 5


@settings(max_examples=50, deadline=None)
@given(
    st.integers(1, 8).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1), st.integers(0, n - 1)))
)
def test_without_filters_the_rank_asked_for_is_the_rank_given(given_: tuple[int, int, int]) -> None:
    count, index, rank = given_
    lines = [statement(f"Ligne {n}", number=n) for n in range(count)]
    others = [one.id for one in lines if one is not lines[index]]
    after = others[rank - 1] if rank else ""
    before = others[rank] if rank < len(others) else ""
    assert rank_in_list(move(lines[index].id, after, before, rank), lines) == rank


@pytest.mark.parametrize(
    "sent",
    [{}, {"number": 1}, {"number": 1, "id": "x", "version": "un", "quadrant": "A", "rank": 0},
     {"number": 1, "id": "x", "version": 1, "quadrant": "Z", "rank": 0}],
)  # fmt: skip
def test_what_is_not_a_move_is_refused(sent: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Move.of(sent)
