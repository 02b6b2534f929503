"""Coverage of a perimeter: its quartiers one by one, and the needs of all its people."""

from __future__ import annotations

from html import escape

from data.statistics import Statistics
from data.views import figure
from indicators.coverage.coverage_view import CoverageView
from indicators.french import number
from indicators.language import _
from indicators.level import Level
from indicators.territory import Territory
from pages._ui.figure_panel import facts_of
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph


def perimeter_html(known: Statistics, view: CoverageView, perimeter: Territory) -> str:
    """The side panel of a perimeter. Distances and shares of a supply are not added up."""
    whole = set(known.members(Level.QUARTIER, perimeter.code))
    partly = {one.quartier for one in known.members(Level.SECTOR, perimeter.code).values()} - whole
    cells = [cell for cell in view.cells if cell.territory.code in whole | partly]
    count = sum(cell.known for cell in cells if cell.territory.code in whole)
    rows = []
    for cell in cells:
        name = cell.territory.name
        if cell.territory.code in partly:
            name = _("{name} (en partie)").format(name=name)
        value = f'<td class="nombre">{escape(cell.value_text)}</td>' if view.drawn else ""
        rows.append(f'<tr><td>{escape(name)}</td>{value}<td class="nombre">{number(cell.known)}</td></tr>')
    heads = [_("Quartier"), *([_("Couverture")] if view.drawn else []), _("Services connus")]
    parts = [
        f"<h2>{escape(perimeter.name)}</h2>",
        paragraph(facts_of(perimeter), "source"),
        paragraph(
            _("{place}, {known} dans ses quartiers entiers.").format(
                place=perimeter.place, known=view.words.counted(number(count), count)
            )
            if count
            else _("{place}, aucun service de ce type n'est connu.").format(place=perimeter.place)
        ),
        html_table(heads, rows, label=_("Quartiers du périmètre"), numeric=set(range(1, len(heads)))),
        _needs(known, view, perimeter),
    ]
    return f'<div class="panneau">{"".join(parts)}</div>'


def _needs(known: Statistics, view: CoverageView, perimeter: Territory) -> str:
    rows = []
    for need in view.needs:
        one = figure(known, need.indicator, perimeter.code)
        title = f"{one.indicator.short_title} · {one.year}"
        rows.append(
            f"<tr><th scope='row'>{escape(title)}</th><td class='nombre'>{escape(one.value_text)}</td></tr>"
        )
    caption = escape(_("Besoins dans le périmètre"))
    return f"<table class='simple besoins'><caption>{caption}</caption><tbody>{''.join(rows)}</tbody></table>"
