"""Buttons that build a document when they are clicked, not before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from data.views import map_of
from diagnostic.board import Board
from exports.afom_docx import afom_docx
from exports.fiche_docx import fiche_docx
from exports.fiche_pptx import fiche_pptx
from exports.file_name import file_name
from indicators.language import _
from indicators.profile import Profile
from pages._ui.place import Place

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def fiche_buttons(
    place: Place, profile: Profile, board: Board, indicator_id: str, year: int, today: date
) -> None:
    """PowerPoint and Word of the fiche, with the map of the followed indicator."""

    def document(render: Callable[..., bytes]) -> bytes:
        view, shapes = map_of(place.statistics, place.territory, indicator_id, year)
        return render(profile, view, shapes, board, today)

    left, right = st.columns(2)
    with left:
        st.download_button(
            _("Télécharger (PowerPoint)"),
            data=lambda: document(fiche_pptx),
            file_name=file_name("fiche", profile.territory, today, "pptx"),
            mime=PPTX,
            icon=":material/slideshow:",
            on_click="ignore",
            width="stretch",
            key="fiche_pptx",
        )
    with right:
        st.download_button(
            _("Télécharger (Word)"),
            data=lambda: document(fiche_docx),
            file_name=file_name("fiche", profile.territory, today, "docx"),
            mime=DOCX,
            icon=":material/description:",
            on_click="ignore",
            width="stretch",
            key="fiche_docx",
        )


def afom_button(board: Board, today: date) -> None:
    """Word of the AFOM grid."""
    st.download_button(
        _("Télécharger la grille (Word)"),
        data=lambda: afom_docx(board, today),
        file_name=file_name("afom", board.territory, today, "docx"),
        mime=DOCX,
        icon=":material/description:",
        on_click="ignore",
        width="stretch",
        key="afom_docx",
    )
