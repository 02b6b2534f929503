"""What somebody is doing with an opened entry of the journal: reading it, changing it, drawing a constat."""

from __future__ import annotations

from typing import Literal

import streamlit as st

Mode = Literal["", "modifier", "constat"]


def mode_of(id: str) -> Mode:
    """Reading, unless a button said otherwise."""
    mode: Mode = st.session_state.get(f"journal:mode:{id}", "")
    return mode


def set_mode(id: str, mode: Mode) -> None:
    """Change it; call it in a callback, or before a rerun."""
    st.session_state[f"journal:mode:{id}"] = mode
