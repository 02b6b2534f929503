"""Errors and notices, in the words of the UserError family."""

from __future__ import annotations

import streamlit as st

from indicators.user_error import UserError


def show_error(error: UserError) -> None:
    """Show what is wrong, what to do, and each fault on its line; as text, never as markup."""
    st.error(escape_markdown(f"{error.problem} {error.remedy}".rstrip()), icon=":material/error:")
    for fault in error.faults:
        st.text(str(fault))


def escape_markdown(text: str) -> str:
    """Keep Streamlit from reading markup into a text that somebody typed."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()#+-.!|<>~:$^" else char for char in text)
