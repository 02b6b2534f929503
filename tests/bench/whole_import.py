"""Import the files given as arguments in a process of its own, and print what it took as JSON.

The settings say where to. A process of its own, because memory is counted by process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from data.import_commands import read_together, rebuild
from data.imports import ImportFolder, usable
from data.settings import DataSettings
from data.statistics import open_statistics

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class WholeImport:
    """Seconds of each half, rows that went in, highest memory in bytes (None: not told)."""

    files: int
    rows: int
    reading: float
    rebuilding: float
    memory: int | None

    @property
    def seconds(self) -> float:
        """From the files to the new statistics."""
        return self.reading + self.rebuilding


def highest_memory() -> int | None:
    """The most that this process has held at once; None where the system does not tell.

    Not `ru_maxrss`: it starts from what the parent held.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kilobytes = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(kilobytes[0]) * 1024 if kilobytes else None


def import_here(paths: list[Path]) -> WholeImport:
    """Read and check the files together, keep them, rebuild once."""
    start = time.perf_counter()
    statistics = open_statistics()
    quartiers = set(statistics.quartiers)
    readings = read_together(paths, statistics)
    held = [(reading, usable(reading, statistics.catalogue, quartiers)) for reading in readings]
    read = time.perf_counter()
    kept = ImportFolder(DataSettings().imports).accept_all(held, "", rebuild)
    end = time.perf_counter()
    rows = sum(one.rows for one in kept)
    return WholeImport(len(kept), rows, read - start, end - read, highest_memory())


def import_aside(paths: list[Path], statistics: Path) -> WholeImport:
    """The same in another process, into `statistics` and the folder around it."""
    folder = statistics.parent
    environment = os.environ | {
        "DIAGNOSTIC_STATISTICS": str(statistics),
        "DIAGNOSTIC_IMPORTS": str(folder / "imports"),
        "DIAGNOSTIC_DATA_DIR": str(folder / "donnees"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.whole_import", *map(str, paths)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return WholeImport(**json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    print(json.dumps(asdict(import_here([Path(name) for name in sys.argv[1:]]))))
