"""Supply figures of mental-health care, as read on the pages that are named beside them."""

from __future__ import annotations

from html import escape
from urllib.parse import urlparse

from data.statistics import Statistics
from indicators.french import number
from indicators.language import _
from pages._ui.html_table import html_table


def supply_html(statistics: Statistics) -> str:
    """A table with subject, value, unit, year, territory and the host of the page."""
    table = statistics.table("SELECT subject, value, unit, year, territory, source_url FROM supply")
    heads = (_("Sujet"), _("Valeur"), _("Unité"), _("Année"), _("Territoire"), _("Page"))
    rows = (
        f'<tr><td>{escape(row.subject)}</td><td class="nombre">{_written(row.value)}</td>'
        f"<td>{escape(row.unit)}</td><td>{escape(row.year)}</td><td>{escape(row.territory)}</td>"
        f"<td>{escape(urlparse(row.source_url.split(' | ')[0]).netloc)}</td></tr>"
        for row in table.itertuples()
    )
    note = escape(
        _(
            "Ces chiffres ne couvrent pas toute l'offre\u00a0: aucun taux régional de couverture n'en est calculé."
        )
    )
    table_html = html_table(heads, rows, label=_("Offre en santé mentale"), numeric={1})
    return f'<p class="source">{note}</p>{table_html}'


def _written(value: float) -> str:
    return escape(number(value, 0 if float(value).is_integer() else 1))
