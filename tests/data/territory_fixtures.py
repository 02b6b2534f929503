"""Small hand-made imports: squares for outlines, lists of sectors, figures; and a house to put them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd
import shapely

from data.build import build
from data.imports import COLUMNS, ImportFolder, Usable
from data.read_catalogue import read_catalogue
from data.readers.reading import Reading, stacked
from data.settings import CATALOGUE, SOURCES
from data.source_files import SourceTables, read_sources
from data.statistics import Statistics, open_statistics
from indicators.level import level_of

HECTOMETRE = 100.0
Value = tuple[str, str, int, float | None]
"""Indicator, code, year, value; without a value it is suppressed."""


@cache
def bundled() -> SourceTables:
    """The files that come with the product; read once."""
    return read_sources(SOURCES, read_catalogue(CATALOGUE))


def square(place: int, points: int = 4) -> shapely.Polygon:
    """One hectare in Walloon Brabant; squares of successive places touch. More points, a finer outline."""
    west, south = 165_000.0 + HECTOMETRE * place, 150_000.0
    shape = shapely.box(west, south, west + HECTOMETRE, south + HECTOMETRE)
    return shape if points == 4 else shapely.segmentize(shape, 4 * HECTOMETRE / points)


def drawn(vintage: str, *codes: str, points: int = 4, communes: Mapping[str, str] | None = None) -> Usable:
    """A file of outlines: one square per code, names in capitals as registers write them."""
    frame = pd.DataFrame(
        {
            "level": [str(level_of(code)) for code in codes],
            "code": list(codes),
            "name_fr": [f"SECTEUR {code[5:]}" for code in codes],
            "name_nl": "",
            "commune": [(communes or {}).get(code, code[:5]) for code in codes],
            "vintage": vintage,
            "wkb": [shapely.to_wkb(square(place, points)) for place in range(len(codes))],
        }
    )
    return Usable(counted().observations, {"contours": frame})


def quartier_outlines(codes: Sequence[str]) -> Usable:
    """A file that draws quartiers as squares."""
    shapes = [shapely.to_wkb(square(place)) for place in range(len(codes))]
    columns = {"level": "quartier", "code": list(codes), "name_fr": "", "name_nl": "", "vintage": ""}
    return Usable(counted().observations, {"contours": pd.DataFrame(columns).assign(wkb=shapes)})


def listed(communes: Mapping[str, str], name: str = "") -> Usable:
    """A list of sectors with the commune of each, as the population file of Statbel holds one."""
    frame = pd.DataFrame(
        {
            "sector": list(communes),
            "commune": list(communes.values()),
            "name_fr": [name] * len(communes),
            "name_nl": "",
            "commune_fr": [f"Commune {nis}" for nis in communes.values()],
            "commune_nl": "",
        }
    )
    return Usable(counted().observations, {"secteurs": frame})


def table_of_quartiers(vintage: str, quartier_of: Mapping[str, str]) -> Usable:
    """An official table from sectors to quartiers."""
    frame = pd.DataFrame(
        {
            "sector": list(quartier_of),
            "quartier": list(quartier_of.values()),
            "commune": [sector[:5] for sector in quartier_of],
            "name_fr": "",
            "name_nl": "",
            "quartier_fr": "",
            "commune_fr": "",
            "vintage": vintage,
        }
    )
    return Usable(counted().observations, {"secteurs_quartiers": frame})


def counted(*values: Value) -> Usable:
    """Figures; the level is told by the form of the code."""
    rows = [
        {
            "indicator": indicator,
            "level": "non_localise" if code.endswith("ZZZZ") else str(level_of(code)),
            "code": code,
            "year": year,
            "value": value,
            "numerator": None,
            "denominator": None,
            "status": "secret" if value is None else "observe",
            "source": "essai",
        }
        for indicator, code, year, value in values
    ]
    numbers = dict.fromkeys(["value", "numerator", "denominator"], float)
    return Usable(pd.DataFrame(rows, columns=COLUMNS).astype(numbers), {})


def people(year: int, **by_code: int | None) -> Usable:
    """Populations; `_` in a name stands for «-»."""
    return counted(*(("population", code.replace("_", "-"), year, n) for code, n in by_code.items()))


class House:
    """One installation with its statistics and its imports."""

    def __init__(self, folder: Path) -> None:
        self.target = folder / "statistiques.duckdb"
        self.folder = folder / "imports"
        self.imports = ImportFolder(self.folder)

    def rebuild(self) -> None:
        """Build the statistics with the imports in force."""
        build(self.target, SOURCES, CATALOGUE, 5, self.folder)

    def accept(self, *files: Usable) -> tuple[str, ...]:
        """Keep hand-made files with one rebuild and return their numbers, oldest first."""
        kept = len(self.imports.all())
        pairs = [(_reading(kept + place), held) for place, held in enumerate(files)]
        return tuple(one.id for one in self.imports.accept_all(pairs, "référent·e", self.rebuild))

    @property
    def statistics(self) -> Statistics:
        """The statistics as they are now."""
        return open_statistics(self.target)


def _reading(place: int) -> Reading:
    return Reading(
        format="essai",
        title="Fichier d'essai",
        file=f"essai_{place}.csv",
        sha256=f"{place:064x}",
        rows=0,
        observations=stacked([]),
    )
