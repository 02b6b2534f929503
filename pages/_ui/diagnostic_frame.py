"""The rooms of one diagnostic, one row of links on each of its pages."""

from __future__ import annotations

import streamlit as st

from indicators.language import _
from pages._ui.current_diagnostic import CurrentDiagnostic
from pages._ui.current_role import show_role

ROOMS: tuple[tuple[str, str, str], ...] = (
    ("journal.py", _("Journal"), ":material/menu_book:"),
    ("afom.py", _("Grille AFOM"), ":material/grid_view:"),
    ("carte_annotee.py", _("Carte annotée"), ":material/add_location_alt:"),
    ("themes.py", _("Fiches thématiques"), ":material/help_center:"),
    ("plan.py", _("Plan d'actions"), ":material/checklist:"),
    ("accompagnement.py", _("Accompagnement"), ":material/diversity_3:"),
    ("historique.py", _("Historique"), ":material/history:"),
    ("recherche.py", _("Recherche"), ":material/search:"),
    ("echange.py", _("Échanger"), ":material/swap_horiz:"),
)
"""Page, label, icon; in the order of the method."""


def show_rooms(current: CurrentDiagnostic) -> None:
    """Links to every page about this diagnostic, and the function of who writes."""
    links, role = st.columns([6, 1.6], vertical_alignment="center")
    with links, st.container(horizontal=True, vertical_alignment="center", gap="small", key="salles"):
        for page, label, icon in ROOMS:
            st.page_link(page, label=label, icon=icon, query_params=current.link)
    with role:
        show_role(member.function for member in current.content.team)
