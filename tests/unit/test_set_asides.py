"""What a team puts aside stays aside for everybody, until somebody takes it up again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diagnostic.board import Quadrant
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.set_aside import Reason, SetAside
from diagnostic.default_diagnostic import default_id
from diagnostic.duplicate import duplicate
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document
from diagnostic.repository import StatementRepository
from diagnostic.set_asides import SetAsides
from diagnostic.store import Store, open_store
from indicators.territory import Kind, Territory

ANNEESSENS = Territory("quartier", "10", "Anneessens", "", Kind.INHABITED, ("Bruxelles",), 0.6)
DEFAULT = default_id("quartier", "10")
PROPOSAL = SetAside(reason=Reason.PROPOSAL, title="Part de BIM plus élevée", key="bim:plus")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path.as_posix()}/constats.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def asides(store: Store) -> SetAsides:
    return SetAsides(EntryRepository(store), DEFAULT, ANNEESSENS)


def test_a_decision_on_an_empty_grid_stores_its_diagnostic_with_it(store: Store, asides: SetAsides) -> None:
    asides.put(PROPOSAL, role="Référent·e")
    (entry,) = asides.of(Reason.PROPOSAL)
    assert entry.content == PROPOSAL and entry.author == "Référent·e"
    assert [one.id for one in EntryRepository(store).all(Diagnosis)] == [DEFAULT]
    assert asides.of(Reason.LOOK_ALIKES) == ()


def test_twice_is_once_and_what_was_taken_up_can_be_put_aside_again(asides: SetAsides) -> None:
    asides.put(PROPOSAL)
    asides.put(PROPOSAL)
    assert len(asides.of(Reason.PROPOSAL)) == 1
    asides.take_up(asides.of(Reason.PROPOSAL))
    assert asides.of(Reason.PROPOSAL) == ()
    asides.put(PROPOSAL)
    assert len(asides.of(Reason.PROPOSAL)) == 1


def test_a_copy_of_the_diagnostic_keeps_its_own_two_lines_apart(store: Store, asides: SetAsides) -> None:
    report = Document(title="Rapport", organisation="CPAS", year=2021)
    repository = StatementRepository(store)
    ids = [
        repository.add("quartier", "10", Quadrant.WEAKNESS, "logement", words, (report,)).id
        for words in ("Peu de logements", "Logements rares")
    ]
    asides.put(SetAside(reason=Reason.LOOK_ALIKES, title="Deux constats", statements=tuple(ids)))
    copy = duplicate(store, DEFAULT, "Copie")
    lines = {one.id for one in repository.board(ANNEESSENS, copy.id).statements}
    (kept,) = SetAsides(EntryRepository(store), copy.id, ANNEESSENS).of(Reason.LOOK_ALIKES)
    assert set(kept.content.statements) == lines and lines.isdisjoint(ids)
