"""All indicators of all quartiers."""

from __future__ import annotations

import streamlit as st

from data.heat_table import heat_row, heat_table
from data.views import extent_of, map_level
from indicators.language import _
from indicators.level import Level
from pages._ui.heat_table import class_table, heat_csv, heat_html, heat_legend, heat_style
from pages._ui.paragraph import paragraph
from pages._ui.place import Place
from pages._ui.url_state import bound_choice, show_notices


def show_heat(place: Place) -> None:
    """All indicators of all quartiers."""
    statistics = place.statistics
    level = map_level(statistics, place.territory)
    if level is Level.REGION:
        level = Level.QUARTIER
    whole = heat_table(statistics, level, extent_of(statistics, place.territory))
    sort_side, commune_side, download_side = st.columns([3, 3, 2], vertical_alignment="bottom")
    titles = {column.indicator.id: column.indicator.short_title for column in whole.columns}
    with sort_side:
        order = bound_choice(
            _("Trier par"),
            ["", *titles],
            key="tri_chaleur",
            default="",
            words=lambda one: titles.get(one, _("Nom")),
            unknown=_("On ne peut pas trier par «\u00a0{value}\u00a0»."),
            optional=True,
        ).show()
    with commune_side:
        commune = bound_choice(
            _("Commune"),
            ["", *whole.communes],
            key="commune",
            default="",
            words=lambda one: one or _("Toutes les communes"),
            unknown=_("La commune «\u00a0{value}\u00a0» n'a pas de ligne dans ce tableau."),
            optional=True,
        ).show()
    table = whole.within(commune).sorted_by(order)
    with download_side:
        st.download_button(
            _("Télécharger le tableau (CSV)"),
            data=lambda: heat_csv(table),
            file_name=f"tableau_de_chaleur_{level.value}.csv",
            mime="text/csv",
            on_click="ignore",
            width="stretch",
        )
    show_notices("tri_chaleur", "commune")
    st.html(
        paragraph(
            _(
                "Plus la case est foncée, plus la valeur est élevée\u00a0: une couleur dit «\u00a0plus\u00a0» ou «\u00a0moins\u00a0», jamais «\u00a0bien\u00a0» ou «\u00a0mal\u00a0». Les classes sont celles des cartes, les mêmes chaque année."
            ),
            "source",
        )
    )
    st.html(heat_style())
    st.html(heat_legend())
    own = (
        None
        if table.row(place.code) or whole.row(place.code)
        else heat_row(statistics, whole, place.territory)
    )
    st.html(heat_html(table, place.code, order, own))
    named = "\u00a0; ".join(source.attribution for source in table.sources)
    st.html(paragraph(_("Sources\u00a0: {named}.").format(named=named), "source"))
    with st.expander(_("Bornes des cinq classes"), icon=":material/palette:"):
        st.html(class_table(table))
