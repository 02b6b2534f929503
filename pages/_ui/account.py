"""The population of a commune as a table that adds up, remainder included."""

from __future__ import annotations

from html import escape

from indicators.french import number, with_unit
from indicators.language import _
from indicators.population_account import PopulationAccount
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph


def account_html(account: PopulationAccount) -> str:
    """One row per part, then the people who cannot be placed, then the commune."""
    heads = (_("Territoire"), _("Habitant·es ici"), _("Part du territoire dans la commune"))
    rows = [
        _row(part.name, part.people, "" if part.share == 1 else with_unit(number(100 * part.share, 1), "%"))
        for part in account.parts
    ]
    if account.elsewhere:
        rows.append(_row(_("Secteurs qui ne sont dans aucun quartier connu"), account.elsewhere, ""))
    rows.append(_row(account.unplaced_words, account.unplaced, ""))
    rows.append(_row(_("{commune}, total").format(commune=account.commune), account.total, "", "choisi"))
    label = _("Population de {commune} par {territoires}, {year}").format(
        commune=account.commune, territoires=account.level_words, year=account.year
    )
    caption = _(
        "{label}. Une part vide\u00a0: le territoire est tout entier dans la commune. Source\u00a0: {source}."
    )
    words = escape(caption.format(label=label, source=account.source.attribution))
    table = html_table(heads, rows, label=label, numeric={1, 2})
    return paragraph(account.equation) + table + f'<p class="source">{words}</p>'


def _row(name: str, people: float, share: str, look: str = "") -> str:
    mark = f' class="{look}"' if look else ""
    return (
        f'<tr{mark}><th scope="row">{escape(name)}</th><td class="nombre">{number(people)}</td>'
        f'<td class="nombre">{escape(share)}</td></tr>'
    )
