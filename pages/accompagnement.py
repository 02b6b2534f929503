"""Accompagnement: a grid that helps to decide and keeps nothing, and anonymous counts per month."""

from datetime import date

import streamlit as st

from diagnostic.accompaniment_view import accompaniment_view
from diagnostic.contents.accompaniment import MonthlyCount
from indicators.language import _
from pages._accompaniment.grid import show_grid
from pages._accompaniment.month import show_month_form
from pages._accompaniment.tables import show_follow_up
from pages._ui.current_diagnostic import chosen_diagnostic
from pages._ui.diagnostic_frame import show_rooms
from pages._ui.entries import entries
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics

statistics = known_statistics()
repository = entries()

st.title(_("Accompagnement"), anchor=False)
st.html(
    paragraph(
        _(
            "Une aide à la décision pour l'équipe, et des nombres anonymes par mois. Aucun ménage n'a de dossier "
            "dans cet outil."
        ),
        "surtitre",
    )
)
current = chosen_diagnostic(statistics)
if current is not None:
    show_rooms(current)

st.header(_("La grille des cinq critères"), anchor=False)
show_grid()

if current is not None:
    today = date.today()
    st.header(_("Suivi anonyme par mois"), anchor=False)
    with st.expander(_("Saisir ou corriger un mois"), icon=":material/edit_calendar:"):
        show_month_form(repository, current.id, today)
    counts = [one.content for one in repository.all(MonthlyCount, current.id)]
    show_follow_up(accompaniment_view(counts, today), current.heading, current.territory, today)
