"""The answer first, as a list of sentences."""

from __future__ import annotations

from html import escape

import streamlit as st


def show_sentences(sentences: tuple[str, ...]) -> None:
    """The answer first."""
    if sentences:
        items = "".join(f"<li>{escape(text)}</li>" for text in sentences)
        st.html(f'<ul class="phrases">{items}</ul>')
