"""The table twin of the coverage map, the list of the services, and both as CSV."""

from __future__ import annotations

from html import escape

import streamlit as st

from data.statistics import Statistics
from indicators.coverage.coverage_view import CoverageCell, CoverageView, PointOrigin
from indicators.coverage.kinds import kind_title
from indicators.coverage.method import Method
from indicators.coverage.points import ServicePoint
from indicators.french import number
from indicators.language import _
from indicators.territory import Kind
from pages._ui.csv_file import csv_file, decimal
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph

ORDERS = ("couverture", "besoin", "services", "nom")
MOST_POINTS = 300


def show_tables(statistics: Statistics, view: CoverageView, need_id: str, chosen: str) -> None:
    """The two tables under the map, worked out when they are opened."""
    table = st.expander(
        _("Voir le tableau"), icon=":material/table_rows:", key="tableau_couverture", on_change="rerun"
    )
    if table.open:
        with table:
            sort_side, download_side = st.columns([3, 1], vertical_alignment="bottom")
            with sort_side:
                order = st.selectbox(
                    _("Trier par"), orders(view), format_func=order_words, key="tri_couverture"
                )
            with download_side:
                st.download_button(
                    _("Télécharger le tableau (CSV)"),
                    data=lambda: coverage_csv(view),
                    file_name=f"couverture_{view.method.value}.csv",
                    mime="text/csv",
                    on_click="ignore",
                    width="stretch",
                )
            st.html(f'<div class="couverture">{coverage_table_html(view, order, need_id, chosen)}</div>')
    services = st.expander(
        _("Voir les services"), icon=":material/location_on:", key="liste_services", on_change="rerun"
    )
    if services.open:
        with services:
            names = {code: one.name for code, one in statistics.quartiers.items()}
            none = paragraph(_("Aucun service de ce type."), "vide")
            st.html(points_table_html(view, names) if view.points else none)


def order_words(order: str) -> str:
    """The order in words."""
    return {
        "couverture": _("Couverture (la moindre d'abord)"),
        "besoin": _("Besoin (le plus élevé d'abord)"),
        "services": _("Services dans le quartier"),
        "nom": _("Nom"),
    }[order]


def orders(view: CoverageView) -> tuple[str, ...]:
    """The orders that make sense: by coverage only where there is one."""
    return ORDERS if view.drawn else ORDERS[1:]


def services_head(view: CoverageView) -> str:
    """How the column of services is called: an incomplete directory counts only what is known."""
    return {
        PointOrigin.KNOWN: _("Services connus"),
        PointOrigin.FILE: _("Services du fichier"),
        PointOrigin.SCENARIO: _("Services du scénario"),
    }[view.origin]


def ordered(view: CoverageView, order: str, need_id: str) -> list[CoverageCell]:
    """The inhabited quartiers first, then the rest; a cell without value comes last."""
    need = view.need(need_id)

    def key(cell: CoverageCell) -> tuple[bool, bool, float, str]:
        name = cell.territory.name.casefold()
        elsewhere = cell.territory.kind is not Kind.INHABITED
        if order == "couverture":
            short = cell.value or 0.0
            rank = -short if view.method is Method.NEAREST else short
            return (elsewhere, cell.value is None, rank, name)
        if order == "besoin":
            value = need.values.get(cell.territory.code) if need else None
            return (elsewhere, value is None, -(value or 0.0), name)
        if order == "services":
            return (elsewhere, False, -cell.known, name)
        return (elsewhere, False, 0.0, name)

    return sorted(view.cells, key=key)


def coverage_table_html(view: CoverageView, order: str, need_id: str, chosen: str) -> str:
    """All quartiers: services, population, needs, coverage."""
    heads = [_("Quartier"), services_head(view), _("Population {year}").format(year=view.population_year)]
    needs = [need for need in view.needs if need.indicator.id != "population"]
    heads += [need.title for need in needs]
    if view.drawn:
        heads.append(view.method.label if view.method is Method.NEAREST else view.unit)
    rows = []
    for cell in ordered(view, order, need_id):
        code = cell.territory.code
        texts = [number(cell.known), cell.population_text]
        texts += [need.texts.get(code, _("non disponible")) for need in needs]
        if view.drawn:
            texts.append(cell.value_text)
        numbers = "".join(f'<td class="nombre">{escape(text)}</td>' for text in texts)
        rows.append(
            f'<tr data-code="{code}"{" class=choisi" if code == chosen else ""}>'
            f"<td>{escape(cell.territory.name)}</td>{numbers}</tr>"
        )
    return html_table(heads, rows, label=view.title, numeric=set(range(1, len(heads))))


def coverage_csv(view: CoverageView) -> bytes:
    """Every quartier with its services, needs and coverage, and what is needed to read them again."""
    heads = ["code", "quartier", "communes", "type_de_service", "origine_des_points", "services"]
    heads += ["population", "annee_population"]
    for need in view.needs:
        if need.indicator.id != "population":
            heads += [need.indicator.id, f"{need.indicator.id}_annee"]
    heads += ["mesure", "valeur", "unite", "statut", "parametres", "version_des_statistiques"]
    parameters = view.pace_text if view.method.walks else ""
    if view.method.limited:
        parameters += f"; {view.limit} min"
    rows = []
    for cell in ordered(view, "nom", ""):
        row: list[object] = [
            cell.territory.code,
            cell.territory.name,
            ", ".join(cell.territory.communes),
            kind_title(view.kind),
            view.origin.label,
            cell.known,
            decimal(cell.population),
            view.population_year,
        ]
        for need in view.needs:
            if need.indicator.id != "population":
                row += [decimal(need.values.get(cell.territory.code)), need.year]
        row += [
            view.method.label if view.drawn else "",
            decimal(cell.value),
            view.unit if view.drawn else "",
            cell.value_text if cell.value is None else _("calculé"),
            parameters if view.drawn else "",
            view.statistics_version,
        ]
        rows.append(row)
    return csv_file(heads, rows)


def points_table_html(view: CoverageView, names: dict[str, str]) -> str:
    """Every service of the kind; `names` are those of the quartiers by code."""
    heads = (_("Service"), _("Type"), _("Public"), _("Capacité"), _("Position"), _("Lieu"))
    rows = [
        "<tr>" + _point_cells(point, view.supply.unit, names) + "</tr>" for point in view.points[:MOST_POINTS]
    ]
    table = html_table(heads, rows, label=_("Services"))
    if len(view.points) > MOST_POINTS:
        words = _("Les {shown} premiers de {all}.")
        table += paragraph(words.format(shown=number(MOST_POINTS), all=number(len(view.points))), "source")
    return table


def _point_cells(point: ServicePoint, unit: str, names: dict[str, str]) -> str:
    place = ", ".join(filter(None, (names.get(point.quartier, ""), point.commune)))
    texts = (
        point.name,
        kind_title(point.kind),
        point.public or _("non précisé"),
        point.capacity_text(unit),
        point.precision_text,
        place,
    )
    return "".join(f"<td>{escape(text)}</td>" for text in texts)
