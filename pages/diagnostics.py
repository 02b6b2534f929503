"""Diagnostics: several, each with its territory, team, phases and themes."""

from datetime import date

import streamlit as st

from diagnostic.contents.diagnosis import Diagnosis
from indicators.language import _
from pages._diagnoses.diagnosis_words import aim_html, team_html
from pages._diagnoses.diagnostic_form import TO_CHOOSE, edit_form, new_form
from pages._diagnoses.diagnostic_list import (
    say_what_was_done,
    show_archived,
    show_demo,
    show_diagnostics,
    territory_name,
)
from pages._diagnoses.phase_line import phase_line_html
from pages._diagnoses.room_words import rooms_html
from pages._diagnoses.theme_editor import show_theme_editor
from pages._ui.current_diagnostic import KEY, chosen_diagnostic, no_territory
from pages._ui.diagnostic_frame import show_rooms
from pages._ui.entries import entries
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.statements import statements
from pages._ui.url_state import choose

statistics = known_statistics()
repository = entries()
constats = statements()
stored = repository.all(Diagnosis)
wanted = st.session_state.pop(TO_CHOOSE, None)
if wanted in {one.id for one in stored}:
    choose(KEY, wanted)

st.title(_("Diagnostics"), anchor=False)
st.html(
    paragraph(
        _(
            "Un diagnostic réunit un territoire, une équipe, des phases et tout ce qu'on y apprend\u00a0: témoignages, "
            "lectures, constats, fiches thématiques, plan d'actions. Personne n'y est nommé."
        ),
        "surtitre",
    )
)
say_what_was_done()
if stored:
    current = chosen_diagnostic(statistics)
    if current is not None:
        show_rooms(current)
        st.header(current.heading, anchor=False)
        if current.territory is None:
            no_territory(current)
        else:
            st.html(paragraph(territory_name(statistics, current.content), "surtitre"))
        phase_side, team_side = st.columns([7, 4], gap="large")
        with phase_side:
            st.html(phase_line_html(current.content.phases, date.today()))
        with team_side:
            st.html(
                aim_html(current.content) + paragraph(_("Équipe"), "intitule") + team_html(current.content)
            )
        with st.expander(_("Changer le titre, le but, l'équipe et les phases"), icon=":material/edit:"):
            edit_form(repository, current)
        with st.expander(_("Changer les thèmes"), icon=":material/account_tree:"):
            show_theme_editor(repository, constats.store, current)
        st.subheader(_("À quoi sert chaque page d'un diagnostic"), anchor=False)
        st.html(rooms_html())
with st.expander(_("Composer un nouveau diagnostic"), icon=":material/add:", expanded=not stored):
    new_form(statistics, repository)
show_demo(constats)
if stored:
    st.header(_("Tous les diagnostics"), anchor=False)
    show_diagnostics(statistics, repository, constats.store, stored, str(st.session_state.get(KEY, "")))
show_archived(statistics, repository)
