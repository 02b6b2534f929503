"""What a perimeter is made of in these statistics: whole quartiers, and sectors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from data.statistics import Statistics
from indicators.language import _
from indicators.level import Level
from indicators.perimeter import Perimeter
from indicators.territory import Kind, Territory

POPULATION = "population"


@dataclass(frozen=True)
class Members:
    """The members of a perimeter. A quartier that a sector was taken out of counts by its other sectors.

    `names` says what to call each of them; `unknown` holds codes that these statistics do not have.
    """

    quartiers: tuple[Territory, ...]
    sectors: tuple[Territory, ...]
    names: dict[str, str]
    unknown: tuple[str, ...]

    @property
    def all(self) -> tuple[Territory, ...]:
        """Every member."""
        return (*self.quartiers, *self.sectors)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all members."""
        return tuple(one.code for one in self.all)


def members_of(statistics: Statistics, perimeter: Perimeter) -> Members:
    """Find the members of a perimeter."""
    whole: dict[str, Territory] = {}
    sectors: dict[str, Territory] = {}
    names: dict[str, str] = {}
    unknown = []
    inside = sectors_by_quartier(statistics) if perimeter.without or perimeter.sectors else {}
    without = set(perimeter.without)
    for code in perimeter.members:
        if code not in statistics:
            unknown.append(code)
            continue
        found = statistics.territory(code)
        parts = inside.get(code, ())
        if found.level == Level.SECTOR:
            sectors[code] = found
            names[code] = found.name
        elif without & set(parts):
            for part in parts:
                if part not in without:
                    sectors[part] = statistics.territory(part)
                    names[part] = _("{name} (en partie)").format(name=found.name)
        else:
            whole[code] = found
            names[code] = found.name
    return Members(tuple(whole.values()), tuple(sectors.values()), names, tuple(unknown))


@lru_cache(maxsize=4)
def sectors_by_quartier(statistics: Statistics) -> dict[str, tuple[str, ...]]:
    """The sectors of each quartier, of the vintage that most population figures are known for.

    A sector where nobody lives has no population figure; it belongs to its quartier all the same.
    """
    known = statistics.years(POPULATION, Level.SECTOR)
    rows = statistics.question(
        "SELECT t.quartier, list(t.code ORDER BY t.code) FROM territory t "
        "LEFT JOIN observation o ON o.level = t.level AND o.code = t.code AND o.indicator = $id AND o.year = $year "
        "WHERE t.level = 'secteur' AND t.quartier <> '' AND ($year IS NULL OR o.code IS NOT NULL OR t.kind = $empty) "
        "GROUP BY t.quartier",
        {
            "id": POPULATION,
            "year": statistics.best_year(POPULATION, Level.SECTOR) if known else None,
            "empty": Kind.EMPTY.value,
        },
    )
    return {quartier: tuple(codes) for quartier, codes in rows}


def territory_of(statistics: Statistics, perimeter: Perimeter) -> Territory:
    """The perimeter as a territory, so that whatever takes a quartier takes it too."""
    found = members_of(statistics, perimeter).all
    communes: dict[str, str] = {}
    for one in found:
        communes |= dict(zip(one.commune_codes, one.communes, strict=False))
    regions = {one.region for one in found}
    codes = [code for code in (*perimeter.members, *perimeter.without) if code in statistics]
    names = {code: statistics.territory(code).name for code in codes}
    inhabited = any(one.kind is Kind.INHABITED for one in found)
    return Territory(
        level=Level.PERIMETER.value,
        code=perimeter.code,
        name=perimeter.name,
        name_nl=perimeter.name,
        kind=Kind.INHABITED if inhabited or not found else Kind.EMPTY,
        communes=tuple(communes.values()),
        area_km2=round(sum(one.area_km2 or 0.0 for one in found), 4),
        commune_codes=tuple(communes),
        region=regions.pop() if len(regions) == 1 else "",
        note=f"{perimeter.composition(names)}. {perimeter.provenance}.",
    )
