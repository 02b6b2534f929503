"""What a statement rests on: the figures on one side, what people said and wrote on the other."""

from __future__ import annotations

from html import escape

import streamlit as st

from diagnostic.board import Statement
from diagnostic.contents.journal import Reading, TestimonyRecord
from diagnostic.evidence import METHODS, Document, Evidence, IndicatorSnapshot, Testimony
from indicators.language import _
from indicators.user_error import UserError
from pages._ui.entries import entries
from pages._ui.paragraph import paragraph


def keep_support(shown: Statement, prefix: str) -> list[Evidence]:
    """Show both sides, each piece with what it says; return the pieces that stay ticked, in their order."""
    figures, voices = st.columns(2, gap="medium")
    kept: list[tuple[int, Evidence]] = []
    for side, title, empty, is_figure in (
        (figures, _("Ce que disent les chiffres"), _("Aucun chiffre n'est joint."), True),
        (
            voices,
            _("Ce que disent les personnes et les documents"),
            _("Aucun témoignage et aucun document ne sont joints."),
            False,
        ),
    ):
        with side:
            st.html(f'<p class="theme"><strong>{escape(title)}</strong></p>')
            pieces = [
                (rank, one)
                for rank, one in enumerate(shown.evidence)
                if isinstance(one, IndicatorSnapshot) is is_figure
            ]
            if not pieces:
                st.html(paragraph(empty, "vide"))
            for rank, piece in pieces:
                if st.checkbox(escape_label(piece.chip), value=True, key=f"{prefix}_preuve_{rank}"):
                    kept.append((rank, piece))
                st.html(_details(piece))
    return [piece for _rank, piece in sorted(kept, key=lambda one: one[0])]


def escape_label(text: str) -> str:
    """Keep a label from being read as markup."""
    return "".join(f"\\{char}" if char in r"\`*_[]<>~:$#" else char for char in text)


def _details(piece: Evidence) -> str:
    if isinstance(piece, IndicatorSnapshot):
        lines = [
            f"{piece.title}, {piece.territory_name}, {piece.year}",
            piece.count_text,
            piece.comparison_text,
        ]
        lines += [_("Source\u00a0: {source}").format(source=piece.source_text), *piece.caveats]
        return _block("", lines)
    if isinstance(piece, Testimony):
        return _block(_said(piece), [f"{piece.sector}, {METHODS[piece.method]}, {piece.when}"])
    return _block(_noted(piece), [f"{piece.organisation}, {piece.year}"])


def _block(words: str, lines: list[str]) -> str:
    quoted = f'<p dir="auto">{escape(words)}</p>' if words else ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines if line)
    return f'<div class="parole">{quoted}<ul>{items}</ul></div>'


def _said(piece: Testimony) -> str:
    if not piece.record:
        return ""
    try:
        return entries().get(piece.record, TestimonyRecord).content.said
    except UserError:
        # The journal of another installation, or an older backup: the reference still says who and when.
        return ""


def _noted(piece: Document) -> str:
    if not piece.record:
        return ""
    try:
        return entries().get(piece.record, Reading).content.notes
    except UserError:
        return ""
