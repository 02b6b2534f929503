"""What may be written as a statement, and what is refused with a way out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostic import evidence
from diagnostic.evidence import Document
from diagnostic.statement_rules import (
    MAX_CHARACTERS,
    EmptyText,
    NoEvidence,
    TextTooLong,
    checked_evidence,
    checked_role,
    checked_text,
)


@pytest.mark.parametrize(
    "typed",
    [
        "Loyers élevés 🏠👩‍👩‍👧",
        "<script>alert('bonjour')</script>",
        "שלום, مرحبا",
        "première ligne\n\n\tdeuxième ligne\r\n",
        "'; DROP TABLE statement; --",
        "{name} %s \\u0000 &amp;",
    ],
)
def test_a_text_is_kept_as_typed_but_for_outer_white_space(typed: str) -> None:
    assert checked_text(f" \n{typed}\u00a0 ") == typed.strip()


@pytest.mark.parametrize("typed", ["", "   ", "\n\t\u00a0", "\u200b\u2060\ufeff", "\x00"])
def test_a_text_without_a_visible_character_is_refused(typed: str) -> None:
    with pytest.raises(EmptyText, match=r"vide\. Écrivez au moins un mot"):
        checked_text(typed)


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x0b", "\x0c", "\x1b", "\ud83d", "\ufffe", "\uffff"])
def test_a_character_that_no_document_can_hold_becomes_visible(control: str) -> None:
    assert checked_text(f"avant{control}après") == "avant\ufffdaprès"


@given(st.text(alphabet=st.characters(codec=None), min_size=1))
def test_whatever_is_typed_can_be_encoded_once_it_is_accepted(typed: str) -> None:
    try:
        stored = checked_text(typed)
    except EmptyText:
        return
    assert "\x00" not in stored.encode("utf-8").decode("utf-8")
    assert checked_text(stored) == stored


def test_ten_and_twenty_thousand_characters_are_accepted() -> None:
    assert len(checked_text("é" * 10_000)) == 10_000
    assert len(checked_text(" " + "é" * MAX_CHARACTERS + " ")) == MAX_CHARACTERS


def test_one_character_more_is_refused_with_both_numbers() -> None:
    with pytest.raises(TextTooLong, match="compte 20\u202f001 caractères\u00a0; le maximum est 20\u202f000"):
        checked_text("é" * (MAX_CHARACTERS + 1))


def test_a_statement_without_evidence_is_refused_with_what_to_do() -> None:
    with pytest.raises(NoEvidence, match=r"un chiffre, un témoignage .* ou un document"):
        checked_evidence(())


def test_evidence_becomes_json_in_its_order() -> None:
    document = Document(title="Rapport\x0c annuel", organisation="CPAS", year=2021)
    testimony = evidence.Testimony(function="Équipe", sector="santé", month="2021-05", method="entretien")
    stored = checked_evidence((testimony, document))
    assert [piece["kind"] for piece in stored] == ["temoignage", "document"]
    assert stored[1]["title"] == "Rapport\ufffd annuel"


def test_a_long_role_is_cut_rather_than_refused() -> None:
    assert checked_role("  référent·e  ") == "référent·e"
    assert len(checked_role("r" * 500)) == 120
