"""The levels of territory, from the statistical sector to Belgium, and what their codes look like.

Codes tell their level by their form (Statbel, REFNIS nomenclature): nine characters for a
sector, `04000` and the like for a Region, `01000` for Belgium, five digits for a commune,
one to three digits for a quartier of the Monitoring. A perimeter is `p` and eight hexadecimal digits.
"""

from __future__ import annotations

import re
from enum import StrEnum

from indicators.language import _

BELGIUM = "01000"
BRUSSELS = "04000"
FLANDERS = "02000"
WALLONIA = "03000"
UNPLACED = "non_localise"
"""People of a commune whom Statbel cannot place in a sector (code xxxxxZZZZ): no territory."""

_SECTOR = re.compile(r"^\d{5}[0-9A-Z_-]{4}$")
_QUARTIER = re.compile(r"^[1-9]\d{0,2}$")
_PERIMETER = re.compile(r"^p[0-9a-f]{8}$")
_NIS = re.compile(r"^[1-9]\d{4}$")


class Level(StrEnum):
    """One level, from the smallest to the largest; a perimeter, made by people, stands apart."""

    SECTOR = "secteur"
    QUARTIER = "quartier"
    COMMUNE = "commune"
    REGION = "region"
    COUNTRY = "pays"
    PERIMETER = "perimetre"

    @property
    def label(self) -> str:
        """The word for one territory."""
        return {
            Level.SECTOR: _("secteur statistique"),
            Level.QUARTIER: _("quartier"),
            Level.COMMUNE: _("commune"),
            Level.REGION: _("Région"),
            Level.COUNTRY: _("pays"),
            Level.PERIMETER: _("périmètre"),
        }[self]

    @property
    def noun(self) -> str:
        """One word for one territory."""
        return _("secteur") if self is Level.SECTOR else self.label

    @property
    def plural(self) -> str:
        """The word for several."""
        return {
            Level.SECTOR: _("secteurs"),
            Level.QUARTIER: _("quartiers"),
            Level.COMMUNE: _("communes"),
            Level.REGION: _("Régions"),
            Level.COUNTRY: _("pays"),
            Level.PERIMETER: _("périmètres"),
        }[self]


def level_of(code: str) -> Level | None:
    """The level that the form of a code tells, None when it is no code."""
    if code == BELGIUM:
        return Level.COUNTRY
    if code in (BRUSSELS, FLANDERS, WALLONIA):
        return Level.REGION
    patterns = (
        (_SECTOR, Level.SECTOR),
        (_NIS, Level.COMMUNE),
        (_QUARTIER, Level.QUARTIER),
        (_PERIMETER, Level.PERIMETER),
    )
    for pattern, level in patterns:
        if pattern.match(code):
            return level
    return None


def region_of(nis: str) -> str:
    """The Region of a commune, by the first digits of its NIS code.

    21 is Brussels; 25 and 5, 6, 8, 9 are Walloon; the others Flemish (REFNIS, Statbel).
    """
    if nis.startswith("21"):
        return BRUSSELS
    if nis.startswith("25") or nis[:1] in "5689":
        return WALLONIA
    return FLANDERS
