"""The five phases of a diagnostic in a form: a first and a last day each, both may be left open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from diagnostic.contents.diagnosis import Phase, PhaseKind
from diagnostic.phase_state import in_order
from indicators.language import _
from indicators.user_error import Fault, UserError
from pages._ui.paragraph import paragraph

EARLIEST = date(2000, 1, 1)
LATEST = date(2100, 12, 31)


def fill_phases(scope: str, phases: Sequence[Phase]) -> None:
    """Put the dates in the widgets; call it before they are drawn."""
    for phase in in_order(phases):
        st.session_state[_key(scope, phase.phase, "debut")] = phase.begins
        st.session_state[_key(scope, phase.phase, "fin")] = phase.ends


def show_phases(scope: str) -> None:
    """Two dates per phase; no date is asked for."""
    st.html(
        paragraph(_("Phases"), "intitule")
        + paragraph(_("Laissez vide ce qui n'est pas encore fixé."), "source")
    )
    with st.container(key=f"paires_phases_{scope}"):
        for kind in PhaseKind:
            begins, ends = st.columns(2, vertical_alignment="bottom")
            with begins:
                _day(_("{phase}, début").format(phase=kind.label), _key(scope, kind, "debut"))
            with ends:
                _day(_("{phase}, fin").format(phase=kind.label), _key(scope, kind, "fin"))


def typed_dates(scope: str) -> tuple[tuple[PhaseKind, date | None, date | None], ...]:
    """What stands in the widgets, for each phase."""
    return tuple(
        (
            kind,
            st.session_state.get(_key(scope, kind, "debut")),
            st.session_state.get(_key(scope, kind, "fin")),
        )
        for kind in PhaseKind
    )


def checked_phases(scope: str) -> tuple[Phase, ...]:
    """The phases as they are stored. Raises UserError when one ends before it begins."""
    dates = typed_dates(scope)
    faults = tuple(
        Fault(_("la fin vient avant le début."), column=kind.label, value=f"{ends:%d/%m/%Y}")
        for kind, begins, ends in dates
        if begins and ends and ends < begins
    )
    if faults:
        raise UserError(
            _("Les dates d'une phase ne se suivent pas."),
            remedy=_("Corrigez-les\u00a0: ce que vous avez écrit est resté à l'écran."),
            faults=faults,
        )
    return tuple(Phase(phase=kind, begins=begins, ends=ends) for kind, begins, ends in dates)


def _day(label: str, key: str) -> None:
    st.date_input(
        label,
        value=None,
        key=key,
        min_value=EARLIEST,
        max_value=LATEST,
        format="DD/MM/YYYY",
        persist_state="session",
    )


def _key(scope: str, kind: PhaseKind, side: str) -> str:
    return f"{scope}_{side}_{kind.value}"
