"""Whether a new perimeter may be shown beside all that was shown before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import fsum

from data.perimeter_figures import PerimeterFigures
from data.perimeter_members import POPULATION, members_of, sectors_by_quartier
from data.settings import DataSettings
from data.statistics import Statistics
from indicators.disclosure.groups import NamedGroup, refusal
from indicators.disclosure.primary import is_small
from indicators.disclosure.thresholds import Thresholds
from indicators.estimate import Status
from indicators.french import enumeration
from indicators.language import _
from indicators.level import BRUSSELS, Level
from indicators.perimeter import Perimeter
from indicators.user_error import UserError

NOWHERE = "ZZZZ"
"""Ends the name of the part of a commune that stands for people whom nobody can place."""


def thresholds_of(statistics: Statistics) -> Thresholds:
    """The smallest group of each source, and of the whole site (settings)."""
    by_source = {source.id: source.threshold for source in statistics.catalogue.sources if source.threshold}
    return Thresholds(DataSettings().smallest_group, by_source)


def perimeter_check(statistics: Statistics) -> Callable[[Perimeter, Sequence[Perimeter]], None]:
    """The check for these statistics: raises UserError for a perimeter that cannot be shown.

    Everything that anybody can have seen counts: what the sources print of sectors, quartiers,
    communes and the Region, every version of every perimeter, and of those with a hidden member
    the sum of the others («au moins»). The strictest threshold of all sources holds.
    """
    published = statistics.published
    inside = sectors_by_quartier(published)
    thresholds = thresholds_of(published)
    strictest = max(thresholds.site, *thresholds.by_source.values(), 1)

    def check(candidate: Perimeter, history: Sequence[Perimeter]) -> None:
        _refuse_unknown(published, candidate, inside)
        whole = dict(_printed_sets(published))
        partly: dict[frozenset[str], str] = {}
        for one in history:
            whole[_atoms(published, one, inside)] = one.name
            partly |= dict.fromkeys(_without_hidden(published, thresholds, one, inside), one.name)
        own = _atoms(published, candidate, inside)
        own_partly = _without_hidden(published, thresholds, candidate, inside)
        people = _people(published, frozenset().union(own, *whole, *partly))
        # First what is shown of everybody; then, with it, the sums that leave hidden members out.
        for asked, groups in (({own}, whole), (own_partly, whole | partly | {own: candidate.name})):
            shown = [
                NamedGroup(name, members)
                for members, name in groups.items()
                if not is_small(_total(members, people), strictest)
            ]
            for members in asked:
                found = refusal(members, shown, people, strictest)
                if found is not None:
                    raise found.user_error()

    return check


def _atoms(
    statistics: Statistics, perimeter: Perimeter, inside: Mapping[str, tuple[str, ...]]
) -> frozenset[str]:
    """The smallest parts: sectors where they are known, else whole quartiers."""
    codes = members_of(statistics, perimeter).codes
    return frozenset(part for code in codes for part in inside.get(code, (code,)))


def _without_hidden(
    statistics: Statistics,
    thresholds: Thresholds,
    perimeter: Perimeter,
    inside: Mapping[str, tuple[str, ...]],
) -> set[frozenset[str]]:
    """What «au moins» really is a sum of: the members that are not hidden for some indicator and year."""
    figures = PerimeterFigures(statistics, perimeter, thresholds)
    sets = set()
    for hidden in figures.hidden_members():
        kept = [code for code in figures.members.codes if code not in hidden]
        sets.add(frozenset(part for code in kept for part in inside.get(code, (code,))))
    return {one for one in sets if one}


@lru_cache(maxsize=4)
def _printed_sets(statistics: Statistics) -> tuple[tuple[frozenset[str], str], ...]:
    """What the sources print of Brussels: sectors, quartiers, communes with those whom nobody can
    place, and the Region."""
    inside = sectors_by_quartier(statistics)
    quartiers = {code: frozenset(inside.get(code, (code,))) for code in statistics.quartiers}
    found = {members: statistics.quartiers[code].name for code, members in quartiers.items()}
    everywhere = frozenset().union(*quartiers.values())
    if inside:
        communes: dict[str, set[str]] = {}
        known = statistics.territories(Level.SECTOR)
        for code in everywhere & known.keys():
            sector = known[code]
            communes.setdefault(sector.commune_codes[0], {sector.commune_codes[0] + NOWHERE}).add(code)
            found[frozenset([code])] = sector.name
        for nis, members in communes.items():
            found[frozenset(members)] = statistics.territory(nis).name
        everywhere |= {nis + NOWHERE for nis in communes}
    found[everywhere | {BRUSSELS + NOWHERE}] = statistics.territory(BRUSSELS).name
    return tuple(found.items())


def _total(members: frozenset[str], people: Mapping[str, float | None]) -> float | None:
    counted = [people.get(code) for code in members if NOWHERE not in code]
    return None if None in counted else fsum(one for one in counted if one is not None)


def _people(statistics: Statistics, codes: frozenset[str]) -> dict[str, float | None]:
    """The newest population of each part; 0 where the source says that nobody lives there."""
    found: dict[str, float | None] = dict.fromkeys(codes)
    for level in (Level.QUARTIER, Level.SECTOR):
        if not statistics.years(POPULATION, level):
            continue
        year = statistics.best_year(POPULATION, level)
        rows = statistics.estimates(statistics.catalogue[POPULATION], year, level, codes)
        nobody = {code for code, one in rows.items() if one.status is Status.NOT_APPLICABLE}
        found |= dict.fromkeys(codes & nobody, 0.0)
        newest = statistics.newest_values(POPULATION, level)
        found |= {code: newest[code] for code in codes & newest.keys()}
    return found


def _refuse_unknown(
    statistics: Statistics, candidate: Perimeter, inside: Mapping[str, tuple[str, ...]]
) -> None:
    unknown = members_of(statistics, candidate).unknown
    if unknown:
        raise UserError(
            _("Ces membres ne sont pas connus ici\u00a0: {codes}.").format(codes=enumeration(list(unknown))),
            remedy=_("Retirez-les, ou importez le fichier qui les décrit (Données et méthodes)."),
        )
    kept = {sector for code in candidate.quartiers for sector in inside.get(code, ())}
    doubled = [code for code in candidate.sectors if code in kept]
    if doubled:
        raise UserError(
            _("Ces secteurs sont déjà dans un quartier du périmètre\u00a0: {codes}.").format(
                codes=enumeration(doubled)
            ),
            remedy=_("Retirez-les de la liste\u00a0: ils compteraient deux fois."),
        )
    stray = [code for code in candidate.without if code not in kept]
    if stray:
        raise UserError(
            _("Ces secteurs à retirer ne sont dans aucun quartier du périmètre\u00a0: {codes}.").format(
                codes=enumeration(stray)
            ),
            remedy=_("Retirez-les de la liste."),
        )
