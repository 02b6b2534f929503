"""The three choices that follow a person through the pages."""

from __future__ import annotations

from data.statistics import Statistics
from indicators.language import _
from indicators.territory import Kind
from pages._ui.url_state import BoundChoice, bound_choice

DEFAULT_INDICATOR = "bim"
DEFAULT_QUARTIER = "10"


def indicator_choice(statistics: Statistics) -> BoundChoice[str]:
    """Selectbox `indicateur`, bound to the URL."""
    catalogue = statistics.catalogue
    return bound_choice(
        _("Indicateur"),
        [indicator.id for indicator in catalogue.indicators],
        key="indicateur",
        default=DEFAULT_INDICATOR,
        words=lambda code: catalogue[code].short_title,
        unknown=_(
            "L'indicateur «\u00a0{value}\u00a0» de l'adresse n'existe pas\u00a0; voici l'indicateur BIM."
        ),
        # Another indicator starts at its own best year: the old one may cover a third of the quartiers.
        resets="annee",
    )


def year_choice(statistics: Statistics, indicator_id: str) -> BoundChoice[int]:
    """Selectbox `annee`: the years of the indicator, newest first, bound to the URL."""
    default = statistics.best_year(indicator_id)
    return bound_choice(
        _("Année"),
        statistics.years(indicator_id),
        key="annee",
        default=default,
        unknown=_(
            "L'année «\u00a0{value}\u00a0» n'existe pas pour cet indicateur\u00a0; voici {year}."
        ).replace("{year}", str(default)),
    )


def quartier_choice(statistics: Statistics) -> BoundChoice[str]:
    """Selectbox `quartier`: inhabited quartiers by name, then the others, bound to the URL."""
    territories = statistics.territories
    ordered = sorted(territories.values(), key=lambda t: (t.kind is not Kind.INHABITED, t.name.casefold()))
    return bound_choice(
        _("Quartier"),
        [territory.code for territory in ordered],
        key="quartier",
        default=DEFAULT_QUARTIER,
        words=lambda code: territories[code].name,
        unknown=_(
            "Le quartier «\u00a0{value}\u00a0» de l'adresse n'existe pas\u00a0; voici le quartier Anneessens."
        ),
    )


def sister_choice(statistics: Statistics, code: str) -> BoundChoice[str]:
    """Selectbox `soeur`: a quartier to stand beside; empty when none is wanted."""
    territories = statistics.territories
    others = sorted(
        (t for t in territories.values() if t.kind is Kind.INHABITED and t.code != code),
        key=lambda t: t.name.casefold(),
    )
    return bound_choice(
        _("Comparer avec"),
        ["", *(territory.code for territory in others)],
        key="soeur",
        default="",
        words=lambda value: territories[value].name if value else _("Aucun autre quartier"),
        unknown=_("Le quartier à comparer «\u00a0{value}\u00a0» n'existe pas."),
        optional=True,
    )
