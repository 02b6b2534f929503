"""Links to the page of methods: its anchors never change, so that other pages can point at them."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from indicators.catalogue import Indicator
from indicators.language import _
from indicators.method import Method


def method_anchor(method_id: str) -> str:
    """«methode-rang»."""
    return f"methode-{method_id}"


def indicator_anchor(indicator_id: str) -> str:
    """«indicateur-bim»."""
    return f"indicateur-{indicator_id}"


def method_link(entry: Method | Indicator, code: str) -> str:
    """HTML of the link «Méthode», with the numbers of a territory as examples."""
    anchor = indicator_anchor(entry.id) if isinstance(entry, Indicator) else method_anchor(entry.id)
    label = _("Méthode\u00a0: {title}").format(title=entry.title)
    return (
        f'<a href="methodes?territoire={quote(code)}#{anchor}" target="_self" '
        f'aria-label="{escape(label)}">{escape(_("Méthode"))}</a>'
    )
