"""Échanger: a whole diagnostic as one file, from a laptop to a server and back."""

import streamlit as st

from indicators.language import _
from pages._ui.current_diagnostic import chosen_diagnostic
from pages._ui.diagnostic_frame import show_rooms
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.portable_panel import follow_import, say_what_was_done, show_export, show_import, show_schema

statistics = known_statistics()
follow_import()
st.title(_("Échanger"), anchor=False)
st.html(
    paragraph(
        _(
            "Un diagnostic passe d'un ordinateur à un autre dans un seul fichier, sans perte\u00a0: préparez-le sur un "
            "portable, poursuivez-le sur le serveur de la cellule, et revenez."
        ),
        "surtitre",
    )
)
say_what_was_done()
current = chosen_diagnostic(statistics)
if current is not None:
    show_rooms(current)
out_side, in_side = st.columns(2, gap="large")
with out_side:
    st.header(_("Emporter"), anchor=False)
    if current is not None:
        show_export(current)
    else:
        st.html(paragraph(_("Il n'y a pas encore de diagnostic à emporter."), "vide"))
with in_side:
    st.header(_("Apporter"), anchor=False)
    show_import(statistics)
st.divider()
show_schema()
