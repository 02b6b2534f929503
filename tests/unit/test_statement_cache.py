"""A board is read once per version: what is held is never older than what stands in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from diagnostic.board import Quadrant, Statement
from diagnostic.repository import FEW, StatementRepository
from diagnostic.statement_cache import Stamp, StatementCache
from diagnostic.store import open_store
from tests.unit.exports_samples import ANNEESSENS, REPORT, statement


def stamp(one: Statement) -> Stamp:
    return (one.id, one.version, one.updated_at)


class Shelf:
    """Gives statements and remembers which were asked for."""

    def __init__(self, *ones: Statement) -> None:
        self.ones = ones
        self.asked: list[list[str]] = []

    def read(self, ids: Sequence[str]) -> Iterable[Statement]:
        self.asked.append(list(ids))
        return self.ones


def test_a_version_is_read_once_and_the_order_asked_for_is_kept() -> None:
    ones = [statement(f"Ligne {n}", number=n) for n in range(3)]
    shelf, cache = Shelf(*ones), StatementCache()
    assert cache.statements([stamp(one) for one in ones], shelf.read) == ones
    assert cache.statements([stamp(one) for one in reversed(ones)], shelf.read) == ones[::-1]
    assert shelf.asked == [[one.id for one in ones]]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    one, two, three = (statement(f"Ligne {n}", number=n) for n in range(3))
    cache = StatementCache(most=2)
    for each in (one, two, one, three):
        cache.statements([stamp(each)], Shelf(each).read)
    again = Shelf(one, two, three)
    cache.statements([stamp(one), stamp(three)], again.read)
    assert again.asked == []
    cache.statements([stamp(two)], again.read)
    assert again.asked == [[two.id]]


def test_a_change_made_by_another_process_is_seen_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/constats.sqlite"
    with closing(open_store(url)) as mine, closing(open_store(url)) as theirs:
        here, there = StatementRepository(mine), StatementRepository(theirs)
        one = here.add("quartier", "10", Quadrant.WEAKNESS, "logement", "Avant", (REPORT,))
        assert here.board(ANNEESSENS).statements == (one,)
        changed = there.edit(one.id, one.version, text="Après")
        moved = there.add("quartier", "10", Quadrant.STRENGTH, "logement", "Nouveau", (REPORT,))
        assert here.board(ANNEESSENS).statements == (moved, changed)
        there.archive(one.id, changed.version)
        assert here.board(ANNEESSENS).statements == (moved,)


def test_more_lines_than_are_asked_for_by_their_ids_are_read_too(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/constats.sqlite")) as store:
        repository = StatementRepository(store)
        texts = [f"Ligne {n}" for n in range(FEW + 1)]
        for text in texts:
            repository.add("quartier", "10", Quadrant.WEAKNESS, "logement", text, (REPORT,))
        assert [one.text for one in repository.board(ANNEESSENS).statements] == texts
