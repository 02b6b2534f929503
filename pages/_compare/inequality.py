"""How unequal the peers are, and where the territory stands."""

from __future__ import annotations

import streamlit as st

from data.inequality_views import caterpillar, inequality_of, rankings
from data.peer_groups import peer_group
from indicators.language import _
from indicators.user_error import UserError
from pages._compare.sentences import show_sentences
from pages._ui.controls import indicator_choice, year_choice
from pages._ui.inequality_view import caterpillar_csv, caterpillar_figure, caterpillar_table
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph
from pages._ui.place import Place
from pages._ui.trend_chart import CONFIG
from pages._ui.url_state import bound_choice, show_notices


def show_inequality(place: Place) -> None:
    """How unequal the peers are for one indicator, and where the territory stands."""
    statistics = place.statistics
    group = peer_group(statistics, place.territory)
    columns = st.columns([3, 1.2, 3])
    with columns[0]:
        indicator = statistics.catalogue[indicator_choice(statistics, place.level).show()]
    with columns[1]:
        year = year_choice(statistics, indicator.id, place.level).show()
    orders = rankings(statistics, indicator, group.level)
    with columns[2]:
        ranking = bound_choice(
            _("Ranger du moins au plus défavorisé selon"),
            ["", *(one.id for one in orders)],
            key="rang",
            default=orders[0].id if orders else "",
            words=lambda one: statistics.catalogue[one].short_title if one else _("Rien"),
            unknown=_("On ne peut pas ranger les territoires selon «\u00a0{value}\u00a0»."),
            optional=True,
        ).show()
    show_notices("indicateur", "annee", "rang")
    view = caterpillar(statistics, place.code, indicator.id, year)
    try:
        show_sentences(inequality_of(statistics, place.code, indicator.id, year, ranking).sentences)
    except UserError as error:
        show_error(error)
    if not view.dots:
        return
    st.header(_("{name} parmi les {peers}").format(name=place.territory.name, peers=view.peers), anchor=False)
    show_sentences(tuple(filter(None, (view.own.sentence, view.rank_words, view.alike_words))))
    words = _(
        "Chaque point est l'un des {n} {peers} qui ont une valeur en {year}\u00a0; le trait est l'intervalle dans lequel lire cette valeur. Deux traits qui se chevauchent\u00a0: l'ordre n'est pas sûr."
    ).format(n=len(view.dots), peers=view.peers, year=year)
    st.html(paragraph(words, "source"))
    st.plotly_chart(caterpillar_figure(view), config=CONFIG, key="chenille", alt=words)
    st.html(
        paragraph(
            _("Source\u00a0: {named}, {year}.").format(named=view.source.attribution, year=year), "source"
        )
    )
    with st.expander(_("Voir le tableau"), icon=":material/table_rows:"):
        st.download_button(
            _("Télécharger le tableau (CSV)"),
            data=lambda: caterpillar_csv(view),
            file_name=f"ecarts_{indicator.id}_{year}.csv",
            mime="text/csv",
            on_click="ignore",
        )
        st.html(caterpillar_table(view))
