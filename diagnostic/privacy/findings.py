"""One piece of a text that could identify a person, and why that is a problem."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from diagnostic.privacy.folded import folded
from indicators.language import _


class Kind(StrEnum):
    """What was found; listed from the most to the least specific, which settles a tie."""

    NATIONAL_NUMBER = "registre_national"
    EMAIL = "courriel"
    PHONE = "telephone"
    ADDRESS = "adresse"
    NAME = "nom"

    @property
    def label(self) -> str:
        return {
            Kind.NATIONAL_NUMBER: _("Numéro de registre national"),
            Kind.EMAIL: _("Adresse électronique"),
            Kind.PHONE: _("Numéro de téléphone"),
            Kind.ADDRESS: _("Adresse avec numéro"),
            Kind.NAME: _("Nom d'une personne"),
        }[self]


_WORDS = {
    Kind.NATIONAL_NUMBER: _(
        "«\u00a0{text}\u00a0» est un numéro de registre national\u00a0: "
        "il désigne une seule personne et n'a pas sa place ici."
    ),
    Kind.EMAIL: _(
        "«\u00a0{text}\u00a0» est une adresse électronique\u00a0: elle permet de retrouver une personne. "
        "S'il s'agit de celle d'un service, gardez-la."
    ),
    Kind.PHONE: _(
        "«\u00a0{text}\u00a0» ressemble à un numéro de téléphone\u00a0: il permet de joindre une personne. "
        "S'il s'agit de celui d'un service, gardez-le."
    ),
    Kind.ADDRESS: _(
        "«\u00a0{text}\u00a0» ressemble à une adresse précise\u00a0: avec le numéro, on sait qui y habite. "
        "La rue ou le quartier suffit\u00a0; si c'est l'adresse d'une institution, gardez-la."
    ),
    Kind.NAME: _(
        "«\u00a0{text}\u00a0» ressemble au nom d'une personne. Un diagnostic ne nomme personne\u00a0: "
        "écrivez la fonction et le secteur, ou «\u00a0une personne habitant le quartier\u00a0». "
        "Si c'est le nom d'un lieu ou d'une institution, gardez-le."
    ),
}


@dataclass(frozen=True)
class Finding:
    """`text` stands at `start:end` of the text that was searched (characters, end excluded)."""

    kind: Kind
    start: int
    end: int
    text: str

    @property
    def words(self) -> str:
        """What was found and why it is a problem, in one or two plain sentences."""
        return _WORDS[self.kind].format(text=" ".join(self.text.split()))

    @property
    def key(self) -> str:
        """The same for every writing of the same thing: case, accents and spaces do not count.

        Of a number only its digits count. Remember this to leave a kept piece alone next time.
        """
        plain = folded(self.text).text.casefold()
        if self.kind in (Kind.PHONE, Kind.NATIONAL_NUMBER):
            return re.sub(r"\D", "", plain)
        return " ".join(plain.split())
