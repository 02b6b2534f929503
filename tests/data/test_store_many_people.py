"""Forty people at once, a process killed in the middle, two editors: on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from diagnostic.board import Quadrant
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import TestimonyRecord
from diagnostic.default_diagnostic import default_id
from diagnostic.demo import install_demo
from diagnostic.entry_faults import EntryChanged
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import Document
from diagnostic.perimeter_repository import PerimeterRepository
from diagnostic.portable.read import read_file
from diagnostic.portable.take_in import import_diagnostic
from diagnostic.portable.write import export_diagnostic
from diagnostic.refused_changes import EditConflict
from diagnostic.repository import StatementRepository
from diagnostic.search.index import index_of
from diagnostic.store import Store, open_store
from indicators.territory import Kind, Territory
from tests.data.postgresql_server import programs, running

ROOT = Path(__file__).parents[2]
ANNEESSENS = Territory("quartier", "10", "Anneessens", "Anneessens", Kind.INHABITED, ("Bruxelles",), 0.6)
DOCUMENT = Document(title="Rapport", organisation="CPAS", year=2021)
PROCESSES, PEOPLE_EACH, LINES_EACH = 2, 20, 3

pytestmark = pytest.mark.xdist_group("postgresql")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    if programs() is None:
        pytest.skip("PostgreSQL n'est pas installé sur cette machine")
    with running() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path.as_posix()}/constats.sqlite"
    address: str = request.getfixturevalue("server")
    name = f"base_{uuid4().hex[:12]}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return address.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url, wait_seconds=20)
    yield opened
    opened.close()


PEOPLE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from diagnostic.board import Quadrant
from diagnostic.evidence import Document
from diagnostic.repository import StatementRepository
from diagnostic.search.index import index_of
from diagnostic.store import open_store

url, people, lines = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
repository = StatementRepository(open_store(url, wait_seconds=60))
document = Document(title="Rapport", organisation="CPAS", year=2021)
one_at_a_time = Lock()

def tell(id, version):
    with one_at_a_time:
        print(f"{id} {version}", flush=True)

def person(number):
    for line in range(lines):
        stored = repository.add("quartier", "10", Quadrant.STRENGTH, "logement",
                                f"personne {number}, ligne {line}", (document,))
        tell(stored.id, 1)
        if len(sys.argv) > 4:
            repository.edit(stored.id, 1, text="constat " * 200)
            tell(stored.id, 2)

with ThreadPoolExecutor(people) as room:
    list(room.map(person, range(people)))
"""


def people(url: str, count: int, lines: int, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PEOPLE, url, str(count), str(lines), *more],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_forty_people_add_lines_at_once_and_none_is_lost(url: str) -> None:
    rooms = [people(url, PEOPLE_EACH, LINES_EACH) for _each in range(PROCESSES)]
    acknowledged: set[str] = set()
    for room in rooms:
        told, _errors = room.communicate(timeout=150)
        assert room.returncode == 0
        acknowledged |= {line.split()[0] for line in told.splitlines()}
    assert len(acknowledged) == PROCESSES * PEOPLE_EACH * LINES_EACH
    store = open_store(url)
    board = StatementRepository(store).board(ANNEESSENS)
    assert {one.id for one in board.statements} == acknowledged
    # The diagnostic that they all were the first to need was made once.
    assert [one.id for one in EntryRepository(store).all(Diagnosis)] == [default_id("quartier", "10")]
    store.close()


def test_a_process_killed_in_the_middle_loses_nothing_it_acknowledged(url: str) -> None:
    open_store(url).close()
    room = people(url, 4, 100_000, "edit")
    assert room.stdout is not None
    lines = [room.stdout.readline()]
    threading.Timer(0.6, room.send_signal, [signal.SIGKILL]).start()
    lines += room.stdout.readlines()
    assert room.wait() != 0
    store = open_store(url)
    repository = StatementRepository(store)
    told = [line.split() for line in lines if line.endswith("\n") and len(line.split()) == 2]
    assert told
    by_id = {one.id: one for one in repository.board(ANNEESSENS).statements}
    for identifier, version in told:
        assert by_id[identifier].version >= int(version)
    for statement in list(by_id.values())[:50]:
        history = repository.history(statement.id)
        assert [step.version for step in history] == list(range(1, statement.version + 1))
        assert history[-1].statement == statement, "no row without its revision, even half-way"
    store.close()


def test_of_forty_people_who_edit_one_line_one_wins_and_the_others_are_told(store: Store) -> None:
    repository = StatementRepository(store)
    seen = repository.add("quartier", "10", Quadrant.THREAT, "logement", "Les loyers montent.", (DOCUMENT,))

    def edit(number: int) -> str:
        try:
            repository.edit(seen.id, seen.version, text=f"Texte {number}")
        except EditConflict as conflict:
            assert conflict.mine.text == f"Texte {number}"
            assert conflict.theirs.version == 2
            return "told"
        return "saved"

    with ThreadPoolExecutor(40) as room:
        assert sorted(room.map(edit, range(40))) == ["saved"] + ["told"] * 39
    assert repository.get(seen.id).version == 2


def test_of_forty_people_who_edit_one_testimony_one_wins_and_the_others_are_told(store: Store) -> None:
    repository = EntryRepository(store)
    owner = repository.add(Diagnosis(territory_level="quartier", territory_code="10"))
    first = TestimonyRecord(function="Équipe de maison médicale", sector="santé", on=date(2021, 5, 20))
    seen = repository.add(first, owner.id)

    def edit(number: int) -> str:
        try:
            repository.edit(seen.id, 1, first.model_copy(update={"said": f"Délais de {number} mois"}))
        except EntryChanged as conflict:
            assert conflict.theirs.version == 2
            return "told"
        return "saved"

    with ThreadPoolExecutor(40) as room:
        assert sorted(room.map(edit, range(40))) == ["saved"] + ["told"] * 39


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM statement",
        "UPDATE revision SET role = 'x'",
        "DELETE FROM entry",
        "UPDATE entry_revision SET role = 'x'",
        "DELETE FROM perimeter_version",
    ],
)
def test_the_database_itself_refuses_to_rewrite_history(store: Store, statement: str) -> None:
    StatementRepository(store).add("quartier", "10", Quadrant.THREAT, "logement", "Texte", (DOCUMENT,))
    PerimeterRepository(store).add("Deux quartiers", ("8", "10"), check=lambda one, shown: None)
    with pytest.raises(DBAPIError, match="append-only"), store.writing() as session:
        session.execute(text(statement))


def test_texts_come_back_as_they_were_typed(store: Store) -> None:
    typed = "«\u00a0Où aller\u202f?\u00a0» \U0001f3e0 עברית\nligne 2\ta < b & c"
    added = StatementRepository(store).add("quartier", "10", Quadrant.THREAT, "logement", typed, (DOCUMENT,))
    assert StatementRepository(store).get(added.id).text == typed


def test_a_diagnostic_moves_from_a_laptop_to_the_server_and_back_without_loss(
    server: str, tmp_path: Path
) -> None:
    laptop = open_store(f"sqlite:///{tmp_path.as_posix()}/portable.sqlite")
    there = server.rsplit("/", 1)[0] + f"/base_{uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {there.rsplit('/', 1)[1]}"))
    engine.dispose()
    at_the_office = open_store(there)
    install_demo(StatementRepository(laptop))
    id = default_id("quartier", "10")
    now = datetime(2026, 11, 22, tzinfo=UTC)

    def carry(one: Store, other: Store) -> None:
        import_diagnostic(other, read_file(export_diagnostic(one, id, now)), check=lambda new, shown: None)

    carry(laptop, at_the_office)
    assert export_diagnostic(at_the_office, id, now) == export_diagnostic(laptop, id, now)
    repository = StatementRepository(at_the_office)
    line = repository.board(ANNEESSENS).statements[0]
    repository.edit(line.id, line.version, text="Repris au bureau", role="Référent·e")
    # What is known is searched on the server as on the laptop.
    assert [hit.reference for hit in index_of(at_the_office).search("repris bureau").hits] == [line.reference]
    carry(at_the_office, laptop)
    assert StatementRepository(laptop).get(line.id).text == "Repris au bureau"
    assert export_diagnostic(at_the_office, id, now) == export_diagnostic(laptop, id, now)
    laptop.close()
    at_the_office.close()
