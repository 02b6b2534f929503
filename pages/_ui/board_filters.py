"""Thin the board: by theme, by what lines rest on, by what people decided, by who wrote, by words."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from diagnostic.board import Board, Statement
from diagnostic.contents.theme import ThemeTree
from diagnostic.statement_qualities import Convergence, Priority, Status
from indicators.french import number
from indicators.language import _
from pages._ui.paragraph import paragraph

KEYS = {
    "themes": "filtre_themes",
    "kinds": "filtre_preuves",
    "statuses": "filtre_statuts",
    "priorities": "filtre_priorites",
    "convergences": "filtre_convergences",
    "authors": "filtre_fonctions",
    "words": "filtre_mots",
}
BLIND_SPOT = "zone_ombre"
KINDS = ("chiffre", "temoignage", "document", BLIND_SPOT)


@dataclass(frozen=True)
class BoardFilter:
    """What is asked for; an empty field lets everything through.

    Fields of one kind widen (this theme or that one), fields of different kinds narrow.
    """

    themes: Collection[str] = ()
    kinds: Collection[str] = ()
    statuses: Collection[str] = ()
    priorities: Collection[str] = ()
    convergences: Collection[str] = ()
    authors: Collection[str] = ()
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing is asked for."""
        return not any(
            (
                self.themes,
                self.kinds,
                self.statuses,
                self.priorities,
                self.convergences,
                self.authors,
                self.words.strip(),
            )
        )

    def keep(self, statements: Iterable[Statement], tree: ThemeTree) -> tuple[Statement, ...]:
        """The statements that answer, in their order. A theme includes its sub-themes."""
        if self.is_empty:
            return tuple(statements)
        themes = frozenset().union(*(tree.below(theme) for theme in self.themes))
        words = folded(self.words).split()
        return tuple(one for one in statements if self._lets(one, themes, words))

    def _lets(self, one: Statement, themes: frozenset[str], words: list[str]) -> bool:
        if self.themes and one.theme not in themes:
            return False
        if self.kinds and not (_kinds_of(one) & set(self.kinds)):
            return False
        for asked, own in (
            (self.statuses, one.status),
            (self.priorities, one.priority),
            (self.convergences, one.convergence),
            (self.authors, one.author),
        ):
            if asked and own not in asked:
                return False
        if words:
            text = folded(f"{one.reference} {one.text}")
            left = [word for word in words if word not in text]
            if left:
                chips = folded(" ".join(piece.chip for piece in one.evidence))
                return all(word in chips for word in left)
        return True


def _kinds_of(statement: Statement) -> set[str]:
    kinds: set[str] = {piece.kind for piece in statement.evidence}
    return kinds | {BLIND_SPOT} if statement.is_blind_spot else kinds


def folded(text: str) -> str:
    """Without accents and capitals, to search in."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def kind_label(kind: str) -> str:
    """A kind of evidence, as an option of the filter."""
    return {
        "chiffre": _("Chiffre"),
        "temoignage": _("Témoignage"),
        "document": _("Document"),
        BLIND_SPOT: _("Zone d'ombre"),
    }[kind]


def current_filter() -> BoardFilter:
    """What this session asks for."""
    values: dict[str, Any] = {
        name: st.session_state.get(key) or ("" if name == "words" else ()) for name, key in KEYS.items()
    }
    return BoardFilter(**values)


def chosen_lines(board: Board) -> tuple[Statement, ...]:
    """The lines that answer to what this session asks for."""
    _forget_what_is_gone(board)
    return current_filter().keep(board.statements, board.themes)


def show_filters(board: Board) -> tuple[Statement, ...]:
    """Draw the filters and say how many lines answer; return those lines."""
    _forget_what_is_gone(board)
    with st.expander(
        _("Filtrer les constats"),
        icon=":material/filter_list:",
        expanded=not current_filter().is_empty,
        key="filtres_afom",
    ):
        _first_row(board)
        _second_row(board)
    shown = current_filter().keep(board.statements, board.themes)
    if current_filter().is_empty:
        return shown
    words, clear = st.columns([5, 1.4], vertical_alignment="center")
    with words:
        st.html(
            paragraph(
                (
                    _("Un constat sur {total} répond aux filtres.")
                    if len(shown) == 1
                    else _("{n} constats sur {total} répondent aux filtres.")
                ).format(n=number(len(shown)), total=number(len(board.statements))),
                "surtitre",
            )
        )
    with clear:
        st.button(
            _("Effacer les filtres"),
            icon=":material/filter_list_off:",
            key="effacer_filtres",
            on_click=clear_filters,
            width="stretch",
        )
    return shown


def _themes_of(board: Board) -> list[str]:
    used = {one.theme for one in board.statements}
    known = dict.fromkeys([*board.themes.ids, *board.themes.order(used)])
    return [id for id in known if board.themes.below(id) & used]


def _authors_of(board: Board) -> list[str]:
    return sorted({one.author for one in board.statements}, key=str.casefold)


def _forget_what_is_gone(board: Board) -> None:
    """A choice made on another board, or whose last line is gone, must not hide lines unseen."""
    for name, options in (("themes", _themes_of(board)), ("authors", _authors_of(board))):
        chosen = st.session_state.get(KEYS[name])
        if chosen and not set(chosen) <= set(options):
            st.session_state[KEYS[name]] = [one for one in chosen if one in options]


def clear_filters() -> None:
    """Ask for nothing; call it in a callback."""
    for name, key in KEYS.items():
        st.session_state[key] = "" if name == "words" else []


def _first_row(board: Board) -> None:
    theme, kind, words = st.columns(3)
    with theme:
        st.multiselect(
            _("Thème"),
            _themes_of(board),
            key=KEYS["themes"],
            format_func=board.themes.heading,
            placeholder=_("Tous les thèmes"),
            persist_state="session",
        )
    with kind:
        st.multiselect(
            _("Preuve"),
            KINDS,
            key=KEYS["kinds"],
            format_func=kind_label,
            placeholder=_("Toutes les preuves"),
            persist_state="session",
        )
    with words:
        st.text_input(
            _("Mots du constat ou référence"),
            key=KEYS["words"],
            placeholder=_("Par exemple «\u00a0logement\u00a0»"),
            persist_state="session",
        )


def _second_row(board: Board) -> None:
    status, priority, convergence, author = st.columns(4)
    with status:
        st.multiselect(
            _("Statut"),
            [one.value for one in Status],
            key=KEYS["statuses"],
            format_func=lambda value: Status(value).label,
            placeholder=_("Tous"),
            persist_state="session",
        )
    with priority:
        st.multiselect(
            _("Priorité"),
            [one.value for one in reversed(Priority)],
            key=KEYS["priorities"],
            format_func=lambda value: Priority(value).label,
            placeholder=_("Toutes"),
            persist_state="session",
        )
    with convergence:
        st.multiselect(
            _("Convergence"),
            [one.value for one in Convergence],
            key=KEYS["convergences"],
            format_func=lambda value: Convergence(value).label,
            placeholder=_("Toutes"),
            persist_state="session",
        )
    with author:
        st.multiselect(
            _("Fonction de qui a écrit"),
            _authors_of(board),
            key=KEYS["authors"],
            format_func=lambda role: role or _("Fonction non dite"),
            placeholder=_("Toutes"),
            persist_state="session",
        )
