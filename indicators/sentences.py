"""Figures in plain French sentences; no adjective for people, a resource beside a difficulty."""

from __future__ import annotations

from indicators.catalogue import Indicator, Unit
from indicators.comparison import Comparison
from indicators.estimate import Estimate, Status
from indicators.french import number
from indicators.language import _
from indicators.territory import Territory


def _spoken(indicator: Indicator, value: float) -> str:
    """«44» for a share (people say «44 sur 100»), the full value otherwise.

    A share under 1, or one that rounds to a false certainty, keeps its decimals.
    """
    if indicator.unit is Unit.PERCENT and 1 <= value <= 99.5:
        return number(value)
    if indicator.unit is Unit.PER_100_HOUSEHOLDS and value >= 1:
        return number(value)
    if indicator.unit in (Unit.PERCENT, Unit.PER_100_HOUSEHOLDS):
        return indicator.format_number(value)
    return indicator.format(value)


def _is_singular(indicator: Indicator, value: float) -> bool:
    """French counts as singular everything below two: «0,9 personne», «1 personne»."""
    decimals = 0 if value >= 1 else indicator.decimals
    return round(value, decimals) < 2


def _benchmark_words(indicator: Indicator, comparison: Comparison) -> str:
    value = comparison.benchmark.value
    assert value is not None
    spoken = _spoken(indicator, value)
    if indicator.unit is Unit.PERCENT:
        spoken = _("{n} sur 100").format(n=spoken)
    if indicator.unit is Unit.PER_100_HOUSEHOLDS:
        spoken = _("{n} pour 100").format(n=spoken)
    return f"{comparison.benchmark_name}\u00a0: {spoken}"


def figure_sentence(
    indicator: Indicator, territory: Territory, estimate: Estimate, comparison: Comparison | None
) -> str:
    """Say one figure: «Dans le quartier Anneessens, 44 personnes sur 100 … Région : 28 sur 100. Plus élevé.»"""
    if estimate.value is None:
        return missing_sentence(indicator, territory, estimate)
    template = indicator.sentence
    if indicator.sentence_singular and _is_singular(indicator, estimate.value):
        template = indicator.sentence_singular
    spoken = _spoken(indicator, estimate.value)
    words = template.format(n=_("au moins {n}").format(n=spoken) if estimate.at_least else spoken)
    text = _("{place}, {words} ({year}).").format(place=territory.place, words=words, year=estimate.year)
    if comparison is None:
        return text
    verdict = comparison.word[0].upper() + comparison.word[1:]
    return f"{text} {_benchmark_words(indicator, comparison)}. {verdict}."


def missing_sentence(indicator: Indicator, territory: Territory, estimate: Estimate) -> str:
    """Say why there is no figure; silence would look like a zero."""
    if estimate.span is not None:
        return _members_sentence(indicator, territory, estimate)
    reason = {
        Status.SUPPRESSED: _(
            "la source ne publie pas ce chiffre, pour protéger les personnes (secret statistique)"
        ),
        Status.UNAVAILABLE: _("ce chiffre n'est pas disponible"),
        Status.NOT_APPLICABLE: _("ce chiffre est sans objet\u00a0: {kind}").format(kind=territory.kind_label),
    }[estimate.status]
    return _("{place}, pour {year}, {reason}.").format(
        place=territory.place, year=estimate.year, reason=reason
    )


def _members_sentence(indicator: Indicator, territory: Territory, estimate: Estimate) -> str:
    """What the members of a perimeter have, where nothing can be put together."""
    assert estimate.span is not None
    low, high = (indicator.format(value) for value in estimate.span)
    words = _("{place}, {title}\u00a0: de {low} à {high} selon la partie ({year}).")
    if low == high:
        words = _("{place}, {title}\u00a0: {low} pour une partie seulement ({year}).")
    title = indicator.short_title[0].lower() + indicator.short_title[1:]
    if indicator.short_title.isupper():
        title = indicator.short_title
    return words.format(place=territory.place, title=title, low=low, high=high, year=estimate.year)
