"""An index that its user builds, and that never calls itself official."""

from __future__ import annotations

import streamlit as st

from data.composite_views import composite_view
from data.peer_groups import peer_group
from data.views import extent_of
from indicators.composite import not_official
from indicators.language import _
from indicators.user_error import UserError
from pages._compare.sentences import show_sentences
from pages._ui.class_map import class_map
from pages._ui.composite_form import (
    RECIPE_KEY,
    composite_csv,
    composite_legend,
    composite_style,
    composite_table,
    recipe,
    show_recipe,
)
from pages._ui.messages import escape_markdown
from pages._ui.paragraph import paragraph
from pages._ui.place import Place
from pages._ui.url_state import show_notices


def show_composite(place: Place) -> None:
    """An index that its user builds, and that never calls itself official."""
    statistics = place.statistics
    group = peer_group(statistics, place.territory)
    parts = recipe(statistics, group.level)
    st.html(paragraph(not_official(), "reponse"))
    show_recipe(statistics, group.level, parts)
    show_notices(RECIPE_KEY)
    try:
        view = composite_view(statistics, place.code, parts)
    except UserError as error:
        # Nothing is wrong yet: the recipe is being made.
        st.info(escape_markdown(str(error)), icon=":material/info:")
        return
    show_sentences((view.sentence(place.territory), view.index.sensitivity))
    st.html(composite_style())
    extent = extent_of(statistics, place.territory)
    words = _("Carte des cinq cinquièmes de l'indice composé\u00a0; le tableau dit la même chose.")
    picture = class_map(statistics, group.level, extent, view.look, place.code, words)
    map_side, table_side = st.columns([5, 7], gap="medium") if picture else (None, st.container())
    if map_side is not None:
        with map_side:
            st.html(picture + composite_legend())
    with table_side:
        st.download_button(
            _("Télécharger l'indice et sa recette (CSV)"),
            data=lambda: composite_csv(view),
            file_name="indice_compose_non_officiel.csv",
            mime="text/csv",
            on_click="ignore",
        )
        st.html(composite_table(view, place.code))
    st.html(paragraph(_("Recette\u00a0: {recipe}").format(recipe=view.recipe), "source"))
    named = "\u00a0; ".join(source.attribution for source in view.sources)
    st.html(paragraph(_("Sources\u00a0: {named}.").format(named=named), "source"))
