"""The write door: rules, history, conflicts, double clicks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from diagnostic import evidence
from diagnostic.board import Quadrant, Statement
from diagnostic.contents.theme import AfomTheme
from diagnostic.evidence import Document, IndicatorSnapshot
from diagnostic.refused_changes import EditConflict, StatementArchived, StatementNotFound
from diagnostic.repository import StatementRepository
from diagnostic.revision import Action
from diagnostic.statement_rules import EmptyText, NoEvidence
from diagnostic.store import Store, open_store
from indicators.territory import Kind, Territory

DOCUMENT = Document(title="Rapport", organisation="CPAS", year=2021)
TESTIMONY = evidence.Testimony(function="Équipe", sector="santé", month="2021-05", method="entretien")
ANNEESSENS = Territory("quartier", "10", "Anneessens", "Anneessens", Kind.INHABITED, ("Bruxelles",), 0.6)
MAROLLES = Territory("quartier", "8", "Marolles", "Marollen", Kind.INHABITED, ("Bruxelles",), 0.6)


def a_figure(taken_at: datetime) -> IndicatorSnapshot:
    return IndicatorSnapshot(
        anchor="bim-10-2024",
        indicator="bim",
        title="Part de BIM",
        short_title="BIM",
        territory_level="quartier",
        territory_code="10",
        territory_name="Anneessens",
        year=2024,
        status="observe",
        value=float("nan"),
        value_text="43,6\u00a0%",
        count_text="",
        comparison_text="",
        source_text="IMA",
        caveats=("provisoire",),
        statistics_version="abc",
        taken_at=taken_at,
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('store')}/constats.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def repository(store: Store) -> StatementRepository:
    return StatementRepository(store)


@pytest.fixture
def statement(repository: StatementRepository) -> Statement:
    return add(repository)


def add(repository: StatementRepository, text: str = "Peu de logements", **more: object) -> Statement:
    asked: dict[str, object] = {
        "territory_level": "quartier",
        "territory_code": str(uuid4()),
        "quadrant": Quadrant.WEAKNESS,
        "theme": AfomTheme.HOUSING,
        "text": text,
        "evidence": (DOCUMENT,),
    }
    return repository.add(**(asked | more))  # type: ignore[arg-type]


def test_what_is_added_is_found_again_word_for_word(repository: StatementRepository) -> None:
    text = "Loyers <b>élevés</b> 🏠 שלום\n" + "é" * 10_000
    pieces = (DOCUMENT, TESTIMONY, a_figure(datetime(2026, 1, 2, tzinfo=UTC)))
    before = datetime.now(UTC)
    statement = add(repository, text, evidence=pieces)
    assert repository.get(statement.id) == statement
    assert (statement.text, statement.version, statement.archived) == (text, 1, False)
    assert statement.evidence[:2] == pieces[:2]
    assert before <= statement.updated_at <= datetime.now(UTC)
    frozen = statement.evidence[2]
    assert isinstance(frozen, IndicatorSnapshot)
    assert frozen.value is None, "JSON has no «not a number»"
    assert frozen.caveats == ("provisoire",)


def test_a_refused_statement_leaves_no_trace(repository: StatementRepository) -> None:
    identifier = str(uuid4())
    with pytest.raises(EmptyText):
        add(repository, " ", id=identifier)
    with pytest.raises(NoEvidence):
        add(repository, evidence=(), id=identifier)
    with pytest.raises(StatementNotFound, match=f"C-{identifier[:8]}"):
        repository.get(identifier)


def test_evidence_cannot_be_edited_away(repository: StatementRepository, statement: Statement) -> None:
    with pytest.raises(NoEvidence):
        repository.edit(statement.id, 1, evidence=())
    assert repository.get(statement.id) == statement


def test_an_id_is_a_uuid_made_by_the_caller(repository: StatementRepository) -> None:
    with pytest.raises(ValueError, match="UUID"):
        add(repository, id="12")


def test_every_change_is_told_with_its_role(repository: StatementRepository, statement: Statement) -> None:
    repository.edit(statement.id, 1, text="Trop peu de logements", role="référent·e")
    repository.move(statement.id, 2, Quadrant.THREAT, role="cellule CLSS")
    repository.archive(statement.id, 3)
    repository.restore(statement.id, 4)
    told = repository.history(statement.id)
    assert [(step.version, step.action, step.role) for step in told] == [
        (1, Action.CREATE, ""),
        (2, Action.EDIT, "référent·e"),
        (3, Action.MOVE, "cellule CLSS"),
        (4, Action.ARCHIVE, ""),
        (5, Action.RESTORE, ""),
    ]
    assert told[0].statement == statement, "what stood there first can always be read again"
    assert told[-1].statement == repository.get(statement.id)
    assert [step.action.label for step in told] == ["ajouté", "modifié", "déplacé", "archivé", "rétabli"]


def test_a_line_that_was_never_written_has_no_history(repository: StatementRepository) -> None:
    with pytest.raises(StatementNotFound):
        repository.history(str(uuid4()))


def test_the_second_of_two_editors_is_told_and_gets_both_texts(
    repository: StatementRepository, statement: Statement
) -> None:
    theirs = repository.edit(statement.id, 1, text="Le texte de l'une")
    with pytest.raises(EditConflict, match="modifié entre-temps") as told:
        repository.edit(statement.id, 1, text="Le texte de l'autre")
    assert told.value.mine.text == "Le texte de l'autre"
    assert told.value.mine.version == 1
    assert told.value.theirs == theirs == repository.get(statement.id)
    kept = repository.edit(statement.id, told.value.theirs.version, text=told.value.mine.text)
    assert (kept.text, kept.version) == ("Le texte de l'autre", 3)


def test_archiving_under_somebodys_pen_is_told(repository: StatementRepository, statement: Statement) -> None:
    repository.archive(statement.id, 1)
    with pytest.raises(EditConflict, match="archivé entre-temps") as told:
        repository.edit(statement.id, 1, text="Autre texte")
    with pytest.raises(StatementArchived, match="Rétablissez-le"):
        repository.edit(statement.id, told.value.theirs.version, text="Autre texte")
    with pytest.raises(StatementArchived):
        repository.move(statement.id, 2, Quadrant.STRENGTH)


def test_archiving_what_somebody_just_rewrote_is_told(
    repository: StatementRepository, statement: Statement
) -> None:
    repository.edit(statement.id, 1, text="Réécrit")
    with pytest.raises(EditConflict):
        repository.archive(statement.id, 1)
    assert not repository.get(statement.id).archived


def test_moving_what_somebody_sent_to_another_list_is_told(
    repository: StatementRepository, statement: Statement
) -> None:
    repository.move(statement.id, 1, Quadrant.THREAT)
    with pytest.raises(EditConflict):
        repository.move(statement.id, 1, Quadrant.WEAKNESS, "up")
    with pytest.raises(EditConflict):
        repository.move(statement.id, 1, Quadrant.STRENGTH)


def test_a_version_this_database_never_had_is_a_conflict(
    repository: StatementRepository, statement: Statement
) -> None:
    """A tab left open while an older backup was restored."""
    with pytest.raises(EditConflict) as told:
        repository.edit(statement.id, 7, text="Écrit avant")
    assert told.value.mine.text == "Écrit avant"


def test_a_line_that_only_changed_place_is_not_in_conflict(repository: StatementRepository) -> None:
    code = str(uuid4())
    first, second = (add(repository, text, territory_code=code) for text in ("un", "deux"))
    repository.move(second.id, 1, place="up")
    assert repository.edit(second.id, 1, text="deux, précisé").version == 3
    assert repository.get(first.id).version == 1


class TestDoubleClicks:
    def test_the_same_form_sent_twice_is_stored_once(self, repository: StatementRepository) -> None:
        identifier, code = str(uuid4()), str(uuid4())
        once = add(repository, id=identifier, territory_code=code)
        assert add(repository, " Peu de logements ", id=identifier, territory_code=code) == once
        assert len(repository.history(identifier)) == 1

    def test_even_when_the_figure_was_frozen_again(self, repository: StatementRepository) -> None:
        identifier, code = str(uuid4()), str(uuid4())
        now = datetime(2026, 1, 2, tzinfo=UTC)
        for moment in (now, now + timedelta(seconds=1)):
            add(repository, id=identifier, territory_code=code, evidence=(a_figure(moment),))
        assert len(repository.history(identifier)) == 1

    def test_even_when_somebody_edited_in_between(self, repository: StatementRepository) -> None:
        identifier, code = str(uuid4()), str(uuid4())
        add(repository, id=identifier, territory_code=code)
        edited = repository.edit(identifier, 1, text="Précisé")
        assert add(repository, id=identifier, territory_code=code) == edited

    def test_the_same_id_with_other_words_is_not_dropped_silently(
        self, repository: StatementRepository, statement: Statement
    ) -> None:
        with pytest.raises(EditConflict) as told:
            add(repository, "Tout autre chose", id=statement.id)
        assert (told.value.mine.text, told.value.theirs) == ("Tout autre chose", statement)

    def test_edit_move_archive_and_restore_happen_once(
        self, repository: StatementRepository, statement: Statement
    ) -> None:
        for _click in range(2):
            repository.edit(statement.id, 1, text="Précisé")
        for _click in range(2):
            repository.move(statement.id, 2, Quadrant.THREAT)
        for _click in range(2):
            repository.archive(statement.id, 3)
        for _click in range(2):
            repository.restore(statement.id, 4)
        assert repository.get(statement.id).version == 5


def test_a_board_holds_its_own_territory_and_keeps_archived_lines_apart(tmp_path: Path) -> None:
    with_store = StatementRepository(open_store(f"sqlite:///{tmp_path}/constats.sqlite"))
    shown = add(with_store, "un", territory_code="10")
    hidden = add(with_store, "deux", territory_code="10")
    add(with_store, "ailleurs", territory_code="8")
    hidden = with_store.archive(hidden.id, 1)
    board = with_store.board(ANNEESSENS)
    assert (board.territory, board.statements, board.archived) == (ANNEESSENS, (shown,), (hidden,))
    assert board.column(Quadrant.WEAKNESS) == (shown,)
    assert [statement.text for statement in with_store.board(MAROLLES).statements] == ["ailleurs"]


@pytest.mark.parametrize(
    "order",
    ["DELETE FROM revision", "UPDATE revision SET role = 'x'", "DELETE FROM statement"],
)
def test_the_database_itself_refuses_to_forget(store: Store, statement: Statement, order: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), store.writing() as session:
        session.connection().exec_driver_sql(order)
    assert StatementRepository(store).history(statement.id)
