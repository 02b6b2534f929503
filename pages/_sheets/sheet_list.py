"""All fiches thématiques of a diagnostic: how far each is; the archived ones can be taken up again."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from diagnostic.thematic_sheet_view import SheetView
from indicators.french import number
from indicators.language import _
from pages._ui.current_role import current_role
from pages._ui.entries import entries
from pages._ui.entry_saving import save
from pages._ui.html_table import html_table


def show_sheet_list(sheets: Sequence[SheetView]) -> None:
    """One line per fiche."""
    rows = [
        f'<tr><th scope="row" dir="auto">{escape(one.title)}<br><small>{escape(_under_title(one))}</small></th>'
        f'<td class="nombre">{number(len(one.statements))}</td>'
        f'<td class="nombre">{number(len(one.questions))}</td>'
        f'<td class="nombre">{number(one.unanswered)}</td></tr>'
        for one in sheets
    ]
    st.html(
        html_table(
            (_("Fiche"), _("Constats"), _("Questions"), _("Sans réponse")),
            rows,
            label=_("Fiches thématiques de ce diagnostic"),
            numeric=(1, 2, 3),
        )
    )


def show_archived_sheets(sheets: Sequence[SheetView]) -> None:
    """Choose an archived fiche and take it up again."""
    if not sheets:
        return
    by_id = {one.id: one for one in sheets}
    with st.expander(_("Fiches archivées ({n})").format(n=number(len(sheets))), icon=":material/archive:"):
        choice, action = st.columns([3, 1], vertical_alignment="bottom")
        with choice:
            id = st.selectbox(
                _("Fiche archivée"),
                list(by_id),
                format_func=lambda one: by_id[one].title,
                key="fiche_archivee",
            )
        with action:
            wanted = st.button(_("Rétablir"), key="fiche_archivee_retablir", width="stretch")
        if wanted and id:
            restore(by_id[id])


def restore(sheet: SheetView) -> None:
    """Take an archived fiche up again."""
    if save("fiche_archivee", lambda: entries().restore(sheet.id, sheet.version, role=current_role())):
        st.rerun()


def _under_title(sheet: SheetView) -> str:
    return " · ".join(filter(None, (sheet.reference, sheet.theme)))
