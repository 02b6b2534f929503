"""Every change is kept: who by function, when, before and after; any two instants can be compared."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st
from sqlalchemy import event

from diagnostic.board import Quadrant, Statement
from diagnostic.calendar_words import day_text, moment_text
from diagnostic.contents.accompaniment import Criterion, CriterionCount, MonthlyCount
from diagnostic.contents.action_plan import PlanNode, Rung
from diagnostic.contents.diagnosis import Diagnosis, Phase, PhaseKind, TeamMember
from diagnostic.contents.journal import Meeting, Reading, TestimonyRecord, WorkDocument
from diagnostic.contents.set_aside import SetAside
from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet
from diagnostic.contents.theme import DEFAULT_TREE
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document
from diagnostic.field_changes import FieldChange, field_changes
from diagnostic.history import ChangeNotFound, History
from diagnostic.history_items import Change
from diagnostic.history_words import STATEMENT, label_is_known, said_by
from diagnostic.merging import merge
from diagnostic.past_comparison import Nature
from diagnostic.repository import StatementRepository
from diagnostic.revision import Action
from diagnostic.statement_qualities import StatementPlace, Status
from diagnostic.statement_state import state_of
from diagnostic.store import Store, open_store
from diagnostic.word_differences import Piece, Sign, line_differences, word_differences

DOCUMENT = Document(title="Rapport", organisation="CPAS", year=2021)
MEETING = Meeting(on=date(2021, 5, 4), body="Comité d'accompagnement", subject="Lancement")
KINDS = (
    Diagnosis,
    TestimonyRecord,
    Reading,
    Meeting,
    WorkDocument,
    ThematicSheet,
    PlanNode,
    MonthlyCount,
    SetAside,
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if request.param == "postgresql":
        from tests.data.postgresql_server import programs, running

        if programs() is None or shutil.which("runuser") is None:
            pytest.skip("PostgreSQL n'est pas installé")
        with running() as url:
            opened = open_store(url)
            yield opened
            opened.close()
        return
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('historique')}/constats.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def history(store: Store) -> History:
    return History(store)


@pytest.fixture
def statements(store: Store) -> StatementRepository:
    return StatementRepository(store)


@pytest.fixture
def entries(store: Store) -> EntryRepository:
    return EntryRepository(store)


@pytest.fixture
def diagnostic(entries: EntryRepository) -> Entry[Diagnosis]:
    return entries.add(Diagnosis(territory_level="quartier", territory_code="10"), role="Référent·e")


def add(
    statements: StatementRepository,
    diagnostic: Entry[Diagnosis],
    text: str = "Peu de grands logements",
    role: str = "",
    quadrant: Quadrant = Quadrant.WEAKNESS,
) -> Statement:
    return statements.add(
        "quartier", "10", quadrant, "logement", text, (DOCUMENT,), role=role, diagnostic=diagnostic.id
    )


def now() -> datetime:
    return datetime.now(UTC)


def field(change: Change, name: str) -> FieldChange:
    return next(one for one in change.fields if one.name == name)


def test_a_change_says_who_by_function_when_and_what_stood_before(
    history: History, statements: StatementRepository, diagnostic: Entry[Diagnosis]
) -> None:
    added = add(statements, diagnostic, role="Référent·e")
    statements.edit(added.id, 1, text="Très peu de grands logements", role="Maison médicale")
    edit, create, own = history.changes(diagnostic.id).changes
    assert (edit.action, edit.role, edit.version) == (Action.EDIT, "Maison médicale", 2)
    assert edit.before is not None and edit.before["text"] == "Peu de grands logements"
    assert edit.after["text"] == "Très peu de grands logements"
    assert edit.at > create.at and edit.reference == create.reference == added.reference
    assert [one.name for one in edit.fields] == ["text"]
    assert (create.action_label, create.kind_label, create.before) == ("Ajout", "Constat", None)
    assert (own.kind, own.title) == ("diagnostic", "Le diagnostic lui-même")


def test_changes_of_statements_and_entries_stand_in_one_list_newest_first(
    history: History,
    statements: StatementRepository,
    entries: EntryRepository,
    diagnostic: Entry[Diagnosis],
) -> None:
    first = add(statements, diagnostic)
    meeting = entries.add(MEETING, diagnostic.id, role="Coordination")
    statements.archive(first.id, 1)
    told = [(one.kind, one.action_label) for one in history.changes(diagnostic.id).changes]
    assert told == [
        ("constat", "Archivage"),
        ("reunion", "Ajout"),
        ("constat", "Ajout"),
        ("diagnostic", "Ajout"),
    ]
    assert history.kinds(diagnostic.id) == ("constat", "diagnostic", "reunion")
    assert history.roles(diagnostic.id) == ("Coordination", "Référent·e", "")
    by_role = history.changes(diagnostic.id, role="Coordination").changes
    assert [one.id for one in by_role] == [meeting.id]
    assert {one.action for one in history.changes(diagnostic.id, role="").changes} == {
        Action.CREATE,
        Action.ARCHIVE,
    }
    assert history.count(diagnostic.id, kind="constat") == 2
    assert [one.kind for one in history.changes(diagnostic.id, kind="reunion").changes] == ["reunion"]


def test_another_diagnostic_has_its_own_history(
    history: History, statements: StatementRepository, entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    other = entries.add(Diagnosis(territory_level="quartier", territory_code="10"))
    added = add(statements, other)
    assert history.count(diagnostic.id) == 1 and history.count(other.id) == 2
    cursor = history.changes(other.id).changes[0].cursor
    assert history.change(other.id, cursor).id == added.id
    with pytest.raises(ChangeNotFound):
        history.change(diagnostic.id, cursor)
    with pytest.raises(ChangeNotFound):
        history.changes(diagnostic.id, before="n'importe quoi")


@pytest.mark.parametrize("limit", [1, 2, 7])
def test_pages_hold_every_change_once_whatever_is_written_meanwhile(
    history: History, statements: StatementRepository, diagnostic: Entry[Diagnosis], limit: int
) -> None:
    for number in range(6):
        statements.edit(add(statements, diagnostic, f"Constat {number}").id, 1, text=f"Constat {number} revu")
    expected = [one.cursor for one in history.changes(diagnostic.id, limit=100).changes]
    assert len(expected) == 13
    seen: list[str] = []
    before = None
    while True:
        page = history.changes(diagnostic.id, limit=limit, before=before)
        assert len(page.changes) <= limit
        seen += [one.cursor for one in page.changes]
        if len(seen) < 4:
            add(statements, diagnostic, "Écrit entre deux pages")
        before = page.older
        if before is None:
            break
    assert seen == expected


def test_dates_bound_the_list(
    history: History, statements: StatementRepository, diagnostic: Entry[Diagnosis]
) -> None:
    early = add(statements, diagnostic, "Avant")
    between = now()
    late = add(statements, diagnostic, "Après")
    kept = history.changes(diagnostic.id, since=between).changes
    assert [one.id for one in kept] == [late.id]
    assert early.id in {one.id for one in history.changes(diagnostic.id, until=between).changes}
    exact = kept[0].at
    assert (
        history.count(diagnostic.id, since=exact) == 1
        and history.count(diagnostic.id, since=between, until=exact) == 0
    )


def test_a_past_instant_gives_everything_as_it_stood(
    history: History, statements: StatementRepository, entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    before_all = now()
    first = add(statements, diagnostic, "Premier")
    meeting = entries.add(MEETING, diagnostic.id)
    then = now()
    statements.edit(first.id, 1, text="Premier, revu")
    statements.archive(add(statements, diagnostic, "Passager").id, 1)
    entries.archive(meeting.id, 1)
    past = history.state_at(diagnostic.id, then)
    assert [one.text for one in past.statements] == ["Premier"]
    assert past.contents(Meeting) == {meeting.id: MEETING}
    today = history.state_at(diagnostic.id, now())
    assert [one.text for one in today.statements] == ["Premier, revu"]
    assert today.contents(Meeting) == {}
    assert [one.kind for one in history.state_at(diagnostic.id, before_all).items] == ["diagnostic"]


def test_an_instant_is_included_to_the_microsecond(
    history: History, statements: StatementRepository, diagnostic: Entry[Diagnosis]
) -> None:
    added = add(statements, diagnostic)
    at = history.latest(STATEMENT, added.id).at
    assert len(history.state_at(diagnostic.id, at).statements) == 1
    assert len(history.state_at(diagnostic.id, at - timedelta(microseconds=1)).statements) == 0


def test_two_dates_tell_what_was_added_changed_moved_archived_and_restored(
    history: History, statements: StatementRepository, entries: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    changed, moved, gone, back, same, there_and_back = (
        add(statements, diagnostic, text)
        for text in ("Change", "Bouge", "S'en va", "Revient", "Reste", "Aller-retour")
    )
    statements.archive(back.id, 1)
    meeting = entries.add(MEETING, diagnostic.id)
    one = now()
    statements.edit(changed.id, 1, status=Status.VALIDATED)
    statements.move(moved.id, 1, Quadrant.THREAT)
    statements.archive(gone.id, 1)
    statements.restore(back.id, 2)
    statements.edit(there_and_back.id, 1, text="Aller")
    statements.edit(there_and_back.id, 2, text="Aller-retour")
    new = add(statements, diagnostic, "Nouveau")
    passing = add(statements, diagnostic, "De passage")
    statements.archive(passing.id, 1)
    entries.edit(meeting.id, 1, MEETING.model_copy(update={"subject": "Bilan"}))
    found = history.compare(diagnostic.id, one, now())
    assert [group.kind for group in found.groups] == ["constat", "reunion"]
    natures = {one.after.id: one.nature for one in found.groups[0].differences}
    assert natures == {
        changed.id: Nature.CHANGED,
        moved.id: Nature.MOVED,
        gone.id: Nature.ARCHIVED,
        back.id: Nature.RESTORED,
        new.id: Nature.ADDED,
        passing.id: Nature.CAME_AND_WENT,
    }
    assert same.id not in natures and there_and_back.id not in natures
    by_id = {one.after.id: one for one in found.groups[0].differences}
    (status,) = by_id[changed.id].fields
    assert (status.label, status.before, status.after) == ("État", ("Brouillon",), ("Validé",))
    (where,) = by_id[moved.id].fields
    assert (where.label, where.before, where.after) == ("Liste", ("Faiblesses",), ("Menaces",))
    (subject,) = found.groups[1].differences[0].fields
    assert (subject.label, subject.before, subject.after) == ("Objet", ("Lancement",), ("Bilan",))


def test_the_order_of_the_two_dates_does_not_matter(
    history: History, statements: StatementRepository, diagnostic: Entry[Diagnosis]
) -> None:
    early = now()
    add(statements, diagnostic)
    late = now()
    assert history.compare(diagnostic.id, early, late) == history.compare(diagnostic.id, late, early)
    assert history.compare(diagnostic.id, late, late).count == 0


def test_a_line_that_changed_place_is_moved_and_its_key_is_not_shown(
    history: History, statements: StatementRepository, diagnostic: Entry[Diagnosis]
) -> None:
    add(statements, diagnostic, "Une")
    last = add(statements, diagnostic, "Deux")
    before = now()
    statements.move(last.id, 1, place="up")
    (one,) = history.compare(diagnostic.id, before, now()).groups[0].differences
    assert one.nature is Nature.MOVED
    assert [(change.label, change.before, change.after) for change in one.fields] == [
        ("Place dans la liste", (), ("changée",))
    ]


def test_two_lines_that_were_joined_name_each_other(
    store: Store, history: History, statements: StatementRepository, diagnostic: Entry[Diagnosis]
) -> None:
    stays, goes = (
        add(statements, diagnostic, "Peu de logements"),
        add(statements, diagnostic, "Loyers élevés"),
    )
    merge(store, (stays.id, 1), (goes.id, 1), "Peu de logements, loyers élevés")
    labels = {one.id: one.action_label for one in history.changes(diagnostic.id, limit=2).changes}
    assert labels == {
        stays.id: f"Fusion avec {goes.reference}",
        goes.id: f"Fusion avec {stays.reference}",
    }


def test_the_database_is_asked_as_often_for_many_changes_as_for_one(
    store: Store, history: History, statements: StatementRepository, diagnostic: Entry[Diagnosis]
) -> None:
    beginning = now()

    def asked(question: Any) -> int:
        seen: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        event.listen(store.engine, "before_cursor_execute", note)
        try:
            question()
        finally:
            event.remove(store.engine, "before_cursor_execute", note)
        return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])

    def all_questions() -> tuple[int, int, int]:
        return (
            asked(lambda: [one.fields for one in history.changes(diagnostic.id, limit=400).changes]),
            asked(lambda: history.state_at(diagnostic.id, now()).statements),
            asked(lambda: history.compare(diagnostic.id, beginning, now()).groups),
        )

    add(statements, diagnostic)
    few = all_questions()
    for number in range(40):
        statements.edit(add(statements, diagnostic, f"Constat {number}").id, 1, text=f"Revu {number}")
    assert all_questions() == few


# What is said in words


def state(**more: Any) -> dict[str, Any]:
    made = Statement(
        id=str(uuid4()),
        territory_level="quartier",
        territory_code="10",
        quadrant=Quadrant.WEAKNESS,
        theme="insalubrite",
        text="Peu de logements",
        evidence=(DOCUMENT,),
        position=1,
        version=1,
        archived=False,
        updated_at=now(),
    )
    return state_of(made) | more


def test_every_field_of_every_content_has_a_label_for_people() -> None:
    unnamed = [
        f"{kind.__name__}.{name}"
        for kind in KINDS
        for name in kind.model_fields
        if not label_is_known(kind, name)
    ]
    assert unnamed == []


def test_the_fields_of_a_statement_are_told_in_the_words_of_the_screen() -> None:
    place = StatementPlace(shape="point", positions=((4.34, 50.84),), label="Place Anneessens")
    said = said_by(STATEMENT, state(place=place.model_dump(mode="json")), DEFAULT_TREE)
    assert said["quadrant"].lines == ("Faiblesses",)
    assert said["theme"].lines == ("Logement\u00a0› Insalubrité",)
    assert said["evidence"].lines == ("Rapport, 2021",)
    assert said["status"].lines == ("Brouillon",) and said["place"].lines == ("Place Anneessens",)


def test_a_state_of_before_a_field_existed_says_its_default() -> None:
    older = {name: value for name, value in state().items() if name not in {"status", "priority", "place"}}
    assert field_changes(STATEMENT, older, state(id=older["id"]), DEFAULT_TREE) == ()


def test_a_state_that_cannot_be_read_any_more_is_shown_as_stored() -> None:
    odd = {"content": {"kind": "reunion", "inconnu": "ce qui était écrit"}}
    assert said_by("reunion", odd, DEFAULT_TREE)["inconnu"].lines == ("ce qui était écrit",)


def test_pieces_inside_an_entry_are_lines_of_words() -> None:
    content = Diagnosis(
        territory_level="quartier",
        territory_code="10",
        team=(TeamMember(function="Référent·e de quartier", organisation="CPAS"),),
        phases=(Phase(phase=PhaseKind.PLAN, begins=date(2021, 6, 1), ends=date(2021, 7, 2)),),
    )
    said = said_by("diagnostic", {"content": content.model_dump(mode="json")}, DEFAULT_TREE)
    assert said["team"].lines == ("Référent·e de quartier, CPAS",)
    assert said["phases"].lines == ("Plan d'actions\u00a0: du 1er\u00a0juin 2021 au 2\u00a0juillet 2021",)
    sheet = ThematicSheet(
        title="Logement",
        questions=(Question(text="Où ?", who="Service logement", answers=(Answer(text="Au nord"),)),),
    )
    said = said_by("fiche_thematique", {"content": sheet.model_dump(mode="json")}, DEFAULT_TREE)
    assert said["questions"].lines == ("Où ? (Service logement)", "— Au nord")
    node = PlanNode(rung=Rung.AIM, parent=str(uuid4()), title="Mieux loger")
    said = said_by("plan", {"content": node.model_dump(mode="json")}, DEFAULT_TREE)
    assert said["rung"].lines == ("But",) and said["parent"].lines == (f"A-{node.parent[:8]}",)


def test_numbers_of_households_are_never_shown_only_that_they_changed() -> None:
    def month(households: int, evicted: int) -> dict[str, Any]:
        criteria = (CriterionCount(criterion=Criterion.EVICTION, households=evicted),)
        content = MonthlyCount(month="2021-05", households=households, criteria=criteria)
        return {"content": content.model_dump(mode="json")}

    found = field_changes("suivi_mensuel", month(12, 2), month(13, 3), DEFAULT_TREE)
    assert [(one.label, one.hidden) for one in found] == [("Ménages suivis", True), ("Critères", True)]
    assert all((one.before, one.after, one.pieces) == ((), (), ()) for one in found)


def test_words_that_changed_stand_out_and_the_others_stay() -> None:
    assert word_differences("Peu de grands logements", "Très peu de grands logements publics") == (
        Piece(Sign.REMOVED, "Peu"),
        Piece(Sign.ADDED, "Très peu"),
        Piece(Sign.SAME, " de grands logements"),
        Piece(Sign.ADDED, " publics"),
    )
    assert line_differences(("a", "b"), ("b", "c")) == (
        Piece(Sign.REMOVED, "a"),
        Piece(Sign.SAME, "b"),
        Piece(Sign.ADDED, "c"),
    )


WORDS = st.lists(
    st.sampled_from(["peu", "de", " ", "  ", "\n", "logement", ",", "é", "🏠"]), max_size=40
).map("".join)


@given(before=WORDS, after=WORDS)
@rules(max_examples=100, deadline=None)
def test_both_texts_can_be_read_back_from_their_differences(before: str, after: str) -> None:
    pieces = word_differences(before, after)
    assert "".join(one.text for one in pieces if one.sign is not Sign.ADDED) == before
    assert "".join(one.text for one in pieces if one.sign is not Sign.REMOVED) == after
    assert all(one.text for one in pieces)


def test_an_instant_is_written_where_the_person_is() -> None:
    at = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
    assert moment_text(at, ZoneInfo("Europe/Brussels")) == "le 22\u00a0novembre 2026 à 14:05"
    assert moment_text(at, UTC) == "le 22\u00a0novembre 2026 à 13:05"
    assert day_text(date(2021, 5, 1)) == "1er\u00a0mai 2021"
    with pytest.raises(ValueError, match="time zone"):
        moment_text(datetime(2026, 11, 22))
