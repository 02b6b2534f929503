"""Findings stand apart, can be kept or taken out, and what is taken out is gone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.privacy import address, email, phone
from diagnostic.privacy.findings import Finding, Kind
from diagnostic.privacy.folded import folded
from diagnostic.privacy.search import find_personal_data, without

PIECES = st.sampled_from(
    ["Marie", "Dupont", "Mme", "M.", "rue", "Haute", "de", "la", "12", "école", "Fatima B.", "0470 12 34 56", "85.07.30-033.28",
     "a@example.be", "(at)", "+32", "02", "123", "place", "Nieuwstraat", "n°", "bte 3", "logements", ",", ".", "\n", "é", "e\u0301",
     "\u00a0", "d’", "A", "-", "1000", "2021", "\u200b", "et", "M. et Mme", "[retiré]", "/", "010 22 33 44", "000"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=14).map("".join),
    st.text(max_size=60),
)
EXAMPLE = "Mme D. (02 123 45 67, d@example.be) habite rue Haute 12 ; son numéro est 85.07.30-033.28."


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_findings_are_ordered_apart_and_say_what_stands_there(text: str) -> None:
    found = find_personal_data(text)
    for finding in found:
        assert text[finding.start : finding.end] == finding.text
        assert finding.text.strip() and finding.key
    assert all(one.end <= next_.start for one, next_ in pairwise(found))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_nothing_is_left_to_find_once_taken_out(text: str) -> None:
    clean = without(text, find_personal_data(text))
    assert find_personal_data(clean) == ()
    assert without(clean, find_personal_data(clean)) == clean


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_what_is_kept_is_not_shown_again(text: str) -> None:
    assert find_personal_data(text, kept=[finding.key for finding in find_personal_data(text)]) == ()


def test_the_five_kinds_are_found_in_the_order_of_the_text() -> None:
    assert [finding.kind for finding in find_personal_data(EXAMPLE)] == [
        Kind.NAME, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.NATIONAL_NUMBER,
    ]  # fmt: skip


def test_each_finding_is_replaced_and_the_sentence_stays_readable() -> None:
    assert without(EXAMPLE, find_personal_data(EXAMPLE)) == (
        "[retiré] ([retiré], [retiré]) habite [retiré] ; son numéro est [retiré]."
    )


def test_neighbours_share_one_mark_and_words_keep_their_distance() -> None:
    text = "Appelez Mme Dupont 0470 12 34 56"
    assert without(text, find_personal_data(text)) == "Appelez [retiré]"
    glued = "n85.07.30-033.28ici"
    assert without(glued, find_personal_data(glued)) == "n [retiré] ici"


def test_a_text_without_anything_is_returned_as_it_is() -> None:
    text = "Les loyers montent\u00a0; 12\u202f345 ménages attendent."
    assert find_personal_data(text) == ()
    assert without(text, ()) == text


def test_a_finding_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="another text"):
        without("Bonjour", find_personal_data("Mme Dupont"))


def test_a_kept_institution_is_recognised_in_another_writing() -> None:
    (first,) = find_personal_data("Service social, rue de l'Église 12")
    (phone_,) = find_personal_data("02 123 45 67")
    assert find_personal_data("service : RUE DE L\u2019EGLISE\u00a012", kept={first.key}) == ()
    assert find_personal_data("02/123.45.67", kept={phone_.key}) == ()
    assert find_personal_data("02/123.45.68", kept={phone_.key}) != ()


def test_one_piece_does_not_hide_the_next() -> None:
    found = find_personal_data("rue Haute 12 010 22 33 44")
    assert [finding.text for finding in found] == ["rue Haute 12", "010 22 33 44"]


def test_places_are_those_of_the_text_as_typed() -> None:
    text = "E\u0301cole, puis Ine\u0301s\u00a0Dupont."
    (finding,) = find_personal_data(text)
    assert finding.text == "Ine\u0301s\u00a0Dupont"
    assert folded("É’\u00a0\u2013e\u0301").text == "E' -e"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_says_in_words_what_was_found_and_why(kind: Kind) -> None:
    finding = Finding(kind, 0, 3, "abc")
    assert "«\u00a0abc\u00a0»" in finding.words
    assert finding.words.endswith(".")
    assert kind.label[0].isupper()


HOSTILE = ["1 ", "0", "+1", "a@", "a.", "(at)", "rue ", "Rue A ", "rue de la ", "rue du 1 ", "Marie ", "M. ", "A-", "a'", "Aa de ",
           " ", "0(((02", "e\u0301", "\u200b"]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_as_long_as_a_statement_may_be_is_read_to_its_end(piece: str) -> None:
    body = (piece * 20_000)[:19_960]
    found = find_personal_data(f"{body} | . Voir a.b@example.be")
    assert found[-1].text == "a.b@example.be"


def test_every_repetition_in_a_pattern_of_numbers_is_bounded() -> None:
    for pattern in (
        phone._BELGIAN,
        phone._BELGIAN_ABROAD,
        phone._FOREIGN,
        email._DOMAIN,
        address._NUMBER_AFTER,
    ):
        assert "*" not in pattern.pattern
        assert not any(sign in pattern.pattern for sign in (")+", "]+", "d+"))
