"""Méthodes: every indicator and every method, from the catalogue and the code itself, with real numbers."""

import streamlit as st

from data.method_examples import DEFAULT, SLOW, method_example
from data.views import figure, profile
from indicators.language import _
from indicators.methods_register import METHODS
from pages._ui.method_cards import CONTENTS, contents_html, indicator_card, method_card
from pages._ui.method_link import indicator_anchor, method_anchor
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.place import chosen_place, show_search
from pages._ui.to_anchor import go_to_anchor
from pages._ui.url_state import show_notices

statistics = known_statistics()
catalogue = statistics.catalogue
place = chosen_place(statistics)
fiche = profile(statistics, place.code)
methods = METHODS

go_to_anchor()
st.title(_("Méthodes"), anchor=False)
st.html(
    paragraph(
        _(
            "Pour chaque indicateur et chaque méthode\u00a0: ce que c'est, comment c'est calculé, d'après qui, et "
            "ce que cela ne dit pas. Cette page est tirée du catalogue et du code\u00a0; les exemples sont calculés "
            "ici, avec les chiffres du territoire choisi ou, s'il n'en a pas, ceux du quartier Anneessens."
        )
    )
)
with st.container(key="choix"):
    sides = st.columns(3, vertical_alignment="bottom")
    with sides[0]:
        place.show_territory()
    with sides[1]:
        show_search(statistics)
    if len(place.levels) > 1:
        with sides[2]:
            place.show_level()
show_notices("territoire", "etendue")
st.header(_("Sommaire"), anchor=CONTENTS)
st.html(contents_html(catalogue.indicators, methods))

back = f'<p class="source"><a href="#{CONTENTS}">{_("Retour au sommaire")}</a></p>'
for theme in catalogue.themes:
    st.header(theme.title, anchor=False)
    for indicator in (one for one in catalogue.indicators if one.theme == theme.id):
        shown = fiche.figure(indicator.id) or figure(statistics, indicator, DEFAULT)
        st.subheader(indicator.title, anchor=indicator_anchor(indicator.id))
        st.html(indicator_card(statistics, indicator, shown.territory.level, shown) + back)

st.header(_("Méthodes de calcul"), anchor=False)
for method in methods:
    st.subheader(method.title, anchor=method_anchor(method.id))
    asked = method.id not in SLOW or st.session_state.get(f"exemple:{method.id}:{place.code}")
    example = method_example(statistics, method.id, place.code) if asked else ""
    st.html(method_card(method, example) + back)
    if not asked:
        st.button(
            _("Calculer l'exemple (quelques secondes)"),
            key=f"exemple_{method.id}",
            icon=":material/calculate:",
            on_click=lambda key: st.session_state.update({key: True}),
            args=(f"exemple:{method.id}:{place.code}",),
        )
st.html(paragraph(_("Statistiques du {version}.").format(version=fiche.statistics_version), "source"))
