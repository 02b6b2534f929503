"""The tree of themes of a diagnostic: look at it, and change one thing at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.theme import Theme, ThemeTree
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.store import Store
from diagnostic.theme_editing import moved, renamed, with_added, without
from diagnostic.theme_uses import ThemeUses, theme_uses
from indicators.language import _
from pages._ui.current_diagnostic import CurrentDiagnostic
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import kept_by, show_questions

HEADING = _("Thème")
LONGEST_HEADING = 300
FIRST_LEVEL = ""


def show_theme_editor(repository: EntryRepository, store: Store, current: CurrentDiagnostic) -> None:
    """The tree with what stands under each theme, then the ways to change it."""
    scope = f"themes_{current.id}"
    tree = current.content.tree
    # What the person saw when they clicked is what they change, not what somebody stored since.
    seen = st.session_state.get(f"{scope}:vu", current.entry.version)
    uses = theme_uses(store, current.id)
    if said := st.session_state.pop(f"{scope}:fait", ""):
        st.toast(said, icon=":material/check:")
    st.html(
        paragraph(
            _(
                "Les constats, les témoignages et les fiches se rangent sous ces thèmes. Renommer un thème ne "
                "déplace rien\u00a0; un thème qui sert encore ne peut pas être retiré."
            ),
            "source",
        )
    )
    st.html(tree_html(tree, uses))
    change = _change_one(scope, tree, uses) or _add_one(scope, tree)
    show_questions(scope, {_("Nom du thème"): f"{scope}_nom", _("Nom du nouveau thème"): f"{scope}_nouveau"})
    if change is not None:
        stored = save(scope, lambda: _write(repository, current, seen, change.themes(), scope))
        if stored is not None:
            st.session_state[f"{scope}:vu"] = stored.version
            st.session_state[f"{scope}:fait"] = change.said
            st.session_state[f"{scope}:ajoute"] = change.is_new
            st.rerun()
        st.session_state.pop(f"{scope}:conflit", None)
    st.session_state[f"{scope}:vu"] = current.entry.version


@dataclass(frozen=True)
class Change:
    """What a button asks for: the new themes (which may be refused), and what to say when it is done."""

    themes: Callable[[], tuple[Theme, ...]]
    said: str
    is_new: bool = False


def _write(
    repository: EntryRepository,
    current: CurrentDiagnostic,
    seen: int,
    themes: tuple[Theme, ...],
    scope: str,
) -> Entry[Diagnosis]:
    content = Diagnosis.model_validate({**current.content.model_dump(), "themes": themes})
    return repository.edit(current.id, seen, content, role=current_role(), kept=kept_by(scope))


def _change_one(scope: str, tree: ThemeTree, uses: Mapping[str, ThemeUses]) -> Change | None:
    """Choose one theme, then rename it, move it or take it away."""
    key = f"{scope}_choisi"
    if st.session_state.get(key) not in tree.ids:
        st.session_state[key] = tree.ids[0]
    st.html(paragraph(_("Changer un thème"), "intitule"))
    choice, name = st.columns(2, vertical_alignment="bottom")
    with choice:
        chosen = str(
            st.selectbox(
                _("Thème à changer"),
                tree.ids,
                key=key,
                format_func=tree.heading,
                filter_mode="contains",
                persist_state="session",
            )
        )
    heading = next(one.heading for one in tree.themes if one.id == chosen)
    _follow(scope, chosen, heading)
    with name:
        words = st.text_input(
            _("Nom du thème"), key=f"{scope}_nom", max_chars=LONGEST_HEADING, persist_state="session"
        )
    with st.container(horizontal=True, key=f"{scope}_gestes"):
        if st.button(_("Renommer"), key=f"{scope}_renommer", icon=":material/edit:"):
            return Change(lambda: renamed(tree, chosen, str(words or "")), _("Le thème est renommé."))
        if st.button(_("Monter"), key=f"{scope}_monter", icon=":material/arrow_upward:"):
            return Change(lambda: moved(tree, chosen, up=True), _("Le thème est déplacé."))
        if st.button(_("Descendre"), key=f"{scope}_descendre", icon=":material/arrow_downward:"):
            return Change(lambda: moved(tree, chosen, up=False), _("Le thème est déplacé."))
        if st.button(_("Retirer"), key=f"{scope}_retirer", icon=":material/remove:"):
            return Change(lambda: without(tree, chosen, uses), _("Le thème est retiré."))
    return None


def _follow(scope: str, chosen: str, heading: str) -> None:
    """Put the name of the chosen theme in its field; what is being typed there stays."""
    before = st.session_state.get(f"{scope}:montre", ("", ""))
    typed = st.session_state.get(f"{scope}_nom")
    if before[0] != chosen or typed == before[1]:
        st.session_state[f"{scope}_nom"] = heading
    st.session_state[f"{scope}:montre"] = (chosen, heading)


def _add_one(scope: str, tree: ThemeTree) -> Change | None:
    """A new theme of the first level, or a sub-theme."""
    if st.session_state.pop(f"{scope}:ajoute", False):
        st.session_state[f"{scope}_nouveau"] = ""
    tops = [one.id for one in tree.themes if not one.parent]
    key = f"{scope}_sous"
    if st.session_state.get(key) not in tops:
        st.session_state[key] = FIRST_LEVEL
    st.html(paragraph(_("Ajouter un thème"), "intitule"))
    name, under = st.columns(2, vertical_alignment="bottom")
    with name:
        words = st.text_input(
            _("Nom du nouveau thème"),
            key=f"{scope}_nouveau",
            max_chars=LONGEST_HEADING,
            placeholder=_("Petite enfance"),
            persist_state="session",
        )
    with under:
        parent = str(
            st.selectbox(
                _("Sous"),
                [FIRST_LEVEL, *tops],
                key=key,
                format_func=lambda id: tree.heading(id) if id else _("Premier niveau"),
                persist_state="session",
            )
        )
    if not st.button(_("Ajouter le thème"), key=f"{scope}_ajouter", icon=":material/add:"):
        return None

    return Change(
        lambda: with_added(tree, str(words or ""), parent)[0], _("Le thème est ajouté."), is_new=True
    )


def tree_html(tree: ThemeTree, uses: Mapping[str, ThemeUses]) -> str:
    """The two levels as a table: the theme, and what stands under it."""
    unknown = [theme for theme in uses if theme not in tree.ids]
    rows = [
        _row(one.heading, uses.get(one.id), is_sub=bool(one.parent and one.parent in tree.ids))
        for one in tree.themes
    ]
    rows += [
        _row(_("{theme} (hors de l'arbre)").format(theme=tree.heading(one)), uses[one]) for one in unknown
    ]
    return html_table(
        (HEADING, _("Ce qui s'y range")), rows, label=_("Thèmes du diagnostic"), tall=len(rows) <= 40
    )


def _row(heading: str, uses: ThemeUses | None, *, is_sub: bool = False) -> str:
    words = uses.words if uses is not None and uses.total else _("rien encore")
    look = "sous-theme" if is_sub else "theme"
    quiet = "" if uses is not None and uses.total else ' class="discret"'
    return (
        f'<tr><th scope="row" class="{look}" dir="auto">{escape(heading)}</th>'
        f"<td{quiet}>{escape(words)}</td></tr>"
    )
