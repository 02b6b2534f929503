"""Everything but statements goes through one door: kept, versioned, never overwritten in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from diagnostic.contents.action_plan import PlanNode, Rung
from diagnostic.contents.diagnosis import Diagnosis, Phase, PhaseKind, TeamMember
from diagnostic.contents.journal import Meeting, Method, TestimonyRecord
from diagnostic.contents.theme import DEFAULT_TREE, Theme, ThemeTree
from diagnostic.entry import Entry
from diagnostic.entry_faults import EntryArchived, EntryChanged, EntryNotFound
from diagnostic.entry_repository import EntryRepository
from diagnostic.personal_data import PersonalDataFound
from diagnostic.store import Store, open_store

TENANTS = TestimonyRecord(
    function="Service d'accompagnement des locataires",
    sector="Logement",
    on=date(2021, 5, 20),
    method=Method.INTERVIEW,
    said="Peu de grands logements.",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('entrees')}/constats.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def repository(store: Store) -> EntryRepository:
    return EntryRepository(store)


@pytest.fixture
def diagnostic(repository: EntryRepository) -> Entry[Diagnosis]:
    return repository.add(Diagnosis(territory_level="quartier", territory_code="10", title="Anneessens 2021"))


def test_what_is_added_is_found_again_under_its_diagnostic(
    repository: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    added = repository.add(TENANTS, diagnostic.id, role="Référent·e")
    assert repository.all(TestimonyRecord, diagnostic.id) == (added,)
    assert added.content == TENANTS and added.author == "Référent·e" and added.version == 1
    assert added.reference.startswith("T-") and diagnostic.diagnostic == diagnostic.id
    assert repository.all(Meeting, diagnostic.id) == ()
    assert repository.get(added.id, TestimonyRecord) == added
    with pytest.raises(EntryNotFound):
        repository.get(added.id, Meeting)


def test_a_double_click_stores_one_entry_and_other_words_under_its_id_are_refused(
    repository: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    id = str(uuid4())
    first = repository.add(TENANTS, diagnostic.id, id=id)
    assert repository.add(TENANTS, diagnostic.id, id=id) == first
    with pytest.raises(EntryChanged):
        repository.add(TENANTS.model_copy(update={"participants": 3}), diagnostic.id, id=id)


def test_the_second_of_two_people_is_told_and_nothing_is_overwritten(
    repository: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    added = repository.add(TENANTS, diagnostic.id)
    theirs = repository.edit(
        added.id, 1, TENANTS.model_copy(update={"said": "Deux logements de trois chambres."})
    )
    mine = TENANTS.model_copy(update={"said": "Aucun logement de trois chambres."})
    with pytest.raises(EntryChanged) as conflict:
        repository.edit(added.id, 1, mine)
    assert conflict.value.theirs == theirs and conflict.value.mine == mine
    assert repository.edit(added.id, theirs.version, mine).content == mine


def test_an_archived_entry_is_put_aside_and_comes_back(
    repository: EntryRepository, diagnostic: Entry[Diagnosis]
) -> None:
    added = repository.add(TENANTS, diagnostic.id)
    archived = repository.archive(added.id, added.version)
    assert repository.all(TestimonyRecord, diagnostic.id) == ()
    assert repository.all(TestimonyRecord, diagnostic.id, archived=True) == (archived,)
    with pytest.raises(EntryArchived):
        repository.edit(added.id, archived.version, TENANTS.model_copy(update={"sector": "Santé"}))
    assert repository.restore(added.id, archived.version).content == TENANTS


@pytest.mark.parametrize(
    "content",
    [
        TENANTS.model_copy(update={"said": "Rappeler au 0470 12 34 56."}),
        TENANTS.model_copy(update={"function": "Madame Dupont, directrice"}),
        Diagnosis(
            territory_level="quartier",
            territory_code="10",
            team=(TeamMember(function="Monsieur Peeters", organisation="CPAS"),),
        ),
    ],
)
def test_nothing_about_a_person_is_stored_wherever_it_stands(
    repository: EntryRepository, diagnostic: Entry[Diagnosis], content: TestimonyRecord | Diagnosis
) -> None:
    with pytest.raises(PersonalDataFound) as refused:
        repository.add(content, diagnostic.id)
    kept = {one.finding.key for one in refused.value.found}
    assert repository.add(content, diagnostic.id, kept=kept).content == content


def test_an_entry_needs_a_diagnostic(repository: EntryRepository) -> None:
    with pytest.raises(EntryNotFound):
        repository.add(TENANTS, str(uuid4()))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE entry_revision SET role = 'x'", "DELETE FROM entry_revision", "DELETE FROM entry"],
)
def test_the_database_itself_keeps_history(
    store: Store, repository: EntryRepository, diagnostic: Entry[Diagnosis], statement: str
) -> None:
    repository.add(TENANTS, diagnostic.id)
    with pytest.raises(IntegrityError, match="append-only"), store.writing() as session:
        session.execute(text(statement))


def test_phases_end_after_they_begin() -> None:
    with pytest.raises(ValidationError):
        Phase(phase=PhaseKind.PLAN, begins=date(2021, 6, 1), ends=date(2021, 5, 1))


def test_only_an_axis_stands_at_the_top_of_the_plan() -> None:
    with pytest.raises(ValidationError):
        PlanNode(rung=Rung.ACTION, title="Ouvrir un guichet")
    with pytest.raises(ValidationError):
        PlanNode(rung=Rung.AXIS, title="Logement", parent=str(uuid4()))


def test_the_tree_of_themes_keeps_sub_themes_with_their_theme_and_forgets_none() -> None:
    assert DEFAULT_TREE.heading("insalubrite") == "Logement\u00a0› Insalubrité"
    assert DEFAULT_TREE.top("sante_mentale") == "sante"
    assert "isolement" in DEFAULT_TREE.below("cohesion_sociale")
    orphan = ThemeTree([Theme(id="b", heading="B", parent="partie"), Theme(id="a", heading="A")])
    assert set(orphan.ids) == {"a", "b"}
    assert orphan.order(["inconnu", "b", "a"])[-1] == "inconnu"


def test_statements_of_before_belong_to_the_diagnostic_of_their_territory(tmp_path: Path) -> None:
    from alembic import command
    from sqlalchemy import create_engine

    from diagnostic.board import Quadrant
    from diagnostic.default_diagnostic import default_id
    from diagnostic.migration import _config
    from diagnostic.repository import StatementRepository
    from indicators.territory import Kind, Territory

    path = tmp_path / "ancienne.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.exec_driver_sql(
            "INSERT INTO statement VALUES ('11111111-1111-4111-8111-111111111111', 1, 'quartier', '10', 'F', "
            "'logement', 'Peu de logements sociaux', "
            '\'[{"kind": "document", "title": "Rapport", "organisation": "CPAS", "year": 2021}]\', '
            "1048576, 0, '2026-01-01 10:00:00', '2026-01-01 10:00:00')"
        )
        connection.exec_driver_sql(
            "INSERT INTO revision (statement_id, version, action, state, at, role) SELECT id, 1, 'create', "
            "json_object('id', id, 'territory_level', 'quartier', 'territory_code', '10', 'quadrant', 'F', "
            "'theme', 'logement', 'text', text, 'evidence', json(evidence), 'position', position, 'version', 1, "
            "'archived', json('false'), 'updated_at', '2026-01-01T10:00:00Z'), created_at, 'Référent·e' "
            "FROM statement"
        )
    engine.dispose()
    store = open_store(f"sqlite:///{path}")
    anneessens = Territory("quartier", "10", "Anneessens", "", Kind.INHABITED, ("Bruxelles",), 0.6)
    repository = StatementRepository(store)
    (line,) = repository.board(anneessens).statements
    assert line.text == "Peu de logements sociaux" and line.author == "Référent·e"
    assert line.diagnostic == default_id("quartier", "10")
    assert [one.id for one in EntryRepository(store).all(Diagnosis)] == [line.diagnostic]
    # The history of before is read with the defaults of now, and the line can be changed.
    edited = repository.edit(line.id, 1, text="Très peu de logements sociaux")
    assert [one.version for one in repository.history(line.id)] == [1, 2]
    added = repository.add(
        "quartier", "10", Quadrant.STRENGTH, "sante", "Deux maisons médicales", edited.evidence
    )
    assert added.diagnostic == line.diagnostic
    store.close()
