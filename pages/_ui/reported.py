"""Figures printed by a référent's report: quoted as they stand, contradictions included."""

from __future__ import annotations

from html import escape

from data.statistics import ReportedFigure
from indicators.french import number, with_unit
from indicators.language import _
from pages._ui.html_table import html_table


def reported_html(figures: tuple[ReportedFigure, ...]) -> str:
    """A table with subject, value, year, section and remark."""
    heads = (_("Sujet"), _("Valeur"), _("Année"), _("Section"), _("Remarque"))
    rows = (
        f"<tr><td>{escape(figure.subject[0].upper() + figure.subject[1:])}</td>"
        f'<td class="nombre">{escape(_value(figure))}</td><td>{figure.year}</td>'
        f"<td>{escape(figure.section)}</td><td>{escape(figure.remark)}</td></tr>"
        for figure in figures
    )
    note = _(
        "Ces chiffres viennent du rapport, non des statistiques de l'outil. Ils sont repris tels quels, "
        "avec leurs écarts\u00a0: rien n'est corrigé. CPAS de Bruxelles, rapport du référent de quartier, 2021."
    )
    table = html_table(heads, rows, label=_("Chiffres relevés dans le rapport"), numeric={1})
    return f'{table}<p class="source">{escape(note)}</p>'


def _value(figure: ReportedFigure) -> str:
    decimals = 0 if float(figure.value).is_integer() else 2 if figure.value != round(figure.value, 1) else 1
    return with_unit(
        number(figure.value, decimals), figure.unit if figure.unit in {"%", "€", "m²", "€/mois"} else ""
    )
