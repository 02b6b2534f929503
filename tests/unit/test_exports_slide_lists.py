"""The AFOM grid on a slide: five lists, nothing lost without a word."""

from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation

from diagnostic.board import Board, Quadrant
from exports.slide_layouts import LIST_BODIES, LIST_HEADS
from exports.slide_lists import FittedList, add_board_slide, fit, others_text
from exports.slide_template import blank_deck, to_bytes
from tests.unit import exports_samples as samples


def slide_of(board: Board) -> Any:
    deck = blank_deck()
    add_board_slide(deck, board, "Constats")
    return Presentation(BytesIO(to_bytes(deck))).slides[0]


def place(slide: Any, index: int) -> Any:
    return next(s for s in slide.placeholders if s.placeholder_format.idx == index)


def with_text(text: str) -> Any:
    board = samples.Board(samples.ANNEESSENS, (samples.statement(text),))
    return place(slide_of(board), LIST_BODIES["A"]).text_frame.paragraphs[0]


def test_each_list_has_its_letter_its_title_and_its_number() -> None:
    slide = slide_of(samples.board())
    heads = [place(slide, LIST_HEADS[quadrant.value]).text_frame.text for quadrant in Quadrant]
    assert heads[0] == "A\u00a0\u00a0Atouts\u00a0(4)"
    assert [head[0] for head in heads] == list("AFOMS")


@pytest.mark.parametrize(
    "board",
    [samples.board(), samples.board(40), samples.board(3), samples.hostile_board()],
    ids=["22", "40", "3", "hostile"],
)
def test_no_constat_is_dropped_without_saying_how_many(board: Board) -> None:
    slide = slide_of(board)
    spoken = slide.notes_slide.notes_text_frame.text
    for quadrant in Quadrant:
        column = board.column(quadrant)
        shown = [p.text for p in place(slide, LIST_BODIES[quadrant.value]).text_frame.paragraphs]
        if not column:
            assert shown == ["Aucun constat pour le moment."]
            continue
        left_out = len(column) - sum(not text.startswith("+\u00a0") for text in shown)
        if left_out:
            assert shown[-1] == others_text(left_out)
        for statement in column:
            assert statement.reference in spoken


def test_many_constats_are_counted_in_words() -> None:
    assert others_text(1) == "+\u00a01\u00a0autre"
    assert others_text(12) == "+\u00a012\u00a0autres"


def test_a_constat_that_is_cut_says_so_and_ends_with_a_whole_word() -> None:
    fitted = fit(["mot " * 2500, "deuxième"], 12)
    assert fitted.left_out == 1
    (shown,) = fitted.texts
    assert shown.endswith("mot…")
    assert fit(["x" * 5000], 12).texts[0].endswith("x…")
    assert fit(["court"], 12) == FittedList(("court",), 0)


@pytest.mark.parametrize("text", ["الخدمات بعيدة عن الحي", "הרבה אנשים"])
def test_a_text_in_arabic_or_hebrew_reads_from_the_right(text: str) -> None:
    paragraph = with_text(text)
    assert paragraph.text == text
    assert paragraph._p.pPr.get("rtl") == "1"


@pytest.mark.parametrize("text", [t for t in samples.HOSTILE_TEXTS if len(t) < 200])
def test_what_people_typed_is_on_the_slide_as_they_typed_it(text: str) -> None:
    assert with_text(text).text.replace("\v", "\n") == text


def test_a_character_that_powerpoint_cannot_hold_is_replaced_visibly() -> None:
    assert with_text(samples.ILLEGAL_TEXT).text == "avant\ufffd\ufffd\ufffd après\ufffd"
