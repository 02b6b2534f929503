"""Périmètres: the lived quartier, made of quartiers and sectors, on the map or by list."""

from html import escape

import streamlit as st

from data.current import current_statistics
from data.perimeter_disclosure import thresholds_of
from data.views import map_view
from data.with_perimeters import StatisticsWithPerimeters
from indicators.language import _
from indicators.level import BRUSSELS, Level
from pages._map.component import show_map
from pages._perimeters.draft import EDITED, begin, empty, read_draft, toggle, write_in_url
from pages._perimeters.form import STORED, member_lists, naming_form
from pages._perimeters.perimeter_list import show_archived, show_perimeters
from pages._perimeters.words import shape_words
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics, perimeters

statistics = current_statistics()
repository = perimeters()
stored = {one.code: one for one in repository.all()}
if st.session_state.pop("perimetre_a_vider", False):
    empty()
begin(statistics, stored)
draft = read_draft()
known = StatisticsWithPerimeters(statistics, [draft.perimeter], thresholds_of(statistics))

st.title(_("Périmètres"), anchor=False)
st.html(
    paragraph(
        _(
            "Le quartier vécu n'est pas toujours celui des statistiques. Un périmètre réunit des quartiers et des "
            "secteurs, voisins ou non\u00a0; la fiche, la carte, la grille AFOM et les documents le prennent "
            "ensuite comme un quartier."
        ),
        "surtitre",
    )
)
new = st.session_state.pop(STORED, None)
if new in stored:
    st.success(_("Le périmètre «\u00a0{name}\u00a0» est enregistré.").format(name=stored[new].name))

st.header(
    _("Modifier «\u00a0{name}\u00a0»").format(name=stored[draft.code].name)
    if draft.code in stored
    else _("Composer un périmètre"),
    anchor=False,
)
map_side, list_side = st.columns([5, 5], gap="medium")
with list_side:
    member_lists(statistics)
    draft = read_draft()
    if draft.members:
        st.html(f'<p class="reponse" id="apercu">{escape(shape_words(known, draft.code))}</p>')
        # A look at figures before the check would be a way around it.
        st.html(
            paragraph(
                _(
                    "Ses chiffres apparaissent une fois le périmètre enregistré\u00a0: l'outil vérifie d'abord "
                    "qu'ils ne révèlent rien d'un petit groupe de personnes."
                ),
                "source",
            )
        )
    naming_form(statistics, repository)
with map_side:
    level = Level.QUARTIER
    if Level.SECTOR in statistics.levels:
        level = Level(
            st.segmented_control(
                _("Cliquer sur la carte pour ajouter ou retirer"),
                [Level.QUARTIER.value, Level.SECTOR.value],
                format_func=lambda one: Level(one).plural.capitalize(),
                default=Level.QUARTIER.value,
                key="perimetre_niveau",
            )
            or Level.QUARTIER.value
        )
    else:
        st.html(paragraph(_("Cliquez sur les quartiers pour les ajouter ou les retirer."), "source"))
    view = map_view(statistics, "population", None, level, BRUSSELS)
    show_map(
        statistics,
        view,
        "",
        ring=known.outline(draft.code) if draft.members else None,
        clicked=toggle,
        key="carte_du_perimetre",
        height=520,
    )
    st.html(paragraph(f"{view.title}. {view.source_line}", "source"))
write_in_url(draft)

if stored:
    st.header(_("Périmètres enregistrés"), anchor=False)
    in_use = known_statistics()
    assert isinstance(in_use, StatisticsWithPerimeters)
    show_perimeters(in_use, repository)
show_archived(statistics, repository)
if EDITED in st.query_params and st.query_params[EDITED] not in stored:
    del st.query_params[EDITED]
