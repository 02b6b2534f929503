"""Données et méthodes: sources, licences, years, coverage, caveats, all from the catalogue."""

from html import escape

import streamlit as st

from data.current import current_statistics
from data.package import data_package
from indicators.language import _
from pages._ui.controls import indicator_choice
from pages._ui.data_state import coverage_html, data_state_html, indicator_html, levels_html, sources_html
from pages._ui.import_file import show_import, show_import_list
from pages._ui.methods_text import methods_html
from pages._ui.supply import supply_html
from pages._ui.url_state import show_notices
from pages._ui.version_list import versions_html
from pages._ui.vintage_list import vintages_html

statistics = current_statistics()
catalogue = statistics.catalogue

st.title(_("Données et méthodes"), anchor=False)
st.html(data_state_html(statistics))

st.header(_("Un indicateur en détail"), anchor=False)
indicator = catalogue[indicator_choice(statistics).show()]
show_notices("indicateur")
st.subheader(indicator.title, anchor=False)
st.html(indicator_html(catalogue, indicator))

st.header(_("Ce que couvrent les données"), anchor=False)
st.html(coverage_html(statistics))
if len(statistics.levels) > 1:
    st.subheader(_("Autres niveaux"), anchor=False)
    st.html(levels_html(statistics))

st.header(_("Secteurs et millésimes"), anchor=False)
st.html(vintages_html(statistics))

st.header(_("Comment lire les chiffres"), anchor=False)
st.html(methods_html())
st.page_link(
    "methodes.py",
    label=_("Toutes les méthodes, avec leurs formules et leurs limites"),
    icon=":material/functions:",
)

st.header(_("Sources et conditions d'utilisation"), anchor=False)
st.html(sources_html(catalogue))

st.header(_("Versions et paquet de données"), anchor=False)
st.html(versions_html(statistics))
st.download_button(
    _("Télécharger toute la base (CSV et GeoPackage)"),
    data=lambda: data_package(statistics),
    file_name=f"diagnostic_de_quartier_{statistics.fingerprint}.zip",
    mime="application/zip",
    icon=":material/folder_zip:",
    on_click="ignore",
)

importing = st.expander(
    _("Importer un fichier"), icon=":material/upload_file:", key="importer", on_change="rerun"
)
if importing.open:
    with importing:
        show_import(statistics)
        st.subheader(_("Fichiers importés"), anchor=False)
        show_import_list()

with st.expander(_("L'offre en santé mentale\u00a0: chiffres relevés, répertoire incomplet")):
    st.html(supply_html(statistics))
st.html(f'<p class="source">{escape(_("Version des statistiques"))}\u00a0: {escape(statistics.version)}.</p>')
