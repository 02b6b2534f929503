"""The demonstration: complete, sourced, dated, respectful, and never in the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diagnostic import evidence
from diagnostic.board import Quadrant
from diagnostic.contents.theme import AfomTheme
from diagnostic.demo import DEMO, DemoStatement, install_demo
from diagnostic.repository import StatementRepository
from diagnostic.store import open_store
from indicators.territory import Kind, Territory

ANNEESSENS = Territory("quartier", "10", "Anneessens", "Anneessens", Kind.INHABITED, ("Bruxelles",), 0.6)
each_line = pytest.mark.parametrize("line", DEMO, ids=lambda line: line.key)


@pytest.fixture
def repository(tmp_path: Path) -> StatementRepository:
    return StatementRepository(open_store(f"sqlite:///{tmp_path}/constats.sqlite"))


def test_it_fills_the_five_lists_and_every_theme(repository: StatementRepository) -> None:
    assert len(install_demo(repository)) == len(DEMO)
    board = repository.board(ANNEESSENS)
    assert 18 <= len(board.statements) <= 22
    assert all(board.column(quadrant) for quadrant in Quadrant)
    assert {statement.theme for statement in board.statements} == set(AfomTheme)
    assert [statement.id for statement in board.statements if statement.quadrant is Quadrant.WEAKNESS] == [
        line.id for line in DEMO if line.quadrant is Quadrant.WEAKNESS
    ], "each list keeps the order of the demonstration"


def test_installing_it_twice_adds_nothing(repository: StatementRepository) -> None:
    install_demo(repository)
    assert install_demo(repository) == ()
    assert len(repository.board(ANNEESSENS).statements) == len(DEMO)


def test_it_never_undoes_what_people_did(repository: StatementRepository) -> None:
    first, second, third = install_demo(repository)[:3]
    edited = repository.edit(first.id, 1, text="Récrit en atelier")
    archived = repository.archive(second.id, 1)
    moved = repository.move(third.id, 1, Quadrant.SUGGESTION)
    install_demo(repository)
    assert [repository.get(line.id) for line in (first, second, third)] == [edited, archived, moved]


@each_line
def test_a_line_rests_on_evidence_of_2021(line: DemoStatement) -> None:
    assert line.evidence
    for piece in line.evidence:
        assert isinstance(piece, evidence.Document | evidence.Testimony)
        assert "2021" in piece.reference


@each_line
def test_a_figure_stands_with_its_year(line: DemoStatement) -> None:
    if re.search(r"\d", line.text):
        assert re.search(r"\b20\d\d\b", line.text)


@each_line
def test_a_line_is_set_as_french_is(line: DemoStatement) -> None:
    assert not re.search(r" [:;?!%€»]|« |\d \d{3}\b| m²", line.text), "ordinary space where it may break"
    assert line.text.endswith(".")
    assert line.text == line.text.strip()


@each_line
def test_no_word_weighs_on_people(line: DemoStatement) -> None:
    heavy = r"défavorisé|pire|ghetto|cas soci|assisté|assistanat|délinqu|bizarre|clandestin|illéga|pauvres\b"
    assert not re.search(heavy, line.text.lower())


def test_the_two_totals_of_social_purpose_housing_stand_side_by_side() -> None:
    text = next(line.text for line in DEMO if line.key == "logement-finalite-sociale")
    assert "Les cinq postes cités font 756, le total imprimé est 769." in text
    assert "4\u202f492" in text


def test_old_figures_say_that_they_are_old() -> None:
    texts = {line.key: line.text for line in DEMO}
    assert "2001" in texts["aides-a-la-renovation"]
    assert "2009" in texts["loyers"]
    assert "2016" in texts["revenus"]


def test_ids_are_stable_across_releases() -> None:
    """Changing one would add the line a second time where people already changed it."""
    assert DEMO[0].id == "119c7d2e-ae77-553a-8057-829d9eb15c11"
    assert len({line.id for line in DEMO}) == len(DEMO)
