"""The demonstration: complete, sourced, dated, respectful, and never in the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diagnostic import evidence
from diagnostic.board import Quadrant
from diagnostic.contents.accompaniment import MonthlyCount
from diagnostic.contents.action_plan import PlanNode, Rung, Stake
from diagnostic.contents.diagnosis import Diagnosis, PhaseKind, TeamMember
from diagnostic.contents.journal import Meeting, Reading, TestimonyRecord, WorkDocument
from diagnostic.contents.thematic_sheet import ThematicSheet
from diagnostic.contents.theme import AfomTheme
from diagnostic.default_diagnostic import default_id
from diagnostic.demo import DEMO, DemoStatement, install_demo, is_whole
from diagnostic.demo.diagnosis import DIAGNOSIS
from diagnostic.demo.identity import DIAGNOSTIC, DemoEntry
from diagnostic.demo.install import ENTRIES
from diagnostic.demo.journal import READINGS, TESTIMONIES
from diagnostic.entry_repository import EntryRepository
from diagnostic.personal_data import search_fields, texts_of
from diagnostic.repository import StatementRepository
from diagnostic.statement_qualities import Convergence, Priority, Status
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


each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.content.kind}/{entry.key}")


@pytest.fixture
def entries(repository: StatementRepository) -> EntryRepository:
    return EntryRepository(repository.store)


def everything(entries: EntryRepository) -> dict[str, int]:
    """Id and version of every entry of the demonstration."""
    kinds = (
        Diagnosis, TestimonyRecord, Reading, Meeting, WorkDocument, ThematicSheet, PlanNode, MonthlyCount,
    )  # fmt: skip
    return {one.id: one.version for kind in kinds for one in entries.all(kind, DIAGNOSTIC)}


def test_it_is_a_whole_diagnostic_of_the_quartier(
    repository: StatementRepository, entries: EntryRepository
) -> None:
    install_demo(repository)
    diagnosis = entries.get(default_id("quartier", "10"), Diagnosis).content
    assert diagnosis == DIAGNOSIS
    assert [phase.phase for phase in diagnosis.phases] == list(PhaseKind)
    assert {day.year for phase in diagnosis.phases for day in (phase.begins, phase.ends) if day} == {2021}
    assert len(entries.all(TestimonyRecord, DIAGNOSTIC)) == len(TESTIMONIES)
    for kind in (Reading, Meeting, WorkDocument, ThematicSheet):
        assert entries.all(kind, DIAGNOSTIC)
    assert len(entries.all(MonthlyCount, DIAGNOSTIC)) == 3


def test_everything_of_it_can_be_installed_twice(
    repository: StatementRepository, entries: EntryRepository
) -> None:
    assert not is_whole(repository.store)
    install_demo(repository)
    before = everything(entries)
    install_demo(repository)
    assert everything(entries) == before
    assert before.keys() == {DIAGNOSTIC, *(entry.id for entry in ENTRIES)}
    assert is_whole(repository.store)


def test_a_diagnostic_that_people_named_keeps_its_title_and_team(
    repository: StatementRepository, entries: EntryRepository
) -> None:
    own = Diagnosis(
        territory_level="quartier",
        territory_code="10",
        title="Notre diagnostic",
        team=(TeamMember(function="Référent·e de quartier"),),
    )
    entries.add(own, id=DIAGNOSTIC)
    install_demo(repository)
    assert entries.get(DIAGNOSTIC, Diagnosis).content == own
    assert len(entries.all(TestimonyRecord, DIAGNOSTIC)) == len(TESTIMONIES)


def test_a_diagnostic_about_which_nothing_was_said_becomes_the_demonstration(
    repository: StatementRepository, entries: EntryRepository
) -> None:
    repository.add("quartier", "10", Quadrant.STRENGTH, AfomTheme.HEALTH, "Un constat", [DEMO[0].evidence[0]])
    assert entries.get(DIAGNOSTIC, Diagnosis).content.title == ""
    install_demo(repository)
    assert entries.get(DIAGNOSTIC, Diagnosis).content == DIAGNOSIS
    texts = [one.text for one in repository.board(ANNEESSENS).statements]
    assert "Un constat" in texts and len(texts) == len(DEMO) + 1


def test_what_people_did_with_its_entries_stays(
    repository: StatementRepository, entries: EntryRepository
) -> None:
    install_demo(repository)
    first, second = entries.all(TestimonyRecord, DIAGNOSTIC)[:2]
    archived = entries.archive(first.id, first.version)
    edited = entries.edit(second.id, second.version, second.content.model_copy(update={"said": "Récrit."}))
    entries.archive(DIAGNOSTIC, 1)
    install_demo(repository)
    assert entries.get(first.id, TestimonyRecord) == archived
    assert entries.get(second.id, TestimonyRecord) == edited
    assert entries.get(DIAGNOSTIC, Diagnosis).archived


def test_some_lines_show_what_people_decide_about_a_constat(repository: StatementRepository) -> None:
    install_demo(repository)
    board = repository.board(ANNEESSENS)
    decided = [one for one in board.statements if one.status is not Status.DRAFT]
    assert 2 <= len(decided) <= 5
    assert {one.convergence for one in decided} >= {Convergence.CONVERGE, Convergence.DIVERGE}
    assert all(one.priority is not Priority.NONE for one in decided)
    elders = next(one for one in decided if "297 personnes" in one.text.replace("\u00a0", " "))
    assert elders.convergence is Convergence.DIVERGE


def test_constats_lead_back_to_the_journal() -> None:
    records = {one.id for one in (*TESTIMONIES, *READINGS)}
    for line in DEMO:
        for piece in line.evidence:
            assert isinstance(piece, evidence.Document | evidence.Testimony)
            assert piece.record in records
    heard = {piece.record for line in DEMO for piece in line.evidence if piece.kind == "temoignage"}
    assert heard == {one.id for one in TESTIMONIES}, "nobody is heard for nothing"


def test_the_fiche_and_the_plan_rest_on_constats_that_exist() -> None:
    known = {line.id for line in DEMO}
    sheets = [entry.content for entry in ENTRIES if isinstance(entry.content, ThematicSheet)]
    (sheet,) = sheets
    assert set(sheet.statements) <= known and len(sheet.questions) >= 4
    assert any(question.answers for question in sheet.questions)
    nodes = {entry.id: entry.content for entry in ENTRIES if isinstance(entry.content, PlanNode)}
    assert [one.title for one in nodes.values() if one.rung is Rung.AXIS] == [
        "Logement", "Social et santé", "Transversal",
    ]  # fmt: skip
    assert {one.rung for one in nodes.values()} == set(Rung)
    for node in nodes.values():
        assert set(node.statements) <= known
        if node.parent:
            assert nodes[node.parent].rung.below is node.rung
        if node.rung is Rung.ACTION:
            assert node.partners and node.stakes
            assert any(one.parent and nodes[one.parent] is node for one in nodes.values())
    assert {stake for node in nodes.values() for stake in node.stakes} == set(Stake)


def test_the_months_of_accompaniment_say_that_they_are_invented_and_add_up() -> None:
    months = [entry.content for entry in ENTRIES if isinstance(entry.content, MonthlyCount)]
    followed = 0
    for month in months:
        assert "inventé" in month.notes
        ended = {one.outcome.value: one.households for one in month.outcomes}
        assert sum(ended.values()) == month.households == followed + month.begun
        assert all(one.households <= month.households for one in month.criteria)
        followed = ended["en_cours"]


@each_entry
def test_no_piece_of_it_tells_of_a_person(entry: DemoEntry) -> None:
    assert search_fields(entry.content.texts()) == ()


def test_its_evidence_and_its_own_words_tell_of_nobody() -> None:
    assert search_fields(DIAGNOSIS.texts()) == ()
    assert [found for line in DEMO for found in search_fields(texts_of(line.text, line.evidence))] == []


@each_entry
def test_its_words_are_set_as_french_is(entry: DemoEntry) -> None:
    text = "\n".join(entry.content.texts().values())
    assert not re.search(r" [:;?!%€»]|« |\d \d{3}\b| m²", text)


def test_ids_of_its_entries_are_stable_across_releases() -> None:
    ids = [entry.id for entry in ENTRIES]
    assert len({*ids, *(line.id for line in DEMO), DIAGNOSTIC}) == len(ids) + len(DEMO) + 1
    assert TESTIMONIES[0].id == "48560fef-d97c-53d8-9d74-e9ef6e4f45b0"
