"""Make sure there are statistics: `python -m data.ensure`, what `make run` does first.

Looks with light tools only, so that a start that has nothing to build costs half a second.
"""

from __future__ import annotations

import sys

import duckdb

from data.fingerprint import FORMAT, fingerprint_of
from data.imports import ImportFolder
from data.settings import CATALOGUE, SOURCES, DataSettings
from indicators.user_error import UserError


def up_to_date(settings: DataSettings) -> bool:
    """True when the file can be read and was built from the sources and imports as they are now."""
    if not settings.statistics.is_file():
        return False
    try:
        with duckdb.connect(str(settings.statistics), read_only=True) as connection:
            found = connection.execute("SELECT format, fingerprint FROM build").fetchone()
    except duckdb.Error:
        return False
    imported = [one.identity for one in ImportFolder(settings.imports).all() if one.in_force]
    return found == (FORMAT, fingerprint_of([SOURCES, CATALOGUE], imported))


def main() -> None:
    """Build when needed; a refusal is told, and the previous statistics still serve."""
    settings = DataSettings()
    if up_to_date(settings):
        return
    from data.build import build

    print("Construction des statistiques…", flush=True)
    try:
        build(settings.statistics, SOURCES, CATALOGUE, settings.kept_versions, settings.imports)
    except UserError as error:
        print(error, file=sys.stderr)
        if not settings.statistics.is_file():
            raise SystemExit(1) from None


if __name__ == "__main__":
    main()
