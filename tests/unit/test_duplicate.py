"""Copying a diagnostic: everything in use, new ids, and nothing that points back at the original."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, event, func, select

from diagnostic.board import Quadrant, Statement
from diagnostic.contents.action_plan import PlanNode, Rung
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import TestimonyRecord
from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet
from diagnostic.duplicate import duplicate
from diagnostic.entry import Entry
from diagnostic.entry_faults import EntryNotFound
from diagnostic.entry_repository import EntryRepository
from diagnostic.personal_data import PersonalDataFound
from diagnostic.references import references, remapped
from diagnostic.repository import StatementRepository
from diagnostic.revision import Action
from diagnostic.schema import EntryRow, RevisionRow, StatementRow
from diagnostic.store import Store, open_store
from indicators.territory import Kind, Territory

ANNEESSENS = Territory("quartier", "10", "Anneessens", "Anneessens", Kind.INHABITED, ("Bruxelles",), 0.3)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(URL.create("sqlite", database=(tmp_path / "constats.sqlite").as_posix()))
    yield opened
    opened.close()


@pytest.fixture
def original(store: Store) -> Entry[Diagnosis]:
    """A diagnostic in which everything points at something."""
    entries, statements = EntryRepository(store), StatementRepository(store)
    whole = entries.add(Diagnosis(title="Logement", territory_level="quartier", territory_code="10"))
    heard = entries.add(
        TestimonyRecord(function="Équipe de maison médicale", sector="santé", on=date(2026, 3, 2)), whole.id
    )
    line = statements.add(
        "quartier", "10", Quadrant.WEAKNESS, "logement", "Des logements humides.",
        [heard.content.as_evidence(heard.id)], diagnostic=whole.id, role="Référente",
    )  # fmt: skip
    entries.add(
        ThematicSheet(
            title="L'humidité",
            statements=(line.id,),
            questions=(Question(text="Où ?", answers=(Answer(text="Partout", testimony=heard.id),)),),
        ),
        whole.id,
    )
    axis = entries.add(PlanNode(rung=Rung.AXIS, title="Habiter mieux", statements=(line.id,)), whole.id)
    entries.add(PlanNode(rung=Rung.AIM, parent=axis.id, title="Repérer"), whole.id)
    return whole


def _lines(store: Store, diagnostic: str) -> tuple[Statement, ...]:
    return StatementRepository(store).board(ANNEESSENS, diagnostic).statements


def test_everything_in_use_is_copied_under_new_ids(store: Store, original: Entry[Diagnosis]) -> None:
    copy = duplicate(store, original.id, "Deuxième tour", "Référente")

    entries = EntryRepository(store)
    assert copy.content.title == "Deuxième tour"
    assert copy.id == copy.diagnostic != original.id
    assert [len(entries.all(kind, copy.id)) for kind in (TestimonyRecord, ThematicSheet, PlanNode)] == [
        1,
        1,
        2,
    ]
    (mine,), (theirs,) = _lines(store, copy.id), _lines(store, original.id)
    assert (mine.text, mine.status, mine.author) == (theirs.text, theirs.status, theirs.author)
    assert mine.id != theirs.id
    assert copy.version == mine.version == 1


def test_what_points_at_a_piece_of_the_original_points_at_its_copy(
    store: Store, original: Entry[Diagnosis]
) -> None:
    copy = duplicate(store, original.id)

    entries = EntryRepository(store)
    (heard,) = entries.all(TestimonyRecord, copy.id)
    (sheet,) = entries.all(ThematicSheet, copy.id)
    axis, aim = entries.all(PlanNode, copy.id)
    (line,) = _lines(store, copy.id)
    assert line.testimonies[0].record == heard.id
    assert sheet.content.statements == axis.content.statements == (line.id,)
    assert sheet.content.questions[0].answers[0].testimony == heard.id
    assert aim.content.parent == axis.id


def test_nothing_of_the_copy_names_the_original_and_the_original_is_untouched(
    store: Store, original: Entry[Diagnosis]
) -> None:
    def everything(diagnostic: str) -> list[object]:
        with store.reading() as session:
            rows = [
                *session.scalars(select(EntryRow).where(EntryRow.diagnostic == diagnostic)),
                *session.scalars(select(StatementRow).where(StatementRow.diagnostic == diagnostic)),
            ]
            return [{c.key: getattr(row, c.key) for c in row.__table__.columns} for row in rows]

    before = everything(original.id)
    copy = duplicate(store, original.id)

    assert everything(original.id) == before
    assert set(references(everything(copy.id))).isdisjoint(references(before))


def test_the_copy_has_no_history_but_its_making(store: Store, original: Entry[Diagnosis]) -> None:
    statements = StatementRepository(store)
    (line,) = _lines(store, original.id)
    statements.edit(line.id, line.version, text="Des logements humides et petits.")

    copy = duplicate(store, original.id, role="Coordination")

    (mine,) = _lines(store, copy.id)
    (made,) = statements.history(mine.id)
    assert (made.action, made.role, made.statement.text) == (
        Action.CREATE,
        "Coordination",
        "Des logements humides et petits.",
    )


def test_archived_pieces_stay_behind_unless_something_in_use_points_at_them(
    store: Store, original: Entry[Diagnosis]
) -> None:
    entries, statements = EntryRepository(store), StatementRepository(store)
    (line,) = _lines(store, original.id)
    (heard,) = entries.all(TestimonyRecord, original.id)
    alone = entries.add(
        TestimonyRecord(function="Éducatrice de rue", sector="jeunesse", on=date(2026, 4, 1)), original.id
    )
    for one in (heard, alone):
        entries.archive(one.id, one.version)
    statements.archive(line.id, line.version)

    copy = duplicate(store, original.id)

    (kept,) = entries.all(TestimonyRecord, copy.id, archived=True)
    assert kept.content == heard.content  # through the statement, itself kept by the sheet and the axis
    assert not entries.all(TestimonyRecord, copy.id)
    (shown,) = StatementRepository(store).board(ANNEESSENS, copy.id).archived
    assert shown.text == line.text


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Logement", "Logement (copie)"), ("", "Copie"), ("x" * 300, "x" * 292 + " (copie)")],
)
def test_a_copy_without_a_title_says_that_it_is_one(store: Store, title: str, expected: str) -> None:
    first = EntryRepository(store).add(
        Diagnosis(title=title, territory_level="quartier", territory_code="10")
    )

    assert duplicate(store, first.id).content.title == expected


def test_a_copy_keeps_the_order_of_the_lines(store: Store, original: Entry[Diagnosis]) -> None:
    statements = StatementRepository(store)
    (heard,) = _lines(store, original.id)[0].testimonies
    for text in ("deux", "trois"):
        statements.add("quartier", "10", Quadrant.WEAKNESS, "logement", text, [heard], diagnostic=original.id)
    last = _lines(store, original.id)[-1]
    statements.move(last.id, last.version, place=0)

    copy = duplicate(store, original.id)

    assert [one.text for one in _lines(store, copy.id)] == ["trois", "Des logements humides.", "deux"]


def test_a_double_click_makes_one_copy(store: Store, original: Entry[Diagnosis]) -> None:
    id = str(uuid4())

    assert duplicate(store, original.id, new_id=id) == duplicate(store, original.id, new_id=id)
    assert len(EntryRepository(store).all(Diagnosis)) == 2


def test_an_unknown_diagnostic_or_a_piece_of_one_is_refused(store: Store, original: Entry[Diagnosis]) -> None:
    (heard,) = EntryRepository(store).all(TestimonyRecord, original.id)
    for id in (str(uuid4()), heard.id):
        with pytest.raises(EntryNotFound):
            duplicate(store, id)


def test_a_title_that_names_a_person_is_refused(store: Store, original: Entry[Diagnosis]) -> None:
    with pytest.raises(PersonalDataFound):
        duplicate(store, original.id, "Diagnostic de Mme Dupont")
    assert len(EntryRepository(store).all(Diagnosis)) == 1


def test_a_copy_that_cannot_be_finished_leaves_nothing(store: Store, original: Entry[Diagnosis]) -> None:
    def break_down(*_arguments: object) -> None:
        raise RuntimeError("power cut")

    def counted() -> tuple[int | None, int | None]:
        with store.reading() as session:
            return (
                session.scalar(select(func.count()).select_from(EntryRow)),
                session.scalar(select(func.count()).select_from(RevisionRow)),
            )

    before = counted()
    event.listen(RevisionRow, "before_insert", break_down)
    try:
        with pytest.raises(RuntimeError):
            duplicate(store, original.id)
    finally:
        event.remove(RevisionRow, "before_insert", break_down)
    assert counted() == before


def test_a_reference_inside_a_text_follows_its_statement() -> None:
    old, new = "1a2b3c4d-0000-4000-8000-000000000001", "99887766-0000-4000-8000-000000000002"
    question = {
        "text": "Que sait-on des délais ? (C-1a2b3c4d)",
        "statements": [old],
        "note": "B-1a2b3c4d5 X-deadbeef",
    }
    assert remapped(question, {old: new}) == {
        "text": "Que sait-on des délais ? (C-99887766)",
        "statements": [new],
        "note": "B-1a2b3c4d5 X-deadbeef",
    }
