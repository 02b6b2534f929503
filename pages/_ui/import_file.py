"""Import a file: see what was recognised, its faults in place, accept; undo an import."""

from __future__ import annotations

from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from data.import_commands import rebuild
from data.imports import ImportFolder, Usable, usable
from data.readers import Reading, Recognised, Reference, RefusedFile, recognise_bytes
from data.remembered_mappings import RememberedMappings
from data.settings import DataSettings
from data.statistics import Statistics
from indicators.estimate import Status
from indicators.french import number
from indicators.language import _
from indicators.user_error import UserError
from pages._ui.column_mapping import choose_columns
from pages._ui.fault_list import faults_html, show_refusal
from pages._ui.html_table import html_table
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph

KINDS = ["csv", "txt", "xlsx", "xls", "ods", "json", "geojson", "gpkg", "gz", "zip"]
TABLE_WORDS = {
    "secteurs_quartiers": _("Table des secteurs\u00a0: {n} secteurs rangés dans un quartier et une commune."),
    "secteurs": _("{n} secteurs avec leur nom et leur commune."),
    "communes": _("{n} communes avec leurs noms."),
    "nomenclature": _("{n} codes de la nomenclature, anciens compris."),
    "contours": _("{n} contours pour la carte."),
}
PREVIEWED = 60
FAULTS_SHOWN = 100
DONE = "import:fait"
ROUND = "import:tour"
"""Counts accepted files: a new uploader, empty, for each."""


def show_import(statistics: Statistics) -> None:
    """The whole dialogue, from the file to the rebuilt statistics."""
    done = st.session_state.pop(DONE, "")
    if done:
        st.success(done, icon=":material/check:")
    words = _(
        "Déposez un fichier du Monitoring des Quartiers, de Statbel, ou un tableau (CSV, Excel, ODS) avec des codes "
        "ou des noms de quartiers. Rien n'est enregistré avant que vous acceptiez."
    )
    st.html(paragraph(words, "surtitre"))
    uploaded = st.file_uploader(
        _("Fichier à importer"), type=KINDS, key=f"fichier_a_importer_{st.session_state.get(ROUND, 0)}"
    )
    if uploaded is not None:
        try:
            with st.spinner(_("Lecture du fichier…")):
                recognised = recognise_bytes(uploaded.name, uploaded.getvalue())
                reading = _read(recognised, statistics)
        except RefusedFile as refused:
            show_refusal(refused)
        else:
            _show_reading(recognised, reading, statistics)


def _read(recognised: Recognised, statistics: Statistics) -> Reading:
    reference = Reference.in_force(statistics)
    reading = recognised.read(reference)
    if reading.mapping is None:
        return reading
    kept = RememberedMappings(DataSettings().imports).find(reading.mapping, reading.file)
    return recognised.read(reference, kept) if kept is not None else reading


def _show_reading(recognised: Recognised, reading: Reading, statistics: Statistics) -> None:
    told = _("Reconnu\u00a0: {title}. {rows} lignes, {values} valeurs.").format(
        title=reading.title, rows=number(reading.rows), values=number(len(reading.observations))
    )
    st.info(told, icon=":material/fact_check:")
    if reading.mapping is not None:
        try:
            chosen = choose_columns(reading.mapping, statistics.catalogue)
            reading = recognised.read(Reference.in_force(statistics), chosen)
        except RefusedFile as refused:
            show_refusal(refused)
            return
        except UserError as error:
            show_error(error)
            return
    if reading.warnings:
        title = _("{n} avertissements\u00a0: le fichier peut être importé, à lire avant").format(
            n=number(len(reading.warnings))
        )
        with st.expander(title, icon=":material/warning:"):
            st.html(faults_html(reading.warnings, _("Avertissements")))
    year = None
    if reading.observations["year"].isna().any():
        asked = st.number_input(
            _("Année des valeurs (le fichier ne la dit pas)"), 1990, 2100, value=None, step=1
        )
        year = int(asked) if asked else None
    held = usable(reading, statistics.catalogue, set(statistics.quartiers), year)
    for sentence in held.left_out:
        st.warning(
            _("Laissé de côté\u00a0: {sentence}").format(sentence=sentence), icon=":material/filter_alt:"
        )
    if held.empty:
        return
    for name, rows in held.tables.items():
        st.html(paragraph(TABLE_WORDS[name].format(n=number(len(rows))), "source"))
    if len(held.observations):
        st.html(_preview_html(held, statistics))
    _accept(reading, held)


def _preview_html(held: Usable, statistics: Statistics) -> str:
    table = held.observations
    heads = (_("Indicateur"), _("Territoire"), _("Année"), _("Valeur en vigueur"), _("Valeur du fichier"))
    indicators = {one.id: one for one in (*statistics.catalogue.indicators, *held.indicators)}
    in_force = {
        (name, year, level): statistics.estimates(indicators[name], int(year), level)
        for name, year, level in table[["indicator", "year", "level"]]
        .drop_duplicates()
        .itertuples(index=False)
    }
    rows = []
    for row in table.head(PREVIEWED).itertuples():
        indicator = indicators[row.indicator]
        current = in_force[row.indicator, row.year, row.level].get(row.code)
        before = _("absente")
        if current is not None:
            before = current.status.label if current.value is None else indicator.format(current.value)
        after = Status(row.status).label if pd.isna(row.value) else indicator.format(float(row.value))
        name = statistics.territory(row.code).name if row.code in statistics else row.code
        cells = (indicator.short_title, name, str(row.year), before, after)
        changed = ' class="choisi"' if before != after else ""
        rows.append(f"<tr{changed}>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    caption = _(
        "Aperçu\u00a0: {shown} valeurs sur {all}\u00a0; celles qui changent sont en évidence."
    ).format(shown=number(len(rows)), all=number(len(table)))
    return paragraph(caption, "source") + html_table(heads, rows, label=_("Aperçu de l'import"))


def _accept(reading: Reading, held: Usable) -> None:
    role = st.text_input(
        _("Votre fonction (pour le journal, jamais un nom)"),
        key="import_fonction",
        placeholder=_("Référent·e de quartier"),
    )
    label = _("Accepter {n} lignes et reconstruire les statistiques").format(n=number(held.rows))
    if not st.button(label, type="primary", icon=":material/check:"):
        return
    progress = st.progress(0.0, _("Enregistrement de l'import…"))
    try:
        if reading.mapping is not None:
            RememberedMappings(DataSettings().imports).keep(reading.mapping)
        accepted = ImportFolder(DataSettings().imports).accept(
            reading, held, role, partial(rebuild, progress.progress)
        )
    except UserError as error:
        progress.empty()
        show_error(error)
        return
    progress.progress(1.0)
    st.session_state[DONE] = _(
        "«\u00a0{file}\u00a0» est importé\u00a0: {n} lignes. Les changements sont listés sous «\u00a0Versions\u00a0»."
    ).format(file=accepted.file, n=number(accepted.rows))
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()


def show_import_list() -> None:
    """Every import with its trace; those in force can be undone."""
    folder = ImportFolder(DataSettings().imports)
    imports = folder.all()
    if not imports:
        st.html(paragraph(_("Aucun fichier importé pour le moment."), "vide"))
        return
    for one in reversed(imports):
        words, action = st.columns([5, 1], vertical_alignment="center")
        state = _("annulé le {day}").format(day=one.undone_at[:10]) if one.undone_at else _("en vigueur")
        facts = " · ".join(
            filter(
                None,
                (
                    one.title,
                    _("{n} lignes").format(n=number(one.rows)),
                    one.accepted_at[:16].replace("T", " ") + " UTC",
                    one.role,
                    state,
                    f"sha256 {one.sha256[:12]}",
                ),
            )
        )
        warnings = "".join(f"<li>{escape(warning)}</li>" for warning in one.warnings[:FAULTS_SHOWN])
        details = (
            f"<details><summary>{escape(_('Avertissements'))} ({len(one.warnings)})</summary><ul>{warnings}</ul></details>"
            if warnings
            else ""
        )
        words.html(
            f'<p><strong>{escape(one.file)}</strong></p><p class="source">{escape(facts)}</p>{details}'
        )
        if one.in_force and action.button(_("Annuler"), key=f"annuler_{one.id}", width="stretch"):
            try:
                progress = st.progress(0.0)
                folder.undo(one.id, partial(rebuild, progress.progress))
            except UserError as error:
                show_error(error)
            else:
                st.session_state[DONE] = _("L'import de «\u00a0{file}\u00a0» est annulé.").format(
                    file=one.file
                )
                st.rerun()
