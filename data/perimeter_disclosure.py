"""Whether a new perimeter may be shown beside all that was shown before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from indicators.level import BRUSSELS, UNPLACED, Level
from indicators.perimeter import Perimeter
from indicators.territory import Kind
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
        own = _atoms(published, candidate, inside)
        earlier = {_atoms(published, one, inside): one.name for one in history}
        whole = _printed(published, own.union(*earlier)) | earlier
        partly: dict[frozenset[str], str] = {}
        for one in history:
            partly |= dict.fromkeys(_without_hidden(published, thresholds, one, inside), one.name)
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
def _printed_of_brussels(statistics: Statistics) -> dict[frozenset[str], str]:
    """What the sources print of Brussels: its quartiers, and the Region with those whom nobody can place."""
    inside = sectors_by_quartier(statistics)
    found = {
        frozenset(inside.get(code, (code,))): quartier.name for code, quartier in statistics.quartiers.items()
    }
    nowhere = {code[:5] + NOWHERE for codes in inside.values() for code in codes} or {BRUSSELS + NOWHERE}
    found[frozenset().union(*found, nowhere)] = statistics.territory(BRUSSELS).name
    return found


@lru_cache(maxsize=64)
def _printed_of_commune(statistics: Statistics, nis: str) -> dict[frozenset[str], str]:
    """What the sources print of a commune: its sectors, and all of it with those whom nobody can place."""
    rows = statistics.question(
        "SELECT t.code, t.name_fr FROM territory t LEFT JOIN observation o "
        "ON o.level = t.level AND o.code = t.code AND o.indicator = $id AND o.year = $year "
        "WHERE t.level = 'secteur' AND t.commune_codes[1] = $nis AND (o.code IS NOT NULL OR t.kind = $empty)",
        {
            "id": POPULATION,
            "year": statistics.best_year(POPULATION, Level.SECTOR),
            "nis": nis,
            "empty": Kind.EMPTY.value,
        },
    )
    found = {frozenset([code]): name for code, name in rows}
    found[frozenset({nis + NOWHERE, *(code for code, _name in rows)})] = statistics.territory(nis).name
    return found


def _printed(statistics: Statistics, atoms: Iterable[str]) -> dict[frozenset[str], str]:
    """What the sources print around some parts, wherever they are."""
    found = dict(_printed_of_brussels(statistics))
    if not statistics.years(POPULATION, Level.SECTOR):
        return found
    touched = {nis for code in atoms for nis in statistics.territory(code).commune_codes}
    for nis in sorted(touched):
        found |= _printed_of_commune(statistics, nis)
    return found


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
    found |= _nowhere(statistics, [code for code in codes if NOWHERE in code])
    for code in [code for code, people in found.items() if people is None and NOWHERE not in code]:
        if statistics.territory(code).kind is Kind.EMPTY:
            found[code] = 0.0
    return found


def _nowhere(statistics: Statistics, codes: Sequence[str]) -> dict[str, float | None]:
    """The people of each commune whom the source places in no sector; none where it has no such row."""
    if not statistics.years(POPULATION, Level.SECTOR):
        return dict.fromkeys(codes)
    rows = statistics.question(
        "SELECT code, sum(value) FROM observation WHERE indicator = $id AND level = $level AND year = $year "
        "AND list_contains($codes, code) GROUP BY code",
        {
            "id": POPULATION,
            "level": UNPLACED,
            "year": statistics.best_year(POPULATION, Level.SECTOR),
            "codes": list(codes),
        },
    )
    return {**dict.fromkeys(codes, 0.0), **{code: float(people) for code, people in rows}}


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
