"""Title, theme and aim of a fiche thématique; put it aside."""

from __future__ import annotations

from html import escape

import streamlit as st

from diagnostic.board import Board
from diagnostic.contents.thematic_sheet import ThematicSheet
from diagnostic.thematic_sheet_changes import with_heading
from diagnostic.thematic_sheet_view import SheetView
from indicators.language import _
from pages._sheets.choice import open_next
from pages._sheets.saving import change
from pages._ui.current_role import current_role
from pages._ui.entries import entries
from pages._ui.entry_saving import save, theirs_of
from pages._ui.privacy_check import show_questions

_NAMES = ("titre", "theme", "but")


def heading_form(content: ThematicSheet, sheet: SheetView, board: Board) -> None:
    """Change what stands at the head of a fiche, or archive it."""
    scope = f"entete_{sheet.id}"
    seen = _refreshed(scope, content)
    with st.expander(_("Titre, thème et but de la fiche"), icon=":material/edit:"):
        left, right = st.columns([3, 2])
        with left:
            title = st.text_input(
                ThematicSheet.typed["title"], key=f"{scope}_titre", max_chars=300, persist_state="session"
            )
        themes = list(dict.fromkeys(["", *board.themes.ids, str(st.session_state[f"{scope}_theme"] or "")]))
        with right:
            theme = st.selectbox(
                _("Thème"),
                themes,
                format_func=lambda id: board.themes.heading(id) if id else _("Aucun"),
                key=f"{scope}_theme",
                persist_state="session",
            )
        aim = st.text_area(
            ThematicSheet.typed["aim"],
            key=f"{scope}_but",
            height=80,
            max_chars=20_000,
            persist_state="session",
        )
        theirs = theirs_of(scope)
        save_side, archive_side = st.columns([2, 1])
        wanted = save_side.button(
            _("Enregistrer mon texte") if theirs else _("Enregistrer"), type="primary", key=f"{scope}_save"
        )
        archive = archive_side.button(
            _("Archiver la fiche"), key=f"{scope}_archiver", icon=":material/archive:", width="stretch"
        )
        if wanted and not (title or "").strip():
            st.info(_("Une fiche garde un titre."), icon=":material/edit:")
        elif wanted:
            basis = theirs.content if theirs is not None else seen
            if change(
                scope,
                sheet.id,
                lambda now: with_heading(now, basis, title or "", theme or "", aim or ""),
                _("La fiche est enregistrée."),
            ):
                st.rerun()
        elif archive and _archive(scope, sheet):
            open_next("")
            st.rerun()
        if theirs_of(scope) is not None:
            _show_theirs(theirs_of(scope).content, board)
        show_questions(
            scope,
            {ThematicSheet.typed["title"]: f"{scope}_titre", ThematicSheet.typed["aim"]: f"{scope}_but"},
        )


def _archive(scope: str, sheet: SheetView) -> bool:
    done = save(scope, lambda: entries().archive(sheet.id, sheet.version, role=current_role()))
    return done is not None


def _refreshed(scope: str, content: ThematicSheet) -> ThematicSheet:
    """Fill the fields, or let them follow the fiche as long as nothing was typed; what was seen before."""
    before: ThematicSheet | None = st.session_state.get(f"{scope}:vue")
    typed = tuple(str(st.session_state.get(f"{scope}_{name}") or "").strip() for name in _NAMES)
    if before is None or typed == _head(before) or typed == _head(content):
        for name, value in zip(_NAMES, _head(content), strict=True):
            st.session_state[f"{scope}_{name}"] = value
        st.session_state[f"{scope}:vue"] = content
        return content
    return before


def _head(content: ThematicSheet) -> tuple[str, str, str]:
    return content.title, content.theme, content.aim


def _show_theirs(theirs: ThematicSheet, board: Board) -> None:
    theme = board.themes.heading(theirs.theme) if theirs.theme else ""
    rows = "".join(
        f'<p class="autre-texte" dir="auto">{escape(text)}</p>'
        for text in (theirs.title, theme, theirs.aim)
        if text
    )
    st.html(f'<div class="constat"><p class="theme">{escape(_("Version enregistrée"))}</p>{rows}</div>')
