"""Accueil: what this is, three doors, the state of the data."""

from html import escape

import streamlit as st

from data.current import current_statistics
from indicators.language import _
from pages._ui.data_state import data_state_html
from pages._ui.paragraph import paragraph

statistics = current_statistics()

st.title(_("Diagnostic de quartier"), anchor=False)
introduction = _(
    "Les chiffres d'un quartier, ce qu'en disent les habitant·es et les services, et la grille AFOM qui "
    "les réunit. Chaque chiffre garde partout son année, sa source et son incertitude."
)
st.html(paragraph(introduction, "reponse"))

DOORS = (
    (
        _("Explorer"),
        _("Voir un indicateur sur la carte, comparer un quartier avec la Région, lire trois phrases."),
        ("carte.py", _("Ouvrir la carte"), ":material/map:"),
    ),
    (
        _("Animer un atelier"),
        _("Regarder les chiffres ensemble, dire ce que l'on sait, ranger les constats avec leurs preuves."),
        ("afom.py", _("Ouvrir la grille AFOM"), ":material/grid_view:"),
    ),
    (
        _("Préparer une présentation"),
        _("Lire la fiche d'un quartier et l'emporter en PowerPoint ou en Word, sources comprises."),
        ("fiche.py", _("Ouvrir une fiche"), ":material/description:"),
    ),
)
for (title, words, (page, label, icon)), column in zip(DOORS, st.columns(3, gap="medium"), strict=True):
    with column, st.container(border=True, height="stretch"):
        st.header(title, anchor=False)
        st.html(f"<p>{escape(words)}</p>")
        st.page_link(page, label=label, icon=icon)

st.header(_("État des données"), anchor=False)
st.html(data_state_html(statistics))
st.page_link(
    "donnees.py", label=_("Voir les sources, les années et les mises en garde"), icon=":material/database:"
)
