"""From a source of the journal to a constat: its words, its list, its theme; the source is its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from diagnostic.board import Quadrant, Statement
from diagnostic.evidence import Document, Testimony
from diagnostic.personal_data import TEXT, search_fields, texts_of
from diagnostic.statement_rules import MAX_CHARACTERS
from indicators.language import _
from indicators.user_error import UserError
from pages._journal.draft import begin, finish, forget_draft, identifier, key_of
from pages._journal.mode import set_mode
from pages._journal.page import JournalPage
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save
from pages._ui.evidence_picker import chips_html
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import forget, kept_by, show_questions


def statement_form(
    page: JournalPage, id: str, evidence: Testimony | Document, theme: str, quote: str
) -> None:
    """Three fields; `theme` is proposed, `quote` can be taken up as the words to begin with."""
    scope = f"journal_constat_{id}"
    stored = begin(scope, {"texte": "", "liste": None, "theme": theme or None})
    st.html(f"<p>{escape(_('Preuve jointe'))}\u00a0: {chips_html((evidence,))}</p>")
    text = st.text_area(
        _("Constat"),
        key=key_of(scope, "texte"),
        height=110,
        max_chars=MAX_CHARACTERS,
        placeholder=_("Une phrase qui tient sans le reste"),
        persist_state="session",
    )
    left, right = st.columns(2)
    with left:
        quadrant = st.selectbox(
            _("Liste"),
            list(Quadrant),
            format_func=lambda q: f"{q.value} · {q.heading}",
            key=key_of(scope, "liste"),
            placeholder=_("Choisir une liste"),
            persist_state="session",
        )
    with right:
        chosen = st.selectbox(
            _("Thème"),
            page.theme_choices(theme)[1:],
            format_func=page.themes.heading,
            key=key_of(scope, "theme"),
            placeholder=_("Choisir un thème"),
            persist_state="session",
        )
    with st.container(horizontal=True):
        pressed = st.button(
            _("Ajouter le constat"), key=f"{scope}_ajouter", type="primary", icon=":material/add:"
        )
        if quote:
            st.button(
                _("Reprendre les mots notés"),
                key=f"{scope}_reprendre",
                on_click=_take_up,
                args=(key_of(scope, "texte"), quote),
            )
        st.button(_("Fermer"), key=f"{scope}_fermer", on_click=_close, args=(scope, id, text))
    # What the source says was asked about when it was stored.
    known = frozenset(one.finding.key for one in search_fields(texts_of("", (evidence,))))
    show_questions(scope, {TEXT: key_of(scope, "texte")}, known)
    if not pressed or stored:
        return

    def write() -> Statement:
        if quadrant is None or chosen is None:
            raise UserError(
                _("Il manque la liste ou le thème de ce constat."),
                remedy=_("Choisissez-les\u00a0: votre texte est resté à l'écran."),
            )
        return page.statements.add(
            page.current.content.territory_level,
            page.current.content.territory_code,
            quadrant,
            chosen,
            text,
            (evidence,),
            role=current_role(),
            id=identifier(scope),
            kept=kept_by(scope) | known,
            diagnostic=page.current.id,
        )

    if save(scope, write) is not None:
        finish(scope)
        set_mode(id, "")
        st.toast(_("Le constat est dans la grille AFOM."), icon=":material/check:")
        st.rerun()


def statement_list(page: JournalPage, statements: Sequence[Statement]) -> None:
    """The constats that rest on a source; says so when there is none."""
    if not statements:
        st.html(paragraph(_("Aucun constat ne s'appuie encore sur cette source."), "vide"))
        return
    heading = (
        _("Un constat s'appuie sur cette source")
        if len(statements) == 1
        else _("{n} constats s'appuient sur cette source").format(n=len(statements))
    )
    items = "".join(
        f'<li dir="auto">{escape(one.text)} <small>{escape(one.quadrant.heading)}, {one.reference}</small></li>'
        for one in statements
    )
    st.html(f'<p class="source">{escape(heading)}</p><ul class="constatations">{items}</ul>')
    st.page_link(
        "afom.py",
        label=_("Voir la grille AFOM"),
        icon=":material/grid_view:",
        query_params=page.current.link,
    )


def _take_up(widget: str, quote: str) -> None:
    """Below what was typed, if anything was."""
    before = str(st.session_state.get(widget) or "").strip()
    st.session_state[widget] = f"{before}\n{quote}" if before else quote


def _close(scope: str, id: str, text: str) -> None:
    """Words that were typed are there again when the form is opened again."""
    if not text.strip():
        forget_draft(scope)
        forget(scope)
    set_mode(id, "")
