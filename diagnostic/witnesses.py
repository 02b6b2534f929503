"""Who was heard: how many moments of listening and how many participants, by sector and method."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diagnostic.contents.journal import Method, TestimonyRecord
from indicators.french import NBSP, enumeration, number
from indicators.language import _


@dataclass(frozen=True)
class Heard:
    """`moments` counts interviews, focus groups…; `participants` the people who sat there."""

    moments: int = 0
    participants: int = 0

    def __add__(self, other: Heard) -> Heard:
        return Heard(self.moments + other.moments, self.participants + other.participants)

    @property
    def text(self) -> str:
        """«3», or «1 (8)» when more people than moments were there; «–» for nothing."""
        if not self.moments:
            return "–"
        if self.moments == self.participants:
            return number(self.moments)
        return f"{number(self.moments)}{NBSP}({number(self.participants)})"


@dataclass(frozen=True)
class SectorHeard:
    """One sector, method by method."""

    sector: str
    by_method: Mapping[Method, Heard]

    @property
    def total(self) -> Heard:
        """All methods together."""
        return sum(self.by_method.values(), Heard())


@dataclass(frozen=True)
class Witnesses:
    """The sectors in alphabetical order; `methods` are those that were used, in their usual order."""

    sectors: tuple[SectorHeard, ...]
    methods: tuple[Method, ...]

    def of_method(self, method: Method) -> Heard:
        """All sectors together."""
        return sum((one.by_method.get(method, Heard()) for one in self.sectors), Heard())

    @property
    def total(self) -> Heard:
        """Everybody heard; a person heard twice counts twice."""
        return sum((one.total for one in self.sectors), Heard())

    @property
    def sentence(self) -> str:
        """«23 entretiens et 2 focus groups, 31 participant·es.»; empty when nobody was heard yet."""
        if not self.methods:
            return ""
        moments = enumeration([moments_text(self.of_method(one).moments, one) for one in self.methods])
        people = self.total.participants
        word = _("participant·e") if people == 1 else _("participant·es")
        return f"{moments}, {number(people)}{NBSP}{word}."


def witnesses(records: Iterable[TestimonyRecord]) -> Witnesses:
    """Count testimonies by sector and method.

    Sectors that differ only by capitals, accents or blanks are one sector, under the writing that
    was used most (the first of equals).
    """
    counts: dict[str, dict[Method, Heard]] = {}
    writings: dict[str, Counter[str]] = {}
    for one in records:
        key = sector_key(one.sector)
        writings.setdefault(key, Counter())[_capitalised(one.sector)] += 1
        row = counts.setdefault(key, {})
        row[one.method] = row.get(one.method, Heard()) + Heard(1, one.participants)
    used = {method for row in counts.values() for method in row}
    return Witnesses(
        tuple(SectorHeard(writings[key].most_common(1)[0][0], counts[key]) for key in sorted(counts)),
        tuple(method for method in Method if method in used),
    )


def sector_key(sector: str) -> str:
    """What two writings of one sector share: «  Santé » and «sante» are one."""
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", sector) if unicodedata.category(each) != "Mn"
    )
    return " ".join(plain.casefold().split())


def moments_text(count: int, method: Method) -> str:
    """«1 entretien», «2 focus groups»."""
    one, many = _MOMENTS[method]
    return f"{number(count)}{NBSP}{one if count == 1 else many}"


_MOMENTS = {
    Method.INTERVIEW: (_("entretien"), _("entretiens")),
    Method.FOCUS_GROUP: (_("focus group"), _("focus groups")),
    Method.WALK: (_("marche exploratoire"), _("marches exploratoires")),
    Method.STAND: (_("stand"), _("stands")),
    Method.MEETING: (_("réunion"), _("réunions")),
}


def _capitalised(sector: str) -> str:
    words = " ".join(sector.split())
    return words[:1].upper() + words[1:]
