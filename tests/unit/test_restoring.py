"""Going back never rewrites: what was said comes back as a new change, and nobody is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from diagnostic.board import Quadrant, Statement
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import Meeting, TestimonyRecord
from diagnostic.entry import Entry
from diagnostic.entry_faults import EntryChanged
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document
from diagnostic.history import History
from diagnostic.history_items import Change
from diagnostic.history_words import STATEMENT
from diagnostic.merging import merge
from diagnostic.personal_data import PersonalDataFound
from diagnostic.refused_changes import EditConflict
from diagnostic.repository import StatementRepository
from diagnostic.restoring import CannotBeUndone, Restoring, SomethingNewer
from diagnostic.revision import Action
from diagnostic.statement_qualities import Priority, StatementPlace, Status
from diagnostic.statement_state import state_of
from diagnostic.store import Store, open_store

DOCUMENT = Document(title="Rapport", organisation="CPAS", year=2021)
OTHER = Document(title="Enquête", organisation="IBSA", year=2023)
MEETING = Meeting(on=date(2021, 5, 4), body="Comité d'accompagnement", subject="Lancement")
CONTENT = ("text", "theme", "evidence", "quadrant", "status", "priority", "place", "archived")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('retablir')}/constats.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def statements(store: Store) -> StatementRepository:
    return StatementRepository(store)


@pytest.fixture
def entries(store: Store) -> EntryRepository:
    return EntryRepository(store)


@pytest.fixture
def diagnostic(entries: EntryRepository) -> Entry[Diagnosis]:
    return entries.add(Diagnosis(territory_level="quartier", territory_code="10"))


@pytest.fixture
def history(store: Store) -> History:
    return History(store)


@pytest.fixture
def restoring(store: Store) -> Restoring:
    return Restoring(store)


def add(
    statements: StatementRepository, diagnostic: Entry[Diagnosis], text: str = "Peu de logements"
) -> Statement:
    return statements.add(
        "quartier", "10", Quadrant.WEAKNESS, "logement", text, (DOCUMENT,), diagnostic=diagnostic.id
    )


def newest(history: History, diagnostic: Entry[Diagnosis]) -> Change:
    return history.changes(diagnostic.id, limit=1).changes[0]


def same(one: Statement, other: Statement) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in CONTENT)


def rewritten(statements: StatementRepository, first: Statement) -> Statement:
    """The same statement with everything else than at first."""
    place = StatementPlace(shape="point", positions=((4.34, 50.84),), label="Place Anneessens")
    now = statements.edit(
        first.id,
        first.version,
        text="Beaucoup de logements",
        theme="sante",
        evidence=(OTHER,),
        status=Status.VALIDATED,
        priority=Priority.HIGH,
    )
    now = statements.put_on_map(first.id, now.version, place)
    return statements.move(first.id, now.version, Quadrant.STRENGTH)


def test_a_statement_says_again_all_that_it_said_as_new_changes(
    statements: StatementRepository, restoring: Restoring, diagnostic: Entry[Diagnosis]
) -> None:
    first = add(statements, diagnostic)
    then = rewritten(statements, first)
    kept = statements.history(first.id)
    back = restoring.restore(STATEMENT, first.id, state_of(first), then.version, role="Référent·e")
    assert isinstance(back, Statement)
    assert same(back, first) and back.version > then.version
    told = statements.history(first.id)
    assert told[: len(kept)] == kept
    assert {one.role for one in told[len(kept) :]} == {"Référent·e"}
    again = restoring.restore(STATEMENT, first.id, state_of(then), back.version)
    assert isinstance(again, Statement) and same(again, then)


def test_asking_for_what_stands_changes_nothing(
    statements: StatementRepository, restoring: Restoring, diagnostic: Entry[Diagnosis]
) -> None:
    first = add(statements, diagnostic)
    assert restoring.restore(STATEMENT, first.id, state_of(first), first.version) == first
    gone = statements.archive(first.id, 1)
    assert restoring.restore(STATEMENT, first.id, state_of(gone), gone.version) == gone


def test_an_archived_statement_comes_back_and_an_archived_state_is_archived_again(
    statements: StatementRepository, restoring: Restoring, diagnostic: Entry[Diagnosis]
) -> None:
    first = add(statements, diagnostic)
    edited = statements.edit(first.id, 1, text="Très peu de logements")
    gone = statements.archive(first.id, edited.version)
    back = restoring.restore(STATEMENT, first.id, state_of(first), gone.version)
    assert isinstance(back, Statement) and same(back, first)
    again = restoring.restore(STATEMENT, first.id, state_of(gone), back.version)
    assert isinstance(again, Statement) and same(again, gone) and again.archived


def test_somebody_elses_change_is_never_overwritten(
    statements: StatementRepository, restoring: Restoring, diagnostic: Entry[Diagnosis]
) -> None:
    first = add(statements, diagnostic)
    seen = statements.edit(first.id, 1, text="Deux")
    theirs = statements.edit(first.id, seen.version, text="Trois")
    with pytest.raises(EditConflict) as told:
        restoring.restore(STATEMENT, first.id, state_of(first), seen.version)
    assert told.value.theirs == theirs and statements.get(first.id) == theirs


def test_a_step_with_nothing_to_do_does_not_hide_what_somebody_else_did(
    statements: StatementRepository, restoring: Restoring, diagnostic: Entry[Diagnosis]
) -> None:
    first = add(statements, diagnostic)
    point = StatementPlace(shape="point", positions=((4.34, 50.84),))
    seen = statements.put_on_map(first.id, 1, point)
    theirs = statements.put_on_map(
        first.id, seen.version, StatementPlace(shape="point", positions=((4.35, 50.85),))
    )
    with pytest.raises(EditConflict):
        restoring.restore(STATEMENT, first.id, state_of(first), seen.version)
    assert statements.get(first.id) == theirs


def test_what_was_accepted_as_an_institution_comes_back_without_a_question(
    statements: StatementRepository,
    entries: EntryRepository,
    restoring: Restoring,
    diagnostic: Entry[Diagnosis],
) -> None:
    text = "Le service répond au 02 123 45 67."
    with pytest.raises(PersonalDataFound) as asked:
        add(statements, diagnostic, text)
    kept = {one.finding.key for one in asked.value.found}
    first = statements.add(
        "quartier",
        "10",
        Quadrant.WEAKNESS,
        "logement",
        text,
        (DOCUMENT,),
        diagnostic=diagnostic.id,
        kept=kept,
    )
    then = statements.edit(first.id, 1, text="Le service répond le matin.")
    back = restoring.restore(STATEMENT, first.id, state_of(first), then.version)
    assert isinstance(back, Statement) and back.text == text
    record = TestimonyRecord(function="Équipe", sector="Santé", on=date(2021, 5, 4), said=text)
    entry = entries.add(record, diagnostic.id, kept=kept)
    edited = entries.edit(entry.id, 1, record.model_copy(update={"said": "Répond le matin."}))
    stored = {"content": record.model_dump(mode="json"), "position": 1, "archived": False}
    restored = restoring.restore("temoignage", entry.id, stored, edited.version)
    assert isinstance(restored, Entry) and restored.content == record


def test_an_entry_is_restored_or_the_conflict_is_told(
    entries: EntryRepository, history: History, restoring: Restoring, diagnostic: Entry[Diagnosis]
) -> None:
    meeting = entries.add(MEETING, diagnostic.id)
    first = history.latest("reunion", meeting.id)
    edited = entries.edit(meeting.id, 1, MEETING.model_copy(update={"subject": "Bilan"}))
    gone = entries.archive(meeting.id, edited.version)
    with pytest.raises(EntryChanged):
        restoring.restore("reunion", meeting.id, first.state, edited.version)
    back = restoring.restore("reunion", meeting.id, first.state, gone.version)
    assert isinstance(back, Entry) and back.content == MEETING and not back.archived


def test_undo_puts_back_what_stood_before_each_kind_of_change(
    statements: StatementRepository, history: History, restoring: Restoring, diagnostic: Entry[Diagnosis]
) -> None:
    first = add(statements, diagnostic)
    edited = statements.edit(first.id, 1, text="Très peu de logements")
    restoring.undo(newest(history, diagnostic))
    assert same(statements.get(first.id), first)
    # Undoing the undoing gives the change back.
    restoring.undo(newest(history, diagnostic))
    assert same(statements.get(first.id), edited)
    statements.archive(first.id, statements.get(first.id).version)
    restoring.undo(newest(history, diagnostic))
    assert not statements.get(first.id).archived
    assert newest(history, diagnostic).action is Action.RESTORE
    restoring.undo(newest(history, diagnostic))
    assert statements.get(first.id).archived


def test_undoing_what_was_added_archives_it(
    statements: StatementRepository,
    entries: EntryRepository,
    history: History,
    restoring: Restoring,
    diagnostic: Entry[Diagnosis],
) -> None:
    first = add(statements, diagnostic)
    restoring.undo(newest(history, diagnostic), role="Référent·e")
    assert statements.get(first.id).archived and newest(history, diagnostic).role == "Référent·e"
    meeting = entries.add(MEETING, diagnostic.id)
    restoring.undo(newest(history, diagnostic))
    assert entries.get(meeting.id, Meeting).archived


def test_undoing_a_move_gives_the_line_its_place_back(
    statements: StatementRepository, history: History, restoring: Restoring, diagnostic: Entry[Diagnosis]
) -> None:
    ids = [add(statements, diagnostic, text).id for text in ("Une", "Deux", "Trois", "Quatre")]

    def order() -> list[str]:
        found = [statements.get(id) for id in ids]
        return [one.text for one in sorted(found, key=lambda one: (one.quadrant.value, one.position))]

    for move in ((ids[3], None, 0), (ids[0], None, "last"), (ids[1], Quadrant.STRENGTH, "last")):
        before = order()
        statements.move(move[0], statements.get(move[0]).version, move[1], move[2])
        assert order() != before
        restoring.undo(newest(history, diagnostic))
        assert order() == before


def test_undo_refuses_when_the_piece_was_changed_since(
    statements: StatementRepository, history: History, restoring: Restoring, diagnostic: Entry[Diagnosis]
) -> None:
    first = add(statements, diagnostic)
    seen = newest(history, diagnostic)
    theirs = statements.edit(first.id, 1, text="Très peu de logements")
    with pytest.raises(SomethingNewer):
        restoring.undo(seen)
    assert statements.get(first.id) == theirs


def test_the_creation_of_a_diagnostic_is_not_undone_here(
    history: History, entries: EntryRepository, restoring: Restoring, diagnostic: Entry[Diagnosis]
) -> None:
    with pytest.raises(CannotBeUndone):
        restoring.undo(newest(history, diagnostic))
    assert not entries.get(diagnostic.id, Diagnosis).archived


def test_two_lines_that_were_joined_come_apart_again(
    store: Store,
    statements: StatementRepository,
    history: History,
    restoring: Restoring,
    diagnostic: Entry[Diagnosis],
) -> None:
    one, other = add(statements, diagnostic, "Peu de logements"), add(statements, diagnostic, "Loyers élevés")
    merge(store, (one.id, 1), (other.id, 1), "Peu de logements, loyers élevés")
    restoring.undo(newest(history, diagnostic))
    assert same(statements.get(one.id), one) and same(statements.get(other.id), other)


def test_the_joined_line_that_went_on_living_keeps_its_words(
    store: Store,
    statements: StatementRepository,
    history: History,
    restoring: Restoring,
    diagnostic: Entry[Diagnosis],
) -> None:
    one, other = add(statements, diagnostic, "Peu de logements"), add(statements, diagnostic, "Loyers élevés")
    joined = merge(store, (one.id, 1), (other.id, 1), "Peu de logements, loyers élevés")
    edited = statements.edit(one.id, joined.version, text="Peu de logements et des loyers élevés")
    restoring.undo(history.last_change(STATEMENT, other.id))
    assert statements.get(one.id) == edited and not statements.get(other.id).archived
