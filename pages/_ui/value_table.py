"""The table twin of the map: the same values as text, and as CSV."""

from __future__ import annotations

import csv
import io
from html import escape

from indicators.french import number
from indicators.language import _
from indicators.map_view import MapCell, MapView
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph
from pages._ui.statement_link import statement_link

BOM = "\ufeff"
ORDERS = ("valeur", "nom", "nombre")
MOST_ROWS = 1000
"""Rows on the page; the CSV holds them all."""


def order_words(order: str) -> str:
    """The order in words, for the control."""
    return {
        "valeur": _("Valeur (la plus élevée d'abord)"),
        "nom": _("Nom"),
        "nombre": _("Nombre de personnes"),
    }[order]


def ordered(view: MapView, order: str) -> list[MapCell]:
    """Sort the cells; those without a value always come last, by name, never dropped."""

    def key(cell: MapCell) -> tuple[bool, float, str]:
        name = cell.territory.name.casefold()
        if order == "nom":
            return (False, 0.0, name)
        if order == "nombre":
            count = cell.head_count.count if cell.head_count else None
            return (count is None, -float(count or 0), name)
        value = cell.estimate.value
        return (value is None, -(value or 0.0), name)

    return sorted(view.cells, key=key)


def table_html(view: MapView, order: str, chosen: str) -> str:
    """All territories in a real table that scrolls in its own frame."""
    name = view.level.label[0].upper() + view.level.label[1:]
    heads = [
        name,
        _("Commune"),
        view.indicator.short_title,
        _("Nombre"),
        _("Année"),
        _("Statut"),
        _("Constat"),
    ]
    cells = ordered(view, order)
    shown = cells[:MOST_ROWS]
    own = view.cell(chosen)
    if own is not None and own not in shown:
        shown.append(own)
    table = html_table(
        heads,
        (_row(view, cell, cell.territory.code == chosen) for cell in shown),
        label=view.title,
        numeric={2, 3, 4},
    )
    if len(cells) > MOST_ROWS:
        words = _("Les {shown} premiers de {all}\u00a0; le CSV les contient tous.")
        table += paragraph(words.format(shown=number(MOST_ROWS), all=number(len(cells))), "source")
    return table


def _row(view: MapView, cell: MapCell, chosen: bool) -> str:
    observed = cell.estimate.value is not None
    territory, indicator = cell.territory, view.indicator
    link = ""
    if observed:
        link = statement_link(territory.code, territory.name, indicator.id, indicator.short_title, view.year)
    cells = (
        f"<td>{escape(cell.territory.name)}</td>"
        f"<td>{escape(', '.join(cell.territory.communes))}</td>"
        f'<td class="nombre">{escape(cell.value_text) if observed or cell.estimate.span else "–"}</td>'
        f'<td class="nombre">{escape(cell.count_text)}</td>'
        f'<td class="nombre">{view.year}</td><td>{escape(_status(cell))}</td><td>{link}</td>'
    )
    return f'<tr data-code="{cell.territory.code}"{" class=choisi" if chosen else ""}>{cells}</tr>'


def _status(cell: MapCell) -> str:
    """The status in words; a lower bound and a range of members are never taken for the value."""
    if cell.estimate.at_least:
        return _("{status}, au moins").format(status=cell.status_text)
    if cell.estimate.span:
        return _("{status} pour l'ensemble, membres\u00a0: {range}").format(
            status=cell.status_text, range=cell.value_text
        )
    return cell.status_text


def table_csv(view: MapView) -> bytes:
    """The table for a Belgian spreadsheet: «;», decimal commas, UTF-8 with BOM."""
    output = io.StringIO()
    sources = {source.id: source.attribution for source in view.sources}
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            "code",
            view.level.value,
            "communes",
            "indicateur",
            "annee",
            "valeur",
            "unite",
            "nombre_estime",
            "denominateur",
            "statut",
            "source",
            "version_des_statistiques",
        ]
    )
    for cell in (*filter(None, [view.across]), *ordered(view, "nom")):
        estimate = cell.estimate
        value = "" if estimate.value is None else f"{estimate.value:.10g}".replace(".", ",")
        writer.writerow(
            [
                cell.territory.code,
                cell.territory.name,
                ", ".join(cell.territory.communes),
                view.indicator.title,
                estimate.year,
                value,
                view.indicator.unit_symbol or _("nombre"),
                cell.head_count.count if cell.head_count else "",
                f"{cell.head_count.denominator:.0f}" if cell.head_count else "",
                _status(cell),
                sources.get(estimate.source, ""),
                view.statistics_version,
            ]
        )
    return (BOM + output.getvalue()).encode("utf-8")
