"""The choices of figures that follow a person through the pages; the place has its own module."""

from __future__ import annotations

from data.statistics import Statistics
from indicators.language import _
from indicators.level import Level
from indicators.territory import Kind
from pages._ui.place import LONGEST_LIST, Place, label_of
from pages._ui.url_state import BoundChoice, bound_choice


def indicator_choice(statistics: Statistics, level: str = Level.QUARTIER) -> BoundChoice[str]:
    """Selectbox `indicateur`: the indicators that have values at a level, bound to the URL."""
    catalogue = statistics.catalogue
    options = [indicator.id for indicator in statistics.indicators(level)]
    default = statistics.first_indicator(level)
    return bound_choice(
        _("Indicateur"),
        options,
        key="indicateur",
        default=default,
        words=lambda code: catalogue[code].short_title,
        unknown=_(
            "L'indicateur «\u00a0{value}\u00a0» n'existe pas pour les {territoires}\u00a0; voici\u00a0: {titre}."
        )
        .replace("{territoires}", Level(level).plural)
        .replace("{titre}", catalogue[default].short_title),
        # Another indicator starts at its own best year: the old one may cover a third of the quartiers.
        resets="annee",
    )


def year_choice(statistics: Statistics, indicator_id: str, level: str = Level.QUARTIER) -> BoundChoice[int]:
    """Selectbox `annee`: the years of the indicator, newest first, bound to the URL."""
    default = statistics.best_year(indicator_id, level)
    return bound_choice(
        _("Année"),
        statistics.years(indicator_id, level),
        key="annee",
        default=default,
        unknown=_(
            "L'année «\u00a0{value}\u00a0» n'existe pas pour cet indicateur\u00a0; voici {year}."
        ).replace("{year}", str(default)),
    )


def sister_choice(place: Place) -> BoundChoice[str]:
    """Selectbox `soeur`: a territory of the same level to stand beside; empty when none is wanted."""
    territories = place.named
    others = [
        code
        for code in place.options[:LONGEST_LIST]
        if code != place.code and territories[code].kind is Kind.INHABITED
    ]
    return bound_choice(
        _("Comparer avec"),
        ["", *others],
        key="soeur",
        default="",
        words=lambda value: label_of(territories[value]) if value else _("Aucun autre territoire"),
        unknown=_("Le territoire à comparer «\u00a0{value}\u00a0» n'existe pas parmi ceux de la liste."),
        optional=True,
    )
