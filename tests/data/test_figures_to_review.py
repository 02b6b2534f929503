"""A rebuild of the statistics changes no evidence; what it changes under a statement is told, once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from data.build import build
from data.figures_today import FiguresToday
from data.settings import CATALOGUE, SOURCES
from data.statistics import Statistics, open_statistics
from data.views import figure
from diagnostic.board import Quadrant, Statement
from diagnostic.contents.action_plan import FollowUp, PlanNode, Rung
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document, Evidence, IndicatorSnapshot, snapshot
from diagnostic.figure_decisions import FigureDecisions, NoNewFigure
from diagnostic.figures_to_review import (
    FigureReview,
    Nature,
    changed_statements,
    figures_to_review,
    same_statistics,
)
from diagnostic.history import History
from diagnostic.refused_changes import EditConflict
from diagnostic.repository import StatementRepository
from diagnostic.statement_qualities import Status
from diagnostic.store import Store, open_store

ANNEESSENS = "10"
AT = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
DOCUMENT = Document(title="Rapport", organisation="CPAS", year=2021)
# No anchor of data/anchors.yaml holds the BIM rates of these years.
CHANGED, GONE, SAME = 2021, 2019, 2018


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Statistics:
    """The statistics built again from sources where one BIM rate was corrected and one withdrawn."""
    folder = tmp_path_factory.mktemp("reconstruction")
    sources = folder / "sources"
    shutil.copytree(SOURCES, sources)
    _rewrite(sources / "indicateurs.csv")
    build(folder / "s.duckdb", sources, CATALOGUE)
    return open_statistics(folder / "s.duckdb")


def _rewrite(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    corrected = withdrawn = 0
    for number, line in enumerate(lines):
        cells = line.rstrip("\n").split(",")
        if cells[:3] == ["bim", ANNEESSENS, str(CHANGED)]:
            lines[number] = line.replace(f",{cells[3]},", ",39.90,")
            corrected += 1
        if cells[:3] == ["bim", ANNEESSENS, str(GONE)]:
            lines[number] = line.replace(f",{cells[3]},observe,", ",,indisponible,")
            withdrawn += 1
    assert (corrected, withdrawn) == (1, 1)
    path.write_text("".join(lines), encoding="utf-8")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('a_revoir')}/constats.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def repository(store: Store) -> StatementRepository:
    return StatementRepository(store)


@pytest.fixture
def entries(store: Store) -> EntryRepository:
    return EntryRepository(store)


@pytest.fixture
def diagnostic(entries: EntryRepository) -> Entry[Diagnosis]:
    return entries.add(Diagnosis(territory_level="quartier", territory_code=ANNEESSENS))


class Counted(FiguresToday):
    """Counts the figures that are really looked up."""

    looked_up = 0

    def _looked_up(self, indicator: str, code: str, year: int) -> object:  # type: ignore[override]
        self.looked_up += 1
        return super()._looked_up(indicator, code, year)


def frozen(statistics: Statistics, year: int, indicator: str = "bim") -> IndicatorSnapshot:
    found = figure(statistics, statistics.catalogue[indicator], ANNEESSENS, year)
    return snapshot(found, statistics.version, AT)


def add(
    repository: StatementRepository,
    diagnostic: Entry[Diagnosis],
    *evidence: Evidence,
    text: str = "Précarité",
) -> Statement:
    return repository.add(
        "quartier", ANNEESSENS, Quadrant.WEAKNESS, "logement", text, evidence, diagnostic=diagnostic.id
    )


def review(statistics: Statistics, *statements: Statement) -> tuple[FigureReview, ...]:
    return figures_to_review(statements, (), FiguresToday(statistics), AT)


def of_nature(reviews: tuple[FigureReview, ...], nature: Nature) -> list[FigureReview]:
    return [one for one in reviews if one.nature is nature]


def test_the_rebuild_is_real(statistics: Statistics, rebuilt: Statistics) -> None:
    assert statistics.fingerprint != rebuilt.fingerprint
    assert frozen(statistics, CHANGED).value_text != frozen(rebuilt, CHANGED).value_text == "39,9\u00a0%"
    assert frozen(statistics, SAME).value_text == frozen(rebuilt, SAME).value_text


def test_a_rebuild_that_changes_a_figure_puts_its_statement_on_the_list(
    statistics: Statistics,
    rebuilt: Statistics,
    repository: StatementRepository,
    diagnostic: Entry[Diagnosis],
) -> None:
    old = frozen(statistics, CHANGED)
    statement = add(repository, diagnostic, old, DOCUMENT)
    assert review(statistics, statement) == ()
    (one,) = of_nature(review(rebuilt, statement), Nature.CHANGED)
    assert (one.holder, one.frozen) == (statement, old)
    assert one.today is not None and one.now_text == one.today.value_text == "39,9\u00a0%"
    assert one.today.statistics_version == rebuilt.version and one.today.year == CHANGED
    assert changed_statements(review(rebuilt, statement)) == (statement.id,)
    # What the statement rests on has not moved by itself.
    assert repository.get(statement.id) == statement


def test_a_figure_that_is_no_longer_published_is_told_with_the_word_for_it(
    statistics: Statistics,
    rebuilt: Statistics,
    repository: StatementRepository,
    diagnostic: Entry[Diagnosis],
) -> None:
    statement = add(repository, diagnostic, frozen(statistics, GONE))
    (one,) = review(rebuilt, statement)
    assert one.nature is Nature.GONE and one.now_text == "non disponible"
    unknown = frozen(statistics, GONE).model_copy(update={"indicator": "retire_du_catalogue"})
    (one,) = review(rebuilt, add(repository, diagnostic, unknown))
    assert one.nature is Nature.GONE and one.today is None and one.replacement is None
    assert one.now_text == "plus publié"


def test_a_newer_year_is_told_apart_and_calls_for_nothing(
    statistics: Statistics,
    rebuilt: Statistics,
    repository: StatementRepository,
    diagnostic: Entry[Diagnosis],
) -> None:
    statement = add(repository, diagnostic, frozen(statistics, SAME), frozen(statistics, 2024))
    (one,) = review(rebuilt, statement)
    assert one.nature is Nature.NEWER and one.frozen.year == SAME
    assert one.newer is not None and one.newer.year == 2024 and one.now_text == "43,6\u00a0% (2024)"
    assert changed_statements((one,)) == ()


def test_changed_figures_come_first_and_archived_statements_are_left_out(
    statistics: Statistics,
    rebuilt: Statistics,
    repository: StatementRepository,
    diagnostic: Entry[Diagnosis],
) -> None:
    calm, gone, changed = (add(repository, diagnostic, frozen(statistics, y)) for y in (SAME, GONE, CHANGED))
    natures = [one.nature for one in review(rebuilt, calm, gone, changed)]
    assert natures == [Nature.CHANGED, Nature.GONE, Nature.NEWER]
    assert review(rebuilt, repository.archive(changed.id, 1)) == ()


def test_a_figure_is_looked_up_once_however_many_statements_rest_on_it(
    statistics: Statistics, rebuilt: Statistics
) -> None:
    piece = frozen(statistics, CHANGED)
    many = [
        Statement(
            id=str(uuid4()),
            territory_level="quartier",
            territory_code=ANNEESSENS,
            quadrant=Quadrant.WEAKNESS,
            theme="logement",
            text="Précarité",
            evidence=(piece,),
            position=number,
            version=1,
            archived=False,
            updated_at=AT,
        )
        for number in range(50)
    ]
    today = Counted(rebuilt)
    assert len(figures_to_review(many, (), today, AT)) == 50
    assert today.looked_up == 2  # the same year, and the newest one
    unmoved = Counted(statistics)
    assert figures_to_review(many, (), unmoved, AT) == () and unmoved.looked_up == 0


def test_the_follow_ups_of_the_plan_are_looked_at_too(
    statistics: Statistics,
    rebuilt: Statistics,
    store: Store,
    entries: EntryRepository,
    diagnostic: Entry[Diagnosis],
) -> None:
    other = FollowUp(baseline=frozen(statistics, 2024), target=40.0)
    node = entries.add(
        PlanNode(
            rung=Rung.AXIS,
            title="Accès aux droits",
            follow_up=(FollowUp(baseline=frozen(statistics, CHANGED), target=30.0), other),
        ),
        diagnostic.id,
    )
    (one,) = figures_to_review((), (node,), FiguresToday(rebuilt), AT)
    assert one.nature is Nature.CHANGED and one.words == "Accès aux droits"
    with pytest.raises(ValueError, match="status"):
        FigureDecisions(store).mark(one)
    taken = FigureDecisions(store).take(one)
    assert isinstance(taken, Entry)
    assert [(f.baseline.value_text, f.target) for f in taken.content.follow_up] == [
        ("39,9\u00a0%", 30.0),
        (other.baseline.value_text, 40.0),
    ]
    assert figures_to_review((), (taken,), FiguresToday(rebuilt), AT) == ()


def test_taking_the_new_figure_replaces_that_piece_and_nothing_else(
    statistics: Statistics,
    rebuilt: Statistics,
    store: Store,
    repository: StatementRepository,
    diagnostic: Entry[Diagnosis],
) -> None:
    untouched = frozen(statistics, 2024)
    statement = add(repository, diagnostic, DOCUMENT, frozen(statistics, CHANGED), untouched)
    (one,) = of_nature(review(rebuilt, statement), Nature.CHANGED)
    taken = FigureDecisions(store).take(one, role="Référent·e")
    assert isinstance(taken, Statement)
    assert taken.evidence == (DOCUMENT, one.today, untouched)
    assert (taken.text, taken.status) == (statement.text, Status.DRAFT)
    assert review(rebuilt, taken) == ()
    told = History(store).last_change("constat", statement.id)
    assert told.role == "Référent·e" and [field.label for field in told.fields] == ["Preuves"]


def test_keeping_the_old_figure_is_remembered_and_told_in_the_history(
    statistics: Statistics,
    rebuilt: Statistics,
    store: Store,
    repository: StatementRepository,
    diagnostic: Entry[Diagnosis],
) -> None:
    old = frozen(statistics, CHANGED)
    statement = add(repository, diagnostic, old)
    kept = FigureDecisions(store).keep(review(rebuilt, statement)[0], rebuilt.version)
    assert isinstance(kept, Statement)
    (piece,) = kept.figures
    assert (piece.value_text, piece.taken_at) == (old.value_text, old.taken_at)
    assert review(rebuilt, kept) == ()
    (change,) = History(store).last_change("constat", statement.id).fields
    assert rebuilt.version in change.after[0] and statistics.version in change.before[0]


def test_a_statement_is_marked_and_stays_on_the_list_until_somebody_decides(
    statistics: Statistics,
    rebuilt: Statistics,
    store: Store,
    repository: StatementRepository,
    diagnostic: Entry[Diagnosis],
) -> None:
    statement = add(repository, diagnostic, frozen(statistics, CHANGED))
    marked = FigureDecisions(store).mark(review(rebuilt, statement)[0])
    assert marked.status is Status.TO_REVIEW and marked.evidence == statement.evidence
    assert len(review(rebuilt, marked)) == 1


def test_nothing_can_take_the_place_of_what_is_gone_and_nobody_is_overwritten(
    statistics: Statistics,
    rebuilt: Statistics,
    store: Store,
    repository: StatementRepository,
    diagnostic: Entry[Diagnosis],
) -> None:
    unknown = frozen(statistics, GONE).model_copy(update={"indicator": "retire_du_catalogue"})
    (gone,) = review(rebuilt, add(repository, diagnostic, unknown))
    with pytest.raises(NoNewFigure):
        FigureDecisions(store).take(gone)
    statement = add(repository, diagnostic, frozen(statistics, CHANGED))
    (seen,) = review(rebuilt, statement)
    theirs = repository.edit(statement.id, 1, text="Très grande précarité")
    with pytest.raises(EditConflict):
        FigureDecisions(store).take(seen)
    assert repository.get(statement.id) == theirs


def test_words_that_quote_the_old_value_are_pointed_out(
    statistics: Statistics,
    rebuilt: Statistics,
    repository: StatementRepository,
    diagnostic: Entry[Diagnosis],
) -> None:
    old = frozen(statistics, CHANGED)
    plain = old.value_text.replace("\u00a0", " ")
    for text, quoted in (
        (f"Près de la moitié ({plain}) ont le statut BIM", True),
        ("Beaucoup ont le statut BIM", False),
        (f"Le nombre 1{plain} n'est pas celui-là", False),
    ):
        (one,) = review(rebuilt, add(repository, diagnostic, old, text=text))
        assert one.quotes_old_value is quoted, text


def test_building_the_same_sources_again_asks_nothing() -> None:
    assert same_statistics("21/11/2026 (n°\u00a03, 3f2a)", "22/11/2026 (n°\u00a03, 3f2a)")
    assert not same_statistics("21/11/2026 (n°\u00a03, 3f2a)", "21/11/2026 (n°\u00a03, 3f2b)")
    assert same_statistics("essai", "essai") and not same_statistics("essai", "autre")
