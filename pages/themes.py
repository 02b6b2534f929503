"""Fiches thématiques: from zones d'ombre to questions, who can answer, how, and answers as they come."""

from datetime import date

import streamlit as st

from diagnostic.board import Board
from diagnostic.contents.journal import TestimonyRecord
from diagnostic.contents.thematic_sheet import ThematicSheet
from diagnostic.entry import Entry
from diagnostic.thematic_sheet_view import SheetView, blind_spots, sheet_view
from indicators.language import _
from indicators.territory import Kind, Territory
from pages._sheets.answer_form import answer_form
from pages._sheets.blind_spots import show_blind_spots
from pages._sheets.choice import chosen_sheet, open_next
from pages._sheets.downloads import sheet_button, sheets_button
from pages._sheets.heading_form import heading_form
from pages._sheets.new import new_sheet_form, show_usual
from pages._sheets.question_form import question_form
from pages._sheets.reading import show_question_table, show_statements
from pages._sheets.saving import clear_now, say_what_was_done
from pages._sheets.sheet_list import restore, show_archived_sheets, show_sheet_list
from pages._sheets.statements_form import statements_form
from pages._ui.current_diagnostic import CurrentDiagnostic, chosen_diagnostic, no_territory
from pages._ui.diagnostic_frame import show_rooms
from pages._ui.entries import entries
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.statements import statements


def show_all(
    current: CurrentDiagnostic, board: Board, sheets: list[Entry[ThematicSheet]], views: list[SheetView]
) -> None:
    """Every fiche, then the zones d'ombre that a fiche can begin with."""
    spots = blind_spots(board, sheets)
    in_force = [one for one in views if not one.archived]
    if in_force:
        show_sheet_list(in_force)
    else:
        show_usual(current, board, spots)
    new_sheet_form(current, board)
    show_blind_spots(current, board, spots, tuple(one.title for one in in_force))
    show_archived_sheets([one for one in views if one.archived])


def show_one(
    entry: Entry[ThematicSheet],
    sheet: SheetView,
    board: Board,
    testimonies: dict[str, Entry[TestimonyRecord]],
) -> None:
    """One fiche: to read from top to bottom, with its forms beside what they change."""
    heading, button = st.columns([5, 2], vertical_alignment="bottom")
    with heading:
        st.header(sheet.title, anchor=False)
    with button:
        sheet_button(sheet, date.today())
    st.html(paragraph(" · ".join(filter(None, (sheet.reference, sheet.theme))), "surtitre"))
    if sheet.aim:
        st.html(f'<div class="constat">{paragraph(sheet.aim)}</div>')
    show_statements(sheet)
    if sheet.archived:
        show_question_table(sheet)
        st.info(_("Cette fiche est archivée\u00a0: elle se lit, et se modifie une fois rétablie."))
        if st.button(_("Rétablir"), key="fiche_ouverte_retablir", icon=":material/unarchive:"):
            restore(sheet)
        return
    statements_form(entry.content, sheet, board)
    show_question_table(sheet)
    question_side, answer_side = st.columns(2, gap="medium")
    with question_side, st.container(border=True):
        st.subheader(_("Écrire une question"), anchor=False)
        question_form(entry.content, sheet)
    if entry.content.questions:
        with answer_side, st.container(border=True):
            st.subheader(_("Noter une réponse"), anchor=False)
            answer_form(entry.content, sheet, testimonies)
    heading_form(entry.content, sheet, board)
    if st.button(_("Toutes les fiches"), icon=":material/arrow_back:", key="toutes_les_fiches"):
        open_next("")
        st.rerun()


def territory_of_board(current: CurrentDiagnostic) -> Territory:
    """The territory of a diagnostic; what is written stays readable when the statistics do not know it."""
    if current.territory is not None:
        return current.territory
    no_territory(current)
    content = current.content
    return Territory(
        content.territory_level, content.territory_code, content.territory_code, "", Kind.INHABITED, (), 0.0
    )


clear_now()
say_what_was_done()
statistics = known_statistics()
st.title(_("Fiches thématiques"), anchor=False)
st.html(
    paragraph(
        _(
            "Une fiche part de constats de la grille et dit ce qu'il reste à comprendre\u00a0: quelles questions, qui "
            "peut y répondre, avec quelle méthode, et ce que l'on a appris."
        ),
        "surtitre",
    )
)
current = chosen_diagnostic(statistics)
if current is not None:
    show_rooms(current)
    board = statements().board(territory_of_board(current), current.id)
    stored = entries()
    heard = {
        one.id: one
        for archived in (False, True)
        for one in stored.all(TestimonyRecord, current.id, archived=archived)
    }
    sheets = [
        one for archived in (False, True) for one in stored.all(ThematicSheet, current.id, archived=archived)
    ]
    views = [sheet_view(one, board, heard) for one in sheets]
    choice, button = st.columns([5, 2], vertical_alignment="bottom")
    with choice:
        chosen = chosen_sheet({one.id: one for one in sheets})
    if chosen is None:
        if any(not one.archived for one in views):
            with button:
                sheets_button(board.territory, [one for one in views if not one.archived], date.today())
        show_all(current, board, sheets, views)
    else:
        show_one(chosen, next(one for one in views if one.id == chosen.id), board, heard)
