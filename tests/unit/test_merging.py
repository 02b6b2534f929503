"""Two lines become one: all or nothing, told in both histories, undone by restoring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from diagnostic.board import Quadrant, Statement
from diagnostic.evidence import Document, Evidence
from diagnostic.merging import NotOneGrid, merge, united_evidence
from diagnostic.personal_data import PersonalDataFound
from diagnostic.refused_changes import EditConflict, StatementArchived, StatementNotFound
from diagnostic.repository import StatementRepository
from diagnostic.revision import Action
from diagnostic.statement_qualities import Priority, StatementPlace, Status
from diagnostic.statement_rules import EmptyText
from diagnostic.store import Store, open_store
from tests.unit.exports_samples import ANNEESSENS, FIGURE_EVIDENCE, REPORT, TESTIMONY

SPOT = StatementPlace(shape="point", positions=((4.34, 50.84),), label="La place")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/constats.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def repository(store: Store) -> StatementRepository:
    return StatementRepository(store)


def add(
    repository: StatementRepository,
    text: str,
    *evidence: Evidence,
    quadrant: Quadrant = Quadrant.WEAKNESS,
    code: str = "10",
    place: StatementPlace | None = None,
) -> Statement:
    return repository.add(
        "quartier", code, quadrant, "logement", text, evidence or (REPORT,), "référente", place=place
    )


def both(one: Statement, other: Statement) -> tuple[tuple[str, int], tuple[str, int]]:
    return (one.id, one.version), (other.id, other.version)


def test_the_words_are_joined_the_evidence_is_united_and_the_other_line_is_archived(
    store: Store, repository: StatementRepository
) -> None:
    one = add(repository, "Peu de logements", REPORT, FIGURE_EVIDENCE)
    other = add(repository, "Trop peu de logements", REPORT, TESTIMONY, quadrant=Quadrant.THREAT)
    one = repository.edit(one.id, one.version, status=Status.VALIDATED, priority=Priority.HIGH)
    done = merge(store, *both(one, other), "Bien trop peu de logements", role="coordinatrice")
    assert (done.text, done.quadrant) == ("Bien trop peu de logements", Quadrant.WEAKNESS)
    assert (done.status, done.priority) == (Status.VALIDATED, Priority.HIGH)
    assert done.evidence == (REPORT, FIGURE_EVIDENCE, TESTIMONY)
    board = repository.board(ANNEESSENS)
    assert board.statements == (done,)
    assert [gone.id for gone in board.archived] == [other.id]


def test_both_histories_tell_with_which_line_it_was_joined(
    store: Store, repository: StatementRepository
) -> None:
    one, other = add(repository, "Une ligne"), add(repository, "Une autre")
    merge(store, *both(one, other), "Une seule", role="coordinatrice")
    for line, partner in ((one, other), (other, one)):
        last = repository.history(line.id)[-1]
        assert (last.action, last.merged_with, last.role) == (Action.MERGE, partner.id, "coordinatrice")
        assert last.label == f"réuni avec {partner.reference}"
    assert repository.history(one.id)[0].label == "ajouté"


def test_the_archived_line_can_be_restored_as_it_was(store: Store, repository: StatementRepository) -> None:
    one, other = add(repository, "Une ligne"), add(repository, "Une autre", TESTIMONY)
    merge(store, *both(one, other), "Une seule")
    back = repository.restore(other.id, repository.get(other.id).version)
    assert (back.text, back.evidence, back.archived) == ("Une autre", (TESTIMONY,), False)


def test_a_double_click_merges_once(store: Store, repository: StatementRepository) -> None:
    one, other = add(repository, "Une ligne"), add(repository, "Une autre", TESTIMONY)
    first = merge(store, *both(one, other), "Une seule")
    assert merge(store, *both(one, other), "Une seule") == first
    assert len(repository.history(one.id)) == len(repository.history(other.id)) == 2


@pytest.mark.parametrize("which", [0, 1])
def test_a_line_that_somebody_changed_since_is_not_merged_and_nothing_is_written(
    store: Store, repository: StatementRepository, which: int
) -> None:
    seen = [add(repository, "Une ligne"), add(repository, "Une autre")]
    repository.edit(seen[which].id, 1, text="Changé par une collègue")
    with pytest.raises(EditConflict) as found:
        merge(store, *both(seen[0], seen[1]), "Une seule")
    assert found.value.theirs.text == "Changé par une collègue"
    texts = {one.text for one in repository.board(ANNEESSENS).statements}
    assert texts == {"Changé par une collègue", seen[1 - which].text}


def test_a_line_that_only_changed_rank_is_not_in_conflict(
    store: Store, repository: StatementRepository
) -> None:
    one, other = add(repository, "Une ligne"), add(repository, "Une autre")
    repository.move(one.id, one.version, place="down")
    assert merge(store, *both(one, other), "Une seule").text == "Une seule"


def test_archived_lines_other_grids_one_line_twice_and_unknown_ids_are_refused(
    store: Store, repository: StatementRepository
) -> None:
    one, other, elsewhere = add(repository, "Ici"), add(repository, "Là"), add(repository, "Loin", code="8")
    with pytest.raises(NotOneGrid):
        merge(store, *both(one, one), "Une seule")
    with pytest.raises(NotOneGrid):
        merge(store, *both(one, elsewhere), "Une seule")
    with pytest.raises(StatementNotFound):
        merge(store, (one.id, 1), (str(uuid4()), 1), "Une seule")
    archived = repository.archive(other.id, other.version)
    with pytest.raises(StatementArchived):
        merge(store, *both(one, archived), "Une seule")
    assert repository.get(one.id) == one


def test_an_empty_text_or_one_that_tells_of_a_person_is_refused(
    store: Store, repository: StatementRepository
) -> None:
    one, other = add(repository, "Une ligne"), add(repository, "Une autre")
    with pytest.raises(EmptyText):
        merge(store, *both(one, other), "   ")
    with pytest.raises(PersonalDataFound):
        merge(store, *both(one, other), "Rappeler le 0470 12 34 56")
    assert len(repository.board(ANNEESSENS).statements) == 2


def test_the_place_on_the_map_is_taken_over_when_the_line_that_stays_has_none(
    store: Store, repository: StatementRepository
) -> None:
    one, other = add(repository, "Une ligne"), add(repository, "Une autre", place=SPOT)
    assert merge(store, *both(one, other), "Une seule").place == SPOT


def test_the_same_figure_frozen_twice_is_one_piece_of_evidence() -> None:
    later = FIGURE_EVIDENCE.model_copy(update={"taken_at": datetime(2026, 1, 2, tzinfo=UTC)})
    noted = TESTIMONY.model_copy(update={"record": str(uuid4())})
    other = Document(title="Autre", organisation="CPAS", year=2020)
    assert united_evidence((FIGURE_EVIDENCE, TESTIMONY), (later, noted, other)) == (
        FIGURE_EVIDENCE,
        TESTIMONY,
        noted,
        other,
    )


def test_what_is_read_back_is_what_merging_returned(store: Store, repository: StatementRepository) -> None:
    one, other = add(repository, "Une ligne"), add(repository, "Une autre", TESTIMONY)
    before = repository.board(ANNEESSENS)
    done = merge(store, *both(one, other), "Une seule")
    after = repository.board(ANNEESSENS)
    assert after == replace(before, statements=(done,), archived=(repository.get(other.id),))
