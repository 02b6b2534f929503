"""A paragraph of plain text with one of the looks of the stylesheet."""

from __future__ import annotations

from html import escape


def paragraph(text: str, look: str = "") -> str:
    """HTML of a text; `look` is a class of look.css («vide», «source», «surtitre», «reponse»)."""
    return f'<p class="{look}">{escape(text)}</p>' if look else f"<p>{escape(text)}</p>"
