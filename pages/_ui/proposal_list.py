"""What the figures propose for the grid: taken up into the form, or put aside; never added by itself."""

from __future__ import annotations

from html import escape

import streamlit as st

from diagnostic.board import Board, Quadrant
from diagnostic.contents.set_aside import Reason, SetAside
from diagnostic.contents.theme import AfomTheme
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import IndicatorSnapshot
from diagnostic.set_asides import SetAsides
from indicators.language import _
from indicators.profile import Profile
from indicators.proposals import Proposal, proposals
from pages._ui.asked_evidence import PARAMETER
from pages._ui.current_role import current_role
from pages._ui.entry_saving import done
from pages._ui.paragraph import paragraph

THEMES = {
    "revenus": AfomTheme.SOCIO_ECONOMIC,
    "population": AfomTheme.SOCIO_ECONOMIC,
    "logement": AfomTheme.HOUSING,
    "isolement": AfomTheme.COHESION,
}
"""The theme of the grid that a theme of the fiche belongs to, to begin with."""


def show_proposals(repository: EntryRepository, profile: Profile, board: Board, prefix: str) -> None:
    """Each proposal with its rule; those whose figure a statement rests on already are left out."""
    asides = SetAsides(repository, board.diagnostic, board.territory)
    put_aside = asides.of(Reason.PROPOSAL)
    keys = {one.content.key for one in put_aside}
    used = {
        piece.anchor
        for statement in board.statements
        for piece in statement.evidence
        if isinstance(piece, IndicatorSnapshot)
    }
    known = [one for one in proposals(profile.figures) if one.figure.anchor not in used]
    shown = [one for one in known if one.key not in keys]
    with st.expander(
        _("Propositions tirées des chiffres ({n})").format(n=len(shown)), icon=":material/lightbulb:"
    ):
        st.html(
            paragraph(
                _(
                    "Des règles simples proposent, vous décidez\u00a0: rien n'est ajouté sans vous. Reprenez une "
                    "phrase pour la réécrire, ou écartez-la."
                ),
                "source",
            )
        )
        if not shown:
            st.html(paragraph(_("Aucune règle ne propose de constat pour le moment."), "vide"))
        for one in shown:
            _show(one, asides, prefix)
        if put_aside:
            again = st.button(
                _("Revoir la proposition écartée")
                if len(put_aside) == 1
                else _("Revoir les {n} propositions écartées").format(n=len(put_aside))
            )
            if again and done(lambda: asides.take_up(put_aside, role=current_role())):
                st.rerun()


def _show(one: Proposal, asides: SetAsides, prefix: str) -> None:
    quadrant = Quadrant(one.side.value)
    words, take, reject = st.columns([6, 1.4, 1.2], vertical_alignment="center")
    with words:
        st.html(
            f"<p><strong>{escape(quadrant.value)} · {escape(quadrant.heading)}</strong><br>{escape(one.text)}</p>"
            f'<p class="source">{escape(one.rule)}</p>'
        )
    with take:
        st.button(
            _("Reprendre"), key=f"reprendre_{one.key}", on_click=_take, args=(one, prefix), width="stretch"
        )
    with reject:
        rejected = st.button(_("Écarter"), key=f"ecarter_{one.key}", width="stretch")
    if rejected:
        content = SetAside(reason=Reason.PROPOSAL, title=one.text[:300], key=one.key)
        if done(lambda: asides.put(content, role=current_role())):
            st.rerun()


def _take(one: Proposal, prefix: str) -> None:
    typed = str(st.session_state.get(f"{prefix}_texte") or "").strip()
    # What somebody was typing stays, before the proposal.
    st.session_state[f"{prefix}_texte"] = f"{typed}\n{one.text}" if typed else one.text
    st.session_state[f"{prefix}_liste"] = Quadrant(one.side.value)
    st.session_state[f"{prefix}_theme"] = THEMES.get(
        one.figure.indicator.theme, AfomTheme.SOCIO_ECONOMIC
    ).value
    st.session_state[f"{prefix}_genre"] = "chiffre"
    st.query_params[PARAMETER] = f"{one.figure.indicator.id}:{one.figure.year}"
