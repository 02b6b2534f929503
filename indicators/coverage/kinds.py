"""The kinds of services, in the singular and the plural, with their gender for the sentences."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.language import _

ALL = "tous"
"""Every kind together."""
FIRST_LINE_PSYCHOLOGIST = "psychologue_premiere_ligne"


@dataclass(frozen=True)
class KindWords:
    """How a kind is written in a sentence; no capital."""

    one: str
    many: str
    feminine: bool = False

    def counted(self, text: str, count: float) -> str:
        """«1 maison médicale», «0,5 maison médicale», «3 maisons médicales»: `text` is the written count."""
        return f"{text} {self.one if abs(count) < 2 else self.many}"

    @property
    def title(self) -> str:
        """The kind as a label."""
        return self.one[0].upper() + self.one[1:]

    @property
    def nearest(self) -> str:
        """«la maison médicale la plus proche»."""
        if self.feminine:
            return _("la {kind} la plus proche").format(kind=self.one)
        return _("le {kind} le plus proche").format(kind=self.one)

    @property
    def indefinite(self) -> str:
        """«une maison médicale»."""
        return f"{_('une') if self.feminine else _('un')} {self.one}"

    @property
    def no_one(self) -> str:
        """«aucune maison médicale»."""
        return f"{_('aucune') if self.feminine else _('aucun')} {self.one}"


def known_kinds() -> dict[str, KindWords]:
    """The kinds that the product knows, by identifier, in the order of the lists."""
    return {
        "ssm": KindWords(_("service de santé mentale"), _("services de santé mentale")),
        FIRST_LINE_PSYCHOLOGIST: KindWords(
            _("psychologue de première ligne"), _("psychologues de première ligne")
        ),
        "maison_medicale": KindWords(_("maison médicale"), _("maisons médicales"), feminine=True),
        "planning_familial": KindWords(_("centre de planning familial"), _("centres de planning familial")),
        "lieu_de_lien": KindWords(_("lieu de lien"), _("lieux de lien")),
        "equipe_mobile": KindWords(_("équipe mobile"), _("équipes mobiles"), feminine=True),
        "autre": KindWords(_("autre service"), _("autres services")),
    }


def kind_words(kind: str) -> KindWords:
    """The words of a kind; one that the product does not know is quoted as somebody wrote it."""
    if kind == ALL:
        return KindWords(_("service"), _("services"))
    found = known_kinds().get(kind)
    if found is not None:
        return found
    quoted = _("service «\u00a0{kind}\u00a0»").format(kind=kind)
    return KindWords(quoted, _("services «\u00a0{kind}\u00a0»").format(kind=kind))


def kind_title(kind: str) -> str:
    """The label of a kind in a list of choices."""
    if kind == ALL:
        return _("Tous les types")
    found = known_kinds().get(kind)
    return found.title if found else kind
