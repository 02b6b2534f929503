"""Comparer: a territory beside others, among all, and how unequal the quartiers are."""

from html import escape

import streamlit as st

from data.comparison_views import (
    caterpillar,
    composite_view,
    figure_or_none,
    heat_row,
    inequality_of,
    peer_group,
    rankings,
    side_by_side,
    spine_chart,
)
from data.heat_table import heat_table
from data.views import extent_of, map_level
from indicators.composite import not_official
from indicators.language import _
from indicators.level import Level
from indicators.user_error import UserError
from pages._ui.class_map import class_map
from pages._ui.comparison_choice import compared, first_of_link, show_others, view_choice
from pages._ui.composite_form import (
    RECIPE_KEY,
    composite_csv,
    composite_legend,
    composite_style,
    composite_table,
    recipe,
    show_recipe,
)
from pages._ui.controls import indicator_choice, year_choice
from pages._ui.heat_table import class_table, heat_csv, heat_html, heat_legend, heat_style
from pages._ui.inequality_view import caterpillar_csv, caterpillar_figure, caterpillar_table
from pages._ui.messages import escape_markdown, show_error
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.place import Place, chosen_place, show_search
from pages._ui.side_by_side import side_by_side_csv, side_by_side_html
from pages._ui.spine_chart import signs_html, spine_figure, spine_table
from pages._ui.trend_chart import CONFIG, has_trend, trend_chart, trend_words
from pages._ui.url_state import bound_choice, show_notices

VIEWS = {
    "cote-a-cote": _("Côte à côte"),
    "quartiers": _("Tous les quartiers"),
    "chaleur": _("Tableau de chaleur"),
    "ecarts": _("Écarts entre quartiers"),
    "composite": _("Indice composé"),
}


def show_sentences(sentences: tuple[str, ...]) -> None:
    """The answer first."""
    if sentences:
        items = "".join(f"<li>{escape(text)}</li>" for text in sentences)
        st.html(f'<ul class="phrases">{items}</ul>')


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


SHOWN = {
    "cote-a-cote": show_side_by_side,
    "quartiers": show_spine,
    "chaleur": show_heat,
    "ecarts": show_inequality,
    "composite": show_composite,
}

first_of_link()
here = chosen_place(known_statistics())
st.title(_("Comparer"), anchor=False)
with st.container(key="choix"):
    place_side, around_side = st.columns([3, 3], vertical_alignment="bottom")
    with place_side:
        here.show_territory()
    with around_side:
        show_search(here.statistics)
    if len(here.levels) > 1:
        here.show_level()
chosen_view = view_choice(VIEWS)
show_notices("territoire", "vue")
SHOWN[chosen_view](here)
st.html(paragraph(_("Statistiques du {version}.").format(version=here.statistics.version), "source"))
