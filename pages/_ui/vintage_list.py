"""Sectors and their vintages: which are known, which are drawn, what passes from one to the next."""

from __future__ import annotations

from html import escape

from data.statistics import Statistics
from data.vintages import unplaced, vintages_of
from indicators.french import number
from indicators.language import _
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph


def vintages_html(statistics: Statistics) -> str:
    """The tables, the outlines, the losses, the people nobody can place."""
    known = vintages_of(statistics)
    if not known.tables and not known.outlines:
        return paragraph(
            _(
                "Les données embarquées s'arrêtent au quartier. Avec les contours et la table de Statbel et de l'IBSA, la "
                "carte et la fiche descendent au secteur\u00a0; voyez «\u00a0Importer un fichier\u00a0»."
            ),
            "vide",
        )
    parts = [_tables(statistics)] if known.tables else []
    for link in known.crosswalks:
        title = _("De {old} à {new}\u00a0:").format(old=link.old.name, new=link.new.name)
        parts.append(paragraph(" ".join((title, *link.loss.sentences))))
    regions = {code: territory.name for code, territory in statistics.territories("region").items()}
    heads = (_("Région"), _("Contours de"), _("Secteurs dessinés"))
    rows = (
        f"<tr><td>{escape(regions.get(one.region, one.region))}</td><td>{escape(one.vintage or '–')}</td>"
        f'<td class="nombre">{number(one.sectors)}</td></tr>'
        for one in known.outlines
    )
    if known.outlines:
        parts.append(html_table(heads, rows, label=_("Contours des secteurs"), numeric={2}))
    remainder = unplaced(statistics)
    if remainder:
        year, people, communes = remainder
        words = _(
            "{people} personnes de {communes} communes ne se situent dans aucun secteur ({year})\u00a0: elles "
            "manquent dans les quartiers et restent comptées dans leur commune. La fiche de chaque commune "
            "montre la somme."
        )
        parts.append(paragraph(words.format(people=number(people), communes=number(communes), year=year)))
    return "".join(parts)


def _tables(statistics: Statistics) -> str:
    heads = (_("Table des secteurs"), _("Secteurs"), _("Quartiers"), _("Secteurs dessinés"))
    rows = (
        f'<tr><th scope="row">{escape(one.vintage)}</th><td class="nombre">{number(one.sectors)}</td>'
        f'<td class="nombre">{number(one.quartiers)}</td><td class="nombre">{number(one.drawn)}</td></tr>'
        for one in vintages_of(statistics).tables
    )
    return html_table(heads, rows, label=_("Millésimes de la table des secteurs"), numeric={1, 2, 3})
