"""Carte annotée: the statements and the services of a diagnostic on the map of its territory."""

from datetime import date

import streamlit as st

from data.views import profile
from diagnostic.annotated_map import annotated_map
from diagnostic.board import Quadrant
from indicators.language import _
from pages._annotated.downloads import map_buttons, source_of
from pages._annotated.panel import (
    legend_html,
    marks_table,
    services_table,
    show_statement,
    unplaced_html,
)
from pages._annotated.place_draft import CHOSEN, begin, draft, heard, show_fault, show_without_mouse, warning
from pages._annotated.place_form import clear_saved, show_place_form
from pages._annotated.services import services_inside
from pages._map.annotated_map import ground_of, show_annotated_map
from pages._ui.current_diagnostic import chosen_diagnostic, no_territory
from pages._ui.diagnostic_frame import show_rooms
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.statements import statements

statistics = known_statistics()

st.title(_("Carte annotée"), anchor=False)
st.html(
    paragraph(
        _(
            "Ce que des professionnel·les et des habitant·es disent du quartier, à l'endroit dont on parle, avec les "
            "services qui s'y trouvent. Dessinez un point, une ligne ou une zone pour ajouter un constat."
        ),
        "surtitre",
    )
)
current = chosen_diagnostic(statistics)
if current is not None:
    show_rooms(current)
    begin(current.id)
    clear_saved()
territory = current.territory if current is not None else None
outline = statistics.outline(territory.code) if territory is not None else None
if current is not None and territory is None:
    no_territory(current)
elif territory is not None and outline is None:
    st.html(
        paragraph(
            _(
                "Aucun fichier ne donne le contour de {name}\u00a0: importez les contours pour dessiner sur sa carte. "
                "Les constats restent lisibles dans la grille AFOM."
            ).format(name=territory.name),
            "vide",
        )
    )
elif current is not None and territory is not None and outline is not None:
    repository = statements()
    board = repository.board(territory, current.id)
    tops = list(dict.fromkeys(board.themes.top(id) for id in board.themes.ids))
    theme_side, list_side, service_side = st.columns([3, 3, 2], vertical_alignment="bottom")
    with theme_side:
        theme = st.selectbox(
            _("Thème"),
            ["", *tops],
            format_func=lambda id: board.themes.heading(id) if id else _("Tous les thèmes"),
            key="annotee_theme",
        )
    with list_side:
        quadrant = st.selectbox(
            _("Liste"),
            ["", *(one.value for one in Quadrant)],
            format_func=lambda one: f"{one} · {Quadrant(one).heading}" if one else _("Toutes les listes"),
            key="annotee_liste",
        )
    with service_side:
        with_services = st.toggle(_("Montrer les services"), value=True, key="annotee_services")
    services = services_inside(statistics, outline) if with_services else ()
    view = annotated_map(
        board, services, theme=theme or "", quadrant=Quadrant(quadrant) if quadrant else None
    )
    figures = profile(statistics, territory.code)

    map_side, panel_side = st.columns([6.4, 3.6], gap="medium")
    with panel_side:
        st.html(f'<div id="resume-carte">{paragraph(view.summary)}</div>')
        show_fault()
        show_place_form(repository, figures if figures.figures else None, board, view)
        show_statement(repository, view, current)
        st.html(legend_html(view) + ("" if draft() else warning()))
    with map_side:
        show_annotated_map(
            ground_of(statistics, territory, outline),
            view,
            str(st.session_state.get(CHOSEN) or ""),
            draft(),
            heard,
        )
        st.html(paragraph(source_of(statistics), "source"))
    show_without_mouse(statistics, territory)
    map_buttons(statistics, view, board, outline, date.today())

    st.header(_("Ce que montre la carte"), anchor=False)
    if view.marks:
        st.html(marks_table(view))
    else:
        st.html(paragraph(_("Aucun constat n'est encore sur la carte avec ce choix."), "vide"))
    if view.without_place:
        with st.expander(
            _("Constats sans lieu ({n})").format(n=len(view.without_place)), icon=":material/location_off:"
        ):
            st.html(unplaced_html(view))
    if with_services:
        st.subheader(_("Services"), anchor=False)
        if view.services:
            st.html(services_table(view))
        st.html(
            paragraph(
                figures.services_note
                if view.services
                else _(
                    "Aucun service du répertoire n'a de position dans ce territoire\u00a0: il n'est pas complet."
                ),
                "source",
            )
        )
