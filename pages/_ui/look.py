"""The little that Streamlit's theme cannot say: one stylesheet for all pages."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

LOGO = Path(__file__).parent / "logo.svg"
STYLESHEET = (Path(__file__).parent / "look.css").read_text(encoding="utf-8")


def apply_look() -> None:
    """Put the stylesheet in the page."""
    st.html(f"<style>{STYLESHEET}</style>")
