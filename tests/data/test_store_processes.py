"""Nothing saved is ever lost: a kill in full work, two editors, a busy file (many people: test_store_many_people)."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from diagnostic.board import Quadrant, Statement
from diagnostic.contents.theme import AfomTheme
from diagnostic.evidence import Document
from diagnostic.refused_changes import EditConflict
from diagnostic.repository import StatementRepository
from diagnostic.store import open_store
from diagnostic.store_faults import StoreBusy
from indicators.territory import Kind, Territory

ROOT = Path(__file__).parents[2]
ANNEESSENS = Territory("quartier", "10", "Anneessens", "Anneessens", Kind.INHABITED, ("Bruxelles",), 0.6)
DOCUMENT = Document(title="Rapport", organisation="CPAS", year=2021)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "constats.sqlite"


def url_of(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def add(repository: StatementRepository, text: str, id: str | None = None) -> Statement:
    return repository.add("quartier", "10", Quadrant.STRENGTH, AfomTheme.HOUSING, text, (DOCUMENT,), id=id)


def integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        answer: str = connection.execute("PRAGMA integrity_check").fetchone()[0]
        return answer


SAVE_UNTIL_KILLED = """
import sys
from itertools import count
from diagnostic.board import Quadrant
from diagnostic.contents.theme import AfomTheme
from diagnostic.evidence import Document
from diagnostic.repository import StatementRepository
from diagnostic.store import open_store

repository = StatementRepository(open_store(sys.argv[1]))
document = Document(title="Rapport", organisation="CPAS", year=2021)
for number in count():
    statement = repository.add(
        "quartier", "10", Quadrant.STRENGTH, AfomTheme.HOUSING, "constat " * 200, (document,))
    print(statement.id, 1, flush=True)
    repository.edit(statement.id, 1, text=f"constat précisé {number}")
    print(statement.id, 2, flush=True)
"""


@pytest.mark.parametrize("seconds", [0.2])
def test_a_process_killed_in_full_work_loses_nothing_it_acknowledged(path: Path, seconds: float) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", SAVE_UNTIL_KILLED, url_of(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout is not None
    lines = [child.stdout.readline()]
    threading.Timer(seconds, child.send_signal, [getattr(signal, "SIGKILL", signal.SIGTERM)]).start()
    lines += child.stdout.readlines()
    assert child.wait() != 0
    acknowledged = [line.split() for line in lines if line.endswith("\n")]
    assert acknowledged

    assert integrity(path) == "ok"
    repository = StatementRepository(open_store(url_of(path)))
    for identifier, version in acknowledged:
        assert repository.get(identifier).version >= int(version)
    for statement in repository.board(ANNEESSENS).statements:
        history = repository.history(statement.id)
        assert [step.version for step in history] == list(range(1, statement.version + 1))
        assert history[-1].statement == statement, "no row without its revision, even half-way"


def test_the_second_of_two_browsers_is_told_and_gets_both_texts(path: Path) -> None:
    one, other = (StatementRepository(open_store(url_of(path))) for _browser in range(2))
    seen = add(one, "Les loyers montent.")
    assert other.get(seen.id) == seen
    one.edit(seen.id, seen.version, text="Les loyers montent vite.")
    with pytest.raises(EditConflict) as told:
        other.edit(seen.id, seen.version, text="Les loyers montent depuis 2009.")
    assert told.value.mine.text == "Les loyers montent depuis 2009."
    assert told.value.theirs.text == "Les loyers montent vite."
    assert other.get(seen.id).text == "Les loyers montent vite."


def test_of_forty_people_who_edit_one_line_at_once_one_wins_and_the_others_are_told(path: Path) -> None:
    repository = StatementRepository(open_store(url_of(path)))
    seen = add(repository, "Les loyers montent.")
    outcomes: list[str] = []

    def edit(number: int) -> None:
        try:
            repository.edit(seen.id, seen.version, text=f"Texte {number}")
            outcomes.append("saved")
        except EditConflict as conflict:
            outcomes.append(f"told {conflict.mine.text == f'Texte {number}'}")

    people = [threading.Thread(target=edit, args=(number,)) for number in range(40)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(outcomes) == ["saved"] + ["told True"] * 39
    assert repository.get(seen.id).version == 2


def test_a_double_click_that_reaches_two_threads_is_stored_once(path: Path) -> None:
    repository = StatementRepository(open_store(url_of(path)))
    identifier = str(uuid4())
    clicks = [threading.Thread(target=add, args=(repository, "Une fois", identifier)) for _click in range(8)]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join()
    assert len(repository.board(ANNEESSENS).statements) == 1
    assert len(repository.history(identifier)) == 1


class TestABusyFile:
    @pytest.fixture
    def repository(self, path: Path) -> StatementRepository:
        return StatementRepository(open_store(url_of(path), wait_seconds=0.05))

    @pytest.fixture
    def blocker(self, repository: StatementRepository, path: Path) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    def test_after_several_tries_people_are_told_that_nothing_is_lost(
        self, repository: StatementRepository, blocker: sqlite3.Connection
    ) -> None:
        identifier = str(uuid4())
        with pytest.raises(StoreBusy, match="Rien n'est perdu\u00a0: votre texte est resté à l'écran"):
            add(repository, "Texte", identifier)
        blocker.execute("ROLLBACK")
        assert add(repository, "Texte", identifier).version == 1

    def test_a_short_wait_is_not_even_noticed(self, path: Path) -> None:
        repository = StatementRepository(open_store(url_of(path)))
        with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
            other.execute("BEGIN IMMEDIATE")
            release = threading.Timer(0.2, other.execute, ["ROLLBACK"])
            release.start()
            assert add(repository, "Texte").version == 1
            release.join()

    def test_reading_goes_on(self, repository: StatementRepository, blocker: sqlite3.Connection) -> None:
        assert repository.board(ANNEESSENS).statements == ()

    def test_opening_waits_then_tells(
        self, repository: StatementRepository, blocker: sqlite3.Connection, path: Path
    ) -> None:
        with pytest.raises(StoreBusy):
            open_store(url_of(path), wait_seconds=0.05)


def test_a_file_that_becomes_damaged_while_open_is_told(path: Path) -> None:
    store = open_store(url_of(path))
    repository = StatementRepository(store)
    add(repository, "Texte")
    store.close()
    path.write_bytes(b"not a database any more" * 1000)
    with pytest.raises(Exception, match="abîmé"):
        repository.board(ANNEESSENS)
