"""Add a node to the plan, or change one; two people at once, and a double click, lose nothing."""

from __future__ import annotations

from html import escape
from uuid import uuid4

import streamlit as st

from diagnostic.board import Board
from diagnostic.contents.action_plan import PlanNode, Rung
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from diagnostic.personal_data import search_fields
from diagnostic.plan_order import edit_node
from diagnostic.plan_view import PlanLine, PlanView
from indicators.language import _
from indicators.profile import Profile
from pages._plan.fields import fill, is_untouched, labels, node_from, show_fields, typed_widgets
from pages._plan.words import choice_words
from pages._ui.current_role import current_role
from pages._ui.entry_saving import save, theirs_of, version_to_replace
from pages._ui.paragraph import paragraph
from pages._ui.privacy_check import forget, kept_by, show_questions

SAVED = "plan:enregistre"
GESTURE = "plan_geste"
ADD, EDIT, PLACE = "ajouter", "modifier", "placer"
LEVEL = "plan_niveau"
ELEMENT = "element_du_plan"


def new_scope(diagnostic: str, rung: Rung) -> str:
    """The form of a new node of one level."""
    return f"plan_{diagnostic[:8]}_nouveau_{rung.value}"


def parent_key(diagnostic: str, rung: Rung) -> str:
    """The choice of what a new node stands under."""
    return f"plan_{diagnostic[:8]}_sous_{rung.value}"


def begin_below(diagnostic: str, rung: Rung, parent: str) -> None:
    """Open the form of a new node under another one; call it in a callback."""
    st.session_state[GESTURE] = ADD
    st.session_state[LEVEL] = rung.value
    if parent:
        st.session_state[parent_key(diagnostic, rung)] = parent


def begin_answer(diagnostic: str, statement: str) -> None:
    """Open the form of a new action that answers a statement; call it in a callback."""
    begin_below(diagnostic, Rung.ACTION, "")
    scope = new_scope(diagnostic, Rung.ACTION)
    if f"{scope}:id" not in st.session_state:
        _begin(scope)
    chosen = st.session_state.get(f"{scope}_constats") or []
    st.session_state[f"{scope}_constats"] = list(dict.fromkeys([*chosen, statement]))


def _begin(scope: str) -> None:
    fill(scope)
    # Made once per form, so that a double click stores one node, not two.
    st.session_state[f"{scope}:id"] = str(uuid4())


def add_form(
    repository: EntryRepository, diagnostic: str, view: PlanView, board: Board, profile: Profile | None
) -> None:
    """A new node: its level, what it stands under, its fields."""
    level_side, parent_side = st.columns([1, 3])
    with level_side:
        rung = Rung(
            st.selectbox(
                _("Niveau"),
                [one.value for one in Rung],
                format_func=lambda value: Rung(value).label,
                key=LEVEL,
                persist_state="session",
            )
            or Rung.AXIS
        )
    with parent_side:
        parent = _choose_parent(diagnostic, view, rung)
    scope = new_scope(diagnostic, rung)
    if f"{scope}:id" not in st.session_state:
        _begin(scope)
    if parent is None:
        return
    show_fields(scope, rung, board, profile)
    asked = st.button(
        _("Ajouter\u00a0: {rung}").format(rung=rung.label.lower()),
        type="primary",
        icon=":material/add:",
        key=f"{scope}_ajouter",
    )
    show_questions(scope, typed_widgets(scope, rung))
    if not asked:
        return

    def write() -> Entry[PlanNode]:
        return repository.add(
            node_from(scope, rung, parent, profile),
            diagnostic,
            role=current_role(),
            id=st.session_state[f"{scope}:id"],
            kept=kept_by(scope),
        )

    stored = save(scope, write, labels())
    if stored is not None:
        st.session_state[SAVED] = (scope, stored.reference)
        st.rerun()
    _take_another_id(scope)


def _take_another_id(scope: str) -> None:
    """Other words under the id of a node that is stored already: the next click stores them beside it."""
    if theirs_of(scope) is not None:
        st.session_state[f"{scope}:id"] = str(uuid4())
        st.session_state.pop(f"{scope}:conflit", None)


def _choose_parent(diagnostic: str, view: PlanView, rung: Rung) -> str | None:
    """The id of what the node stands under; empty for an axis; None when nothing can hold it yet."""
    if rung is Rung.AXIS:
        st.html(paragraph(_("Un axe se place tout en haut du plan."), "source"))
        return ""
    options = [one.id for one in view.parents_for(rung)]
    above = list(Rung)[list(Rung).index(rung) - 1]
    key = parent_key(diagnostic, rung)
    if not options:
        st.html(
            paragraph(
                _(
                    "Le niveau «\u00a0{rung}\u00a0» se place sous le niveau «\u00a0{above}\u00a0», qui est encore vide. "
                    "Ce que vous avez écrit vous attend."
                ).format(rung=rung.label, above=above.label)
            )
        )
        st.button(
            _("Écrire d'abord\u00a0: {above}").format(above=above.label.lower()),
            icon=":material/north:",
            on_click=begin_below,
            args=(diagnostic, above, ""),
            key=f"{key}_dessus",
        )
        return None
    if st.session_state.get(key) not in options:
        st.session_state[key] = options[0]
    words = choice_words(view)
    chosen = st.selectbox(
        _("Sous"),
        options,
        format_func=lambda id: words(id).strip(),
        key=key,
        filter_mode="contains",
        persist_state="session",
    )
    return str(chosen)


def finish_saving() -> None:
    """Say what the last run stored, and make its form ready; call it before any field is drawn."""
    saved = st.session_state.pop(SAVED, None)
    if saved is None:
        return
    scope, reference = saved
    # The next run fills the form anew: empty for a new node, from the store for a known one.
    for name in ("id", "ouvert", "version"):
        st.session_state.pop(f"{scope}:{name}", None)
    st.toast(_("Enregistré\u00a0: {reference}.").format(reference=reference), icon=":material/check:")


def edit_form(
    repository: EntryRepository,
    diagnostic: str,
    view: PlanView,
    line: PlanLine,
    board: Board,
    profile: Profile | None,
) -> None:
    """Change the words of one node, archived or not (what was typed before it was archived stays)."""
    scope, rung = f"plan_{line.id}", line.rung
    opened = _opened(scope, line)
    show_fields(scope, rung, board, profile)
    theirs = theirs_of(scope)
    save_side, below_side = st.columns(2)
    with save_side:
        asked = st.button(
            _("Enregistrer mon texte à la place") if theirs is not None else _("Enregistrer"),
            type="primary",
            icon=":material/save:",
            key=f"{scope}_enregistrer",
            width="stretch",
        )
    if rung.below is not None and not line.entry.archived:
        with below_side:
            st.button(
                _("Ajouter en dessous\u00a0: {rung}").format(rung=rung.below.label.lower()),
                icon=":material/subdirectory_arrow_right:",
                on_click=begin_below,
                args=(diagnostic, rung.below, line.id),
                key=f"{scope}_dessous",
                width="stretch",
            )
    already = frozenset(one.finding.key for one in search_fields(opened.texts()))
    show_questions(scope, typed_widgets(scope, rung), already)
    if asked:

        def write() -> Entry[PlanNode]:
            parent = opened.parent if theirs is None else theirs.content.parent
            return edit_node(
                repository,
                line.id,
                version_to_replace(scope, st.session_state[f"{scope}:version"]),
                opened if theirs is None else theirs.content,
                node_from(scope, rung, parent, profile),
                role=current_role(),
                kept=kept_by(scope),
            )

        stored = save(scope, write, labels())
        if stored is not None:
            st.session_state[SAVED] = (scope, stored.reference)
            st.rerun()
    if theirs_of(scope) is not None:
        _show_theirs(scope, theirs_of(scope), board)


def _opened(scope: str, line: PlanLine) -> PlanNode:
    """What the fields were filled with; filled anew while nobody typed and somebody else wrote."""
    held = st.session_state.get(f"{scope}:ouvert")
    opened = None if held is None else PlanNode.model_validate(held)
    behind = opened is not None and st.session_state[f"{scope}:version"] != line.entry.version
    if opened is None or (behind and theirs_of(scope) is None and is_untouched(scope, opened)):
        opened = line.node
        fill(scope, opened)
        st.session_state[f"{scope}:ouvert"] = opened.model_dump(mode="json")
        st.session_state[f"{scope}:version"] = line.entry.version
    return opened


def _show_theirs(scope: str, theirs: Entry[PlanNode], board: Board) -> None:
    node = theirs.content
    known = {one.id: one.reference for one in (*board.statements, *board.archived)}
    parts = [
        (_("Partenaires"), ", ".join(node.partners)),
        (_("Début"), f"{node.begins:%d/%m/%Y}" if node.begins else ""),
        (_("Fin"), f"{node.ends:%d/%m/%Y}" if node.ends else ""),
        (_("État"), node.state.label if node.rung is Rung.ACTION else ""),
        (_("Enjeux"), ", ".join(stake.label for stake in node.stakes)),
        (_("Constats"), ", ".join(known.get(id, f"C-{id[:8]}") for id in node.statements)),
        (_("Suivi"), "\u00a0; ".join(one.baseline.chip for one in node.follow_up)),
        (_("Notes"), node.notes),
    ]
    rows = "".join(
        f'<p dir="auto">{escape(label)}\u00a0: {escape(text)}</p>' for label, text in parts if text
    )
    heading = _("Version enregistrée par quelqu'un d'autre") + (_(" (archivé)") if theirs.archived else "")
    st.html(
        f'<div class="constat"><p class="theme">{escape(heading)}</p>'
        f'<p dir="auto"><strong>{escape(node.title)}</strong></p>{rows}</div>'
    )
    st.button(
        _("Reprendre la version enregistrée"),
        key=f"{scope}_reprendre",
        on_click=_take_theirs,
        args=(scope,),
    )


def _take_theirs(scope: str) -> None:
    forget(scope)
    for name in ("conflit", "ouvert", "version"):
        st.session_state.pop(f"{scope}:{name}", None)
