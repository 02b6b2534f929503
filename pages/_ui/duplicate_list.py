"""Lines that look alike, side by side: people join them or keep both; nothing is joined by itself."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from diagnostic.board import Board, Statement
from diagnostic.contents.set_aside import Reason, SetAside
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.merging import merge, united_evidence
from diagnostic.personal_data import TEXT, PersonalDataFound
from diagnostic.repository import StatementRepository
from diagnostic.set_asides import SetAsides
from diagnostic.statement_rules import MAX_CHARACTERS
from indicators.language import _
from indicators.user_error import UserError
from pages._board.view import qualities
from pages._ui.current_role import current_role
from pages._ui.entry_saving import done
from pages._ui.evidence_picker import chips_html
from pages._ui.messages import show_error
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import ask, forget, kept_by, show_questions
from pages._ui.statement_dialog import stored_keys

if TYPE_CHECKING:
    from diagnostic.duplicates import Pair

OPEN = "doublons_ouverts"
MOST_SHOWN = 8
SEARCHED_AT_ONCE = 500
"""Up to here the lines are compared at each visit; above, when somebody opens the panel."""


def show_duplicates(repository: StatementRepository, board: Board, shown: Sequence[Statement]) -> None:
    """Show the likely pairs among the lines on screen."""
    asides = SetAsides(EntryRepository(repository.store), board.diagnostic, board.territory)
    kept = asides.of(Reason.LOOK_ALIKES)
    opened = bool(st.session_state.get(OPEN))
    at_once = len(shown) <= SEARCHED_AT_ONCE
    pairs = _pairs(shown, kept) if at_once or opened else ()
    if at_once and not pairs and not kept:
        return
    title = _("Constats qui se ressemblent")
    if at_once:
        title = _("Constats qui se ressemblent ({n})").format(n=len(pairs))
    with st.expander(title, icon=":material/difference:", key=OPEN, on_change="rerun"):
        if not opened:
            return
        st.html(
            paragraph(
                _(
                    "Seuls les mots sont comparés, dans la même liste ou dans deux listes voisines. C'est vous qui "
                    "décidez\u00a0: rien n'est réuni sans vous."
                ),
                "source",
            )
        )
        if not pairs:
            st.html(paragraph(_("Aucune paire ne se ressemble parmi les constats affichés."), "vide"))
        for pair in pairs[:MOST_SHOWN]:
            with st.container(border=True, key=f"paire_{pair.first.id}_{pair.second.id}"):
                st.html(paragraph(pair.words, "surtitre"))
                for side, one in zip(st.columns(2), (pair.first, pair.second), strict=True):
                    side.html(_line(board, one))
                join, keep, _rest = st.columns([1.2, 1.6, 4])
                with join:
                    wanted = st.button(
                        _("Réunir"), key=f"reunir_{pair.first.id}_{pair.second.id}", width="stretch"
                    )
                with keep:
                    st.button(
                        _("Garder les deux"),
                        key=f"garder_{pair.first.id}_{pair.second.id}",
                        on_click=_keep_both,
                        args=(asides, pair),
                        width="stretch",
                    )
            if wanted:
                _merge_dialog(repository, board, pair.first, pair.second)
        if len(pairs) > MOST_SHOWN:
            st.html(paragraph(_("D'autres paires se montreront quand celles-ci seront traitées."), "source"))
        if kept:
            st.button(
                _("Revoir les paires gardées ({n})").format(n=len(kept)),
                key="revoir_paires",
                on_click=_look_again,
                args=(asides, kept),
            )


def _pairs(shown: Sequence[Statement], kept: Sequence[Entry[SetAside]]) -> tuple[Pair, ...]:
    # RapidFuzz and SciPy are slow to import: only a page that compares pays for it.
    from diagnostic.duplicates import likely_pairs

    return likely_pairs(shown, {frozenset(one.content.statements) for one in kept})


def _keep_both(asides: SetAsides, pair: Pair) -> None:
    title = _("{first} et {second} restent deux constats").format(
        first=pair.first.reference, second=pair.second.reference
    )
    content = SetAside(reason=Reason.LOOK_ALIKES, title=title, statements=tuple(sorted(pair.key)))
    done(lambda: asides.put(content, role=current_role()))


def _look_again(asides: SetAsides, kept: Sequence[Entry[SetAside]]) -> None:
    done(lambda: asides.take_up(kept, role=current_role()))


def _line(board: Board, one: Statement) -> str:
    told = [one.reference, one.quadrant.heading, board.theme_of(one), *qualities(one)]
    return (
        f'<div class="constat"><p class="theme">{escape(" · ".join(told))}</p>'
        f'<p dir="auto">{escape(one.text)}</p>{chips_html(one.evidence)}</div>'
    )


@st.dialog(_("Réunir deux constats"), width="large")
def _merge_dialog(repository: StatementRepository, board: Board, first: Statement, second: Statement) -> None:
    prefix = f"reunir_{first.id}_{second.id}"
    for side, one in zip(st.columns(2), (first, second), strict=True):
        side.html(_line(board, one))
    by_id = {one.id: one for one in (first, second)}
    chosen = st.radio(
        _("La ligne qui reste, avec sa liste, son thème et son statut"),
        list(by_id),
        format_func=lambda id: f"{by_id[id].reference}, {by_id[id].quadrant.heading}",
        key=f"{prefix}_reste",
        horizontal=True,
    )
    text = st.text_area(
        _("Texte réuni"),
        value=joined_text(first, second),
        key=f"{prefix}_texte",
        height=150,
        max_chars=MAX_CHARACTERS,
    )
    stays = by_id[chosen or first.id]
    goes = second if stays is first else first
    evidence = united_evidence(stays.evidence, goes.evidence)
    st.html(f"<p>{escape(_('Preuves réunies'))}\u00a0: {chips_html(evidence)}</p>")
    st.html(
        paragraph(
            _(
                "L'autre ligne est archivée, et l'historique des deux dit avec laquelle elle a été réunie. Elle peut "
                "être rétablie."
            ),
            "source",
        )
    )
    if st.button(_("Réunir les deux constats"), type="primary", key=f"{prefix}_ok"):
        try:
            merge(
                repository.store,
                (stays.id, stays.version),
                (goes.id, goes.version),
                text,
                role=current_role(),
                kept=kept_by(prefix),
            )
        except PersonalDataFound:
            ask(prefix)
            st.rerun(scope="fragment")
        except UserError as error:
            show_error(error)
        else:
            forget(prefix)
            st.rerun()
    show_questions(prefix, {TEXT: f"{prefix}_texte"}, stored_keys(first) | stored_keys(second))


def joined_text(first: Statement, second: Statement) -> str:
    """A text to begin with: both, or the longer one when it holds the other's words."""
    short, long = sorted((first.text, second.text), key=len)
    if set(short.casefold().split()) <= set(long.casefold().split()):
        return long
    return f"{first.text}\n{second.text}"
