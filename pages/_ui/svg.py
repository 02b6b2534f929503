"""Small drawings in a page: `st.html` drops inline SVG, an image keeps it."""

from __future__ import annotations

from base64 import b64encode
from html import escape


def svg_image(drawing: str, words: str = "") -> str:
    """Wrap an SVG document as an image; `words` is its alternative text (empty: decoration)."""
    encoded = b64encode(drawing.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{encoded}" alt="{escape(words)}">'
