"""How fast the search answers on ten thousand statements, beside a LIKE over the same texts."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from uuid import UUID

from sqlalchemy import URL, Table, insert, text

from diagnostic.board import Quadrant
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.theme import DEFAULT_TREE
from diagnostic.entry_repository import EntryRepository
from diagnostic.repository import StatementRepository
from diagnostic.schema import RevisionRow, StatementRow
from diagnostic.search.index import SearchIndex
from diagnostic.store import Store, open_store
from indicators.french import NBSP, number
from tests.bench.words import load_average, times, usual, verdict

STATEMENTS = 10_000
WANTED_MILLISECONDS = 50.0
TURNS = 15
QUERIES = ("humidité", "logement humide", "aînés isolés", "santé", "l'accès aux soins", "C-00000", "quartier")
_SUBJECTS = (
    "Les logements du quartier", "Les aîné·es isolé·es", "Les jeunes", "Les familles monoparentales",
    "Les services sociaux", "L'offre de soins", "L'aide alimentaire", "Les espaces publics",
)  # fmt: skip
_VERBS = ("manquent de", "demandent", "souffrent de", "attendent", "proposent", "évoquent", "craignent")
_OBJECTS = (
    "l'humidité", "l'isolement", "santé mentale", "lieux de rencontre", "logements abordables",
    "l'accès aux droits", "soins accessibles", "la fracture numérique", "places de jeu",
)  # fmt: skip


def main() -> None:
    """Print the usual time of a search, of filling the index and of taking in one change."""
    before = load_average()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(URL.create("sqlite", database=(Path(folder) / "constats.sqlite").as_posix()))
        try:
            one = fill(store)
            _report(store, one)
        finally:
            store.close()
    print(f"Charge de la machine\u00a0: {before} au début, {load_average()} à la fin.")


def fill(store: Store, count: int = STATEMENTS) -> str:
    """Write statements of four sentences each in one diagnostic; the id of one of them."""
    owner = EntryRepository(store).add(Diagnosis(territory_level="quartier", territory_code="10")).id
    chance = random.Random(2026)
    now = datetime.now(UTC)
    rows, changes = [], []
    for rank in range(count):
        id = str(UUID(int=rank * 7919, version=4))
        row = {
            "id": id, "version": 1, "territory_level": "quartier", "territory_code": "10",
            "quadrant": chance.choice(list(Quadrant)).value, "theme": chance.choice(DEFAULT_TREE.ids),
            "text": " ".join(_sentence(chance) for _n in range(4)),
            "evidence": [
                {"kind": "document", "title": "Rapport annuel", "organisation": "CPAS", "year": 2025,
                 "record": ""},
                {"kind": "temoignage", "function": "Équipe de terrain", "sector": "action sociale",
                 "month": "2026-03", "method": "entretien", "record": ""},
            ],
            "position": rank << 20, "archived": rank % 20 == 0, "diagnostic": owner, "author": "",
            "status": "brouillon", "convergence": "", "priority": "0", "place": None,
        }  # fmt: skip
        at = now + timedelta(seconds=rank)
        rows.append(row | {"created_at": at, "updated_at": at})
        state = row | {"updated_at": at.isoformat()}
        changes.append(
            {"statement_id": id, "version": 1, "action": "create", "state": state, "at": at, "role": ""}
        )
    with store.writing() as session:
        for table, held in ((StatementRow.__table__, rows), (RevisionRow.__table__, changes)):
            assert isinstance(table, Table)
            session.execute(insert(table), held)
    return str(rows[1]["id"])


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_OBJECTS)}."


def _report(store: Store, one: str) -> None:
    index = SearchIndex(store)
    start = time.perf_counter()
    count = index.refresh()
    print(f"Indexer {number(count)} éléments\u00a0: {_milliseconds(time.perf_counter() - start)}.")
    ours_all, like_all = [], []
    for query in QUERIES:
        ours = _usual(lambda asked=query: index.search(asked))  # type: ignore[misc]
        like = _usual(lambda asked=query: _like(store, asked))  # type: ignore[misc]
        ours_all.append(ours)
        like_all.append(like)
        found = number(index.search(query).total)
        print(
            f"«\u00a0{query}\u00a0»\u00a0: {_milliseconds(ours)}, {found} trouvés\u00a0; "
            f"LIKE\u00a0: {_milliseconds(like)} ({times(like / ours)})."
        )
    repository = StatementRepository(store)

    def change_and_search() -> None:
        line = repository.get(one)
        repository.edit(one, line.version, text=f"Texte {time.perf_counter_ns()}.")
        index.search("texte")

    print(f"Changer un constat, puis le trouver\u00a0: {_milliseconds(_usual(change_and_search))}.")
    ours = median(ours_all)
    ratio = times(median(like_all) / ours)
    print(
        f"Recherche, médiane\u00a0: {_milliseconds(ours)}\u00a0; LIKE, qui garde les accents\u00a0: {ratio}."
    )
    held = verdict(max(ours_all) * 1000 < WANTED_MILLISECONDS)
    print(f"Chaque recherche en moins de {number(WANTED_MILLISECONDS)}{NBSP}ms\u00a0: {held}.")


def _like(store: Store, query: str) -> int:
    """What a page would do without an index: the store's own LIKE over text and evidence."""
    words = query.split()
    where = " AND ".join(f"(text LIKE :w{n} OR evidence LIKE :w{n})" for n in range(len(words)))
    given = {f"w{n}": f"%{word}%" for n, word in enumerate(words)}
    with store.reading() as session:
        return len(session.execute(text(f"SELECT id FROM statement WHERE {where}"), given).all())


def _usual(step: Callable[[], object]) -> float:
    taken = []
    for _turn in range(TURNS):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return usual(taken)


def _milliseconds(value: float) -> str:
    return f"{number(value * 1000, 1)}{NBSP}ms"


if __name__ == "__main__":
    main()
