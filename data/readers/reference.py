"""What is already known, to compare a file with: territories, sector table, figures in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from data.readers.names import NameIndex
from data.readers.reading import Reading
from data.settings import SOURCES
from indicators.level import UNPLACED

if TYPE_CHECKING:
    from data.statistics import Statistics


@dataclass(frozen=True)
class Quartier:
    """What the bundled list says of a quartier."""

    name_fr: str
    name_nl: str
    inhabited: bool
    communes: tuple[str, ...]
    sectors: int


@dataclass(frozen=True)
class Reference:
    """Everything a reader may compare a file with; what is not known is empty.

    `sector_tables` maps sectors to quartiers for each vintage of the official table; `sector_population` sectors
    to inhabitants; `sectors` lists all known sectors, of every vintage in force;
    `figures` maps (indicator, level, year) to values by code.
    """

    quartiers: Mapping[str, Quartier]
    communes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sectors: frozenset[str] = frozenset()
    sector_tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sector_population: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    figures: Mapping[tuple[str, str, int], Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def bundled(cls) -> Reference:
        """The 145 quartiers, the 19 communes and the figures that come with the product."""
        return _bundled()

    @classmethod
    def in_force(cls, statistics: Statistics) -> Reference:
        """The bundled lists with the figures of the statistics that the app shows now."""
        table = statistics.table(
            "SELECT indicator, level, code, year, value FROM observation WHERE value NOT NULL"
        )
        sectors = statistics.table("SELECT code FROM territory WHERE level = 'secteur'")
        members = statistics.table(
            "SELECT child, parent, vintage FROM territory_share WHERE child_level = 'secteur' AND parent_level = 'quartier'"
        )
        communes = {
            code: tuple(name for name in (one.name, one.name_nl) if name)
            for code, one in statistics.territories("commune").items()
        }
        return replace(
            _bundled(),
            communes={**_bundled().communes, **communes},
            sectors=frozenset(sectors["code"]),
            sector_tables={
                str(vintage): dict(zip(part["child"], part["parent"], strict=True))
                for vintage, part in members.groupby("vintage")
            },
            figures=_figures(table),
        )

    @cached_property
    def sector_quartier(self) -> Mapping[str, str]:
        """The quartier of every sector, whatever the vintage: no code has ever changed quartier."""
        return {sector: code for table in self.sector_tables.values() for sector, code in table.items()}

    @cached_property
    def quartier_names(self) -> NameIndex:
        """FR and NL names of the quartiers."""
        pairs = [(code, name) for code, q in self.quartiers.items() for name in (q.name_fr, q.name_nl)]
        return NameIndex(pairs)

    @cached_property
    def commune_names(self) -> NameIndex:
        """FR and NL names of the communes."""
        return NameIndex([(code, name) for code, names in self.communes.items() for name in names])

    def with_companion(self, reading: Reading) -> Reference:
        """Add what another file teaches: a sector table, sector populations, sectors drawn, communes."""
        result = self
        table = reading.tables.get("secteurs_quartiers")
        if table is not None:
            pairs = dict(zip(table["sector"], table["quartier"], strict=True))
            result = replace(
                result,
                sector_tables={**result.sector_tables, str(table["vintage"].iloc[0]): pairs},
                sectors=result.sectors | frozenset(pairs),
            )
        drawn = reading.tables.get("contours")
        if drawn is not None and len(drawn) and (drawn["level"] == "secteur").all():
            result = replace(result, sectors=result.sectors | frozenset(drawn["code"]))
        communes = reading.tables.get("communes")
        if communes is not None:
            known = {row.code: (row.name_fr, row.name_nl) for row in communes.itertuples()}
            result = replace(result, communes={**known, **result.communes})
        people = reading.observations
        people = people[people["indicator"].eq("population") & people["level"].isin(["secteur", UNPLACED])]
        people = people[people["value"].notna() & people["year"].notna()]
        if len(people):
            by_year = {
                int(year): dict(zip(part["code"], part["value"], strict=True))
                for year, part in people.groupby("year")
            }
            result = replace(result, sector_population={**result.sector_population, **by_year})
        others = reading.observations[
            reading.observations["year"].notna() & reading.observations["value"].notna()
        ]
        return replace(result, figures={**result.figures, **_figures(others)})


def _figures(table: pd.DataFrame) -> dict[tuple[str, str, int], dict[str, float]]:
    return {
        (str(indicator), str(level), int(year)): dict(zip(part["code"], part["value"], strict=True))
        for (indicator, level, year), part in table.groupby(["indicator", "level", "year"])
    }


@lru_cache(maxsize=1)
def _bundled() -> Reference:
    quartiers = pd.read_csv(SOURCES / "quartiers.csv", dtype=str, keep_default_na=False)
    known = {
        row.quartier_code: Quartier(
            row.nom_fr,
            row.nom_nl,
            row.type == "habite",
            tuple(row.communes_nis.split("|")),
            int(row.secteurs),
        )
        for row in quartiers.itertuples()
    }
    communes = {
        nis: (name,)
        for row in quartiers.itertuples()
        for nis, name in zip(row.communes_nis.split("|"), row.communes.split("|"), strict=True)
    }
    values = pd.read_csv(SOURCES / "indicateurs.csv", dtype={"quartier_code": str})
    values = values[values["valeur"].notna() & ~values["source"].str.endswith("_a_verifier")]
    table = pd.DataFrame(
        {
            "indicator": values["indicateur"],
            "level": "quartier",
            "code": values["quartier_code"],
            "year": values["annee"],
            "value": values["valeur"],
        }
    )
    return Reference(quartiers=known, communes=communes, figures=_figures(table))
