"""The territory among all its peers."""

from __future__ import annotations

import streamlit as st

from data.spine_chart import spine_chart
from indicators.language import _
from pages._compare.sentences import show_sentences
from pages._ui.paragraph import paragraph
from pages._ui.place import Place
from pages._ui.spine_chart import signs_html, spine_figure, spine_table
from pages._ui.trend_chart import CONFIG


def show_spine(place: Place) -> None:
    """The territory among all its peers."""
    view = spine_chart(place.statistics, place.code)
    if not view.rows:
        words = _("Aucun groupe de comparaison n'est connu pour {name}.").format(name=view.territory.name)
        st.html(paragraph(words, "vide"))
        return
    show_sentences(view.sentences)
    st.html(paragraph(view.how_to_read, "source"))
    st.html(signs_html(view))
    words = " ".join(row.words for row in view.rows)
    st.plotly_chart(spine_figure(view), config=CONFIG, key="colonne", alt=words)
    if view.left_out:
        names = ", ".join(one.short_title for one in view.left_out)
        st.html(paragraph(_("Trop peu de valeurs pour\u00a0: {names}.").format(names=names), "source"))
    with st.expander(_("Voir le tableau"), icon=":material/table_rows:"):
        st.html(spine_table(view))
