"""Changes as a calm list: who by function, when, and what was said before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from diagnostic.field_changes import FieldChange
from diagnostic.history_items import Change
from diagnostic.past_comparison import Difference
from diagnostic.word_differences import Piece, Sign
from indicators.language import _
from pages._history.local_time import when

LONGEST_TITLE = 160
UNCHANGED_WORDS = 14
"""How many words that stayed are shown on either side of a change."""


def role_words(role: str) -> str:
    """The function of who wrote, or that none was given."""
    return role or _("fonction non dite")


def shortened(text: str, length: int = LONGEST_TITLE) -> str:
    """The beginning of a text, on one line."""
    flat = " ".join(text.split(" ")).replace("\n", " ").strip()
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


def changes_html(changes: Iterable[Change]) -> str:
    """The list, in the order given."""
    return f'<ol class="changements">{"".join(_change(one) for one in changes)}</ol>'


def differences_html(differences: Iterable[Difference]) -> str:
    """The differences between two dates."""
    return f'<ol class="changements">{"".join(_difference(one) for one in differences)}</ol>'


def fields_html(fields: Iterable[FieldChange]) -> str:
    """Each field that changed, with what it said and says; empty text when there is none."""
    rows = "".join(
        f'<div><dt>{escape(one.label)}</dt><dd dir="auto">{_field(one)}</dd></div>' for one in fields
    )
    return f'<dl class="champs">{rows}</dl>' if rows else ""


def _change(one: Change) -> str:
    return _entry(
        f'<p class="quand"><span>{escape(when(one.at))}</span><span class="point"> · </span>'
        f"<span>{escape(role_words(one.role))}</span></p>",
        f"{one.action_label} · {one.kind_label}",
        one.reference,
        one.title,
        () if one.before is None else one.fields,
    )


def _difference(one: Difference) -> str:
    fields = () if one.before is None else one.fields
    return _entry("", one.nature.label, one.after.reference, one.after.title, fields)


def _entry(told: str, action: str, reference: str, title: str, fields: Sequence[FieldChange]) -> str:
    # Words that changed are read in full below: nobody reads them twice.
    reworded = any(one.name == "text" for one in fields)
    named = "" if reworded else f'<p class="titre" dir="auto">{escape(shortened(title))}</p>'
    return (
        f'<li data-reference="{escape(reference)}">{told}<div>'
        f'<p class="fait"><span class="action">{escape(action)}</span> '
        f'<span class="reference">{escape(reference)}</span></p>{named}{fields_html(fields)}</div></li>'
    )


def _field(one: FieldChange) -> str:
    if one.hidden:
        return escape(_("modifié (les nombres de ménages ne sont pas montrés ici)"))
    if not one.before and not one.after:
        return escape(_("modifié"))
    if one.is_list:
        return f"<ul>{''.join(_line(piece) for piece in one.pieces if piece.sign is not Sign.SAME)}</ul>"
    if _is_short(one):
        return _short(one)
    pieces = one.pieces
    last = len(pieces) - 1
    return "".join(_words(piece, number == 0, number == last) for number, piece in enumerate(pieces))


def _is_short(one: FieldChange) -> bool:
    # The words of a statement are read word by word, however few; a date or a list is not.
    return one.name != "text" and max(len("".join(one.before)), len("".join(one.after))) <= 60


def _short(one: FieldChange) -> str:
    nothing = f'<span class="rien">{escape(_("rien"))}</span>'
    before = escape("\n".join(one.before)) or nothing
    after = escape("\n".join(one.after)) or nothing
    if not one.before:
        return f"<span dir='auto'>{after}</span>"
    arrow = f'<span aria-hidden="true"> → </span><span class="lu"> {escape(_("puis"))} </span>'
    return f"<span dir='auto'>{before}</span>{arrow}<span dir='auto'>{after}</span>"


def _line(piece: Piece) -> str:
    return f"<li>{_marked(piece)}</li>"


def _words(piece: Piece, first: bool, last: bool) -> str:
    if piece.sign is not Sign.SAME:
        return _marked(piece)
    words = piece.text.split(" ")
    head = 0 if first else UNCHANGED_WORDS
    tail = 0 if last else UNCHANGED_WORDS
    if len(words) <= head + tail + 4:
        return escape(piece.text)
    kept_head = " ".join(words[:head]) + " " if head else ""
    kept_tail = " " + " ".join(words[-tail:]) if tail else ""
    return f"{escape(kept_head)}[…]{escape(kept_tail)}"


def _marked(piece: Piece) -> str:
    # Colour and line-through are not read aloud: the words say which is which.
    if piece.sign is Sign.REMOVED:
        return f'<del><span class="lu">{escape(_("retiré"))} : </span>{escape(piece.text)}</del>'
    return f'<ins><span class="lu">{escape(_("ajouté"))} : </span>{escape(piece.text)}</ins>'
