"""The headings under which statements are sorted: a tree of two levels that each diagnostic can change.

The tree to begin with follows the grid of document 003.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import StringConstraints

from diagnostic.contents.content import Content, ShortText
from indicators.language import _

ThemeId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]


class AfomTheme(StrEnum):
    """The themes of the first level that every diagnostic begins with."""

    SOCIO_ECONOMIC = "situation_socio_economique"
    HOUSING = "logement"
    RIGHTS = "droits_services"
    HEALTH = "sante"
    COHESION = "cohesion_sociale"
    PUBLIC_SPACE = "espace_public"
    COORDINATION = "coordination"


class Theme(Content):
    """One heading; `parent` is empty for the first level."""

    typed: ClassVar[Mapping[str, str]] = {"heading": _("Thème")}

    id: ThemeId
    heading: ShortText
    parent: str = ""


class ThemeTree:
    """Themes in reading order, each sub-theme after its theme. An unknown id keeps its own name."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        given = tuple(themes)
        tops = [one for one in given if not one.parent]
        known = {one.id for one in tops}
        # A sub-theme whose theme is gone stands by itself rather than vanish.
        tops += [one for one in given if one.parent and one.parent not in known]
        self.themes: tuple[Theme, ...] = tuple(
            one for top in tops for one in (top, *(sub for sub in given if sub.parent == top.id))
        )
        self._by_id = {one.id: one for one in self.themes}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ThemeTree) and self.themes == other.themes

    def __hash__(self) -> int:
        return hash(self.themes)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id, in reading order."""
        return tuple(self._by_id)

    def top(self, theme: str) -> str:
        """The id of the first level that a theme belongs to."""
        one = self._by_id.get(theme)
        return one.parent if one is not None and one.parent in self._by_id else theme

    def below(self, theme: str) -> frozenset[str]:
        """A theme and its sub-themes."""
        return frozenset({theme, *(one.id for one in self.themes if one.parent == theme)})

    def heading(self, theme: str) -> str:
        """«Logement\u00a0› Insalubrité»; an id that the tree no longer knows is shown as it is."""
        one = self._by_id.get(theme)
        if one is None:
            return theme.replace("_", " ")
        parent = self._by_id.get(one.parent)
        return one.heading if parent is None else f"{parent.heading}\u00a0› {one.heading}"

    def order(self, found: Iterable[str]) -> tuple[str, ...]:
        """The ids of `found`, in the order of the tree; unknown ones last."""
        asked = dict.fromkeys(found)
        return (*(id for id in self.ids if id in asked), *(id for id in asked if id not in self._by_id))


def _theme(id: str, heading: str, parent: str = "") -> Theme:
    return Theme(id=id, heading=heading, parent=parent)


DEFAULT_THEMES: tuple[Theme, ...] = (
    _theme(AfomTheme.SOCIO_ECONOMIC, _("Situation socio-économique")),
    _theme("emploi", _("Emploi et formation"), AfomTheme.SOCIO_ECONOMIC),
    _theme("scolarite", _("Scolarité et jeunesse"), AfomTheme.SOCIO_ECONOMIC),
    _theme(AfomTheme.HOUSING, _("Logement")),
    _theme("insalubrite", _("Insalubrité"), AfomTheme.HOUSING),
    _theme("acces_logement", _("Accès au logement"), AfomTheme.HOUSING),
    _theme("expulsions", _("Expulsions et relogement"), AfomTheme.HOUSING),
    _theme(AfomTheme.RIGHTS, _("Accès aux droits et aux services")),
    _theme("non_recours", _("Non-recours"), AfomTheme.RIGHTS),
    _theme("fracture_numerique", _("Fracture numérique"), AfomTheme.RIGHTS),
    _theme("barriere_linguistique", _("Barrière linguistique"), AfomTheme.RIGHTS),
    _theme("immigration", _("Immigration"), AfomTheme.RIGHTS),
    _theme("aide_alimentaire", _("Aide alimentaire"), AfomTheme.RIGHTS),
    _theme("milieux_accueil", _("Milieux d'accueil et parentalité"), AfomTheme.RIGHTS),
    _theme(AfomTheme.HEALTH, _("Santé")),
    _theme("sante_mentale", _("Santé mentale"), AfomTheme.HEALTH),
    _theme(AfomTheme.COHESION, _("Cohésion sociale")),
    _theme("isolement", _("Isolement"), AfomTheme.COHESION),
    _theme("violence_genre", _("Violence de genre"), AfomTheme.COHESION),
    _theme("mixite_sociale", _("Mixité sociale"), AfomTheme.COHESION),
    _theme(AfomTheme.PUBLIC_SPACE, _("Espace public et mobilité")),
    _theme("insecurite", _("Insécurité dans l'espace public"), AfomTheme.PUBLIC_SPACE),
    _theme("amenagement", _("Aménagement du territoire"), AfomTheme.PUBLIC_SPACE),
    _theme(AfomTheme.COORDINATION, _("Coordination des services")),
    _theme("visibilite_offre", _("Cohérence et visibilité de l'offre"), AfomTheme.COORDINATION),
)
DEFAULT_TREE = ThemeTree(DEFAULT_THEMES)
