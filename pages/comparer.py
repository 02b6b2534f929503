"""Comparer: a territory beside others, among all, and how unequal the quartiers are."""

import streamlit as st

from indicators.language import _
from pages._compare.composite import show_composite
from pages._compare.heat import show_heat
from pages._compare.inequality import show_inequality
from pages._compare.side_by_side import show_side_by_side
from pages._compare.spine import show_spine
from pages._ui.comparison_choice import first_of_link, view_choice
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.place import chosen_place, show_search
from pages._ui.url_state import show_notices

VIEWS = {
    "cote-a-cote": _("Côte à côte"),
    "quartiers": _("Tous les quartiers"),
    "chaleur": _("Tableau de chaleur"),
    "ecarts": _("Écarts entre quartiers"),
    "composite": _("Indice composé"),
}


SHOWN = {
    "cote-a-cote": show_side_by_side,
    "quartiers": show_spine,
    "chaleur": show_heat,
    "ecarts": show_inequality,
    "composite": show_composite,
}

first_of_link()
here = chosen_place(known_statistics())
st.title(_("Comparer"), anchor=False)
with st.container(key="choix"):
    place_side, around_side = st.columns([3, 3], vertical_alignment="bottom")
    with place_side:
        here.show_territory()
    with around_side:
        show_search(here.statistics)
    if len(here.levels) > 1:
        here.show_level()
chosen_view = view_choice(VIEWS)
show_notices("territoire", "vue")
SHOWN[chosen_view](here)
st.html(paragraph(_("Statistiques du {version}.").format(version=here.statistics.version), "source"))
