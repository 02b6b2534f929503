"""Fiche quartier: the figures and services of one quartier, beside a sister if wanted."""

from datetime import date
from html import escape

import streamlit as st

from data.account import population_account
from data.reported_profile import reported_profile
from data.views import figure
from diagnostic.board import Quadrant
from diagnostic.usual_diagnostic import usual_diagnostic
from exports.fiche_content import key_points_title, no_key_point
from indicators.language import _
from pages._ui.account import account_html
from pages._ui.controls import (
    indicator_choice,
    sister_choice,
    year_choice,
)
from pages._ui.downloads import fiche_buttons
from pages._ui.entries import entries
from pages._ui.figure_line import show_line
from pages._ui.figure_panel import facts_of
from pages._ui.locator import locator
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.place import chosen_place
from pages._ui.report_sections import show_report_sections
from pages._ui.reported import reported_html
from pages._ui.service_list import services_html
from pages._ui.sister_table import sister_table_html
from pages._ui.statements import statements
from pages._ui.trend_chart import CONFIG, has_trend, trend_chart, trend_words
from pages._ui.url_state import show_notices
from pages._ui.variation import variation_switch

statistics = known_statistics()
place = chosen_place(statistics)
code = place.code
headline = st.container()
with st.container(key="choix"):
    columns = st.columns([3, 3, 3, 1.3])
    with columns[0]:
        place.show_territory()
    with columns[1]:
        sister_code = sister_choice(place).show()
    with columns[2]:
        indicator_id = indicator_choice(statistics, place.level).show()
    with columns[3]:
        year = year_choice(statistics, indicator_id, place.level).show()
    place.show_around()
show_notices("indicateur", "annee", "territoire", "etendue", "soeur")

fiche = reported_profile(statistics, code, {indicator_id: year})
sister = reported_profile(statistics, sister_code, {indicator_id: year}) if sister_code else None
territory = fiche.territory
board = statements().board(territory, usual_diagnostic(entries(), territory))

with headline:
    title_side, button_side = st.columns([5, 5], vertical_alignment="bottom")
    with title_side:
        st.title(territory.name, anchor=False)
        other_name = territory.name_nl if territory.name_nl != territory.name else ""
        st.html(paragraph(" · ".join(filter(None, (facts_of(territory), other_name))), "surtitre"))
        if territory.note:
            st.html(paragraph(territory.note, "source"))
    with button_side:
        fiche_buttons(place, fiche, board, indicator_id, year, date.today())

main, side = st.columns([7, 3], gap="large")
with main:
    st.header(key_points_title(len(fiche.key_points)), anchor=False)
    if fiche.key_points:
        points = "".join(f"<li><span>{escape(point)}</span></li>" for point in fiche.key_points)
        st.html(f'<ol class="retenir">{points}</ol>')
    else:
        st.html(paragraph(no_key_point(territory), "vide"))
    variation = variation_switch()
    for theme, figures in fiche.by_theme():
        st.header(theme.title, anchor=False)
        for one in figures:
            show_line(one, variation)
    if fiche.not_at_this_level:
        st.html(paragraph(fiche.not_at_this_level_words, "source"))
    show_report_sections(fiche, sister, board, date.today().year)
    account = population_account(statistics, territory)
    if account:
        st.header(_("De qui se compose la population"), anchor=False)
        st.html(account_html(account))
with side:
    other = sister.territory if sister else None
    situation = locator(statistics, territory, other)
    if situation:
        st.html(situation)
    st.header(_("Constats"), anchor=False)
    counts = " · ".join(f"{q.heading}\u00a0: {len(board.column(q))}" for q in Quadrant)
    st.html(f"<p>{escape(counts)}</p>")
    st.page_link(
        "afom.py",
        label=_("Ouvrir la grille AFOM"),
        icon=":material/grid_view:",
        query_params={"territoire": code},
    )
    st.header(_("Services connus"), anchor=False)
    st.html(services_html(fiche))

st.header(_("Évolution\u00a0: {title}").format(title=statistics.catalogue[indicator_id].title), anchor=False)
followed = figure(statistics, statistics.catalogue[indicator_id], code, year)
if has_trend(followed):
    sister_figure = sister.figure(indicator_id) if sister else None
    st.plotly_chart(trend_chart(followed, sister_figure), config=CONFIG, key="evolution")
    st.html(f'<p class="source">{escape(trend_words(followed))} {escape(followed.source_text)}.</p>')
else:
    st.html(
        paragraph(
            _("Une seule année est disponible ici\u00a0: aucune évolution ne peut être montrée."),
            "vide",
        )
    )

if sister:
    st.header(_("Côte à côte"), anchor=False)
    st.html(sister_table_html(fiche, sister))

reported = statistics.reported_figures(code)
if reported:
    with st.expander(_("Chiffres relevés dans le rapport du référent de quartier (2021)")):
        st.html(reported_html(reported))
st.html(f'<p class="source">{escape(_("Statistiques du"))} {escape(fiche.statistics_version)}.</p>')
