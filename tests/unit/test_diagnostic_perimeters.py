"""Perimeters are stored with author, date and version; no version is forgotten, none is overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from diagnostic.perimeter_repository import PerimeterRepository, new_code
from diagnostic.perimeter_rules import PerimeterChanged, PerimeterNotFound, PerimeterRefused
from diagnostic.store import Store, open_store
from indicators.level import Level, level_of
from indicators.perimeter import Perimeter
from indicators.user_error import UserError


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(f"sqlite:///{tmp_path / 'base.sqlite'}")
    yield found
    found.close()


@pytest.fixture
def repository(store: Store) -> PerimeterRepository:
    return PerimeterRepository(store)


def pass_all(_candidate: Perimeter, _shown: Sequence[Perimeter]) -> None:
    """Let everything pass."""


def test_a_perimeter_keeps_author_date_version_and_members(repository: PerimeterRepository) -> None:
    added = repository.add(
        " Anneessens  et Cinq Blocs ", ["21004A24-", "10", "10"], author="Référente", check=pass_all
    )
    assert level_of(added.code) is Level.PERIMETER
    assert (added.name, added.members, added.version) == ("Anneessens et Cinq Blocs", ("10", "21004A24-"), 1)
    assert added.quartiers == ("10",) and added.sectors == ("21004A24-",)
    assert repository.all() == (added,)
    assert "Version 1" in added.provenance and "Référente" in added.provenance


def test_every_version_stays(repository: PerimeterRepository) -> None:
    first = repository.add("Sud", ["10"], check=pass_all)
    second = repository.edit(first.code, 1, members=["10", "8"], check=pass_all)
    assert second.version == 2
    assert [one.members for one in repository.versions(first.code)] == [("10",), ("8", "10")]
    assert repository.edit(first.code, 2, members=["8", "10"], check=pass_all).version == 2


def test_history_cannot_be_rewritten_not_even_by_hand(repository: PerimeterRepository, store: Store) -> None:
    repository.add("Sud", ["10"], check=pass_all)
    for order in (
        "DELETE FROM perimeter",
        "DELETE FROM perimeter_version",
        "UPDATE perimeter_version SET version = 9",
    ):
        with pytest.raises(IntegrityError), store.writing() as session:
            session.execute(text(order))


def test_the_second_of_two_changes_is_told(repository: PerimeterRepository) -> None:
    first = repository.add("Sud", ["10"], check=pass_all)
    repository.edit(first.code, 1, name="Sud élargi", check=pass_all)
    with pytest.raises(PerimeterChanged):
        repository.edit(first.code, 1, members=["10", "8"], check=pass_all)
    assert repository.all()[0].name == "Sud élargi"


def test_a_double_click_stores_it_once(repository: PerimeterRepository) -> None:
    code = new_code()
    for _click in range(2):
        repository.add("Sud", ["10"], check=pass_all, code=code)
    assert len(repository.all()) == 1


def test_a_refused_perimeter_is_not_written(repository: PerimeterRepository) -> None:
    def refuse(_candidate: Perimeter, _shown: Sequence[Perimeter]) -> None:
        raise UserError("trop petit")

    with pytest.raises(UserError, match="trop petit"):
        repository.add("Sud", ["10"], check=refuse)
    kept = repository.add("Nord", ["20"], check=pass_all)
    with pytest.raises(UserError, match="trop petit"):
        repository.edit(kept.code, 1, members=["20", "21"], check=refuse)
    assert repository.all() == (kept,)
    assert len(repository.shown()) == 1


def test_the_check_sees_all_that_was_ever_shown_archived_ones_too(repository: PerimeterRepository) -> None:
    first = repository.add("Sud", ["10"], check=pass_all)
    repository.edit(first.code, 1, members=["10", "8"], check=pass_all)
    repository.edit(first.code, 2, archived=True, check=pass_all)
    seen: list[tuple[str, ...]] = []
    repository.add("Nord", ["20"], check=lambda _candidate, shown: seen.extend(one.members for one in shown))
    assert seen == [("10",), ("8", "10"), ("8", "10")]
    assert [one.name for one in repository.all()] == ["Nord"]
    assert [one.name for one in repository.all(archived=True)] == ["Sud"]


@pytest.mark.parametrize(
    ("name", "members", "without", "words"),
    [
        ("", ["10"], [], "pas de nom"),
        (" \u200b".strip(), ["10"], [], "pas de nom"),
        ("x" * 81, ["10"], [], "81 caractères"),
        ("Sud", [], [], "vide"),
        ("Sud", ["21004"], [], "ni un quartier ni un secteur"),
        ("Sud", ["10"], ["8"], "ne peut pas être retiré"),
        ("Déjà", ["10"], [], "s'appelle déjà"),
    ],
)
def test_what_cannot_be_a_perimeter_is_refused_in_words(
    repository: PerimeterRepository, name: str, members: list[str], without: list[str], words: str
) -> None:
    repository.add("déjà", ["1"], check=pass_all)
    with pytest.raises(PerimeterRefused, match=words):
        repository.add(name, members, without, check=pass_all)
    assert len(repository.all()) == 1


def test_an_unknown_perimeter_is_said(repository: PerimeterRepository) -> None:
    with pytest.raises(PerimeterNotFound):
        repository.edit("p00000000", 1, name="Sud", check=pass_all)


def test_twenty_people_at_once_each_see_those_before(repository: PerimeterRepository) -> None:
    """The check of each sees every perimeter stored before it: two that hurt together never both pass."""
    counts: list[int] = []

    def check(_candidate: Perimeter, shown: Sequence[Perimeter]) -> None:
        counts.append(len(shown))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: repository.add(f"Périmètre {n}", [str(n + 1)], check=check), range(20)))
    assert sorted(counts) == list(range(20))
    assert repository.stamp() == 20
