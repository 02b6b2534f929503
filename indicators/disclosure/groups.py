"""The history of perimeters counts: what was shown once can be subtracted from what is shown next.

A perimeter is a set of atoms (sectors, or quartiers where a source goes no further). Somebody who
has the sums of several sets has every linear combination of them. A new set is refused when a
combination tells of fewer people than the threshold, and did not before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import fsum, isnan

from indicators.disclosure.elimination import Echelon, Row
from indicators.disclosure.primary import is_small
from indicators.disclosure.recovery import MOST_STEPS, TooManyGroups, small_group
from indicators.french import NBSP, enumeration, number
from indicators.language import _
from indicators.user_error import UserError

MOST_NAMES = 3
"""Groups named in an explanation before «et … autres»."""


@dataclass(frozen=True)
class NamedGroup:
    """A set of atoms whose figures have been shown: a published territory or an earlier perimeter."""

    name: str
    members: frozenset[str]


class RefusalKind(StrEnum):
    """Why a perimeter is refused."""

    TOO_SMALL = "trop_petit"
    DIFFERENCE = "difference"
    COMBINATION = "combinaison"
    TOO_TANGLED = "trop_enchevetre"


@dataclass(frozen=True)
class Refusal:
    """A perimeter that must not be shown.

    `others` names the shown groups that give the small group away together with this perimeter,
    closest first; empty for a perimeter that is small by itself. `people` counts the small group
    and is never written to anybody: only the threshold is; None when not known.
    """

    kind: RefusalKind
    threshold: int
    others: tuple[str, ...] = ()
    people: float | None = field(default=None, repr=False)

    @property
    def other(self) -> str:
        """The closest shown group, empty when there is none."""
        return self.others[0] if self.others else ""

    def user_error(self) -> UserError:
        """The refusal in French words, with a way out. It never gives the number of people."""
        problem, remedy = {
            RefusalKind.TOO_SMALL: (
                _(
                    "Ce périmètre compte {few}\u00a0: ses chiffres pourraient faire reconnaître des personnes."
                ),
                _("Ajoutez des quartiers ou des secteurs, jusqu'à {threshold} habitant·es au moins."),
            ),
            RefusalKind.DIFFERENCE: (
                _(
                    "Entre ce périmètre et {others}, déjà montré, il y a {few} de différence\u00a0: "
                    "en comparant leurs chiffres, on retrouverait ceux de ce petit groupe."
                ),
                _(
                    "Gardez {others} tel quel, ou agrandissez la différence\u00a0: ajoutez ou retirez des "
                    "secteurs jusqu'à ce qu'elle compte {threshold} habitant·es au moins."
                ),
            ),
            RefusalKind.COMBINATION: (
                _(
                    "En combinant les chiffres de ce périmètre avec ceux de {others}, déjà montrés, on "
                    "retrouverait ceux d'un petit groupe ({few})."
                ),
                _(
                    "Reprenez un périmètre qui existe déjà, ou ajoutez ou retirez des quartiers entiers "
                    "plutôt que de petits secteurs."
                ),
            ),
            RefusalKind.TOO_TANGLED: (
                _(
                    "Ce périmètre recoupe trop de petits groupes déjà montrés\u00a0: nous ne pouvons pas "
                    "garantir que les chiffres d'aucun groupe de {few} ne s'en déduisent."
                ),
                _(
                    "Reprenez un périmètre qui existe déjà, ou ajoutez ou retirez des quartiers entiers "
                    "plutôt que de petits secteurs."
                ),
            ),
        }[self.kind]
        unknown = self.people is None and self.kind is not RefusalKind.TOO_TANGLED
        few = _("un nombre inconnu d'habitant·es") if unknown else _("moins de {threshold} habitant·es")
        threshold = number(self.threshold)
        words = {
            "few": few.format(threshold=threshold),
            "others": _named(self.others),
            "threshold": threshold,
        }
        return UserError(problem.format(**words), remedy=remedy.format(**words))


def refusal(
    candidate: frozenset[str],
    shown: Sequence[NamedGroup],
    people: Mapping[str, float | None],
    threshold: int,
    *,
    most_steps: int = MOST_STEPS,
) -> Refusal | None:
    """Say whether showing one more set of atoms would give a small group away.

    Parameters
    ----------
    candidate : atoms of the new perimeter. When a source hides some of its members, their sum is in
        truth one over the others: ask about that set as well.
    shown : all that has been shown, in any order; what its publisher prints and earlier perimeters.
    people : inhabitants of each atom. An atom that is missing, None or not a number is not known:
        it counts as small. Give 0 for a park: nobody lives there, so it changes nothing.
    threshold : people, see `Thresholds.of`.

    Returns
    -------
    None when the set can be shown, and always when it was shown before. Otherwise, the first of:

    - TOO_SMALL: the set itself counts fewer people than the threshold;
    - DIFFERENCE: it differs from one shown group by fewer people (those in one of the two only),
      even where a publisher prints the figures of those few: a quartier and the same quartier plus
      an enclave of seven people are never both shown;
    - COMBINATION: with several shown groups, a linear combination gives the sum over a small set of
      atoms that the shown groups alone do not give (or, where the elimination meets one, another
      combination over a small set, such as the difference between two enclaves);
    - TOO_TANGLED: more than `most_steps` combinations to look at, so none is known to be safe.

    Each answer keeps the small sums out of reach, hence so does any series of perimeters accepted
    one after the other, whatever the order. Not held against: somebody who knows the figures of an
    atom from inside, and figures that are extreme (a sum of 0 says 0 of all parts).

    Notes
    -----
    Atoms that are in the same groups can only be recovered together, so they are taken as one. A
    combination of small atoms only exists when the candidate, seen on the other atoms, is already a
    combination of the shown groups; a single exact elimination, large atoms first, tells.
    """
    living = frozenset(atom for atom in candidate if people.get(atom) != 0)
    before = [
        NamedGroup(one.name, frozenset(atom for atom in one.members if people.get(atom) != 0))
        for one in shown
    ]
    if not living or any(one.members == living for one in before):
        return None
    if _small(living, people, threshold):
        return Refusal(RefusalKind.TOO_SMALL, threshold, people=_exactly(living, people))
    by_distance = sorted(before, key=lambda one: _at_least(one.members ^ living, people))
    closest = by_distance[0].members ^ living if by_distance else frozenset()
    if closest and _small(closest, people, threshold):
        return Refusal(RefusalKind.DIFFERENCE, threshold, (by_distance[0].name,), _exactly(closest, people))
    return _combination(living, by_distance, people, threshold, most_steps)


def _combination(
    candidate: frozenset[str],
    shown: Sequence[NamedGroup],
    people: Mapping[str, float | None],
    threshold: int,
    most_steps: int,
) -> Refusal | None:
    classes = _classes([*(one.members for one in shown), candidate])
    weights = {pattern: _at_least(atoms, people) for pattern, atoms in classes.items()}
    order = sorted(classes, key=lambda pattern: weights[pattern] < threshold)
    large = sum(1 for pattern in order if weights[pattern] >= threshold)
    rows = [
        {column: 1 for column, pattern in enumerate(order) if pattern >> place & 1}
        for place in range(len(shown) + 1)
    ]
    width = len(order)
    echelon = Echelon(width)
    for row in rows[:-1]:
        echelon.add(row)
    new = echelon.remainder({**rows[-1], width: 1})
    if min(new) < large or min(new) == width:
        return None  # something of a large class is left in it, or nothing that was not known
    echelon.add(new)
    small = [row for lead, row in sorted(echelon.rows.items()) if lead >= large]
    heads = {column: weights[pattern] for column, pattern in enumerate(order)}
    try:
        told = _told(small, heads, threshold, width, most_steps)
    except TooManyGroups:
        return Refusal(RefusalKind.TOO_TANGLED, threshold)
    if not told:
        return None
    used = _used(rows, told, width)
    return Refusal(
        RefusalKind.COMBINATION,
        threshold,
        tuple(one.name for place, one in enumerate(shown) if place in used),
        _exactly(frozenset(atom for column in told for atom in classes[order[column]]), people),
    )


def _told(
    small: Sequence[Row], weights: Mapping[int, float], threshold: int, mark: int, most_steps: int
) -> Row:
    """A new combination that tells of fewer people than the threshold; empty when none was found."""
    for row in small:
        told = {column: value for column, value in row.items() if column != mark}
        if mark in row and fsum(weights[column] for column in told) < threshold:
            return told
    return dict.fromkeys(small_group(small, weights, threshold, mark=mark, most_steps=most_steps) or (), 1)


def _used(rows: Sequence[Row], told: Row, width: int) -> set[int]:
    """The places of the rows out of which `told` is combined, the first ones preferred."""
    echelon = Echelon(width)
    echelon.add({**rows[-1], width + len(rows) - 1: 1})
    for place, row in enumerate(rows[:-1]):
        echelon.add({**row, width + place: 1})
        used = echelon.remainder(told)
        if min(used) >= width:
            return {column - width for column in used}
    raise AssertionError("what was found is a combination of the rows")


def _classes(groups: Sequence[frozenset[str]]) -> dict[int, list[str]]:
    """Atoms by the groups they are in, written as the bits of a number; sorted, for a fixed order."""
    pattern: dict[str, int] = {}
    for place, members in enumerate(groups):
        for atom in members:
            pattern[atom] = pattern.get(atom, 0) | 1 << place
    classes: dict[int, list[str]] = {}
    for atom in sorted(pattern):
        classes.setdefault(pattern[atom], []).append(atom)
    return classes


def _small(atoms: frozenset[str], people: Mapping[str, float | None], threshold: int) -> bool:
    """True for atoms where somebody lives, and perhaps fewer people than the threshold."""
    exact = _exactly(atoms, people)
    return is_small(exact, threshold) if exact is not None else _at_least(atoms, people) < threshold


def _at_least(atoms: Iterable[str], people: Mapping[str, float | None]) -> float:
    """People that are known to live in some atoms; the unknown count for none."""
    return fsum(count for atom in atoms if (count := _known(people.get(atom))) is not None)


def _exactly(atoms: frozenset[str], people: Mapping[str, float | None]) -> float | None:
    if any(_known(people.get(atom)) is None for atom in atoms):
        return None
    return _at_least(atoms, people)


def _known(count: float | None) -> float | None:
    if count is None or isnan(count):
        return None
    if count < 0:
        raise ValueError(f"an atom cannot count {count} people")
    return count


def _named(names: Sequence[str]) -> str:
    shown = [f"«{NBSP}{name}{NBSP}»" for name in names[:MOST_NAMES]]
    rest = len(names) - MOST_NAMES
    if rest > 0:
        shown.append(_("{n} autres").format(n=number(rest)) if rest > 1 else _("un autre"))
    return enumeration(shown)
