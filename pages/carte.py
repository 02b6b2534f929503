"""Carte: one indicator for all quartiers, the answer first, the table twin below."""

from html import escape

import streamlit as st

from data.views import figure, map_view
from indicators.language import _
from pages._map.component import show_map
from pages._ui.controls import indicator_choice, year_choice
from pages._ui.figure_panel import panel_html
from pages._ui.legend import legend_html
from pages._ui.perimeters import known_statistics
from pages._ui.place import chosen_place, show_search
from pages._ui.url_state import show_notices, write_url
from pages._ui.value_table import ORDERS, order_words, table_csv, table_html
from pages._ui.variation import variation_wanted


@st.fragment
def explore() -> None:
    """The whole page as a fragment: a choice reruns it without the frame around it."""
    statistics = known_statistics()

    place = chosen_place(statistics, on_map=True)
    indicator = indicator_choice(statistics, place.map_level)
    period = year_choice(statistics, indicator.value, place.map_level)
    indicator_id, year, code = indicator.value, period.value, place.code
    view = map_view(statistics, indicator_id, year, place.map_level, place.extent, place.perimeter)

    headline = st.container()
    controls = st.container(key="choix")
    notices = st.container()
    map_side, panel_side = st.columns([7, 3], gap="medium")
    with map_side:
        show_map(statistics, view, code, ring=statistics.outline(code) if place.perimeter else None)
    with controls:
        columns = st.columns([3, 1.2, 3])
        with columns[0]:
            indicator.show()
        with columns[1]:
            period.show()
        with columns[2]:
            place.show_territory()
        place.show_map_choices()
    with notices:
        show_notices("indicateur", "annee", "territoire", "etendue")
    with map_side:
        st.html(legend_html(view))

    chosen = figure(statistics, view.indicator, code, year)
    with headline:
        st.title(_("Carte des {territoires}").format(territoires=place.map_level.plural), anchor=False)
        st.html(
            f'<p class="surtitre">{escape(view.title)} · {escape(view.extent_text)}</p><p class="reponse">{escape(chosen.sentence)}</p>'
        )
    with panel_side, st.container(border=True):
        st.html(panel_html(chosen, variation_wanted()))
        st.page_link(
            "fiche.py",
            label=_("Ouvrir la fiche"),
            icon=":material/description:",
            query_params={"territoire": code},
        )
        st.page_link(
            "afom.py",
            label=_("Ajouter un constat"),
            icon=":material/add_notes:",
            query_params={"territoire": code, "preuve": f"{indicator_id}:{year}"},
        )

    caveat = chosen.caveats[0]
    st.html(f'<p class="source">{escape(view.source_line)} {escape(caveat)}</p>')

    write_url()
    table = st.expander(_("Voir le tableau"), icon=":material/table_rows:", key="tableau", on_change="rerun")
    if table.open:
        with table:
            sort_side, download_side = st.columns([3, 1], vertical_alignment="bottom")
            with sort_side:
                order = st.selectbox(
                    _("Trier par"), ORDERS, format_func=order_words, key="tri", persist_state="session"
                )
            with download_side:
                st.download_button(
                    _("Télécharger le tableau (CSV)"),
                    data=lambda: table_csv(view),
                    file_name=f"{indicator_id}_{year}_{place.map_level.plural}.csv",
                    mime="text/csv",
                    on_click="ignore",
                    width="stretch",
                )
            st.html(table_html(view, order, code))


# Outside the fragment: what a choice does not change is not drawn again with it.
_title_side, search_side = st.columns([7, 3])
with search_side:
    show_search(known_statistics())
explore()
