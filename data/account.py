"""Work out what the population of a commune is made of."""

from __future__ import annotations

import math

import pandas as pd

from data.statistics import Statistics
from indicators.level import Level
from indicators.population_account import Part, PopulationAccount
from indicators.territory import Territory

_YEAR = """
    SELECT max(year) FROM observation WHERE indicator = 'population' AND level = 'secteur'
        AND value IS NOT NULL AND code IN (
            SELECT child FROM territory_share WHERE child_level = 'secteur' AND parent_level = 'commune'
                AND parent = ?)
"""
_SECTORS = """
    SELECT o.code, t.name_fr, o.value, o.source FROM observation o
    JOIN territory_share s ON s.child_level = 'secteur' AND s.child = o.code
        AND s.parent_level = 'commune' AND s.parent = $commune
    JOIN territory t ON t.level = 'secteur' AND t.code = o.code
    WHERE o.indicator = 'population' AND o.level = 'secteur' AND o.year = $year AND o.value IS NOT NULL
    ORDER BY o.value DESC
"""
_QUARTIERS = """
    WITH member AS (
        SELECT DISTINCT child, parent FROM territory_share
        WHERE child_level = 'secteur' AND parent_level = 'quartier'),
    people AS (
        SELECT o.code, o.value, c.parent AS commune FROM observation o
        JOIN territory_share c ON c.child_level = 'secteur' AND c.child = o.code AND c.parent_level = 'commune'
        WHERE o.indicator = 'population' AND o.level = 'secteur' AND o.year = $year)
    SELECT m.parent, t.name_fr, sum(p.value) FILTER (p.commune = $commune), sum(p.value)
    FROM member m JOIN people p ON p.code = m.child
    JOIN territory t ON t.level = 'quartier' AND t.code = m.parent
    GROUP BY ALL HAVING sum(p.value) FILTER (p.commune = $commune) > 0 ORDER BY 3 DESC
"""
_TOTALS = """
    SELECT coalesce((SELECT sum(value) FROM observation WHERE indicator = 'population' AND year = $year
            AND level = 'non_localise' AND code IN (
                SELECT DISTINCT left(child, 5) || 'ZZZZ' FROM territory_share
                WHERE child_level = 'secteur' AND parent_level = 'commune' AND parent = $commune)), 0),
        (SELECT value FROM observation WHERE indicator = 'population' AND year = $year
            AND level = 'commune' AND code = $commune)
"""


def population_account(statistics: Statistics, territory: Territory) -> PopulationAccount | None:
    """The account of a commune in the newest year that its sectors have; None for other territories.

    Quartiers where the table of sectors is imported, sectors elsewhere.
    """
    if territory.level != Level.COMMUNE:
        return None
    year = statistics.table(_YEAR, [territory.code]).iloc[0, 0]
    if pd.isna(year):
        return None
    asked = {"commune": territory.code, "year": int(year)}
    sectors = statistics.table(_SECTORS, asked)
    quartiers = statistics.table(_QUARTIERS, asked)
    unplaced, total = (float(value) for value in statistics.table(_TOTALS, asked).iloc[0])
    if math.isnan(total):
        # A sector is hidden: a sum without it would not be the commune.
        return None
    if len(quartiers):
        level = Level.QUARTIER
        parts = [
            Part(code, name, float(here), here / whole) for code, name, here, whole in quartiers.to_numpy()
        ]
    else:
        level = Level.SECTOR
        rows = sectors[["code", "name_fr", "value"]].to_numpy()
        parts = [Part(code, name, float(people), 1.0) for code, name, people in rows]
    words = level.plural if len(parts) > 1 else level.noun
    source = statistics.catalogue.source(str(sectors["source"].mode().iloc[0]))
    return PopulationAccount(territory.name, int(year), tuple(parts), unplaced, total, source, words)
