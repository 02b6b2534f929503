"""Check one file as an import would, and write nothing: `python -m data check FILE`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from data.readers import Reading, Reference, read
from data.readers.fault_log import RefusedFile
from indicators.french import number
from indicators.user_error import Fault

WARNING = "avertissement"


def check_file(path: Path, companions: Sequence[Path] = (), reference: Reference | None = None) -> Reading:
    """Read and check a file; nothing is stored.

    `companions` are files to compare with, read first: an official sector table, a
    population by sector, the previous edition. Raises RefusedFile (a UserError) with every
    fault of `path`, or of a companion that cannot be read.
    """
    known = reference or Reference.bundled()
    for companion in companions:
        known = known.with_companion(read(companion, known))
    return read(path, known)


def print_check(path: Path, companions: Sequence[Path] = (), reference: Reference | None = None) -> int:
    """Check a file and say the outcome; return the exit status.

    Warnings and the summary go to standard output, one line per fault to standard error.
    """
    try:
        reading = check_file(path, companions, reference)
    except RefusedFile as refused:
        for warning in refused.warnings:
            print(warning_line(warning))
        print(refused, file=sys.stderr)
        return 1
    for warning in reading.warnings:
        print(warning_line(warning))
    for line in summary(reading):
        print(line)
    return 0


def warning_line(fault: Fault) -> str:
    """A warning as one line, marked as such."""
    return f"{WARNING}\u00a0: {fault}"


def summary(reading: Reading) -> list[str]:
    """What was read, in a few French lines."""
    lines = [
        f"{reading.file}\u00a0: {reading.title}.",
        f"{number(reading.rows)} lignes lues, {number(len(reading.observations))} valeurs"
        f" pour {len(reading.indicators())} indicateurs.",
    ]
    observations = reading.observations
    if len(observations):
        counts = observations["status"].value_counts()
        lines.append(
            "Statuts\u00a0: "
            + ", ".join(f"{name} {number(int(count))}" for name, count in counts.items())
            + "."
        )
    for name, table in reading.tables.items():
        lines.append(f"Table «\u00a0{name}\u00a0»\u00a0: {number(len(table))} lignes.")
    if reading.to_confirm:
        lines.append("Les colonnes ont été reconnues sans confirmation\u00a0: confirmez-les à l'import.")
    lines.append("Rien n'a été écrit.")
    return lines
