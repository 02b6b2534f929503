"""How long the AFOM board takes with 10 000 statements: `python -m tests.bench.board`."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert

WANTED_SECONDS = 1.0
LINES = 10_000
TIMES = 7
ROUTER = Path(__file__).resolve().parents[2] / "pages" / "_router.py"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        os.environ["DIAGNOSTIC_STATISTICS"] = str(Path(name) / "statistiques.duckdb")
        os.environ["DIAGNOSTIC_DATA_DIR"] = str(Path(name) / "donnees")
        os.environ["DIAGNOSTIC_IMPORTS"] = str(Path(name) / "imports")
        measure(Path(name) / "statistiques.duckdb")


def measure(statistics: Path) -> None:
    """Fill a store, then time what a person waits for; settings must point at throw-away folders."""
    from streamlit.testing.v1 import AppTest

    from data.build import build
    from data.settings import CATALOGUE, SOURCES
    from diagnostic.board import Quadrant
    from diagnostic.duplicates import likely_pairs
    from diagnostic.repository import StatementRepository
    from diagnostic.settings import Settings
    from diagnostic.store import open_store
    from pages._board.view import MOST_AT_ONCE, board_view
    from tests.bench.words import load_average, seconds, usual, verdict
    from tests.unit.exports_samples import ANNEESSENS

    build(statistics, SOURCES, CATALOGUE)
    with closing(open_store(Settings().store_url)) as store:
        repository = StatementRepository(store)
        fill(repository, LINES)
        board = repository.board(ANNEESSENS)
        told = json.dumps(board_view(board, board.statements))
        first = board.column(Quadrant.STRENGTH)[0]
        version = [first.version]

        def move() -> None:
            version[0] = repository.move(first.id, version[0], place=500 if version[0] % 2 else 0).version

        with closing(open_store(Settings().store_url)) as other:
            cold = timed(lambda: StatementRepository(other).board(ANNEESSENS), times=1)[0]
        read = usual(timed(lambda: repository.board(ANNEESSENS)))
        view = usual(timed(lambda: board_view(board, board.statements)))
        moved = usual(timed(move))
        alike = usual(timed(lambda: likely_pairs(board.statements[:MOST_AT_ONCE]), times=3))
    app = AppTest.from_file(str(ROUTER), default_timeout=120)
    app.query_params["territoire"] = ANNEESSENS.code
    app.switch_page("afom.py")
    page = usual(timed(app.run))
    if app.exception:
        raise RuntimeError(str(app.exception))
    held = verdict(page < WANTED_SECONDS)
    print(f"Grille de {LINES} constats, médiane de {TIMES - 1} mesures après la première\u00a0:")
    print(f"- lire la grille dans la base\u00a0: {seconds(cold)} la première fois, {seconds(read)} ensuite")
    print(f"- préparer le tableau\u00a0: {seconds(view)}, {len(told) // 1000} Ko vers le navigateur")
    print(
        f"- toute la page, côté serveur\u00a0: {seconds(page)} (promis {seconds(WANTED_SECONDS)}\u00a0: {held})"
    )
    print(f"- déplacer un constat\u00a0: {seconds(moved)}")
    print(f"- chercher les doublons parmi {MOST_AT_ONCE} constats\u00a0: {seconds(alike)}")
    print(f"Machine\u00a0: {os.cpu_count()} cœurs, charge {load_average()}.")


def fill(repository: object, count: int) -> None:
    """Lines like those of the demonstration, each with its own words and its own figure."""
    from diagnostic.board import Quadrant
    from diagnostic.demo import install_demo
    from diagnostic.repository import StatementRepository
    from diagnostic.schema import StatementRow
    from diagnostic.statement_order import GAP
    from diagnostic.statement_rules import checked_evidence
    from tests.unit.exports_samples import ANNEESSENS, FIGURE_EVIDENCE

    assert isinstance(repository, StatementRepository)
    install_demo(repository)
    board = repository.board(ANNEESSENS)
    models = board.statements
    now = datetime.now(UTC)
    rows = []
    for number in range(count - len(models)):
        model = models[number % len(models)]
        figure = FIGURE_EVIDENCE.model_copy(update={"count_text": f"environ {number} personnes"})
        rows.append(
            {
                "id": str(UUID(int=number + 1)),
                "version": 1,
                "territory_level": ANNEESSENS.level,
                "territory_code": ANNEESSENS.code,
                "quadrant": list(Quadrant)[number % len(Quadrant)].value,
                "theme": model.theme,
                "text": f"{model.text} (ligne {number})",
                "evidence": checked_evidence((*model.evidence, figure)),
                "position": GAP * (number + 100),
                "archived": False,
                "created_at": now,
                "updated_at": now,
                "diagnostic": board.diagnostic,
                "author": "référent·e de quartier",
                "status": "brouillon",
                "convergence": "",
                "priority": "0",
                "place": None,
            }
        )
    with repository.store.writing() as session:
        session.execute(insert(StatementRow), rows)


def timed(work: Callable[[], object], times: int = TIMES) -> list[float]:
    """Seconds of each of several times."""
    found = []
    for _time in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return found


if __name__ == "__main__":
    main()
