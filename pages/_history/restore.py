"""Undo the newest change, or put back what stood before or after any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from diagnostic.board import Statement
from diagnostic.entry_faults import EntryChanged
from diagnostic.field_changes import FieldChange, field_changes
from diagnostic.history import History
from diagnostic.history_items import Change, Item
from diagnostic.refused_changes import EditConflict
from diagnostic.restoring import Restoring
from diagnostic.revision import Action
from indicators.language import _
from indicators.user_error import UserError
from pages._history.change_list import changes_html, fields_html, role_words, shortened
from pages._history.local_time import when
from pages._ui.current_role import current_role
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph
from pages._ui.store import store

DONE = "historique:fait"
FAULT = "historique:faute"


def do(write: Callable[[], object], done: str) -> None:
    """Do a write in a callback; the next run says what came of it (`show_outcome`)."""
    st.session_state.pop(FAULT, None)
    try:
        write()
    except UserError as error:
        st.session_state[FAULT] = error
    else:
        st.session_state[DONE] = done


def show_outcome() -> None:
    """Say what the last button did, or why it did nothing."""
    done = st.session_state.pop(DONE, None)
    if done:
        st.success(done, icon=":material/check:")
    fault = st.session_state.pop(FAULT, None)
    if isinstance(fault, UserError):
        show_error(fault)
        _show_theirs(fault)


def _show_theirs(fault: UserError) -> None:
    if not isinstance(fault, EditConflict | EntryChanged):
        return
    theirs = fault.theirs
    words = theirs.text if isinstance(theirs, Statement) else " ".join(theirs.content.texts().values())
    state = _("Enregistré maintenant (archivé)") if theirs.archived else _("Enregistré maintenant")
    st.html(
        f'<div class="constat"><p class="theme">{escape(state)} · {escape(theirs.reference)}</p>'
        f'<p class="autre-texte" dir="auto">{escape(shortened(words, 600))}</p></div>'
    )


def show_newest(change: Change) -> None:
    """The newest change of the diagnostic with the button that undoes it."""
    with st.container(border=True, key="dernier_changement"):
        words, button = st.columns([5, 1.7], vertical_alignment="center")
        with words:
            st.html(f'<h2 class="petit">{escape(_("Dernier changement"))}</h2>' + changes_html([change]))
        cannot = change.before is None and change.kind == "diagnostic"
        with button:
            st.button(
                _("Annuler ce changement"),
                icon=":material/undo:",
                key=f"annuler_{change.cursor}",
                disabled=cannot,
                width="stretch",
                on_click=do,
                args=(
                    lambda: Restoring(store()).undo(change, role=current_role()),
                    _("C'est annulé\u00a0: ce qui précédait est rétabli, et l'historique garde les deux."),
                ),
            )
            st.html(paragraph(_undo_words(change, cannot), "source"))


def _undo_words(change: Change, cannot: bool) -> str:
    if cannot:
        return _("La création du diagnostic ne s'annule pas ici.")
    if change.action is Action.CREATE:
        return _("Annuler archive cet élément\u00a0; rien n'est effacé.")
    if change.action is Action.ARCHIVE:
        return _("Annuler sort cet élément des archives.")
    return _("Annuler ajoute un changement\u00a0; rien n'est effacé.")


def show_restore(history: History, changes: Sequence[Change]) -> None:
    """Choose one change of the list, see what going back would change, and go back."""
    st.header(_("Rétablir"), anchor=False)
    by_cursor = {one.cursor: one for one in changes}
    chosen = st.selectbox(
        _("Un changement de la liste"),
        list(by_cursor),
        index=None,
        key="changement_choisi:" + (changes[0].cursor if changes else ""),
        format_func=lambda cursor: _option(by_cursor[cursor]),
        placeholder=_("Choisir un changement"),
        filter_mode="contains",
    )
    if chosen is None:
        st.html(
            paragraph(
                _(
                    "Choisissez un changement\u00a0: vous verrez ce que rétablir changerait, avant de le faire. "
                    "Rétablir ajoute une ligne à l'historique, sans rien effacer."
                ),
                "source",
            )
        )
        return
    change = by_cursor[chosen]
    now = history.latest(change.kind, change.id)
    before, after = st.columns(2, gap="medium")
    with before:
        _side(change, now, change.before, _("Avant ce changement"), "avant")
    with after:
        _side(change, now, change.after, _("Après ce changement"), "apres")


def _option(change: Change) -> str:
    what = f"{change.action_label} · {change.reference} · {shortened(change.title, 60)}"
    return f"{what} · {when(change.at)} · {role_words(change.role)}"


def _side(change: Change, now: Item, wanted: Mapping[str, Any] | None, heading: str, side: str) -> None:
    st.html(f'<h3 class="petit">{escape(heading)}</h3>')
    if wanted is None:
        st.html(paragraph(_("N'existait pas encore."), "vide"))
        return
    with_place = change.action is Action.MOVE
    fields = [
        one
        for one in field_changes(change.kind, now.state, wanted, change.themes)
        if with_place or one.name != "position"
    ]
    archived = bool(wanted.get("archived", False))
    st.html(_preview(fields, now.archived, archived))
    st.button(
        _("Rétablir cet état"),
        key=f"retablir_{side}_{change.cursor}",
        icon=":material/settings_backup_restore:",
        disabled=not fields and archived == now.archived,
        on_click=do,
        args=(
            lambda: Restoring(store()).restore(
                change.kind, change.id, wanted, now.version, with_place=with_place, role=current_role()
            ),
            _("{reference} est rétabli. L'historique garde ce qui précédait.").format(
                reference=change.reference
            ),
        ),
    )


def _preview(fields: Sequence[FieldChange], is_archived: bool, was_archived: bool) -> str:
    said = ""
    if is_archived != was_archived:
        said = paragraph(
            _("Il serait de nouveau archivé.") if was_archived else _("Il sortirait des archives.")
        )
    if fields:
        said += paragraph(_("Ce que rétablir changerait à aujourd'hui\u00a0:"), "source") + fields_html(
            fields
        )
    return said or paragraph(_("C'est ce qui est enregistré aujourd'hui."), "vide")
