"""The zones d'ombre of a grid, by theme; some of them, or a whole theme, become a fiche in one click."""

from __future__ import annotations

from html import escape

import streamlit as st

from diagnostic.board import Board, Statement
from diagnostic.thematic_sheet_start import passages_of, sheet_from
from diagnostic.thematic_sheet_view import BlindSpotGroup, BlindSpots
from indicators.french import enumeration, number
from indicators.language import _
from pages._sheets.saving import clear, create
from pages._sheets.words import statement_line
from pages._ui.current_diagnostic import CurrentDiagnostic
from pages._ui.messages import escape_markdown
from pages._ui.paragraph import paragraph


def show_blind_spots(
    current: CurrentDiagnostic, board: Board, spots: BlindSpots, titles: tuple[str, ...]
) -> None:
    """Choose zones d'ombre and make one fiche of them; those on a fiche already stand below."""
    st.header(_("Zones d'ombre"), anchor=False)
    st.html(
        paragraph(
            _(
                "Des constats derrière lesquels il n'y a ni chiffre ni document, ou que l'équipe a dits «\u00a0non "
                "documentés\u00a0». Choisissez-en\u00a0: chacun entre dans la fiche avec une première question, "
                "à réécrire avec vos mots."
            ),
            "surtitre",
        )
    )
    if not spots.free:
        _say_none(current, board, spots)
    else:
        _choose(current, board, spots, titles)
    if spots.taken_up:
        count = number(len(spots.taken_up))
        with st.expander(_("Déjà sur une fiche ({n})").format(n=count), icon=":material/task:"):
            rows = "".join(
                f'<li dir="auto">{escape(statement_line(one.statement))} '
                f"<small>{escape(enumeration([_quoted(title) for title in one.titles]))}</small></li>"
                for one in spots.taken_up
            )
            st.html(f'<ul class="fiche-liste">{rows}</ul>')


def _say_none(current: CurrentDiagnostic, board: Board, spots: BlindSpots) -> None:
    if spots.taken_up:
        st.html(paragraph(_("Toutes les zones d'ombre de la grille sont sur une fiche."), "vide"))
        return
    if board.statements:
        st.html(
            paragraph(
                _("Aucune zone d'ombre\u00a0: un chiffre ou un document se trouve derrière chaque constat."),
                "vide",
            )
        )
        return
    st.html(paragraph(_("La grille AFOM de ce diagnostic n'a pas encore de constat."), "vide"))
    st.page_link(
        "afom.py", label=_("Écrire un constat"), icon=":material/add_notes:", query_params=current.link
    )


def _choose(current: CurrentDiagnostic, board: Board, spots: BlindSpots, titles: tuple[str, ...]) -> None:
    scope = f"zones_{current.id}"
    chosen: list[Statement] = []
    for group in spots.groups:
        chosen += _group(scope, current, board, group, titles)
    words, action = st.columns([3, 2], vertical_alignment="center")
    with action:
        wanted = st.button(
            _("Faire une fiche de ces zones d'ombre"),
            type="primary",
            icon=":material/post_add:",
            key=f"{scope}_faire",
            width="stretch",
        )
    with words:
        st.html(paragraph(_chosen_words(len(chosen)), "source"))
    if wanted and not chosen:
        st.info(_("Choisissez d'abord une ou plusieurs zones d'ombre."), icon=":material/check_box:")
    elif wanted:
        _create(scope, current, board, tuple(chosen), titles)


def _group(
    scope: str, current: CurrentDiagnostic, board: Board, group: BlindSpotGroup, titles: tuple[str, ...]
) -> list[Statement]:
    by_id = {one.id: one for one in group.statements}
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"
    ):
        st.subheader(group.heading, anchor=False, width="content")
        whole = st.button(
            _("Fiche sur ce thème ({n})").format(n=number(len(by_id))),
            key=f"{scope}_theme_{group.theme}",
            help=_("Une fiche avec toutes les zones d'ombre du thème «\u00a0{theme}\u00a0»").format(
                theme=group.heading
            ),
            icon=":material/post_add:",
            type="tertiary",
        )
    with st.container(key=f"cases_{group.theme}"):
        picked = st.pills(
            group.heading,
            list(by_id),
            selection_mode="multi",
            format_func=lambda id: escape_markdown(statement_line(by_id[id], 280)),
            key=f"{scope}_choix_{group.theme}",
            label_visibility="collapsed",
            width="stretch",
            persist_state="session",
        )
    if whole:
        _create(f"{scope}_theme_{group.theme}", current, board, group.statements, titles)
    return [by_id[id] for id in picked or () if id in by_id]


def _create(
    scope: str,
    current: CurrentDiagnostic,
    board: Board,
    statements: tuple[Statement, ...],
    titles: tuple[str, ...],
) -> None:
    sheet = sheet_from(statements, board.themes, titles=titles)
    said = _("La fiche «\u00a0{title}\u00a0» est faite.").format(title=sheet.title)
    if create(scope, current.id, sheet, said, passages_of(sheet)):
        clear(f"zones_{current.id}_choix")
        st.rerun()


def _chosen_words(count: int) -> str:
    if not count:
        return _("Rien n'est encore choisi.")
    if count == 1:
        return _("Une zone d'ombre choisie.")
    return _("{n} zones d'ombre choisies.").format(n=number(count))


def _quoted(title: str) -> str:
    return f"«\u00a0{title}\u00a0»"
