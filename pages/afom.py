"""AFOM: the five lists of one quartier, each statement with what it rests on."""

from datetime import date

import streamlit as st

from data.views import profile
from diagnostic.demo import install_demo
from indicators.language import _
from pages._ui.afom_board import show_archive, show_board
from pages._ui.asked_evidence import asked_figure
from pages._ui.current_diagnostic import diagnostic_of, follow_link
from pages._ui.current_role import show_role
from pages._ui.diagnostic_frame import show_rooms
from pages._ui.downloads import afom_button
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.place import DEFAULT, chosen_place, show_search
from pages._ui.proposal_list import show_proposals
from pages._ui.statement_form import PREFIX, add_statement_form
from pages._ui.statements import statements
from pages._ui.url_state import show_notices

statistics = known_statistics()
repository = statements()
follow_link(statistics)

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
show_notices("territoire", "diagnostic", "preuve")
if current is not None:
    show_rooms(current)
else:
    show_role(())

introduction = _(
    "Atouts, faiblesses, opportunités, menaces et suggestions pour {name}. Chaque constat s'appuie sur "
    "une preuve\u00a0: un chiffre avec son année, un témoignage sans nom, ou un document."
).format(name=fiche.territory.name)
st.html(paragraph(introduction, "surtitre"))

with st.expander(
    _("Ajouter un constat"), icon=":material/add_notes:", expanded=bool(asked) or not board.statements
):
    add_statement_form(repository, fiche, board, asked.indicator if asked else None)

show_proposals(fiche, board, PREFIX)

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

show_board(repository, fiche, board)
if board.archived:
    show_archive(repository, board)
