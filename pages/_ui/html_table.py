"""A real table in its own frame: read aloud by screen readers, scrolled with the keyboard."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape


def html_table(
    heads: Iterable[str],
    rows: Iterable[str],
    *,
    label: str,
    numeric: Collection[int] = (),
    tall: bool = False,
) -> str:
    """Put rows of `<tr>` under column heads.

    `numeric` are the columns whose heads stand on the right; `tall` lets the table take the
    height it needs instead of scrolling.
    """
    head = "".join(
        f'<th scope="col"{" class=nombre" if number in numeric else ""}>{escape(text)}</th>'
        for number, text in enumerate(heads)
    )
    return (
        f'<div class="tableau{" haut" if tall else ""}" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
