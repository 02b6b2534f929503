"""One figure in words: beside the map, and as a line of the fiche."""

from __future__ import annotations

from datetime import date
from html import escape

from indicators.comparison import Comparison
from indicators.figure import Figure
from indicators.figure_age import FigureAge
from indicators.language import _
from indicators.territory import Territory
from pages._ui.dated import dated_html
from pages._ui.method_link import method_link
from pages._ui.paragraph import paragraph
from pages._ui.sparkline import sparkline


def verdict_html(comparison: Comparison) -> str:
    """Symbol, word and benchmark: never colour alone."""
    return (
        f'<span class="verdict ton-{comparison.tone.value}">'
        f'<span aria-hidden="true">{comparison.symbol}</span> {escape(comparison.word)}</span> '
        f"<span>· {escape(comparison.benchmark_text)}</span>"
    )


def facts_of(territory: Territory) -> str:
    """«Quartier habité · Bruxelles»."""
    kind = territory.kind_label
    return " · ".join(filter(None, (kind[0].upper() + kind[1:], territory.within)))


def panel_html(figure: Figure, variation: bool = True) -> str:
    """The side panel of the map for the chosen territory; `variation` shows the interval of chance."""
    parts = [
        f"<h2>{escape(figure.territory.name)}</h2>",
        paragraph(facts_of(figure.territory), "source"),
        f'<p class="valeur">{_value_html(figure)} <small>{figure.year}</small></p>',
    ]
    parts += [f"<p>{verdict_html(comparison)}</p>" for comparison in figure.comparisons]
    if figure.head_count:
        parts.append(
            f"<p><strong>{escape(figure.head_count.text)}</strong> {escape(figure.head_count.working)}</p>"
        )
    if variation and figure.interval_text:
        parts.append(paragraph(_capital(figure.interval_text), "source"))
    if figure.rank:
        parts.append(f"<p>{escape(figure.rank.text[0].upper() + figure.rank.text[1:])}</p>")
    parts.append(sparkline(figure))
    return f'<div class="panneau">{"".join(parts)}</div>'


def _value_html(figure: Figure) -> str:
    """The value; a unit of several words stands smaller beside it."""
    value, unit = figure.estimate.value, figure.indicator.unit_symbol
    if value is None or " " not in unit:
        return escape(figure.value_text)
    return f"{escape(figure.indicator.format_number(value))} <small>{escape(unit)}</small>"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def line_html(figure: Figure, variation: bool = True) -> str:
    """One line of the fiche: title, value, people, verdict, year; source and caveats on demand.

    `variation` shows the interval of chance.
    """
    indicator = figure.indicator
    details = [escape(figure.head_count.text + " " + figure.head_count.working)] if figure.head_count else []
    details += [verdict_html(comparison) for comparison in figure.comparisons]
    if variation and figure.interval_text:
        details.append(escape(_capital(figure.interval_text)))
    detail = "<br>".join(details)
    rank = f"<li>{escape(figure.rank.text[0].upper() + figure.rank.text[1:])}.</li>" if figure.rank else ""
    comparison = figure.main_comparison
    method = (
        f"<li>{escape(_('Comparaison'))}\u00a0: {escape(comparison.method_text)}.</li>" if comparison else ""
    )
    notes = "".join(f"<li>{escape(caveat)}</li>" for caveat in figure.caveats)
    return (
        f'<div class="chiffre" data-indicateur="{indicator.id}" data-annee="{figure.year}">'
        f'<div class="titre">{escape(indicator.title)}</div>'
        f'<div class="grand">{_value_html(figure)}</div>'
        f'<div class="detail">{detail}</div><div class="annee">{_year_html(figure)}</div>'
        f"<details><summary>{escape(_('Source et mises en garde'))}</summary><ul>"
        f"<li>{escape(indicator.definition)}</li>{rank}{method}"
        f"<li>{escape(figure.source_text)}</li>{notes}"
        f"<li>{method_link(indicator, figure.territory.code)}</li></ul></details></div>"
    )


def _year_html(figure: Figure) -> str:
    """The year; an old figure is seen to be old."""
    age = FigureAge(figure.year, date.today().year)
    return dated_html(age) if age.is_old else str(figure.year)
