"""All diagnostics, each with its territory, its phase and what it holds; open, copy, put away, take back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from html import escape

import streamlit as st

from data.statistics import Statistics
from diagnostic.board import Quadrant
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.demo import install_demo, is_whole
from diagnostic.demo.identity import DIAGNOSTIC
from diagnostic.diagnostic_counts import NOTHING, DiagnosticCounts, diagnostic_counts
from diagnostic.duplicate import LONGEST_TITLE, duplicate
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.personal_data import search_fields
from diagnostic.phase_state import phase_words
from diagnostic.repository import StatementRepository
from diagnostic.store import Store
from indicators.french import number
from indicators.language import _
from indicators.user_error import UserError
from pages._diagnoses.diagnostic_form import TO_CHOOSE
from pages._diagnoses.diagnostic_territory import territory_words
from pages._ui.current_diagnostic import KEY, heading_of, territory_of
from pages._ui.current_role import current_role
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph
from pages._ui.url_state import choose, forget_notices

SHOWN_AT_FIRST = 12
SHOW_ALL = "diagnostics:tous"
SAID = "diagnostics:dit"


def show_diagnostics(
    statistics: Statistics,
    repository: EntryRepository,
    store: Store,
    stored: Sequence[Entry[Diagnosis]],
    chosen: str,
) -> None:
    """One card per diagnostic, by title; with very many, the first ones and a button for the others."""
    counts = diagnostic_counts(store)
    ordered = sorted(stored, key=lambda one: _heading(statistics, one).casefold())
    if len(ordered) > SHOWN_AT_FIRST and not st.session_state.get(SHOW_ALL):
        shown = ordered[:SHOWN_AT_FIRST]
    else:
        shown = ordered
    taken = {_heading(statistics, one).casefold() for one in stored}
    for one in shown:
        with st.container(border=True, key=f"resume_{one.id}"):
            _card(statistics, repository, store, one, counts.get(one.id, NOTHING), one.id == chosen, taken)
    if len(shown) < len(ordered):
        st.button(
            _("Montrer les {n} diagnostics").format(n=number(len(ordered))),
            on_click=st.session_state.__setitem__,
            args=(SHOW_ALL, True),
        )


def _card(
    statistics: Statistics,
    repository: EntryRepository,
    store: Store,
    one: Entry[Diagnosis],
    counts: DiagnosticCounts,
    is_chosen: bool,
    taken: Collection[str],
) -> None:
    heading = _heading(statistics, one)
    st.html(card_html(statistics, one, counts, is_chosen=is_chosen))
    with st.container(horizontal=True, vertical_alignment="center"):
        if not is_chosen:
            st.button(
                _("Ouvrir"),
                key=f"ouvrir_{one.id}",
                icon=":material/folder_open:",
                help=_("Travailler sur «\u00a0{title}\u00a0»").format(title=heading),
                on_click=_open,
                args=(one.id,),
            )
        st.page_link(
            "afom.py", label=_("Grille AFOM"), icon=":material/grid_view:", query_params={KEY: one.id}
        )
        st.button(
            _("Dupliquer"),
            key=f"dupliquer_{one.id}",
            icon=":material/content_copy:",
            help=_("Faire une copie entière de «\u00a0{title}\u00a0»").format(title=heading),
            on_click=_duplicate,
            args=(store, one, title_of_copy(heading, taken)),
        )
        st.button(
            _("Archiver"),
            key=f"archiver_{one.id}",
            icon=":material/archive:",
            help=_("Mettre «\u00a0{title}\u00a0» de côté\u00a0; rien n'est effacé").format(title=heading),
            on_click=_put_away,
            args=(repository, one, heading),
        )


def card_html(
    statistics: Statistics, one: Entry[Diagnosis], counts: DiagnosticCounts, *, is_chosen: bool
) -> str:
    """Title, territory and phase, then how many constats each list holds and how many were heard."""
    lists = "".join(
        f"<li>{escape(quadrant.heading)}\u00a0: <strong>{number(counts.statements.get(quadrant, 0))}</strong></li>"
        for quadrant in Quadrant
    )
    heard = f"<li>{escape(_('Témoignages'))}\u00a0: <strong>{number(counts.testimonies)}</strong></li>"
    mark = f' <span class="etat">{escape(_("ouvert ici"))}</span>' if is_chosen else ""
    facts = " · ".join(
        [territory_name(statistics, one.content), phase_words(one.content.phases, date.today())]
    )
    return (
        f'<h3 dir="auto">{escape(_heading(statistics, one))}{mark}</h3><p>{escape(facts)}</p>'
        f'<ul class="comptes">{lists}{heard}</ul>'
    )


def territory_name(statistics: Statistics, content: Diagnosis) -> str:
    """«Anneessens (quartier)», or the code of a territory that is not known here."""
    territory = territory_of(statistics, content)
    if territory is None:
        return _("Territoire {code}, inconnu ici").format(code=content.territory_code)
    return territory_words(territory)


def show_archived(statistics: Statistics, repository: EntryRepository) -> None:
    """The diagnostics that were put away; each can come back."""
    archived = repository.all(Diagnosis, archived=True)
    if not archived:
        return
    with st.expander(_("Diagnostics archivés ({n})").format(n=len(archived)), icon=":material/archive:"):
        for one in archived:
            words, button = st.columns([4, 1], vertical_alignment="center")
            with words:
                st.html(paragraph(f"{_heading(statistics, one)} · {territory_name(statistics, one.content)}"))
            with button:
                st.button(
                    _("Rétablir"),
                    key=f"retablir_{one.id}",
                    icon=":material/unarchive:",
                    on_click=_take_back,
                    args=(repository, one, _heading(statistics, one)),
                    width="stretch",
                )


def show_demo(repository: StatementRepository) -> None:
    """Offer the demonstration while this database has not had all of it."""
    if is_whole(repository.store):
        return
    with st.container(border=True, key="demonstration"):
        st.html(
            paragraph(
                _(
                    "Pour voir une démarche entière, chargez le diagnostic de démonstration\u00a0: Anneessens en 2021, "
                    "sur les faits du rapport du référent de quartier. Il s'ajoute à côté des vôtres, ne remplace "
                    "rien, et s'archive comme un autre."
                )
            )
        )
        st.button(
            _("Charger la démonstration"),
            key="charger_demonstration",
            icon=":material/play_lesson:",
            on_click=_install,
            args=(repository,),
        )


def say_what_was_done() -> None:
    """Tell, once, what a button of the list did."""
    if said := st.session_state.pop(SAID, ""):
        st.toast(said, icon=":material/check:")


def _heading(statistics: Statistics, one: Entry[Diagnosis]) -> str:
    return heading_of(one.content, territory_of(statistics, one.content))


def _open(id: str) -> None:
    forget_notices()
    choose(KEY, id)


def title_of_copy(heading: str, taken: Collection[str]) -> str:
    """«Anneessens 2027 (copie)», or «(copie 2)» where there is one already; `taken` in lower case."""
    number_of_copy = 1
    while True:
        mark = _(" (copie)") if number_of_copy == 1 else _(" (copie {n})").format(n=number_of_copy)
        title = heading[: LONGEST_TITLE - len(mark)] + mark
        if title.casefold() not in taken:
            return title
        number_of_copy += 1


def _duplicate(store: Store, one: Entry[Diagnosis], title: str) -> None:
    try:
        # What the title of the original holds was asked about when it was written.
        kept = {found.finding.key for found in search_fields({"": title})}
        copy = duplicate(store, one.id, title, current_role(), kept=kept)
    except UserError as error:
        show_error(error)
        return
    st.session_state[TO_CHOOSE] = copy.id
    st.session_state[SAID] = _("La copie est faite\u00a0; elle est ouverte.")


def _put_away(repository: EntryRepository, one: Entry[Diagnosis], heading: str) -> None:
    try:
        repository.archive(one.id, one.version, role=current_role())
    except UserError as error:
        show_error(error)
        return
    st.session_state[SAID] = _("«\u00a0{title}\u00a0» est archivé.").format(title=heading)


def _take_back(repository: EntryRepository, one: Entry[Diagnosis], heading: str) -> None:
    try:
        repository.restore(one.id, one.version, role=current_role())
    except UserError as error:
        show_error(error)
        return
    st.session_state[SAID] = _("«\u00a0{title}\u00a0» est de retour.").format(title=heading)
    st.session_state[TO_CHOOSE] = one.id


def _install(repository: StatementRepository) -> None:
    try:
        install_demo(repository)
    except UserError as error:
        show_error(error)
        return
    st.session_state[SAID] = _("La démonstration est chargée.")
    st.session_state[TO_CHOOSE] = DIAGNOSTIC
