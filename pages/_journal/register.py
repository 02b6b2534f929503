"""One register of the journal: add an entry, open one, look at them all, take an archived one up again."""

from __future__ import annotations

from html import escape
from typing import TypeVar

import streamlit as st

from diagnostic.contents.content import Content
from diagnostic.entry import Entry
from indicators.language import _
from pages._journal.add import TO_OPEN, add_form
from pages._journal.edit import edit_form
from pages._journal.filters import narrowed
from pages._journal.kind import JournalKind
from pages._journal.mode import mode_of, set_mode
from pages._journal.page import JournalPage
from pages._journal.statement import statement_form, statement_list
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph
from pages._ui.url_state import choose, forget_notices, settle, show_notices

C = TypeVar("C", bound=Content)


def show_register(kind: JournalKind[C], page: JournalPage) -> None:
    """The whole view of one kind."""
    entries = kind.entries(page)
    opened = _settle_opened(kind, entries)
    add_form(kind, page, bool(entries))
    if entries:
        _show_opened(kind, page, entries, opened)
        _show_table(kind, page, entries, opened)
    else:
        st.html(paragraph(kind.words.none_yet, "vide"))
    _show_archived(kind, page)


def _settle_opened(kind: JournalKind[C], entries: tuple[Entry[C], ...]) -> str:
    ids = {"", *(one.id for one in entries)}
    fresh = st.session_state.pop(TO_OPEN, None)
    if fresh in ids:
        choose(kind.key, fresh)
    return settle(
        kind.key, lambda id: id if id in ids else None, default="", unknown=kind.words.unknown, optional=True
    )


def _show_opened(kind: JournalKind[C], page: JournalPage, entries: tuple[Entry[C], ...], opened: str) -> None:
    by_id = {one.id: one for one in entries}
    st.selectbox(
        kind.words.open,
        ["", *by_id],
        key=kind.key,
        format_func=lambda id: kind.label(by_id[id]) if id else kind.words.none_open,
        filter_mode="contains",
        on_change=forget_notices,
    )
    show_notices(kind.key)
    if opened:
        with st.container(border=True, key=f"carte_{kind.key}"):
            _show_card(kind, page, by_id[opened])


def _show_card(kind: JournalKind[C], page: JournalPage, entry: Entry[C]) -> None:
    st.html(kind.details(entry.content, page) + _provenance(entry))
    rests = page.resting_on.get(entry.id, ())
    if kind.evidence is not None:
        statement_list(page, rests)
    mode = mode_of(entry.id)
    with st.container(horizontal=True, vertical_alignment="center"):
        if kind.evidence is not None:
            st.button(
                _("Créer un constat"),
                key=f"journal_depuis_{entry.id}",
                type="primary",
                icon=":material/add_notes:",
                on_click=set_mode,
                args=(entry.id, "constat"),
            )
        st.button(
            _("Modifier"),
            key=f"journal_modifier_{entry.id}",
            icon=":material/edit:",
            on_click=set_mode,
            args=(entry.id, "modifier"),
        )
        archive = st.button(_("Archiver"), key=f"journal_archiver_{entry.id}", icon=":material/archive:")
    if archive:
        done = save(
            f"archiver_{entry.id}",
            lambda: page.entries.archive(entry.id, entry.version, role=current_role()),
        )
        if done is not None:
            st.rerun()
    if mode == "modifier":
        edit_form(kind, page, entry)
    elif mode == "constat" and kind.evidence is not None:
        statement_form(
            page, entry.id, kind.evidence(entry), kind.theme(entry.content), kind.quote(entry.content)
        )


def _provenance(entry: Entry[C]) -> str:
    when = entry.created_at.astimezone().strftime("%d/%m/%Y")
    words = _("{reference} · noté le {day}").format(reference=entry.reference, day=when)
    if entry.author:
        words = _("{words} par {role}").format(words=words, role=entry.author)
    return paragraph(words, "source")


def _show_table(kind: JournalKind[C], page: JournalPage, entries: tuple[Entry[C], ...], opened: str) -> None:
    st.html(paragraph(kind.summary(page), "surtitre"))
    shown = narrowed(kind, page, entries)
    if len(shown) < len(entries):
        words = _("{shown} sur {all} avec ce choix.").format(shown=len(shown), all=len(entries))
        st.html(paragraph(words, "source"))
    st.html(
        '<div class="registre">'
        + html_table(
            kind.heads,
            (
                f'<tr id="{escape(one.reference)}"{" class=choisi" if one.id == opened else ""}>'
                f"{kind.row(one, page)}</tr>"
                for one in shown
            ),
            label=kind.words.table,
            numeric=kind.numeric,
        )
        + "</div>"
    )


def _show_archived(kind: JournalKind[C], page: JournalPage) -> None:
    archived = {one.id: one for one in page.entries.all(kind.content, page.current.id, archived=True)}
    if not archived:
        return
    with st.expander(_("{words} ({n})").format(words=kind.words.archived, n=len(archived))):
        chosen = st.selectbox(
            _("À rétablir"),
            list(archived),
            key=f"retablir_choix_{kind.key}",
            format_func=lambda id: kind.label(archived[id]),
            filter_mode="contains",
        )
        if st.button(_("Rétablir"), key=f"retablir_{kind.key}", icon=":material/unarchive:") and chosen:
            back = archived[chosen]
            done = save(
                f"retablir_{kind.key}",
                lambda: page.entries.restore(back.id, back.version, role=current_role()),
            )
            if done is not None:
                st.session_state[TO_OPEN] = back.id
                st.rerun()
