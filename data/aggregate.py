"""From sectors to quartiers, communes, Regions and Belgium: counts are added, then divided.

Only what can be added is added: a count, or a share whose numerator and denominator are both
known. Medians are not. A member that is suppressed or missing leaves the sum out: a sum that
is silently too small is worse than none. People who cannot be placed in a sector belong to
their commune, so quartiers and remainder together make the commune (methods: shared/spec/methods.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from indicators.catalogue import Catalogue, Indicator, Unit
from indicators.estimate import Nature, Status
from indicators.level import BELGIUM, UNPLACED, Level, region_of

KEYS = ["indicator", "level", "code", "year"]
LACKING = 0.01
"""Part of the people of a commune that may live in sectors without a row: a census has none where
nobody dwelt."""
_PARTS = ["numerator", "denominator"]


def additive(indicator: Indicator) -> bool:
    """True for an indicator whose parts can be added: a number of things, or a share of them."""
    return indicator.unit is Unit.COUNT or indicator.is_share


def aggregates(
    observations: pd.DataFrame,
    catalogue: Catalogue,
    commune_of: Mapping[str, str],
    members: Mapping[str, Mapping[str, str]],
    communes: Mapping[str, int],
    editions: Mapping[str, Collection[str]] | None = None,
    people: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Work out the larger territories of every additive indicator that sectors have.

    Parameters
    ----------
    observations : columns indicator, level, code, year, value, numerator, denominator, status,
        source; several levels.
    commune_of : NIS code of the commune, by sector and by the first five characters of sectors.
    members : quartier by sector, for each table of sectors in force, the newest first.
    communes : how many communes each Region has; a Region is added up only when all are there.

    editions : the known lists of sectors, by name; a commune is added up when the rows hold all
        of its sectors in one of these lists, or all but LACKING of its people.
    people : inhabitants by sector, to weigh what is lacking; every sector counts alike without.

    Returns rows of the same columns and `nature`, only where `observations` has no row.
    """
    named = {indicator.id: indicator for indicator in catalogue.indicators}
    placed = observations[observations["level"].isin([Level.SECTOR, UNPLACED])]
    wanted = [name for name in placed["indicator"].unique() if name in named and additive(named[name])]
    placed = _with_parts(placed[placed["indicator"].isin(wanted)], named)
    if placed.empty:
        return _result([], observations)
    prefix = placed["code"].str[:5]
    commune = placed["code"].map(commune_of).fillna(prefix.map(commune_of)).fillna(prefix)
    placed = placed.assign(commune=commune)
    whole = _whole_communes(placed, _by_commune(editions or {}, commune_of), people or {})
    by_commune = _sums(placed[whole], placed.loc[whole, "commune"], Level.COMMUNE)
    region = by_commune["code"].map(region_of)
    by_region = _sums(by_commune, region, Level.REGION)
    enough = by_region["members"] >= by_region["code"].map(communes).fillna(np.inf)
    by_region = by_region[enough]
    by_country = _sums(by_region, pd.Series(BELGIUM, by_region.index), Level.COUNTRY)
    by_country = by_country[by_country["members"] == 3]
    parts = [by_commune, by_region, by_country]
    sectors = placed[placed["level"] == Level.SECTOR]
    parts += [_quartiers(sectors, quartier_of) for quartier_of in members.values()]
    return _result(parts, observations)


def _by_commune(
    editions: Mapping[str, Collection[str]], commune_of: Mapping[str, str]
) -> dict[str, dict[str, set[str]]]:
    """The sectors of each commune in each list: name of the list, then code of the commune."""
    found: dict[str, dict[str, set[str]]] = {}
    for name, codes in editions.items():
        of_list = found.setdefault(name, {})
        for code in codes:
            of_list.setdefault(commune_of.get(code, code[:5]), set()).add(code)
    return found


def _whole_communes(
    placed: pd.DataFrame, editions: Mapping[str, Mapping[str, set[str]]], people: Mapping[str, float]
) -> pd.Series:
    """True for the rows of communes that have (nearly) all their sectors, for each indicator and year."""

    def lacking(commune: str, codes: set[str], own_list: str) -> float:
        lists = [of[commune] for name, of in editions.items() if name != own_list and commune in of]
        return min(
            (_weight(known - codes, people) / (_weight(known, people) or 1) for known in lists), default=0.0
        )

    whole = pd.Series(True, placed.index)
    for (indicator, year, commune), rows in placed.groupby(["indicator", "year", "commune"]):
        # A list of populations says nothing about the population of its own year.
        own_list = f"{indicator}:{year}"
        if lacking(str(commune), set(rows["code"]), own_list) > LACKING:
            whole[rows.index] = False
    return whole


def _weight(codes: set[str], people: Mapping[str, float]) -> float:
    return float(sum(people.get(code, 0) for code in codes)) if people else float(len(codes))


def _with_parts(rows: pd.DataFrame, named: Mapping[str, Indicator]) -> pd.DataFrame:
    """Numerator and denominator of each row; a count is its own numerator, «sans objet» adds nothing."""
    counts = rows["indicator"].map(lambda name: named[name].unit is Unit.COUNT)
    rows = rows.astype(dict.fromkeys(_PARTS, float))
    rows["numerator"] = rows["numerator"].where(~counts, rows["value"])
    rows["denominator"] = rows["denominator"].where(~counts, 0.0)
    nothing = rows["status"].eq(Status.NOT_APPLICABLE)
    rows.loc[nothing, _PARTS] = rows.loc[nothing, _PARTS].fillna(0.0)
    return rows.assign(is_count=counts)


def _sums(rows: pd.DataFrame, parent: pd.Series, level: Level) -> pd.DataFrame:
    """Add rows up by parent; NaN in one part of one member makes the sum NaN."""
    groups = rows.assign(parent=parent.to_numpy()).groupby(["indicator", "year", "parent", "is_count"])
    sums = groups.agg(
        numerator=("numerator", lambda part: part.sum(skipna=False)),
        denominator=("denominator", lambda part: part.sum(skipna=False)),
        source=("source", "last"),
        members=("code", "nunique"),
    ).reset_index()
    return sums.rename(columns={"parent": "code"}).assign(level=level.value)


def _quartiers(sectors: pd.DataFrame, quartier_of: Mapping[str, str]) -> pd.DataFrame:
    """Add sectors up to quartiers where every sector of the quartier has a row."""
    inside = sectors[sectors["code"].isin(list(quartier_of))]
    sums = _sums(inside, inside["code"].map(quartier_of), Level.QUARTIER)
    needed = pd.Series(quartier_of).value_counts()
    return sums[sums["members"].to_numpy() == sums["code"].map(needed).to_numpy()]


def _result(parts: list[pd.DataFrame], observations: pd.DataFrame) -> pd.DataFrame:
    columns = [*KEYS, "value", *_PARTS, "status", "source", "nature"]
    parts = [part for part in parts if len(part)]
    if not parts:
        return pd.DataFrame(columns=columns)
    rows = pd.concat(parts, ignore_index=True)
    rows["is_count"] = rows["is_count"].astype(bool)
    share = 100 * rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)
    rows["value"] = rows["numerator"].where(rows["is_count"], share)
    rows.loc[rows["is_count"], _PARTS] = np.nan
    rows = rows[rows["value"].notna()].assign(status=Status.OBSERVED.value, nature=Nature.ADDED.value)
    rows = rows.drop_duplicates(KEYS, keep="first")
    known = pd.MultiIndex.from_frame(observations[KEYS])
    return rows[~pd.MultiIndex.from_frame(rows[KEYS]).isin(known)][columns].reset_index(drop=True)
