"""Counts of people in a table of one's own: the small ones are hidden, and what would give them back.

An official publisher has its own rules. A table that a team brings along has none: a sector with
three households in it would be shown to everybody, or found again by taking the other sectors
from the quartier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

import pandas as pd

from data.territory_tables import TerritoryTables
from indicators.catalogue import Catalogue
from indicators.disclosure.table import Relation, Table, suppress
from indicators.estimate import Status
from indicators.level import BELGIUM, UNPLACED, Level, region_of

Cell = tuple[str, str]
"""Level and code."""


def with_protected_counts(
    observations: pd.DataFrame, catalogue: Catalogue, places: TerritoryTables
) -> pd.DataFrame:
    """Hide the counts under `smallest_count` of their indicator and the complements that they need.

    `observations` holds the rows of the file and the sums made of them; hidden rows become
    «secret statistique» without value, numerator or denominator. The rows keep their order.
    """
    protected = {one.id: one.smallest_count for one in catalogue.indicators if one.smallest_count}
    rows = observations[observations["indicator"].isin(list(protected))]
    if rows.empty:
        return observations
    result = observations.copy()
    for (indicator, _year), edition in rows.groupby(["indicator", "year"]):
        hidden = _hidden(edition, protected[str(indicator)], places)
        cells = pd.Series(list(zip(edition["level"], edition["code"], strict=True)), index=edition.index)
        found = cells[cells.isin(hidden)].index
        result.loc[found, "status"] = Status.SUPPRESSED.value
        result.loc[found, ["value", "numerator", "denominator"]] = None
    return result


def _hidden(edition: pd.DataFrame, smallest: int, places: TerritoryTables) -> frozenset[Hashable]:
    cells: dict[Hashable, int | None] = {}
    for level, code, value, status in edition[["level", "code", "value", "status"]].itertuples(index=False):
        if status == Status.SUPPRESSED.value:
            cells[level, code] = None
        elif value is not None and not pd.isna(value):
            cells[level, code] = round(value)
    found = list(zip(edition["level"], edition["code"], strict=True))
    relations = [one for one in _relations(found, places) if _adds_up(one, cells)]
    return suppress(Table(cells, tuple(relations)), smallest)


def _relations(cells: list[Cell], places: TerritoryTables) -> Iterable[Relation]:
    """Every sum that a reader can make: sectors of a quartier and of a commune, communes, Regions."""
    for table in places.members.values():
        quartiers: dict[Cell, list[Cell]] = defaultdict(list)
        for sector, quartier in table.items():
            quartiers[Level.QUARTIER.value, quartier].append((Level.SECTOR.value, sector))
        yield from _known(quartiers, cells)
    larger: dict[Cell, list[Cell]] = defaultdict(list)
    for level, code in cells:
        if level in (Level.SECTOR, UNPLACED):
            commune = places.commune_of.get(code, places.commune_of.get(code[:5], code[:5]))
            larger[Level.COMMUNE.value, commune].append((level, code))
        elif level == Level.COMMUNE:
            larger[Level.REGION.value, region_of(code)].append((level, code))
        elif level == Level.REGION:
            larger[Level.COUNTRY.value, BELGIUM].append((level, code))
    yield from _known(larger, cells)


def _known(sums: Mapping[Cell, list[Cell]], cells: list[Cell]) -> Iterable[Relation]:
    known = set(cells)
    for total, parts in sums.items():
        present = tuple(dict.fromkeys(part for part in parts if part in known))
        if total in known and present:
            yield Relation(total, present)


def _adds_up(relation: Relation, cells: Mapping[Hashable, int | None]) -> bool:
    """False where people are missing from the parts: what is missing is unknown to a reader too."""
    if any(cell not in cells for cell in (relation.total, *relation.parts)):
        return False
    counts = [cells[part] for part in relation.parts]
    total = cells[relation.total]
    known = sum(count for count in counts if count is not None)
    if total is None:
        return True
    return known <= total if None in counts else known == total
