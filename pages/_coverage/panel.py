"""What stands beside and under the coverage map: one quartier, the legend, what is unknown, the method."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from indicators.coverage.coverage_view import CoverageCell, CoverageView
from indicators.coverage.coverage_words import cell_sentence, method_words, unknowns
from indicators.coverage.method import Method
from indicators.language import _
from indicators.palettes import INK
from pages._map.coverage_map import POINT_COLOUR
from pages._ui.figure_panel import facts_of
from pages._ui.legend import swatch
from pages._ui.paragraph import paragraph
from pages._ui.svg import svg_image


def quartier_html(view: CoverageView, cell: CoverageCell) -> str:
    """The side panel: coverage first, then what is there and the needs."""
    code = cell.territory.code
    parts = [f"<h2>{escape(cell.territory.name)}</h2>", paragraph(facts_of(cell.territory), "source")]
    if view.drawn and cell.value is not None:
        parts.append(paragraph(cell.value_text, "valeur"))
        if view.method is not Method.NEAREST:
            parts.append(paragraph(view.unit_of(cell.value), "surtitre"))
    elif view.drawn:
        parts.append(paragraph(_("Couverture\u00a0: {text}.").format(text=cell.value_text)))
    parts.append(paragraph(cell_sentence(view, cell)))
    rows = "".join(
        f"<tr><th scope='row'>{escape(need.title)}</th>"
        f"<td class='nombre'>{escape(need.texts.get(code, _('non disponible')))}</td></tr>"
        for need in view.needs
    )
    parts.append(
        f"<table class='simple besoins'><caption>{escape(_('Besoins dans le quartier'))}</caption><tbody>{rows}</tbody></table>"
    )
    return f'<div class="panneau">{"".join(parts)}</div>'


def services_here_html(view: CoverageView, code: str) -> str:
    """The services of the chosen kind that are known in the quartier; nothing when there are none."""
    here = [point for point in view.points if point.quartier == code]
    if not here:
        return ""
    items = "".join(
        f"<li><strong>{escape(point.name)}</strong><br>"
        + escape(
            " · ".join(
                filter(None, (point.public, point.capacity_text(view.supply.unit), point.precision_text))
            )
        )
        + "</li>"
        for point in here
    )
    return f'<ul class="services">{items}</ul>'


def coverage_legend_html(view: CoverageView) -> str:
    """The classes in words, each with its number of quartiers."""
    items = "".join(
        f'<li>{swatch(entry)}<span>{escape(entry.label)}</span><span class="compte">{entry.count}</span></li>'
        for entry in view.legend
    )
    words = _("{title}\u00a0: plus foncé, mieux couvert. Nombre de quartiers par classe.")
    if view.method is not Method.NEAREST:
        words = _("{title}, {unit}\u00a0: plus foncé, mieux couvert. Nombre de quartiers par classe.")
    caption = words.format(title=view.title, unit=view.unit)
    label = escape(_("Légende\u00a0: {title}").format(title=view.title))
    return f'{paragraph(caption, "source")}<ul class="legende" aria-label="{label}">{items}</ul>'


def points_legend_html(view: CoverageView) -> str:
    """What the two kinds of points mean; nothing when the map has none."""
    exact = sum(point.located for point in view.points) - view.at_quartier
    entries = []
    if exact:
        entries.append((_circle(""), _("position à l'adresse"), exact))
    if view.at_quartier:
        entries.append((_circle('stroke-dasharray="3 2"'), _("position au quartier"), view.at_quartier))
    if not entries:
        return ""
    items = "".join(
        f'<li>{drawing}<span>{escape(label)}</span><span class="compte">{count}</span></li>'
        for drawing, label, count in entries
    )
    caption = _("Services, un point par lieu (plus grand s'il y en a plusieurs)")
    return f'{paragraph(caption, "source")}<ul class="legende" aria-label="{escape(caption)}">{items}</ul>'


def _circle(dashes: str) -> str:
    return svg_image(
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="15" viewBox="0 0 24 15">'
        f'<circle cx="12" cy="7.5" r="6" fill="{POINT_COLOUR}" stroke="{INK}" stroke-width="1.6" {dashes}/></svg>'
    )


def sources_words(view: CoverageView) -> str:
    """Where population and outlines come from."""
    named = "\u00a0; ".join(source.attribution for source in view.sources)
    return _("Population\u00a0: {sources}, {year}. {outlines}.").format(
        sources=named, year=view.population_year, outlines=view.outlines.attribution
    )


def unknowns_html(view: CoverageView) -> str:
    """What is not known, as a list."""
    return _list(unknowns(view), "couverture-inconnues")


def method_html(view: CoverageView) -> str:
    """How it was worked out, with every parameter."""
    return _list(method_words(view), "couverture-methode")


def _list(sentences: Sequence[str], look: str) -> str:
    return f'<ul class="{look}">' + "".join(f"<li>{escape(text)}</li>" for text in sentences) + "</ul>"
