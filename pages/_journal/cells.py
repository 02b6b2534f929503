"""Cells and lines of the tables of the journal, as HTML."""

from __future__ import annotations

from html import escape

LONGEST_EXCERPT = 160


def cell(text: str) -> str:
    """What people typed."""
    return f'<td><span dir="auto">{escape(text) or "–"}</span></td>'


def first_cell(text: str, small: str = "") -> str:
    """What an entry is known by; `small` is a second, quieter line."""
    below = f'<small dir="auto">{escape(small)}</small>' if small else ""
    return f'<td class="premier"><span dir="auto">{escape(text)}</span>{below}</td>'


def fixed_cell(text: str) -> str:
    """A date or a word of the tool: it stays on one line."""
    return f'<td class="fixe">{escape(text)}</td>'


def count_cell(text: str) -> str:
    """A number."""
    return f'<td class="nombre">{escape(text)}</td>'


def reference_cell(reference: str) -> str:
    """The stable reference of an entry."""
    return f'<td class="reference">{escape(reference)}</td>'


def excerpt(text: str) -> str:
    """The beginning of a long text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXCERPT else line[:LONGEST_EXCERPT].rstrip() + "…"


def head_html(title: str, facts: str) -> str:
    """What an opened entry is."""
    return f'<p class="fiche-titre" dir="auto">{escape(title)}</p><p class="surtitre">{escape(facts)}</p>'


def body_html(text: str) -> str:
    """What was noted, with its line ends; nothing for nothing."""
    return f'<div class="parole"><p dir="auto">{escape(text)}</p></div>' if text else ""
