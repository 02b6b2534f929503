"""A quartier beside its sister: the same figures, the same words, side by side."""

from __future__ import annotations

from html import escape

from indicators.figure import Figure
from indicators.language import _
from indicators.profile import Profile
from pages._ui.figure_panel import verdict_html
from pages._ui.html_table import html_table


def sister_table_html(first: Profile, second: Profile) -> str:
    """One row per indicator; every figure with its own year."""
    heads = (_("Indicateur"), first.territory.name, second.territory.name)
    rows = (
        f'<tr><th scope="row">{escape(figure.indicator.title)}</th>'
        f"<td>{_cell(figure)}</td><td>{_cell(second.figure(figure.indicator.id))}</td></tr>"
        for figure in first.figures
    )
    return html_table(heads, rows, label=_("Comparaison de deux quartiers"), tall=True)


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    parts = [f"<strong>{escape(figure.value_text)}</strong> ({figure.year})"]
    if figure.count_text:
        parts.append(escape(figure.count_text))
    if figure.main_comparison:
        parts.append(verdict_html(figure.main_comparison))
    return "<br>".join(parts)
