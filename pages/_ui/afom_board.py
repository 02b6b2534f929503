"""The five lists of the grid: the board itself, and the lines that were archived."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.repository import StatementRepository
from indicators.language import _
from indicators.profile import Profile
from indicators.user_error import UserError
from pages._board.component import board_component
from pages._board.view import board_view
from pages._ui.board_moves import ANSWER, make_move, show_refusal
from pages._ui.current_role import current_role
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph
from pages._ui.statement_dialog import open_statement_dialog

PAGES = "tableau:pages"
MOST_ARCHIVED = 200


def show_board(
    repository: StatementRepository, profile: Profile, board: Board, shown: Sequence[Statement]
) -> None:
    """Draw the lines of `board` that the filters let through; a card that is opened opens its dialog."""
    show_refusal(board)
    pages: dict[Quadrant, int] = st.session_state.setdefault(f"{PAGES}:{board.diagnostic}", {})

    def more(letter: str) -> None:
        if letter in tuple(Quadrant):
            pages[Quadrant(letter)] = pages.get(Quadrant(letter), 1) + 1

    opened = board_component(
        board_view(board, shown, pages, int(st.session_state.get(ANSWER, 0))),
        lambda sent: make_move(repository, board, sent),
        more,
    )
    if not opened:
        return
    statement = next((one for one in board.statements if one.id == opened), None)
    if statement is None:
        st.warning(_("Ce constat n'est plus dans la grille."), icon=":material/info:")
        return
    open_statement_dialog(repository, profile, board, statement)


def show_archive(repository: StatementRepository, board: Board) -> None:
    """Archived statements: nothing is lost, each can be restored."""
    title = _("Constats archivés ({n})").format(n=len(board.archived))
    with st.expander(title, icon=":material/archive:"):
        latest = sorted(board.archived, key=lambda one: one.updated_at, reverse=True)
        st.html(
            "".join(
                f'<div class="constat"><span class="theme">{one.reference} · {escape(one.quadrant.heading)} · '
                f'{escape(board.theme_of(one))}</span><p dir="auto">{escape(one.text)}</p></div>'
                for one in latest[:MOST_ARCHIVED]
            )
        )
        if len(latest) > MOST_ARCHIVED:
            st.html(paragraph(_("Les plus anciens sont dans la liste de choix."), "source"))
        by_id = {one.id: one for one in latest}
        choice, action = st.columns([5, 1], vertical_alignment="bottom")
        with choice:
            chosen = st.selectbox(
                _("Constat à rétablir"),
                list(by_id),
                format_func=lambda id: f"{by_id[id].reference} · {by_id[id].text[:90]}",
                key="constat_a_retablir",
                filter_mode="contains",
            )
        with action:
            wanted = st.button(_("Rétablir"), key="retablir", width="stretch")
        if wanted and chosen in by_id:
            try:
                repository.restore(chosen, by_id[chosen].version, role=current_role())
            except UserError as error:
                show_error(error)
                return
            st.rerun()
