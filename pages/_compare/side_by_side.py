"""Two to four territories, their communes and the Region."""

from __future__ import annotations

import streamlit as st

from data.peer_groups import figure_or_none
from data.side_by_side import side_by_side
from indicators.language import _
from pages._compare.sentences import show_sentences
from pages._ui.comparison_choice import compared, show_others
from pages._ui.controls import indicator_choice
from pages._ui.paragraph import paragraph
from pages._ui.place import Place
from pages._ui.side_by_side import side_by_side_csv, side_by_side_html
from pages._ui.trend_chart import CONFIG, has_trend, trend_chart, trend_words
from pages._ui.url_state import show_notices


def show_side_by_side(place: Place) -> None:
    """Two to four territories, their communes and the Region."""
    codes = compared(place)
    show_others(place, codes)
    show_notices("territoires")
    view = side_by_side(place.statistics, codes)
    show_sentences(view.sentences)
    count_side, download_side = st.columns([3, 1.3], vertical_alignment="center")
    with count_side:
        with_counts = st.toggle(_("Montrer le nombre de personnes"), key="nombres", persist_state="session")
    with download_side:
        st.download_button(
            _("Télécharger le tableau (CSV)"),
            data=lambda: side_by_side_csv(view),
            file_name="comparaison_" + "_".join(codes) + ".csv",
            mime="text/csv",
            on_click="ignore",
            width="stretch",
        )
    st.html(
        paragraph(
            _(
                "Sous chaque valeur, le même axe pour tous les territoires d'une ligne\u00a0: ses cinq couleurs sont les cinq classes fixes des cartes, le point est la valeur, le trait la Région."
            ),
            "source",
        )
    )
    st.html(side_by_side_html(view, with_counts=with_counts))
    named = "\u00a0; ".join(source.attribution for source in view.sources)
    st.html(paragraph(_("Sources\u00a0: {named}.").format(named=named), "source"))
    show_trends(place, codes)


def show_trends(place: Place, codes: tuple[str, ...]) -> None:
    """The trend of one indicator for the compared territories."""
    statistics = place.statistics
    st.header(_("Évolution"), anchor=False)
    indicator = statistics.catalogue[indicator_choice(statistics, place.level).show()]
    show_notices("indicateur")
    found = [figure_or_none(statistics, indicator, code) for code in codes]
    followed = [one for one in found if one is not None and has_trend(one)]
    if not followed:
        words = _("Trop peu d'années sont disponibles pour montrer l'évolution de cet indicateur.")
        st.html(paragraph(words, "vide"))
        return
    words = trend_words(*followed)
    st.plotly_chart(trend_chart(*followed), config=CONFIG, key="evolution", alt=words)
    st.html(paragraph(f"{words} {followed[0].source_text}.", "source"))
    absent = [statistics.territory(code).name for code in codes]
    absent = [name for name in absent if name not in {one.territory.name for one in followed}]
    if absent:
        words = _("Sans évolution connue\u00a0: {names}.").format(names=", ".join(absent))
        st.html(paragraph(words, "source"))
