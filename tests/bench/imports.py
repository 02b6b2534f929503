"""How fast official files are read and checked; DuckDB reading the same content as CSV is the limit."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

import duckdb
import pandas as pd

from data.readers import Reading, Reference, recognise
from data.readers.names import folded
from data.statistics import open_statistics
from indicators.french import NBSP, number
from tests.bench.mirror import TIMED
from tests.bench.whole_import import WholeImport
from tests.bench.words import seconds, times

TURNS = 3


@dataclass
class Race:
    """One file: the rows it has, and the seconds of each turn."""

    title: str
    path: Path
    known: Reference
    rows: int
    csv: Path
    ours: list[float] = field(default_factory=list)
    duckdb: list[float] = field(default_factory=list)

    def turn(self) -> None:
        """One after the other; nothing that an earlier turn remembered may help."""
        folded.cache_clear()
        known = replace(self.known)
        start = time.perf_counter()
        recognise(self.path).read(known)
        self.ours.append(time.perf_counter() - start)
        with duckdb.connect() as connection:
            start = time.perf_counter()
            connection.execute("CREATE TABLE content AS FROM read_csv(?)", [str(self.csv)])
            self.duckdb.append(time.perf_counter() - start)


def races(paths: list[Path], statistics: Path, folder: Path) -> list[Race]:
    """Each timed file with what is known when its turn comes in an import of all of them."""
    titles = {path: title for title, pattern in TIMED.items() for path in paths if path.match(pattern)}
    known = Reference.in_force(open_statistics(statistics))
    found: list[Race] = []
    for path in sorted(paths, key=lambda one: recognise(one).reader.rank):
        reading = recognise(path).read(known)
        if path in titles:
            csv = folder / f"{len(found)}.csv"
            content(reading).to_csv(csv, index=False)
            found.append(Race(titles[path], path, known, reading.rows, csv))
        known = known.with_companion(reading)
    return sorted(found, key=lambda race: list(TIMED).index(race.title))


def content(reading: Reading) -> pd.DataFrame:
    """What was read of a file: its figures, or its outlines as hexadecimal well-known binary."""
    if len(reading.observations):
        return reading.observations
    shapes = reading.tables["contours"]
    return pd.DataFrame(shapes.drop(columns="geometry")).assign(wkb=shapes.geometry.to_wkb(hex=True))


def measure_reading(paths: list[Path], statistics: Path, folder: Path) -> list[Race]:
    """Take turns, so that whatever else the machine does falls on both."""
    found = races(paths, statistics, folder)
    for _turn in range(TURNS):
        for race in found:
            race.turn()
    return found


def report_whole(whole: WholeImport) -> None:
    """What all of Belgium in one go takes."""
    memory = "non dite par ce système" if whole.memory is None else f"{number(whole.memory / 1e6)}{NBSP}Mo"
    print(f"Import de toute la Belgique\u00a0: {whole.files} fichiers, {number(whole.rows)} lignes gardées")
    print(f"{'lire et vérifier':<26}{seconds(whole.reading):>10}")
    print(f"{'garder et reconstruire':<26}{seconds(whole.rebuilding):>10}")
    print(f"{'en tout':<26}{seconds(whole.seconds):>10}   mémoire au plus\u00a0: {memory}\n")


def report_reading(found: list[Race]) -> None:
    """Rows of the file per second, ours and the limit."""
    print(f"Lire et vérifier un fichier, à côté de DuckDB (read_csv)\u00a0; médianes de {TURNS}")
    print(f"{'':<24}{'lignes':>8}{'nous':>11}{'lignes/s':>11}{'DuckDB':>11}{'lignes/s':>12}{'rapport':>10}")
    for race in found:
        ours, limit = median(race.ours), median(race.duckdb)
        print(
            f"{race.title:<24}{number(race.rows):>8}{seconds(ours):>11}{number(race.rows / ours):>11}"
            f"{seconds(limit):>11}{number(race.rows / limit):>12}{times(ours / limit):>10}"
        )
    print(
        "Lignes du fichier officiel\u00a0; DuckDB lit en CSV, sans rien vérifier, ce que nous en avons tiré.\n"
    )
