"""The five lists of the grid as columns of cards."""

from __future__ import annotations

from html import escape

import streamlit as st

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.repository import StatementRepository
from indicators.language import _
from indicators.palettes import QUADRANT_COLOURS
from indicators.profile import Profile
from pages._ui.evidence_picker import chips_html
from pages._ui.paragraph import paragraph
from pages._ui.statement_dialog import open_statement_dialog


def show_board(repository: StatementRepository, profile: Profile, board: Board) -> None:
    """One column per list; the theme stands above the words of each card."""
    for quadrant, column in zip(Quadrant, st.columns(len(Quadrant), gap="small"), strict=True):
        with column:
            lines = board.column(quadrant)
            st.html(_heading(quadrant, len(lines)))
            if not lines:
                st.html(paragraph(quadrant.explanation, "vide"))
            for _theme, statements in board.by_theme(quadrant):
                for statement in statements:
                    _card(repository, profile, board, statement)


def _heading(quadrant: Quadrant, count: int) -> str:
    colour = QUADRANT_COLOURS[quadrant.value]
    return (
        f'<div class="liste-titre" style="border-color:{colour}">'
        f'<span class="lettre" style="background:{colour}" aria-hidden="true">{quadrant.value}</span>'
        f'<h2>{escape(quadrant.heading)}</h2><span class="compte">{count}</span></div>'
    )


def _card(repository: StatementRepository, profile: Profile, board: Board, statement: Statement) -> None:
    with st.container(border=True, key=f"constat_{statement.id}"):
        st.html(
            f'<div class="constat" data-reference="{statement.reference}">'
            f'<span class="theme">{escape(board.theme_of(statement))}</span>'
            f'<p dir="auto">{escape(statement.text)}</p>{chips_html(statement.evidence)}</div>'
        )
        if st.button(
            _("Modifier"),
            key=f"modifier_{statement.id}",
            type="tertiary",
            icon=":material/edit:",
            help=_("Modifier le constat {reference}").format(reference=statement.reference),
        ):
            open_statement_dialog(repository, profile, board, statement)


def show_archive(repository: StatementRepository, board: Board) -> None:
    """Archived statements: nothing is lost, each can be restored."""
    title = _("Constats archivés ({n})").format(n=len(board.archived))
    with st.expander(title, icon=":material/archive:"):
        for statement in board.archived:
            words, action = st.columns([5, 1], vertical_alignment="center")
            words.html(
                f'<div class="constat"><span class="theme">{escape(statement.quadrant.heading)} · '
                f'{escape(board.theme_of(statement))}</span><p dir="auto">{escape(statement.text)}</p></div>'
            )
            if action.button(_("Rétablir"), key=f"retablir_{statement.id}", width="stretch"):
                repository.restore(statement.id, statement.version)
                st.rerun()
