"""Historique: every change kept, two dates compared, what to look at again; restore and undo."""

import streamlit as st

from diagnostic.board import Board
from diagnostic.history import History
from diagnostic.history_words import kind_label
from indicators import french
from indicators.language import _
from pages._history.change_list import changes_html, role_words
from pages._history.comparison import show_comparison
from pages._history.figure_review import show_reviews
from pages._history.restore import show_newest, show_outcome, show_restore
from pages._ui.current_diagnostic import CurrentDiagnostic, chosen_diagnostic, no_territory
from pages._ui.diagnostic_frame import show_rooms
from pages._ui.paragraph import paragraph
from pages._ui.perimeters import known_statistics
from pages._ui.review_notice import PANE_KEY, TO_REVIEW
from pages._ui.statements import statements
from pages._ui.store import store
from pages._ui.url_state import bound_choice, forget_notices, settle, show_notices

PANES = {
    "changements": _("Changements"),
    "comparer": _("Comparer deux dates"),
    TO_REVIEW: _("À revoir"),
}
ALL, UNTOLD = "", "-"
CURSORS = "historique:pages"


def chosen_pane() -> str:
    """Settle and show which part of the page is seen (`volet`)."""
    chosen = settle(
        PANE_KEY,
        {one: one for one in PANES}.get,
        default="changements",
        unknown=_("La partie «\u00a0{value}\u00a0» n'existe pas\u00a0; voici les changements."),
    )
    st.segmented_control(
        _("Partie de l'historique"),
        list(PANES),
        key=PANE_KEY,
        format_func=PANES.__getitem__,
        label_visibility="collapsed",
        required=True,
        on_change=forget_notices,
    )
    show_notices(PANE_KEY)
    return chosen


def show_changes(history: History, diagnostic: str) -> None:
    """The newest change with its undo, the filters, the list, and the way back to any change of it."""
    newest = history.changes(diagnostic, limit=1).changes
    if not newest:
        st.html(paragraph(_("Rien n'a encore été écrit dans ce diagnostic."), "vide"))
        return
    show_newest(newest[0])
    role, kind = show_filters(history, diagnostic)
    pages = cursors(f"{diagnostic}|{role}|{kind}")
    page = history.changes(diagnostic, role=role, kind=kind, before=pages[-1] if pages else None)
    st.html(paragraph(count_words(history.count(diagnostic, role=role, kind=kind)), "surtitre"))
    listed = [one for one in page.changes if one.cursor != newest[0].cursor]
    if listed:
        st.html(changes_html(listed))
    show_pager(pages, page.older)
    if page.changes:
        show_restore(history, page.changes)


def show_filters(history: History, diagnostic: str) -> tuple[str | None, str | None]:
    """Keep the changes of one function, or of one kind of piece; None keeps all."""
    role_side, kind_side = st.columns(2)
    roles = [ALL, *(one or UNTOLD for one in history.roles(diagnostic))]
    with role_side:
        role = bound_choice(
            _("Qui, par fonction"),
            roles,
            key="fonction",
            default=ALL,
            words=lambda one: (
                _("Toutes les fonctions") if one == ALL else role_words("" if one == UNTOLD else one)
            ),
            unknown=_("Personne n'a écrit ici en tant que «\u00a0{value}\u00a0»."),
            optional=True,
        ).show()
    with kind_side:
        kind = bound_choice(
            _("Quoi"),
            [ALL, *history.kinds(diagnostic)],
            key="element",
            default=ALL,
            words=lambda one: _("Tous les éléments") if one == ALL else kind_label(one),
            unknown=_("Ce diagnostic n'a pas d'élément «\u00a0{value}\u00a0»."),
            optional=True,
        ).show()
    show_notices("fonction", "element")
    return (None if role == ALL else "" if role == UNTOLD else role), kind or None


def cursors(scope: str) -> list[str]:
    """Where the pages before this one end; another choice begins at the newest change again."""
    held = st.session_state.get(CURSORS)
    if not held or held[0] != scope:
        held = (scope, [])
        st.session_state[CURSORS] = held
    return list(held[1])


def show_pager(pages: list[str], older: str | None) -> None:
    """Go to older changes and back."""

    def turn(to: list[str]) -> None:
        st.session_state[CURSORS] = (st.session_state[CURSORS][0], to)

    if not pages and older is None:
        return
    with st.container(horizontal=True, key="pages_historique"):
        st.button(
            _("Plus récents"),
            icon=":material/chevron_left:",
            disabled=not pages,
            on_click=turn,
            args=(pages[:-1],),
        )
        st.button(
            _("Plus anciens"),
            icon=":material/chevron_right:",
            disabled=older is None,
            on_click=turn,
            args=([*pages, older or ""],),
        )


def count_words(count: int) -> str:
    """How many changes the filters keep."""
    if not count:
        return _("Aucun changement ne correspond.")
    return (
        _("Un changement")
        if count == 1
        else _("{n} changements, du plus récent au plus ancien").format(n=french.number(count))
    )


def show_review(current: CurrentDiagnostic) -> None:
    """What a rebuild of the statistics changed under the statements."""
    if current.territory is None:
        no_territory(current)
        return
    board: Board = statements().board(current.territory, current.id)
    show_reviews(known, board)


known = known_statistics()
st.title(_("Historique"), anchor=False)
st.html(
    paragraph(
        _(
            "Chaque changement est gardé\u00a0: qui, par fonction, quand, avant et après. Rien ne s'efface\u00a0; tout "
            "peut être rétabli."
        ),
        "surtitre",
    )
)
diagnostic_now = chosen_diagnostic(known)
if diagnostic_now is not None:
    show_rooms(diagnostic_now)
    pane = chosen_pane()
    show_outcome()
    whole = History(store())
    if pane == "comparer":
        show_comparison(whole, diagnostic_now.id)
    elif pane == TO_REVIEW:
        show_review(diagnostic_now)
    else:
        show_changes(whole, diagnostic_now.id)
