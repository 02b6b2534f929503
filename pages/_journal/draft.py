"""What somebody is typing in one form of the journal: kept until it is stored, then emptied."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

import streamlit as st

Values = Mapping[str, object]


def key_of(scope: str, name: str) -> str:
    """The key of the widget of one field."""
    return f"{scope}_{name}"


def begin(scope: str, values: Values) -> bool:
    """Fill the fields of a form that is new, or was just stored; True in the run after the storing."""
    stored = bool(st.session_state.pop(f"{scope}:enregistre", False))
    if stored or f"{scope}:id" not in st.session_state:
        for name, value in values.items():
            st.session_state[key_of(scope, name)] = value
        # Made once per form, so that a double click stores once.
        st.session_state[f"{scope}:id"] = str(uuid4())
    return stored


def identifier(scope: str) -> str:
    """The id that what is typed here will have."""
    return str(st.session_state[f"{scope}:id"])


def typed(scope: str, values: Values) -> dict[str, object]:
    """What stands in the fields now; a field that is not on screen keeps what it began with."""
    return {name: st.session_state.get(key_of(scope, name), value) for name, value in values.items()}


def finish(scope: str) -> None:
    """It is stored: the next run begins anew."""
    st.session_state[f"{scope}:enregistre"] = True


def forget_draft(scope: str) -> None:
    """Give up what was typed; the form begins anew when it is shown again."""
    st.session_state.pop(f"{scope}:id", None)
    st.session_state.pop(f"{scope}:enregistre", None)
