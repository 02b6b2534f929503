"""Narrow a register of the journal by sector, method or theme, once it is long enough to need it."""

from __future__ import annotations

from typing import TypeVar

import streamlit as st

from diagnostic.contents.content import Content
from diagnostic.entry import Entry
from pages._journal.kind import Filter, JournalKind
from pages._journal.page import JournalPage

C = TypeVar("C", bound=Content)
SHORT = 5
"""A table of so many rows is read at a glance."""


def narrowed(kind: JournalKind[C], page: JournalPage, entries: tuple[Entry[C], ...]) -> tuple[Entry[C], ...]:
    """Show the filters that make a difference; the entries that pass them all."""
    if len(entries) <= SHORT:
        return entries
    useful = [(one, _codes(one, entries)) for one in kind.filters(page)]
    useful = [(one, codes) for one, codes in useful if len(codes) > 1]
    if not useful:
        return entries
    shown = entries
    for column, (one, codes) in zip(st.columns(len(useful)), useful, strict=True):
        with column:
            chosen = _choice(kind, page, one, codes)
        if chosen:
            shown = tuple(each for each in shown if chosen in one.codes(each.content))
    return shown


def _codes(one: Filter[C], entries: tuple[Entry[C], ...]) -> list[str]:
    return one.order(list(dict.fromkeys(code for each in entries for code in one.codes(each.content))))


def _choice(kind: JournalKind[C], page: JournalPage, one: Filter[C], codes: list[str]) -> str:
    key = f"journal_{kind.key}_filtre_{one.name}_{page.current.id}"
    if st.session_state.get(key, "") not in ("", *codes):
        st.session_state[key] = ""
    return str(
        st.selectbox(
            one.label,
            ["", *codes],
            key=key,
            format_func=lambda code: one.words(code) if code else one.every,
            persist_state="session",
        )
        or ""
    )
