"""The places that figures are about, and the services that stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indicators.language import _


class Kind(StrEnum):
    """What a quartier of the Monitoring is: lived in, or not."""

    INHABITED = "habite"
    GREEN = "espace_vert"
    INDUSTRY = "industrie_rail"
    CEMETERY = "cimetiere"

    @property
    def label(self) -> str:
        """The word for people."""
        return {
            Kind.INHABITED: _("quartier habité"),
            Kind.GREEN: _("parc ou espace vert"),
            Kind.INDUSTRY: _("zone d'industrie ou de rail"),
            Kind.CEMETERY: _("cimetière"),
        }[self]


@dataclass(frozen=True)
class Territory:
    """One territory of one level.

    `communes` are names and `commune_codes` their NIS codes, in the same order; several
    for 48 quartiers.
    """

    level: str
    code: str
    name: str
    name_nl: str
    kind: Kind
    communes: tuple[str, ...]
    area_km2: float
    commune_codes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The name with its article, to begin a sentence: «Dans le quartier Anneessens»."""
        if self.kind is not Kind.INHABITED:
            return _("À l'endroit «\u00a0{name}\u00a0»").format(name=self.name)
        if self.name.startswith("Quartier "):
            return _("Dans le {name}").format(name=self.name[0].lower() + self.name[1:])
        return _("Dans le quartier {name}").format(name=self.name)


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
