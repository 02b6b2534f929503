"""The part of the page where the plan is written: add, change, place; one element at a time."""

from __future__ import annotations

import streamlit as st

from diagnostic.board import Board
from diagnostic.entry_repository import EntryRepository
from diagnostic.plan_view import PlanLine, PlanView
from diagnostic.store import Store
from indicators.language import _
from indicators.profile import Profile
from pages._plan.form import ADD, EDIT, ELEMENT, GESTURE, PLACE, add_form, edit_form
from pages._plan.place import place_form, restore
from pages._plan.words import choice_words
from pages._ui.url_state import choose, forget_notices, plan, settle, show_notices


def gesture_words(gesture: str) -> str:
    """What can be done with the plan."""
    return {ADD: _("Ajouter"), EDIT: _("Modifier"), PLACE: _("Déplacer ou archiver")}[gesture]


def settle_element(view: PlanView) -> str | None:
    """The element that the address names, or that was chosen; None while there is none.

    A link that names one opens it. An archived one stays chosen: somebody may be writing in it.
    """
    known = [one.id for one in (*view.everything, *view.archived)]
    if not known:
        plan(ELEMENT, None)
        return None
    named = st.query_params.get(ELEMENT)
    if named in known and GESTURE not in st.session_state:
        st.session_state[GESTURE] = EDIT
    first = view.everything[0].id if view.everything else known[0]
    return settle(
        ELEMENT,
        lambda id: id if id in known else None,
        default=first,
        unknown=_("L'élément «\u00a0{value}\u00a0» de l'adresse n'est pas dans ce plan."),
        optional=True,
    )


def open_element(id: str) -> None:
    """Open one element in the form; call it in a callback."""
    choose(ELEMENT, id)
    st.session_state[GESTURE] = EDIT


def show_writing(
    store: Store,
    repository: EntryRepository,
    diagnostic: str,
    view: PlanView,
    board: Board,
    profile: Profile | None,
) -> None:
    """Draw the control and the form that it asks for."""
    element = settle_element(view)
    if element is None or st.session_state.get(GESTURE) not in (ADD, EDIT, PLACE):
        st.session_state[GESTURE] = ADD
    if element is not None:
        st.segmented_control(
            _("Que voulez-vous faire\u00a0?"),
            [ADD, EDIT, PLACE],
            format_func=gesture_words,
            key=GESTURE,
            required=True,
            wrap=True,
            persist_state="session",
        )
    gesture = st.session_state[GESTURE]
    if gesture == ADD or element is None:
        add_form(repository, diagnostic, view, board, profile)
        return
    line = _choose_element(view, element)
    if line.entry.archived:
        st.info(
            _(
                "Cet élément est archivé. Rétablissez-le pour le modifier\u00a0: ce que vous avez écrit est encore à "
                "l'écran."
            ),
            icon=":material/inventory_2:",
        )
        if st.button(_("Rétablir cet élément"), icon=":material/unarchive:"):
            restore(repository, view, line)
    if gesture == EDIT:
        edit_form(repository, diagnostic, view, line, board, profile)
    elif not line.entry.archived:
        place_form(store, repository, view, line)


def _choose_element(view: PlanView, element: str) -> PlanLine:
    archived = {one.id: one for one in view.archived}
    options = [one.id for one in view.everything]
    if element in archived:
        options.append(element)
    words = choice_words(view)
    st.selectbox(
        _("Élément"),
        options,
        key=ELEMENT,
        format_func=lambda id: (
            _("{title} (archivé)").format(title=archived[id].title) if id in archived else words(id)
        ),
        filter_mode="contains",
        on_change=forget_notices,
    )
    show_notices(ELEMENT)
    return view.line(element) or archived[element]
