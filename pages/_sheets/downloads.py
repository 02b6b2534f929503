"""Word of one fiche thématique, and of all of a diagnostic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from diagnostic.thematic_sheet_view import SheetView
from exports.file_name import file_name
from exports.sheet_docx import sheet_docx, sheets_docx
from indicators.language import _
from indicators.territory import Territory
from pages._ui.downloads import DOCX


def sheet_button(sheet: SheetView, today: date) -> None:
    """Word of one fiche: to hand in, or to write on in a workshop."""
    st.download_button(
        _("Télécharger la fiche (Word)"),
        data=lambda: sheet_docx(sheet, today),
        file_name=file_name(f"fiche-thematique-{sheet.reference.lower()}", sheet.territory, today, "docx"),
        mime=DOCX,
        icon=":material/description:",
        on_click="ignore",
        width="stretch",
        key="fiche_thematique_docx",
    )


def sheets_button(territory: Territory, sheets: Sequence[SheetView], today: date) -> None:
    """Word of all fiches."""
    st.download_button(
        _("Télécharger les fiches (Word)"),
        data=lambda: sheets_docx(territory, sheets, today),
        file_name=file_name("fiches-thematiques", territory, today, "docx"),
        mime=DOCX,
        icon=":material/description:",
        on_click="ignore",
        width="stretch",
        key="fiches_thematiques_docx",
    )
