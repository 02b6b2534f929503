"""The frame of every page: look, navigation, and the refusal to start without figures."""

import streamlit as st

from data.current import current_statistics
from indicators.language import _
from indicators.user_error import UserError
from pages._ui.look import LOGO, apply_look
from pages._ui.messages import show_error
from pages._ui.url_state import begin_page, write_url

st.set_page_config(page_title=_("Diagnostic de quartier"), layout="wide", initial_sidebar_state="collapsed")
apply_look()
st.logo(str(LOGO), size="large")

# One flat bar: with headings, Streamlit draws a phone menu that screen readers cannot follow.
page = st.navigation(
    [
        st.Page("accueil.py", title=_("Accueil"), url_path="accueil", default=True),
        st.Page("carte.py", title=_("Carte"), url_path="carte"),
        st.Page("fiche.py", title=_("Fiche quartier"), url_path="fiche"),
        st.Page("couverture.py", title=_("Couverture"), url_path="couverture"),
        st.Page("comparer.py", title=_("Comparer"), url_path="comparer"),
        st.Page("perimetres.py", title=_("Périmètres"), url_path="perimetres"),
        st.Page("diagnostics.py", title=_("Diagnostics"), url_path="diagnostics"),
        st.Page("afom.py", title=_("Grille AFOM"), url_path="afom"),
        st.Page("donnees.py", title=_("Données et méthodes"), url_path="donnees"),
        st.Page("methodes.py", title=_("Méthodes"), url_path="methodes"),
        st.Page("historique.py", title=_("Historique"), url_path="historique", visibility="hidden"),
        st.Page("journal.py", title=_("Journal"), url_path="journal", visibility="hidden"),
        st.Page("themes.py", title=_("Fiches thématiques"), url_path="themes", visibility="hidden"),
        st.Page(
            "accompagnement.py", title=_("Accompagnement"), url_path="accompagnement", visibility="hidden"
        ),
        st.Page("carte_annotee.py", title=_("Carte annotée"), url_path="carte-annotee", visibility="hidden"),
        st.Page("plan.py", title=_("Plan d'actions"), url_path="plan", visibility="hidden"),
        st.Page("recherche.py", title=_("Recherche"), url_path="recherche", visibility="hidden"),
        st.Page("echange.py", title=_("Échanger"), url_path="echange", visibility="hidden"),
    ],
    position="top",
)
begin_page(page.url_path)
try:
    current_statistics()
    page.run()
except UserError as error:
    show_error(error)
write_url()
