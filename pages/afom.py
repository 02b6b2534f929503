"""AFOM: the five lists of one diagnostic, each statement with what it rests on."""

from dataclasses import replace
from datetime import date

import streamlit as st

from data.views import profile
from diagnostic.demo import install_demo
from indicators.language import _
from pages._board.component import projector_component
from pages._board.view import room_view
from pages._ui.afom_board import show_archive, show_board
from pages._ui.afom_print import show_print
from pages._ui.afom_views import BOARD, PRINT, PROJECTOR, leave_projector, settled_view, view_choice
from pages._ui.asked_evidence import asked_figure
from pages._ui.board_filters import chosen_lines, show_filters
from pages._ui.current_diagnostic import diagnostic_of, follow_link
from pages._ui.current_role import show_role
from pages._ui.diagnostic_frame import show_rooms
from pages._ui.downloads import afom_button
from pages._ui.duplicate_list import show_duplicates
from pages._ui.entries import entries
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.place import DEFAULT, chosen_place, show_search
from pages._ui.proposal_list import show_proposals
from pages._ui.review_notice import review_notice
from pages._ui.statement_form import PREFIX, add_statement_form
from pages._ui.statements import statements
from pages._ui.url_state import show_notices

statistics = known_statistics()
repository = statements()
follow_link(statistics)
view = settled_view()

st.title(_("Grille AFOM"), anchor=False)
choice_side, button_side = st.columns([5, 2], vertical_alignment="bottom")
with choice_side:
    place = chosen_place(statistics)
    territory_side, search_side = st.columns([3, 1.6], vertical_alignment="bottom")
    with territory_side:
        place.show_territory()
    with search_side:
        show_search(statistics)
    current = diagnostic_of(place.territory)
asked = asked_figure(place)
fiche = profile(statistics, place.code, {asked.indicator: asked.year} if asked else None)
board = repository.board(fiche.territory, current.id if current else "")
with button_side:
    afom_button(board, date.today())
show_notices("territoire", "diagnostic", "preuve", "vue")
if current is not None:
    show_rooms(current)
else:
    show_role(())

introduction = _(
    "Atouts, faiblesses, opportunités, menaces et suggestions pour {name}. Chaque constat s'appuie sur "
    "une preuve\u00a0: un chiffre avec son année, un témoignage sans nom, ou un document."
).format(name=fiche.territory.name)
st.html(paragraph(introduction, "surtitre"))

if view == BOARD:
    review_notice(statistics, board)
    with st.expander(
        _("Ajouter un constat"),
        icon=":material/add_notes:",
        expanded=bool(asked) or not board.statements,
    ):
        add_statement_form(repository, fiche, board, asked.indicator if asked else None)

    show_proposals(entries(), fiche, board, PREFIX)

    if not board.statements and place.code == DEFAULT:
        st.info(
            _(
                "Une démonstration existe pour Anneessens, écrite sur les faits du rapport du référent de 2021. "
                "Elle s'ajoute à la grille\u00a0; vous pourrez archiver chaque ligne."
            )
        )
        if st.button(_("Charger la démonstration"), icon=":material/play_lesson:"):
            install_demo(repository)
            st.rerun()

view_choice()
if view == PROJECTOR:
    projector_component(room_view(board, chosen_lines(board)), leave_projector)
elif view == PRINT:
    show_print(replace(board, statements=chosen_lines(board)), date.today())
else:
    shown = show_filters(board) if board.statements else ()
    show_duplicates(repository, board, shown)
    show_board(repository, fiche, board, shown)
    if board.archived:
        show_archive(repository, board)
