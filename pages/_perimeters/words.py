"""What a perimeter is, in words: its members, its people, whether it is in one piece."""

from __future__ import annotations

import shapely

from data.with_perimeters import StatisticsWithPerimeters
from indicators.french import number
from indicators.language import _
from indicators.level import Level
from indicators.perimeter import Perimeter

TOUCHING_M = 2.0
"""Outlines that are nearer than this touch: they are generalised."""


def names_of(statistics: StatisticsWithPerimeters, perimeter: Perimeter) -> dict[str, str]:
    """The name of each member and of each sector taken out."""
    codes = (*perimeter.members, *perimeter.without)
    return {code: statistics.territory(code).name for code in codes if code in statistics}


def pieces(statistics: StatisticsWithPerimeters, code: str) -> int:
    """How many separate pieces the outline has; 0 when no outline is known."""
    outline = statistics.outline(code)
    if outline is None:
        return 0
    return len(shapely.get_parts(outline.buffer(TOUCHING_M)))


def shape_words(statistics: StatisticsWithPerimeters, code: str) -> str:
    """«2 quartiers, 1 secteur · 0,91 km² · en 2 morceaux séparés»."""
    return " · ".join([_counts(statistics, code), *_shape(statistics, code)])


def facts(statistics: StatisticsWithPerimeters, code: str) -> str:
    """The same with its people: «2 quartiers · 14 000 habitant·es (2019) · 0,91 km² · d'un seul tenant»."""
    found = statistics.figures_of(code)
    people = []
    if found.people and not found.is_small:
        year = max(found.people)
        people = [_("{n} habitant·es ({year})").format(n=number(found.people[year]), year=year)]
    elif found.people:
        people = [_("trop peu d'habitant·es pour montrer des chiffres")]
    return " · ".join([_counts(statistics, code), *people, *_shape(statistics, code)])


def _counts(statistics: StatisticsWithPerimeters, code: str) -> str:
    perimeter = statistics.perimeters[code]
    counted = [(Level.QUARTIER, perimeter.quartiers, ""), (Level.SECTOR, perimeter.sectors, "")]
    counted.append((Level.SECTOR, perimeter.without, _(" en moins")))
    return ", ".join(
        f"{number(len(codes))} {level.noun if len(codes) == 1 else level.plural}{more}"
        for level, codes, more in counted
        if codes
    )


def _shape(statistics: StatisticsWithPerimeters, code: str) -> list[str]:
    words = [_("{area} km²").format(area=number(statistics.territory(code).area_km2, 2))]
    count = pieces(statistics, code)
    if count == 1:
        words.append(_("d'un seul tenant"))
    elif count > 1:
        words.append(_("en {n} morceaux séparés").format(n=number(count)))
    return words
