"""Bring one's own table of services: its faults in place, what it is complete for, the previous one kept."""

from __future__ import annotations

import streamlit as st

from data.places import places_of
from data.point_set import PointSet
from data.read_service_points import ServiceReading, model_table, read_service_points
from data.read_travel_times import read_travel_times
from data.readers import RefusedFile
from data.service_points import ServiceFile, ServicePointStore
from data.statistics import Statistics
from indicators.coverage.coverage_view import PointOrigin
from indicators.coverage.kinds import ALL, kind_title
from indicators.french import number
from indicators.language import _
from indicators.user_error import UserError
from pages._coverage.choices import POINTS, service_store
from pages._ui.fault_list import faults_html, show_refusal
from pages._ui.messages import escape_markdown, show_error
from pages._ui.paragraph import paragraph
from pages._ui.url_state import choose

KINDS = ["csv", "txt", "xlsx", "xls", "ods", "json"]
DONE = "services:fait"
ROUND = "services:tour"
COMPLETE = "complet:"
NEXT_POINTS = "couverture:points_suivants"


def show_service_import(statistics: Statistics) -> None:
    """The whole dialogue: what is in force, what it is complete for, a new table, travel times."""
    done = st.session_state.pop(DONE, "")
    if done:
        st.success(done, icon=":material/check:")
    store = service_store()
    try:
        current = store.current()
    except UserError as error:
        show_error(error)
        current = None
    if current is not None:
        _show_current(store, current)
    else:
        _offer_previous(store)
    st.html(
        paragraph(
            _(
                "Un répertoire complet permet de dessiner la couverture. Il faut un tableau (CSV, Excel, ODS) avec une "
                "ligne par service\u00a0: nom, type, public, capacite, puis la position\u00a0: lon et lat en degrés, ou "
                "x et y en Lambert 72, ou le quartier (code ou nom). L'export de social.brussels (JSON) convient aussi."
            )
        )
    )
    st.download_button(
        _("Télécharger un modèle (CSV)"),
        data=model_table(),
        file_name="modele_services.csv",
        mime="text/csv",
        icon=":material/table:",
        on_click="ignore",
    )
    _show_upload(statistics, store)
    _show_times(statistics, store, current)


def _show_current(store: ServicePointStore, current: ServiceFile) -> None:
    facts = _("En vigueur\u00a0: «\u00a0{file}\u00a0», {n} services, importé le {day}.").format(
        file=current.file, n=number(len(current.points)), day=current.accepted_at[:10]
    )
    st.html(paragraph(facts))
    points = PointSet(PointOrigin.FILE, current.points)
    st.markdown(f"**{_('Ce répertoire est complet pour les types')}\u00a0:**")
    for kind in points.kinds:
        key = f"{COMPLETE}{current.sha256[:12]}:{kind}"
        st.session_state.setdefault(key, kind in current.complete)
        count = len(points.of_kind(kind))
        st.checkbox(
            f"{kind_title(kind)} ({number(count)})",
            key=key,
            on_change=_declare,
            args=(store, current, points.kinds),
        )
    st.html(
        paragraph(
            _(
                "Cochez un type seulement si le fichier contient tous les services de ce type dans la Région\u00a0: "
                "la couverture est alors dessinée, et un quartier sans point se lira comme un quartier sans service."
            ),
            "source",
        )
    )
    label = _("Revenir au fichier précédent") if store.previous() is not None else _("Retirer ce fichier")
    if st.button(label, icon=":material/undo:", key="services_revenir"):
        store.undo()
        st.session_state[DONE] = _("C'est fait\u00a0: le fichier remplacé est gardé.")
        st.rerun()


def _offer_previous(store: ServicePointStore) -> None:
    """A table that was taken out can come back."""
    try:
        previous = store.previous()
    except UserError:
        return
    if previous is None:
        return
    label = _("Remettre «\u00a0{file}\u00a0»").format(file=escape_markdown(previous.file))
    if st.button(label, icon=":material/undo:", key="services_remettre"):
        store.undo()
        st.session_state[NEXT_POINTS] = PointOrigin.FILE.value
        st.rerun()


def _declare(store: ServicePointStore, current: ServiceFile, kinds: tuple[str, ...]) -> None:
    prefix = f"{COMPLETE}{current.sha256[:12]}:"
    store.declare_complete(kind for kind in kinds if st.session_state.get(prefix + kind))


def _show_upload(statistics: Statistics, store: ServicePointStore) -> None:
    uploaded = st.file_uploader(
        _("Table de services"), type=KINDS, key=f"services_fichier_{st.session_state.get(ROUND, 0)}"
    )
    if uploaded is None:
        return
    try:
        reading = read_service_points(uploaded.name, uploaded.getvalue(), places_of(statistics))
    except RefusedFile as refused:
        show_refusal(refused)
        return
    st.info(_summary(reading), icon=":material/fact_check:")
    if reading.warnings:
        title = _("Avertissements ({n})\u00a0: à lire avant d'accepter").format(
            n=number(len(reading.warnings))
        )
        with st.expander(title, icon=":material/warning:"):
            st.html(faults_html(reading.warnings, _("Avertissements")))
    unit = ""
    if any(point.capacity is not None for point in reading.points):
        unit = st.text_input(
            _("Ce que compte la capacité"),
            key="services_unite",
            placeholder=_("ETP, places, heures par semaine…"),
        )
    role = st.text_input(
        _("Votre fonction (jamais un nom)"), key="services_fonction", placeholder=_("Référent·e de quartier")
    )
    label = _("Utiliser ces {n} services").format(n=number(len(reading.points)))
    if st.button(label, type="primary", icon=":material/check:", key="services_accepter"):
        store.accept(reading, capacity_unit=unit, role=role)
        st.session_state[DONE] = _("«\u00a0{file}\u00a0» est en vigueur\u00a0: {n} services.").format(
            file=reading.file, n=number(len(reading.points))
        )
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        st.session_state[NEXT_POINTS] = PointOrigin.FILE.value
        st.rerun()


def follow_import() -> None:
    """Look at the file that was just accepted; call it before the choices are settled."""
    origin = st.session_state.pop(NEXT_POINTS, None)
    if origin is not None:
        choose(POINTS, origin)


def _summary(reading: ServiceReading) -> str:
    points = PointSet(PointOrigin.FILE, reading.points)
    placed = sum(point.located for point in reading.points)
    kinds = ", ".join(f"{kind_title(kind)} ({number(len(points.of_kind(kind)))})" for kind in points.kinds)
    return _("{all} services lus, {placed} avec une position. {kinds}.").format(
        all=number(len(points.of_kind(ALL))), placed=number(placed), kinds=kinds
    )


def _show_times(statistics: Statistics, store: ServicePointStore, current: ServiceFile | None) -> None:
    st.markdown(f"**{_('Temps de trajet')}**")
    times = None
    try:
        times = store.travel_times()
    except UserError as error:
        show_error(error)
    if times is not None:
        words = _("En vigueur\u00a0: «\u00a0{file}\u00a0», {n} trajets. Ils remplacent la marche estimée.")
        st.html(paragraph(words.format(file=times.label, n=number(len(times.minutes)))))
        if st.button(_("Revenir à la marche estimée"), key="trajets_retirer"):
            store.drop_times()
            st.rerun()
    st.html(
        paragraph(
            _(
                "Vous avez une matrice de temps de trajet (transports en commun, marche mesurée)\u00a0? Trois "
                "colonnes\u00a0: origine (quartier), destination (quartier ou nom d'un service), minutes."
            ),
            "source",
        )
    )
    uploaded = st.file_uploader(
        _("Matrice de temps de trajet"),
        type=KINDS[:-1],
        key=f"trajets_fichier_{st.session_state.get(ROUND, 0)}",
    )
    if uploaded is None:
        return
    try:
        reading = read_travel_times(
            uploaded.name, uploaded.getvalue(), places_of(statistics), current.points if current else ()
        )
    except RefusedFile as refused:
        show_refusal(refused)
        return
    st.info(_("{n} trajets lus.").format(n=number(len(reading.minutes))), icon=":material/fact_check:")
    if st.button(_("Utiliser ces temps de trajet"), type="primary", key="trajets_accepter"):
        store.accept_times(reading)
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        st.rerun()
