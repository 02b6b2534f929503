"""Nodes of the plan move, and two people who write at once lose nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from diagnostic.contents.action_plan import PlanNode, Rung
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.entry import Entry
from diagnostic.entry_faults import EntryArchived, EntryChanged, EntryNotFound
from diagnostic.entry_repository import EntryRepository
from diagnostic.plan_order import WrongParent, edit_node, move_node
from diagnostic.plan_start import STARTS, begin_plan
from diagnostic.store import Store, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('plan')}/constats.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def repository(store: Store) -> EntryRepository:
    return EntryRepository(store)


@pytest.fixture
def diagnostic(repository: EntryRepository) -> str:
    return repository.add(Diagnosis(territory_level="quartier", territory_code="10")).id


def titles(repository: EntryRepository, diagnostic: str) -> list[str]:
    return [one.content.title for one in repository.all(PlanNode, diagnostic)]


def axes(repository: EntryRepository, diagnostic: str) -> tuple[Entry[PlanNode], ...]:
    return begin_plan(repository, diagnostic, STARTS[0])


def test_a_plan_begins_with_three_axes_however_many_click(
    repository: EntryRepository, diagnostic: str
) -> None:
    assert [one.content.title for one in axes(repository, diagnostic)] == [
        "Logement", "Social-santé", "Transversal",
    ]  # fmt: skip
    assert axes(repository, diagnostic) == ()
    assert titles(repository, diagnostic) == ["Logement", "Social-santé", "Transversal"]


def test_to_begin_again_takes_archived_axes_up(repository: EntryRepository, diagnostic: str) -> None:
    first = axes(repository, diagnostic)[0]
    repository.archive(first.id, first.version)
    assert [one.id for one in axes(repository, diagnostic)] == [first.id]
    assert len(titles(repository, diagnostic)) == 3


def test_a_node_goes_up_and_down_and_stops_at_the_ends(
    store: Store, repository: EntryRepository, diagnostic: str
) -> None:
    first, _second, third = axes(repository, diagnostic)
    move_node(store, third.id, third.version, "up")
    assert titles(repository, diagnostic) == ["Logement", "Transversal", "Social-santé"]
    moved = move_node(store, first.id, first.version, "down")
    assert titles(repository, diagnostic) == ["Transversal", "Logement", "Social-santé"]
    assert moved.version == first.version + 1
    top = repository.get(third.id, PlanNode)
    assert move_node(store, third.id, top.version, "up") == top, "already on top"


def test_many_moves_between_the_same_neighbours_always_find_room(
    store: Store, repository: EntryRepository, diagnostic: str
) -> None:
    axes(repository, diagnostic)
    for _round in range(30):
        first, second, third = repository.all(PlanNode, diagnostic)
        move_node(store, third.id, third.version, "up")
        assert [one.id for one in repository.all(PlanNode, diagnostic)] == [first.id, third.id, second.id]


def test_a_node_goes_under_another_parent_of_a_higher_level_only(
    store: Store, repository: EntryRepository, diagnostic: str
) -> None:
    housing, health, _transversal = axes(repository, diagnostic)
    aim = repository.add(PlanNode(rung=Rung.AIM, parent=housing.id, title="But"), diagnostic)
    other = repository.add(PlanNode(rung=Rung.AIM, parent=health.id, title="Autre but"), diagnostic)
    moved = move_node(store, aim.id, aim.version, parent=health.id)
    assert moved.content.parent == health.id and moved.position > other.position
    with pytest.raises(WrongParent):
        move_node(store, aim.id, moved.version, parent=other.id)
    with pytest.raises(EntryNotFound):
        move_node(store, aim.id, moved.version, parent=diagnostic)
    archived = repository.archive(housing.id, housing.version)
    with pytest.raises(WrongParent):
        move_node(store, aim.id, moved.version, parent=archived.id)


def test_a_node_changed_in_between_is_not_moved_blindly(
    store: Store, repository: EntryRepository, diagnostic: str
) -> None:
    first = axes(repository, diagnostic)[0]
    repository.edit(first.id, first.version, first.content.model_copy(update={"title": "Habitat"}))
    with pytest.raises(EntryChanged):
        move_node(store, first.id, first.version, "down")
    repository.archive(first.id, first.version + 1)
    with pytest.raises(EntryArchived):
        move_node(store, first.id, first.version + 2, "last")


def test_words_typed_while_somebody_moved_the_node_are_stored_where_it_stands_now(
    store: Store, repository: EntryRepository, diagnostic: str
) -> None:
    housing, health, _transversal = axes(repository, diagnostic)
    aim = repository.add(PlanNode(rung=Rung.AIM, parent=housing.id, title="But"), diagnostic)
    move_node(store, aim.id, aim.version, parent=health.id)
    mine = aim.content.model_copy(update={"title": "Un but plus clair"})
    stored = edit_node(repository, aim.id, aim.version, aim.content, mine)
    assert (stored.content.title, stored.content.parent) == ("Un but plus clair", health.id)


def test_words_typed_while_somebody_wrote_others_are_a_conflict(
    repository: EntryRepository, diagnostic: str
) -> None:
    first = axes(repository, diagnostic)[0]
    repository.edit(first.id, first.version, first.content.model_copy(update={"title": "Habitat"}))
    mine = first.content.model_copy(update={"title": "Se loger"})
    with pytest.raises(EntryChanged) as conflict:
        edit_node(repository, first.id, first.version, first.content, mine)
    assert conflict.value.theirs.content.title == "Habitat"
