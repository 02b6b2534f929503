"""Add an entry to a register of the journal."""

from __future__ import annotations

from typing import TypeVar

import streamlit as st

from diagnostic.contents.content import Content
from pages._journal.draft import begin, finish, identifier, key_of, typed
from pages._journal.kind import JournalKind
from pages._journal.page import JournalPage
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save
from pages._ui.privacy_check import kept_by, show_questions

C = TypeVar("C", bound=Content)
TO_OPEN = "journal:a_ouvrir"
"""The id of an entry that the next run opens."""


def add_scope(kind: JournalKind[C], page: JournalPage) -> str:
    """The name of the form; what is typed for one diagnostic never goes to another."""
    return f"journal_{kind.key}_{page.current.id}"


def add_form(kind: JournalKind[C], page: JournalPage, has_entries: bool) -> None:
    """Show the form. What was typed stays on screen until it is stored; the entry then opens."""
    scope = add_scope(kind, page)
    stays = {
        name: st.session_state[key_of(scope, name)]
        for name in kind.kept_after
        if key_of(scope, name) in st.session_state
    }
    blank = {**kind.blank(), **stays}
    stored = begin(scope, blank)
    if stored:
        st.toast(kind.words.added, icon=":material/check:")
    # Whoever begins a register goes on adding: the form that was open stays open.
    unfolded = st.session_state.setdefault(f"{scope}:deplie", not has_entries)
    with st.expander(kind.words.add, icon=":material/add_notes:", expanded=unfolded):
        kind.draw(scope, page, True)
        pressed = st.button(
            kind.words.add,
            key=f"{scope}_ajouter",
            type="primary",
            icon=":material/add:",
            shortcut="Ctrl+Enter",
        )
        show_questions(scope, widgets_of(kind, scope))
        # The second click of a double click finds the form emptied: it asks for nothing.
        if not pressed or stored:
            return
        entry = save(
            scope,
            lambda: page.entries.add(
                kind.read(typed(scope, blank), None),
                page.current.id,
                role=current_role(),
                id=identifier(scope),
                kept=kept_by(scope),
            ),
            dict(kind.labels),
        )
        if entry is not None:
            finish(scope)
            st.session_state[TO_OPEN] = entry.id
            st.rerun()


def widgets_of(kind: JournalKind[C], scope: str) -> dict[str, str]:
    """The widgets that people type in, by the label of their field."""
    return {label: key_of(scope, name) for name, label in kind.content.typed.items()}
