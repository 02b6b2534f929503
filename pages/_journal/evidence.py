"""Take a source of the journal as evidence: noted once, used by many constats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from diagnostic.contents.journal import Reading, TestimonyRecord
from diagnostic.evidence import Document, Testimony
from diagnostic.journal_calendar import short_date
from diagnostic.personal_data import search_fields, texts_of
from indicators.language import _
from pages._ui.entries import entries
from pages._ui.privacy_check import keep, kept_by

Source = TypeVar("Source", Testimony, Document)


def pick_noted_testimony(prefix: str, diagnostic: str) -> Testimony | None:
    """Show the testimonies of a diagnostic, if there are any; None: none was chosen."""
    noted = {one.id: one for one in entries().all(TestimonyRecord, diagnostic)} if diagnostic else {}
    labels = {
        id: f"{one.content.function} ({one.content.sector}), {short_date(one.content.on)}"
        for id, one in noted.items()
    }
    id = _choose(f"{prefix}_temoignage_du_journal", labels, _("Pas dans le journal\u00a0: le décrire ici"))
    return _kept(prefix, noted[id].content.as_evidence(id)) if id else None


def pick_noted_document(prefix: str, diagnostic: str) -> Document | None:
    """Show the documents read for a diagnostic, if there are any; None: none was chosen."""
    noted = {one.id: one for one in entries().all(Reading, diagnostic)} if diagnostic else {}
    labels = {
        id: f"{one.content.title}, {one.content.organisation}, {one.content.year}"
        for id, one in noted.items()
    }
    id = _choose(f"{prefix}_lecture_du_journal", labels, _("Pas dans le journal\u00a0: le décrire ici"))
    return _kept(prefix, noted[id].content.as_evidence(id)) if id else None


def _choose(key: str, labels: Mapping[str, str], none: str) -> str:
    if not labels:
        return ""
    if st.session_state.get(key, "") not in ("", *labels):
        st.session_state[key] = ""
    chosen = st.selectbox(
        _("Choisir dans le journal"),
        ["", *labels],
        key=key,
        format_func=lambda id: labels[id] if id else none,
        filter_mode="contains",
        persist_state="session",
    )
    return str(chosen or "")


def _kept(prefix: str, evidence: Source) -> Source:
    """What the source says was asked about when it was stored: it is not asked again here."""
    known = {one.finding.key for one in search_fields(texts_of("", (evidence,)))}
    if known - kept_by(prefix):
        keep(prefix, known)
    return evidence
