"""Writing a fiche thématique: each change is made on the fiche as it stands now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import streamlit as st

from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet
from diagnostic.entry import Entry
from diagnostic.entry_faults import EntryChanged
from diagnostic.thematic_sheet_changes import LineChanged
from pages._sheets.choice import open_next
from pages._ui.current_role import current_role
from pages._ui.entries import entries
from pages._ui.entry_saving import save
from pages._ui.privacy_check import kept_by

_DONE = "fiche_thematique:fait"
_TO_CLEAR = "fiche_thematique:a_vider"


@dataclass(frozen=True)
class Seen:
    """A question of a fiche as somebody saw it on their screen."""

    sheet: ThematicSheet
    question: Question


def change(
    scope: str,
    id: str,
    make: Callable[[ThematicSheet], ThematicSheet],
    said: str,
    kept: frozenset[str] = frozenset(),
) -> bool:
    """Make a change and say so at the next run; False when something stopped it, which is on screen."""

    def write() -> Entry[ThematicSheet]:
        now = entries().get(id, ThematicSheet)
        try:
            content = make(now.content)
        except LineChanged as changed:
            raise EntryChanged(now.content, now) from changed
        return entries().edit(now.id, now.version, content, role=current_role(), kept=kept_by(scope) | kept)

    labels = {**Question.typed, **Answer.typed, "title": ThematicSheet.typed["title"]}
    if save(scope, write, labels) is None:
        return False
    st.session_state[_DONE] = said
    return True


def create(
    scope: str, diagnostic: str, sheet: ThematicSheet, said: str, kept: frozenset[str] = frozenset()
) -> bool:
    """Store a new fiche and open it at the next run; False when something stopped it."""
    # Made once per button, so that a double click stores one fiche, not two.
    id = st.session_state.setdefault(f"{scope}:id", str(uuid4()))

    def write() -> Entry[ThematicSheet]:
        return entries().add(sheet, diagnostic, role=current_role(), id=id, kept=kept_by(scope) | kept)

    stored = save(scope, write, dict(ThematicSheet.typed))
    if stored is None:
        return False
    st.session_state.pop(f"{scope}:id", None)
    open_next(stored.id)
    st.session_state[_DONE] = said
    return True


def say_what_was_done() -> None:
    """Tell, once, what the run before has stored."""
    said = st.session_state.pop(_DONE, None)
    if said:
        st.toast(said, icon=":material/check:")


def seen_before(scope: str, now: Seen | None) -> Seen | None:
    """What the screen showed of a question when the person clicked; `now` is shown from here on.

    Without `now` (the question is gone) what was seen is kept.
    """
    before: Seen | None = st.session_state.get(f"{scope}:vue")
    if now is not None:
        st.session_state[f"{scope}:vue"] = now
    return before or now


def drop(prefix: str) -> None:
    """Forget at once what a form holds that is not drawn again under this prefix."""
    for key in _keys(prefix):
        del st.session_state[key]


def clear(prefix: str) -> None:
    """Empty a form in the next run: what was typed under this prefix is stored."""
    st.session_state.setdefault(_TO_CLEAR, []).append(prefix)


def clear_now() -> None:
    """Empty the forms that `clear` named; call it before any form is drawn.

    Widgets are given an empty value: one that is only forgotten keeps its text in the browser.
    """
    for prefix in st.session_state.pop(_TO_CLEAR, []):
        for key in _keys(prefix):
            value = st.session_state[key]
            if isinstance(value, str):
                st.session_state[key] = ""
            elif isinstance(value, list):
                st.session_state[key] = []
            elif isinstance(value, Seen):
                del st.session_state[key]


def _keys(prefix: str) -> list[str]:
    return [str(key) for key in st.session_state if str(key).startswith((f"{prefix}_", f"{prefix}:"))]
