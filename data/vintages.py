"""What is known of statistical sectors: the vintages side by side, and what passes between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import geopandas as gpd
import pandas as pd

from data.crosswalk import Crosswalk, Vintage, crosswalk
from data.statistics import Statistics

_TABLES = """
    SELECT s.vintage, s.child, s.parent FROM territory_share s
    WHERE s.child_level = 'secteur' AND s.parent_level = 'quartier' ORDER BY s.vintage, s.child
"""
_OUTLINES = """
    SELECT t.region, g.vintage, count(*) AS sectors FROM geometry g JOIN territory t USING (level, code)
    WHERE g.level = 'secteur' GROUP BY ALL ORDER BY t.region, g.vintage
"""
_PEOPLE = """
    SELECT code, arg_max(value, year) AS people FROM observation
    WHERE indicator = 'population' AND level = 'secteur' AND value IS NOT NULL GROUP BY code
"""
_UNPLACED = """
    SELECT year, sum(value) AS people, count(*) AS communes FROM observation
    WHERE indicator = 'population' AND level = 'non_localise' AND value IS NOT NULL
        AND code LIKE $prefix || '%' GROUP BY year ORDER BY year DESC LIMIT 1
"""


@dataclass(frozen=True)
class SectorTable:
    """One edition of the official table of sectors: `drawn` of its sectors have an outline."""

    vintage: str
    sectors: int
    quartiers: int
    drawn: int


@dataclass(frozen=True)
class SectorOutlines:
    """The sectors of one Region that are drawn in one vintage."""

    region: str
    vintage: str
    sectors: int


@dataclass(frozen=True)
class Vintages:
    """Everything there is to say; `crosswalks` go from each table to the next, oldest first."""

    tables: tuple[SectorTable, ...]
    outlines: tuple[SectorOutlines, ...]
    crosswalks: tuple[Crosswalk, ...]


@lru_cache(maxsize=2)
def vintages_of(statistics: Statistics) -> Vintages:
    """Compare the tables of sectors that are imported; all empty without any import."""
    rows = statistics.table(_TABLES)
    drawn = set(statistics.table("SELECT DISTINCT code FROM geometry WHERE level = 'secteur'")["code"])
    people = statistics.table(_PEOPLE)
    inhabitants = dict(zip(people["code"], people["people"], strict=True))
    tables, editions = [], []
    for vintage, part in rows.groupby("vintage"):
        codes = set(part["child"])
        tables.append(SectorTable(str(vintage), len(codes), part["parent"].nunique(), len(codes & drawn)))
        editions.append(_edition(statistics, str(vintage), part, inhabitants))
    outlines = statistics.table(_OUTLINES)
    return Vintages(
        tables=tuple(tables),
        outlines=tuple(SectorOutlines(*row) for row in outlines.itertuples(index=False)),
        crosswalks=tuple(crosswalk(old, new) for old, new in pairwise(editions)),
    )


def _edition(
    statistics: Statistics, vintage: str, part: pd.DataFrame, inhabitants: dict[str, float]
) -> Vintage:
    """One table, with its outlines where one layer draws every one of its sectors."""
    codes = set(part["child"])
    return Vintage(
        name=vintage,
        quartier_of=dict(zip(part["child"], part["parent"], strict=True)),
        outlines=_outlines(statistics, codes),
        people={code: inhabitants[code] for code in codes if code in inhabitants},
    )


def _outlines(statistics: Statistics, codes: set[str]) -> gpd.GeoDataFrame | None:
    found = statistics.table("SELECT vintage, code FROM geometry WHERE level = 'secteur'")
    for vintage, part in found.groupby("vintage"):
        if codes <= set(part["code"]):
            shapes = statistics.geometries("secteur", None, str(vintage))
            return shapes[shapes["code"].isin(codes)]
    return None


def unplaced(statistics: Statistics, prefix: str = "") -> tuple[int, float, int] | None:
    """People whom Statbel cannot place in a sector: (year, people, communes), None when not known.

    `prefix` keeps the communes whose code begins so («21» for Brussels).
    """
    rows = statistics.table(_UNPLACED, {"prefix": prefix})
    if rows.empty:
        return None
    year, people, communes = rows.iloc[0]
    return int(year), float(people), int(communes)
