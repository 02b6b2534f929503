"""A perimeter: the lived quartier, made by people of quartiers and statistical sectors.

The «Cinq Blocs» lie inside Dansaert and everybody counts them with Anneessens: so a perimeter is
any set of quartiers and sectors, contiguous or not, less the sectors taken out of its quartiers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from indicators.french import enumeration
from indicators.language import _
from indicators.level import Level, level_of

LONGEST_NAME = 80
MOST_MEMBERS = 400


@dataclass(frozen=True)
class Perimeter:
    """One version of a perimeter.

    `members` are codes of quartiers and sectors, `without` the sectors taken out of member
    quartiers; both sorted. `author` is a function («référente de quartier»), never a name.
    """

    code: str
    name: str
    members: tuple[str, ...]
    without: tuple[str, ...]
    author: str
    at: datetime
    version: int
    archived: bool = False

    @property
    def quartiers(self) -> tuple[str, ...]:
        """The member quartiers."""
        return tuple(code for code in self.members if level_of(code) is Level.QUARTIER)

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors that are members by themselves."""
        return tuple(code for code in self.members if level_of(code) is Level.SECTOR)

    @property
    def provenance(self) -> str:
        """«Version 2, 22/11/2026, référente de quartier»."""
        words = _("Version {version}, {date:%d/%m/%Y}").format(version=self.version, date=self.at)
        return f"{words}, {self.author}" if self.author else words

    def composition(self, names: dict[str, str]) -> str:
        """Its members in words: «Anneessens, Cinq Blocs, sans le secteur …»."""
        text = enumeration([names.get(code, code) for code in self.members])
        if self.without:
            taken = enumeration([names.get(code, code) for code in self.without])
            text += _(", sans {sectors}").format(sectors=taken)
        return text


def in_order(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes without doubles, quartiers by number before sectors."""
    return tuple(sorted(set(codes), key=lambda code: (len(code) > 3, len(code), code)))
