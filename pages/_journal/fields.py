"""The fields that several forms of the journal share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import streamlit as st

from diagnostic.witnesses import sector_key
from indicators.language import _
from pages._journal.draft import key_of
from pages._journal.page import JournalPage

FIRST_DAY = date(1980, 1, 1)
LAST_DAY = date(2099, 12, 31)


def text_field(label: str, scope: str, name: str, placeholder: str = "") -> None:
    """One line, as long as the store takes."""
    st.text_input(
        label,
        key=key_of(scope, name),
        max_chars=300,
        placeholder=placeholder or None,
        persist_state="session",
    )


def long_field(label: str, scope: str, name: str, placeholder: str = "") -> None:
    """Several lines."""
    st.text_area(
        label,
        key=key_of(scope, name),
        height=110,
        max_chars=20_000,
        placeholder=placeholder or None,
        persist_state="session",
    )


def date_field(scope: str) -> None:
    """The day."""
    st.date_input(
        _("Date"),
        key=key_of(scope, "on"),
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="DD/MM/YYYY",
        persist_state="session",
    )


def theme_field(scope: str, page: JournalPage) -> None:
    """A theme of the diagnostic, or none."""
    kept = str(st.session_state.get(key_of(scope, "theme")) or "")
    st.selectbox(
        _("Thème"),
        page.theme_choices(kept),
        key=key_of(scope, "theme"),
        format_func=page.theme_words,
        filter_mode="contains",
        persist_state="session",
    )


def sector_field(scope: str, used: Iterable[str]) -> None:
    """A sector that was used before, a usual one, or a new one: one writing for one sector."""
    typed = str(st.session_state.get(key_of(scope, "sector")) or "")
    known: dict[str, str] = {}
    for one in (*([typed] if typed else []), *used, *USUAL_SECTORS):
        known.setdefault(sector_key(one), one)
    st.selectbox(
        _("Secteur"),
        sorted(known.values(), key=sector_key),
        key=key_of(scope, "sector"),
        accept_new_options=True,
        filter_mode="contains",
        placeholder=_("Choisir ou écrire"),
        persist_state="session",
    )


USUAL_SECTORS = (
    _("Accès aux droits"),
    _("Action sociale"),
    _("Aide alimentaire"),
    _("Aînés"),
    _("Cohésion sociale"),
    _("Commerce"),
    _("Culture et sport"),
    _("Emploi et formation"),
    _("Enseignement"),
    _("Espace public"),
    _("Habitant·es"),
    _("Jeunesse"),
    _("Logement"),
    _("Petite enfance"),
    _("Prévention"),
    _("Santé"),
    _("Santé mentale"),
)
