"""The territories of the statistics: which there are, what lies in what, which services they have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from data.statistics_file import StatisticsFile
from indicators.level import Level, level_of
from indicators.territory import Kind, Service, Territory
from indicators.user_error import UserError


@dataclass(frozen=True)
class Share:
    """The part of a territory that lies in a larger one; `share` is None where it is not known.

    `basis` says what was counted: «population 2019», «nombre de secteurs», «liste».
    """

    parent: str
    share: float | None
    basis: str


class KnownTerritories(StatisticsFile):
    """Territories of every level, by code."""

    @cached_property
    def quartiers(self) -> dict[str, Territory]:
        """All quartiers by code, in the order of their codes."""
        found = self.territories(Level.QUARTIER)
        return {code: found[code] for code in sorted(found, key=int)}

    @cache  # noqa: B019 (a Statistics is one version of the file and is dropped with it)
    def territories(self, level: str) -> dict[str, Territory]:
        """All territories of one level by code; sectors of every vintage."""
        return {found.code: found for found in self._territories("level = ?", [level])}

    def _territories(self, where: str, parameters: list[Any]) -> list[Territory]:
        rows = self._rows(
            "SELECT level, code, name_fr, name_nl, kind, communes, area_km2, commune_codes, quartier, region "
            f"FROM territory WHERE {where} ORDER BY level, code",
            parameters,
        )
        return [
            Territory(
                level, code, name, name_nl, Kind(kind), tuple(communes), area, tuple(nis), quartier, region
            )
            for level, code, name, name_nl, kind, communes, area, nis, quartier, region in rows
        ]

    def territory(self, code: str) -> Territory:
        """Return one territory of any level: codes tell their level by their form.

        Raises UserError for an unknown code.
        """
        found = self._found(code)
        if found is None:
            raise UserError(
                f"Aucun territoire ne porte le code «\u00a0{code}\u00a0».",
                remedy="Les codes des quartiers vont de 1 à 917\u00a0; Anneessens porte le code 10. "
                "Les secteurs et les autres communes demandent un import (Données et méthodes).",
            )
        return found

    def _found(self, code: str) -> Territory | None:
        level = level_of(code)
        if level is None:
            return None
        if level is Level.SECTOR:
            return self._sector(code)
        return self.territories(level).get(code)

    @cache  # noqa: B019
    def _sector(self, code: str) -> Territory | None:
        """One sector, without reading the twenty thousand others."""
        return next(iter(self._territories("level = 'secteur' AND code = ?", [code])), None)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self._found(code) is not None

    def members(self, level: str, extent: str) -> dict[str, Territory]:
        """The territories of one level that lie in a commune, a Region or Belgium (`extent`)."""
        found = self.territories(level)
        kind = level_of(extent)
        if kind is Level.COUNTRY:
            return found
        if kind is Level.REGION:
            return {code: one for code, one in found.items() if one.region == extent}
        return {code: one for code, one in found.items() if extent in one.commune_codes}

    def services(self, territory: Territory | None = None) -> tuple[Service, ...]:
        """Services of a quartier, of a commune or of the Region, or all of them.

        A sector has none: the directory places services in quartiers, not in sectors.
        """
        places: dict[str | None, tuple[str, list[str]]] = {
            None: ("true", []),
            Level.QUARTIER: ("quartier = ?", [territory.code if territory else ""]),
            Level.COMMUNE: ("lower(commune) = lower(?)", [territory.name if territory else ""]),
            Level.REGION: ("? = '04000'", [territory.code if territory else ""]),
        }
        where, asked = places.get(territory.level if territory else None, ("false", []))
        rows = self._rows(
            "SELECT name, kind, public, address, commune, quartier, certainty, source_url, source_date "
            f"FROM service WHERE {where} ORDER BY kind, name",
            asked,
        )
        found = tuple(Service(*row) for row in rows)
        if territory is None or territory.level == Level.QUARTIER:
            return found
        # What is only probable is the quartier; the commune stands in the address.
        return tuple(replace(service, certainty="certain") for service in found)

    def shares(self, territory: Territory, parent_level: str) -> tuple[Share, ...]:
        """What part of a territory lies in each larger one, the largest part first."""
        rows = self._rows(
            "SELECT parent, share, basis FROM territory_share WHERE child_level = ? AND child = ? "
            "AND parent_level = ? ORDER BY vintage DESC, share DESC NULLS LAST, parent",
            [territory.level, territory.code, parent_level],
        )
        return tuple(Share(*row) for row in dict.fromkeys(rows))
