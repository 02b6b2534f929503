"""The grid of five criteria on screen: a help to decide that stores nothing."""

from __future__ import annotations

from html import escape

import streamlit as st

from diagnostic.accompaniment_grid import explanation, grid_answer
from diagnostic.contents.accompaniment import Criterion
from indicators.language import _
from pages._ui.paragraph import paragraph

CLEARED = "grille_videe"
"""How often the grid was emptied; part of the keys of its toggles, so that emptying leaves nothing."""


@st.fragment
def show_grid() -> None:
    """Five toggles and the answer in words.

    The toggles live in the memory of this screen alone: no address, no database, no log, and
    Streamlit forgets them with the page.
    """
    st.html(
        paragraph(
            _(
                "Cochez ce qui vaut pour la situation dont vous parlez. Rien n'est enregistré\u00a0: ni dans la base, "
                "ni dans l'adresse de la page, ni dans un journal. Quitter la page efface tout."
            )
        )
    )
    turn = int(st.session_state.get(CLEARED, 0))
    met = []
    left, right = st.columns([6, 4], gap="large")
    with left:
        for place, criterion in enumerate(Criterion, start=1):
            if st.toggle(f"{place}. {criterion.label}", key=f"grille_{turn}_{place}"):
                met.append(criterion)
            st.html(paragraph(explanation(criterion), "source critere"))
    answer = grid_answer(met)
    reasons = "".join(f"<li>{escape(text)}</li>" for text in answer.reasons)
    with right, st.container(border=True):
        st.html(
            f'<div class="grille-reponse" role="status"><p class="reponse">{escape(answer.headline)}</p>'
            f'<ul class="phrases">{reasons}</ul></div>'
        )
        st.button(_("Vider la grille"), icon=":material/ink_eraser:", on_click=_clear, key="grille_vider")


def _clear() -> None:
    st.session_state[CLEARED] = int(st.session_state.get(CLEARED, 0)) + 1
