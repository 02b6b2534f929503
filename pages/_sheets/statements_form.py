"""Put constats on a fiche, by reference, and take them off; the grid stays as it is."""

from __future__ import annotations

import streamlit as st

from diagnostic.board import Board, Statement
from diagnostic.contents.thematic_sheet import ThematicSheet
from diagnostic.thematic_sheet_changes import with_statements, without_statement
from diagnostic.thematic_sheet_view import SheetView
from indicators.language import _
from pages._sheets.saving import change, clear
from pages._sheets.words import statement_line_with_reference


def statements_form(content: ThematicSheet, sheet: SheetView, board: Board) -> None:
    """Two lists: what can be added (the theme of the fiche first), and what can be taken off."""
    scope = f"constats_{sheet.id}"
    absent = _nearest_first(
        [one for one in board.statements if one.id not in content.statements], content.theme, board
    )
    with st.expander(_("Ajouter ou retirer des constats"), icon=":material/playlist_add:"):
        add_side, remove_side = st.columns(2)
        with add_side:
            picked = st.multiselect(
                _("Constats à ajouter"),
                list(absent),
                format_func=lambda id: _line(absent[id]),
                key=f"{scope}_ajout",
                placeholder=_("Choisir dans la grille") if absent else _("Tous y sont déjà"),
                persist_state="session",
            )
            add = st.button(_("Ajouter à la fiche"), key=f"{scope}_ajouter", icon=":material/add:")
        with remove_side:
            present = {one.id: one for one in sheet.statements}
            id = st.selectbox(
                _("Constat à retirer"),
                list(present),
                index=None,
                format_func=lambda one: _present_line(present[one].statement, present[one].reference),
                key=f"{scope}_retrait",
                placeholder=_("Choisir sur la fiche"),
            )
            remove = st.button(_("Retirer de la fiche"), key=f"{scope}_retirer", icon=":material/remove:")
        if add and picked:
            ids = list(picked)
            if change(scope, sheet.id, lambda now: with_statements(now, ids), _("C'est ajouté à la fiche.")):
                clear(scope)
                st.rerun()
        elif remove and id:
            taken = id
            if change(
                scope, sheet.id, lambda now: without_statement(now, taken), _("C'est retiré de la fiche.")
            ):
                st.rerun()
        elif add or remove:
            st.info(_("Choisissez d'abord un constat."), icon=":material/list:")


def _nearest_first(statements: list[Statement], theme: str, board: Board) -> dict[str, Statement]:
    """Those of the theme of the fiche first, zones d'ombre before the others."""
    near = board.themes.below(board.themes.top(theme)) if theme else frozenset()
    ordered = sorted(statements, key=lambda one: (one.theme not in near, not one.is_blind_spot))
    return {one.id: one for one in ordered}


def _line(statement: Statement) -> str:
    line = statement_line_with_reference(statement)
    return _("{line} (zone d'ombre)").format(line=line) if statement.is_blind_spot else line


def _present_line(statement: Statement | None, reference: str) -> str:
    return reference if statement is None else statement_line_with_reference(statement)
