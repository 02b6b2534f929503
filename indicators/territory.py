"""The places that figures are about, and the services that stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indicators.language import _
from indicators.level import BRUSSELS, Level


class Kind(StrEnum):
    """What a territory is: lived in, or not."""

    INHABITED = "habite"
    GREEN = "espace_vert"
    INDUSTRY = "industrie_rail"
    CEMETERY = "cimetiere"
    EMPTY = "sans_habitant"


@dataclass(frozen=True)
class Territory:
    """One territory of one level.

    `communes` are names and `commune_codes` their NIS codes, in the same order; several
    for 48 quartiers. `quartier` is the code of the quartier of a sector, `region` the code
    of the Region; both empty where there is none. `note` is what must be said of it wherever it
    is printed: the members of a perimeter, its author, date and version.
    """

    level: str
    code: str
    name: str
    name_nl: str
    kind: Kind
    communes: tuple[str, ...]
    area_km2: float
    commune_codes: tuple[str, ...] = ()
    quartier: str = ""
    region: str = BRUSSELS
    note: str = ""

    @property
    def kind_label(self) -> str:
        """What it is, in words: «quartier habité», «secteur statistique»."""
        if self.level == Level.QUARTIER or self.kind is not Kind.INHABITED:
            return {
                Kind.INHABITED: _("quartier habité"),
                Kind.GREEN: _("parc ou espace vert"),
                Kind.INDUSTRY: _("zone d'industrie ou de rail"),
                Kind.CEMETERY: _("cimetière"),
                Kind.EMPTY: _("secteur sans habitant·es"),
            }[self.kind]
        return Level(self.level).label

    @property
    def place(self) -> str:
        """The name with its article, to begin a sentence: «Dans le quartier Anneessens»."""
        words = {
            Level.SECTOR: _("Dans le secteur «\u00a0{name}\u00a0»"),
            Level.COMMUNE: _("Dans la commune {of_name}"),
            Level.REGION: _("En {name}"),
            Level.COUNTRY: _("En {name}"),
            Level.PERIMETER: _("Dans le périmètre «\u00a0{name}\u00a0»"),
        }.get(Level(self.level))
        if words:
            return words.format(name=self.name, of_name=of_place(self.name))
        if self.kind is not Kind.INHABITED:
            return _("À l'endroit «\u00a0{name}\u00a0»").format(name=self.name)
        if self.name.startswith("Quartier "):
            return _("Dans le {name}").format(name=self.name[0].lower() + self.name[1:])
        return _("Dans le quartier {name}").format(name=self.name)

    @property
    def within(self) -> str:
        """Where it lies, beside its name in a list: «Ixelles», «Bruxelles, Anderlecht»."""
        return ", ".join(self.communes) if self.level != Level.COMMUNE else ""


def of_place(name: str) -> str:
    """The name of a commune after «de»: «d'Ixelles», «de Jette», «du Roeulx»."""
    if name.startswith("Le "):
        return _("du {name}").format(name=name[3:])
    if name[:1].casefold() in "aeiouyéèêëïîôœh":
        return _("d'{name}").format(name=name)
    return _("de {name}").format(name=name)


@dataclass(frozen=True)
class Service:
    """A service seen on a public page; `quartier` is empty when its place is not known."""

    name: str
    kind: str
    public: str
    address: str
    commune: str
    quartier: str
    certainty: str
    source_url: str
    source_date: str

    @property
    def kind_label(self) -> str:
        """The kind in full words."""
        return {
            "ssm": _("Service de santé mentale"),
            "maison_medicale": _("Maison médicale"),
            "planning_familial": _("Centre de planning familial"),
        }.get(self.kind, self.kind.replace("_", " ").capitalize())
