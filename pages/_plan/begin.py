"""An empty plan: axes to begin with, or one's own."""

from __future__ import annotations

from html import escape

import streamlit as st

from diagnostic.entry_repository import EntryRepository
from diagnostic.plan_start import STARTS, PlanStart, begin_plan
from indicators.language import _
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save
from pages._ui.paragraph import paragraph

SCOPE = "plan_depart"


def show_begin(repository: EntryRepository, diagnostic: str) -> None:
    """Offer the sets of axes; each can be changed afterwards."""
    st.html(
        paragraph(
            _(
                "Le plan est encore vide. Commencez par des axes tout faits, que vous pourrez renommer, déplacer ou "
                "archiver, ou écrivez les vôtres plus bas."
            ),
            "reponse",
        )
    )
    asked: PlanStart | None = None
    for column, start in zip(st.columns(len(STARTS)), STARTS, strict=True):
        with column, st.container(border=True, height="stretch"):
            items = "".join(f"<li>{escape(axis)}</li>" for axis in start.axes)
            st.html(f'<p><strong>{escape(start.heading)}</strong></p><ol class="plan-axes">{items}</ol>')
            if st.button(
                _("Commencer avec ces axes"), key=f"plan_depart_{start.id}", icon=":material/playlist_add:"
            ):
                asked = start
    if asked is None:
        return
    chosen = asked
    stored = save(SCOPE, lambda: begin_plan(repository, diagnostic, chosen, role=current_role()))
    if stored is not None:
        st.rerun()
