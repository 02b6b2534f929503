"""Where a node stands: another parent, one place up or down, put aside with or without what stands under it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, Literal

import streamlit as st

from diagnostic.contents.action_plan import Rung
from diagnostic.entry_repository import EntryRepository
from diagnostic.plan_order import move_node
from diagnostic.plan_view import PlanLine, PlanView
from diagnostic.store import Store
from indicators.language import _
from pages._plan.words import choice_words, counted
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph

WITH_BRANCH, ALONE = "branche", "seul"
SCOPE = "plan_place"
DONE = "plan:range"
RESTORED = "plan_a_retablir"


def place_form(store: Store, repository: EntryRepository, view: PlanView, line: PlanLine) -> None:
    """Move one node, or archive it."""
    up_side, down_side, parent_side, there_side = st.columns([1, 1, 3, 1.2], vertical_alignment="bottom")
    version = line.entry.version
    with up_side:
        up = st.button(_("Monter"), icon=":material/arrow_upward:", width="stretch", key="plan_monter")
    with down_side:
        down = st.button(
            _("Descendre"), icon=":material/arrow_downward:", width="stretch", key="plan_descendre"
        )
    parents = [one.id for one in view.parents_for(line.rung) if one.id != line.node.parent]
    target = None
    if parents:
        words = choice_words(view)
        with parent_side:
            target = st.selectbox(
                _("Placer sous"),
                parents,
                index=None,
                format_func=lambda id: words(id).strip(),
                key=f"plan_placer_{line.id}",
                placeholder=_("Choisir ce qui se trouve au-dessus"),
                filter_mode="contains",
            )
        with there_side:
            moved = st.button(_("Placer"), disabled=target is None, width="stretch", key="plan_placer")
    else:
        moved = False
        if line.rung is not Rung.AXIS:
            with parent_side:
                st.html(paragraph(_("Il n'y a pas d'autre place possible au-dessus."), "source"))
    if up or down:
        direction: Literal["up", "down"] = "up" if up else "down"
        _write(
            lambda: move_node(store, line.id, version, direction, role=current_role()),
            _("Déplacé\u00a0: {title}.").format(title=line.entry.reference),
        )
    if moved and target:
        _write(
            lambda: move_node(store, line.id, version, parent=str(target), role=current_role()),
            _("Déplacé\u00a0: {title}.").format(title=line.entry.reference),
        )
    _archive_form(repository, view, line)


def _archive_form(repository: EntryRepository, view: PlanView, line: PlanLine) -> None:
    below = view.below(line.id)
    chosen: str | None = ALONE
    if below:
        chosen = st.radio(
            _("Archiver\u00a0: que faire de ce qui se trouve en dessous ({count})\u00a0?").format(
                count=counted(len(below), _("élément"), _("éléments"))
            ),
            [WITH_BRANCH, ALONE],
            format_func=lambda value: {
                WITH_BRANCH: _("Archiver toute la branche"),
                ALONE: _("Le garder visible, «\u00a0sans rattachement\u00a0»"),
            }[value],
            key=f"plan_branche_{line.id}",
        )
    if not st.button(_("Archiver"), icon=":material/archive:", key=f"plan_archiver_{line.id}"):
        return
    branch = (line, *below) if chosen == WITH_BRANCH else (line,)

    def write() -> bool:
        # From the bottom up: stopped halfway, nothing hangs on what is archived.
        for one in reversed(branch):
            repository.archive(one.id, one.entry.version, role=current_role())
        return True

    _write(
        write, _("Archivé\u00a0: {count}.").format(count=counted(len(branch), _("élément"), _("éléments")))
    )


def show_archived(repository: EntryRepository, view: PlanView) -> None:
    """What was put aside, as a list, and a way back."""
    if not view.archived:
        return
    label = _("Archives du plan ({count})").format(count=len(view.archived))
    with st.expander(label, icon=":material/inventory_2:"):
        rows = [archived_row(one) for one in view.archived]
        st.html(
            html_table(
                (_("Référence"), _("Niveau"), _("Titre"), _("Modifié le")), rows, label=_("Archives du plan")
            )
        )
        by_id = {one.id: one for one in view.archived}
        if st.session_state.get(RESTORED) not in by_id:
            st.session_state.pop(RESTORED, None)
        choose_side, button_side = st.columns([3, 1], vertical_alignment="bottom")
        with choose_side:
            chosen = st.selectbox(
                _("Élément archivé"),
                list(by_id),
                format_func=lambda id: f"{by_id[id].title} ({by_id[id].rung.label.lower()})",
                key=RESTORED,
                filter_mode="contains",
            )
        with button_side:
            asked = st.button(
                _("Rétablir"), icon=":material/unarchive:", key="plan_retablir", width="stretch"
            )
        if asked and chosen in by_id:
            restore(repository, view, by_id[chosen])


def restore(repository: EntryRepository, view: PlanView, line: PlanLine) -> None:
    """Take a node up again, with what is archived above it: it comes back where it stood."""
    archived = {one.id: one for one in view.archived}
    branch = [line]
    while branch[-1].node.parent in archived and archived[branch[-1].node.parent] not in branch:
        branch.append(archived[branch[-1].node.parent])

    def write() -> bool:
        for one in reversed(branch):
            repository.restore(one.id, one.entry.version, role=current_role())
        return True

    _write(
        write, _("Rétabli\u00a0: {count}.").format(count=counted(len(branch), _("élément"), _("éléments")))
    )


def archived_row(line: PlanLine) -> str:
    """One archived node as a row of a table."""
    when = line.entry.updated_at.astimezone()
    return (
        f"<tr><td>{escape(line.entry.reference)}</td><td>{escape(line.rung.label)}</td>"
        f'<td dir="auto">{escape(line.title)}</td><td>{when:%d/%m/%Y}</td></tr>'
    )


def _write(write: Callable[[], Any], done: str) -> None:
    stored = save(SCOPE, write)
    # Nothing is typed here: the next click starts from what stands now.
    st.session_state.pop(f"{SCOPE}:conflit", None)
    if stored is not None:
        st.session_state[DONE] = done
        st.rerun()


def say_what_was_done() -> None:
    """Say what the last run moved, archived or restored."""
    done = st.session_state.pop(DONE, None)
    if done is not None:
        st.toast(done, icon=":material/check:")
