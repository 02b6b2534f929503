"""A fiche thématique that does not begin with a choice of zones d'ombre: a usual theme, or a free one."""

from __future__ import annotations

import streamlit as st

from diagnostic.board import Board
from diagnostic.contents.thematic_sheet import ThematicSheet
from diagnostic.thematic_sheet_start import USUAL_SHEETS, passages_of, sheet_from
from diagnostic.thematic_sheet_view import BlindSpots
from indicators.french import number
from indicators.language import _
from pages._sheets.saving import clear, create
from pages._ui.current_diagnostic import CurrentDiagnostic
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import show_questions


def show_usual(current: CurrentDiagnostic, board: Board, spots: BlindSpots) -> None:
    """The three fiches that most diagnostics begin with, each with the zones d'ombre of its theme."""
    st.html(
        paragraph(
            _(
                "Il n'y a pas encore de fiche thématique. Trois reviennent dans presque tous les diagnostics\u00a0: "
                "commencez par l'une d'elles, ou par des zones d'ombre."
            )
        )
    )
    for side, (title, theme) in zip(st.columns(len(USUAL_SHEETS)), USUAL_SHEETS, strict=True):
        statements = spots.of_theme(theme)
        scope = f"usuelle_{current.id}_{theme}"
        if side.button(title, key=scope, icon=":material/post_add:", width="stretch"):
            sheet = sheet_from(
                statements, board.themes, title=title, theme=theme if theme in board.themes.ids else ""
            )
            if create(scope, current.id, sheet, _made(title), passages_of(sheet)):
                st.rerun()
        side.html(paragraph(_starts_with(len(statements)), "source"))


def new_sheet_form(current: CurrentDiagnostic, board: Board) -> None:
    """A free fiche: title, theme if any, aim."""
    scope = f"nouvelle_fiche_{current.id}"
    with st.expander(_("Nouvelle fiche libre"), icon=":material/add:"):
        heading, theme_side = st.columns([3, 2])
        with heading:
            title = st.text_input(
                ThematicSheet.typed["title"],
                key=f"{scope}_titre",
                max_chars=300,
                placeholder=_("Par exemple «\u00a0Mobilité des personnes âgées\u00a0»"),
                persist_state="session",
            )
        with theme_side:
            theme = st.selectbox(
                _("Thème"),
                ["", *board.themes.ids],
                format_func=lambda id: board.themes.heading(id) if id else _("Aucun"),
                key=f"{scope}_theme",
                persist_state="session",
            )
        aim = st.text_area(
            _("But"),
            key=f"{scope}_but",
            height=80,
            placeholder=_("Ce que la fiche doit aider à comprendre"),
            persist_state="session",
        )
        wanted = st.button(
            _("Créer la fiche"), type="primary", key=f"{scope}_creer", icon=":material/post_add:"
        )
        show_questions(
            scope,
            {ThematicSheet.typed["title"]: f"{scope}_titre", ThematicSheet.typed["aim"]: f"{scope}_but"},
        )
        if not wanted:
            return
        if not (title or "").strip():
            st.info(_("Donnez d'abord un titre à la fiche."), icon=":material/edit:")
            return
        sheet = ThematicSheet(title=title or "", theme=theme or "", aim=aim or "")
        if create(scope, current.id, sheet, _made(sheet.title)):
            clear(scope)
            st.rerun()


def _made(title: str) -> str:
    return _("La fiche «\u00a0{title}\u00a0» est faite.").format(title=title)


def _starts_with(count: int) -> str:
    if not count:
        return _("Sans zone d'ombre pour le moment")
    if count == 1:
        return _("Avec une zone d'ombre de ce thème")
    return _("Avec {n} zones d'ombre de ce thème").format(n=number(count))
