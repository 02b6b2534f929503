"""Typed texts in documents, and the width of text before it is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.safe_text import printable, property_text, reads_right_to_left, typeset
from exports.text_width import text_width, wrap


def test_a_character_that_xml_forbids_is_replaced_visibly() -> None:
    assert printable("avant\x00\x07après") == "avant\ufffd\ufffdaprès"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\u2028", "\u2029"])
def test_every_kind_of_line_end_becomes_one(end: str) -> None:
    assert printable(f"un{end}deux") == "un\ndeux"


@pytest.mark.parametrize("text", ["<script>", "🌳 👩🏽‍🤝‍👩🏻", "الحي", "]]>", "$x^2$", "l'été « ici »"])
def test_everything_else_stays_as_it_was_typed(text: str) -> None:
    assert printable(text) == text


@given(st.text())
def test_printing_twice_changes_nothing_more(text: str) -> None:
    assert printable(printable(text)) == printable(text)


def test_french_punctuation_is_kept_on_the_line_of_its_word() -> None:
    assert typeset("Attention : « 98 % » ?") == "Attention\u00a0: «\u00a098\u00a0%\u00a0»\u00a0?"


def test_a_property_is_one_line_of_255_characters_at_most() -> None:
    assert property_text("un\ndeux") == "un deux"
    assert len(property_text("x" * 400)) == 255


def test_the_first_strong_letter_decides_the_direction() -> None:
    assert reads_right_to_left("12, الحي Anneessens")
    assert reads_right_to_left("שלום")
    assert not reads_right_to_left("Anneessens الحي")
    assert not reads_right_to_left("12 %")


def test_widths_are_those_of_helvetica() -> None:
    assert text_width("M", 1000) == 833
    assert text_width("é", 1000) == text_width("e", 1000) == 556
    assert text_width("4\u202f500", 10) < text_width("4 500", 10)
    assert text_width("Anneessens", 12, bold=True) > text_width("Anneessens", 12)


def test_lines_break_at_spaces_and_never_at_no_break_spaces() -> None:
    assert wrap("un deux", 10, text_width("deux", 10) + 1) == ["un", "deux"]
    assert wrap("45\u00a0%", 10, text_width("45\u00a0%", 10) + 1) == ["45\u00a0%"]
    assert wrap("", 10, 100) == [""]


@given(st.text(alphabet="abW \n\u00a0", max_size=80), st.floats(min_value=20, max_value=200))
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = wrap(text, 10, width)
    assert all(text_width(line, 10) <= width or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
