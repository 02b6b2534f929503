"""Couverture en santé mentale: services beside needs; what a directory cannot say is said."""

from html import escape

import streamlit as st

from data.coverage import coverage_view
from data.statistics import Statistics
from data.views import map_view
from indicators.coverage.coverage_view import CoverageView, PointOrigin
from indicators.coverage.coverage_words import answer, beside_needs
from indicators.coverage.kinds import kind_title
from indicators.language import _
from indicators.level import Level
from indicators.territory import Kind, Territory
from pages._coverage.choices import (
    coverage_choices,
    show_document_case,
    show_parameters,
)
from pages._coverage.own_directory import follow_import, show_service_import
from pages._coverage.panel import (
    coverage_legend_html,
    method_html,
    points_legend_html,
    quartier_html,
    services_here_html,
    sources_words,
    unknowns_html,
)
from pages._coverage.perimeter import perimeter_html
from pages._coverage.scenario import show_scenario
from pages._coverage.table import show_tables
from pages._map.coverage_map import show_coverage_map
from pages._ui.legend import legend_html
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.place import KEY as TERRITORY
from pages._ui.place import chosen_place, label_of, like_of
from pages._ui.supply import supply_html
from pages._ui.url_state import choose, show_notices, write_url

QUARTIER = "quartier_couverture"


def show_quartier(known: Statistics, view: CoverageView, quartier: Territory) -> None:
    """One quartier or perimeter, chosen in a list or on the map."""
    perimeters = known.territories(Level.PERIMETER)
    ordered = sorted(
        known.quartiers.values(), key=lambda one: (one.kind is not Kind.INHABITED, one.name.casefold())
    )
    st.session_state[QUARTIER] = quartier.code
    st.selectbox(
        _("Quartier ou périmètre") if perimeters else _("Quartier"),
        [*perimeters, *(one.code for one in ordered)],
        key=QUARTIER,
        format_func=lambda code: label_of(known.territory(code)),
        filter_mode="contains",
        on_change=lambda: choose(TERRITORY, st.session_state[QUARTIER]),
    )
    cell = view.cell(quartier.code)
    with st.container(border=True):
        if cell is not None:
            st.html(quartier_html(view, cell) + services_here_html(view, quartier.code))
        else:
            st.html(perimeter_html(known, view, quartier))
        st.page_link(
            "fiche.py",
            label=_("Ouvrir la fiche"),
            icon=":material/description:",
            query_params={"territoire": quartier.code},
        )


@st.fragment
def explore() -> None:
    """Everything that a choice changes; a choice reruns it without the frame around it."""
    known = known_statistics()
    statistics = known.published
    place = chosen_place(known)
    quartier = place.territory if place.perimeter else like_of(known, place.territory, Level.QUARTIER)
    ring = known.outline(place.code) if place.perimeter else None
    choices = coverage_choices(statistics)
    scenario = choices.points.origin is PointOrigin.SCENARIO
    drawn = choices.drawn

    st.title(_("Couverture en santé mentale"), anchor=False)
    headline = st.container()
    with st.container(key="choix"):
        columns = st.columns([3, 3, 3] if drawn else [3, 3])
        with columns[0]:
            choices.origin.show()
        with columns[1]:
            choices.kind.show()
        if drawn:
            with columns[2]:
                choices.method.show()
        need_id, need_shown = show_parameters(statistics, choices, drawn)
    show_notices(TERRITORY, "points", "type", "methode")

    view = coverage_view(statistics, choices.points, choices.request)
    need_view = map_view(statistics, need_id, statistics.best_year(need_id)) if need_shown else None
    need = view.need(need_id)
    with headline:
        beside = beside_needs(view, need) if need else ""
        st.html(
            paragraph(view.title if drawn else kind_title(view.kind), "surtitre")
            + paragraph(answer(view), "reponse")
            + (paragraph(beside) if beside else "")
        )

    if scenario:
        show_scenario(statistics)
    elif choices.points.origin is PointOrigin.KNOWN:
        st.button(
            _("Cas du document 003"),
            icon=":material/play_arrow:",
            key="cas_003",
            on_click=show_document_case,
            args=(statistics,),
            help=_("Une psychologue de première ligne pour tout le Pentagone, comme scénario"),
        )

    map_side, panel_side = st.columns([7, 3], gap="medium")
    with map_side:
        zoomed = scenario and view.drawn and len(view.in_scope) < len(statistics.quartiers) / 2
        show_coverage_map(statistics, view, need_view, quartier.code, zoomed=zoomed, ring=ring)
        legend = legend_html(need_view) if need_view else coverage_legend_html(view)
        sources = need_view.source_line if need_view else sources_words(view)
        st.html(points_legend_html(view) + legend + paragraph(sources, "source"))
    with panel_side:
        show_quartier(known, view, quartier)

    st.subheader(_("Ce qu'on ne sait pas"), anchor=False)
    st.html(unknowns_html(view))
    if drawn:
        st.subheader(_("Comment c'est calculé"), anchor=False)
        st.html(method_html(view))

    write_url()
    show_tables(statistics, view, need_id, quartier.code)


follow_import()
explore()

statistics = known_statistics().published
importing = st.expander(
    _("Votre répertoire\u00a0: importer une table de services"),
    icon=":material/upload_file:",
    key="importer_services",
    on_change="rerun",
)
if importing.open:
    with importing:
        show_service_import(statistics)
with st.expander(
    _("L'offre en santé mentale dans la Région\u00a0: chiffres relevés"), icon=":material/list:"
):
    st.html(supply_html(statistics))
st.html(f'<p class="source">{escape(_("Version des statistiques"))}\u00a0: {escape(statistics.version)}.</p>')
