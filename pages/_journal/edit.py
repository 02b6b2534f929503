"""Change an entry of the journal; two editors at once are told, and nobody's words are lost."""

from __future__ import annotations

from typing import Any, TypeVar

import streamlit as st

from diagnostic.contents.content import Content
from diagnostic.entry import Entry
from diagnostic.personal_data import search_fields
from indicators.language import _
from pages._journal.add import widgets_of
from pages._journal.draft import begin, finish, forget_draft, typed
from pages._journal.kind import JournalKind
from pages._journal.mode import set_mode
from pages._journal.page import JournalPage
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save, theirs_of, version_to_replace
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import forget, kept_by, show_questions

C = TypeVar("C", bound=Content)


def edit_form(kind: JournalKind[C], page: JournalPage, entry: Entry[C]) -> None:
    """Show the fields of an entry as the person opened it: that version is what they change."""
    scope = f"journal_{kind.key}_{entry.id}"
    opened = _opened(kind, scope, entry)
    begun = kind.values(opened.content)
    theirs_place = st.container()
    kind.draw(scope, page, False)
    with st.container(horizontal=True):
        pressed = st.button(
            _("Enregistrer"), key=f"{scope}_enregistrer", type="primary", icon=":material/save:"
        )
        st.button(
            _("Fermer sans enregistrer"), key=f"{scope}_fermer", on_click=_give_up, args=(scope, entry.id)
        )
    stored_keys = frozenset(one.finding.key for one in search_fields(entry.content.texts()))
    show_questions(scope, widgets_of(kind, scope), stored_keys)
    if pressed:
        done = save(
            scope,
            lambda: page.entries.edit(
                entry.id,
                version_to_replace(scope, opened.version),
                kind.read(typed(scope, begun), opened.content),
                role=current_role(),
                kept=kept_by(scope),
            ),
            dict(kind.labels),
        )
        if done is not None:
            finish(scope)
            set_mode(entry.id, "")
            st.toast(_("La modification est enregistrée."), icon=":material/check:")
            st.rerun()
    theirs: Entry[Any] | None = theirs_of(scope)
    if theirs is not None:
        with theirs_place.container(border=True):
            st.html(
                paragraph(_("Version enregistrée entre-temps par quelqu'un d'autre"), "source")
                + kind.details(theirs.content, page)
            )


def _opened(kind: JournalKind[C], scope: str, entry: Entry[C]) -> Entry[C]:
    kept: Entry[C] = st.session_state.setdefault(f"{scope}:ouverte", entry)
    begun = kind.values(kept.content)
    untouched = typed(scope, begun) == begun
    if kept.version != entry.version and untouched and theirs_of(scope) is None:
        forget_draft(scope)
    if f"{scope}:id" not in st.session_state or f"{scope}:enregistre" in st.session_state:
        kept = st.session_state[f"{scope}:ouverte"] = entry
    begin(scope, kind.values(kept.content))
    return kept


def _give_up(scope: str, id: str) -> None:
    forget_draft(scope)
    forget(scope)
    st.session_state.pop(f"{scope}:conflit", None)
    set_mode(id, "")
