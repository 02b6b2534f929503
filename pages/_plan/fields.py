"""The fields of one node of the plan; what was typed stays in them until it is stored."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from diagnostic.board import Board, Statement
from diagnostic.contents.action_plan import ActionState, PlanNode, Rung, Stake
from diagnostic.statement_qualities import Priority
from indicators.language import _
from indicators.profile import Profile
from indicators.user_error import UserError
from pages._plan.follow_up import (
    fill_follow_ups,
    follow_up_fields,
    new_follow_up,
    refuse_impossible_targets,
    shown_follow_ups,
)

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
LONGEST_STATEMENT = 90
FIELDS = ("titre", "notes", "partenaires", "debut", "fin", "etat", "enjeux", "constats")


def labels() -> dict[str, str]:
    """The fields of the content that pydantic may refuse, in words."""
    return {
        "title": PlanNode.typed["title"],
        "notes": PlanNode.typed["notes"],
        "partners": PlanNode.typed["partners"],
        "follow_up": _("Indicateurs de suivi"),
    }


def typed_widgets(scope: str, rung: Rung) -> dict[str, str]:
    """The text widgets of the form, by the label of their field, for the check of personal data."""
    found = {PlanNode.typed["title"]: f"{scope}_titre", PlanNode.typed["notes"]: f"{scope}_notes"}
    if rung is Rung.ACTION:
        found[PlanNode.typed["partners"]] = f"{scope}_partenaires"
    return found


def fill(scope: str, node: PlanNode | None = None) -> None:
    """Put a node into the fields; None empties them."""
    for name, value in _values(node).items():
        st.session_state[f"{scope}_{name}"] = value
    fill_follow_ups(scope, () if node is None else node.follow_up)


def is_untouched(scope: str, opened: PlanNode) -> bool:
    """True while the fields still say what they were filled with."""
    same = all(st.session_state.get(f"{scope}_{name}") == value for name, value in _values(opened).items())
    return (
        same
        and shown_follow_ups(scope) == opened.follow_up
        and not st.session_state.get(f"{scope}_indicateur")
    )


def show_fields(scope: str, rung: Rung, board: Board, profile: Profile | None) -> None:
    """Draw the fields that a node of this level has."""
    st.text_input(
        title_label(rung),
        key=f"{scope}_titre",
        max_chars=300,
        placeholder=example(rung),
        persist_state="session",
    )
    if rung is Rung.ACTION:
        _action_fields(scope)
    if rung is not Rung.MEANS:
        _statements_field(scope, board)
    if rung is Rung.ACTION:
        follow_up_fields(scope, profile)
    st.text_area(_("Notes"), key=f"{scope}_notes", height=80, max_chars=20_000, persist_state="session")


def node_from(scope: str, rung: Rung, parent: str, profile: Profile | None) -> PlanNode:
    """The node as the fields say it. Raises UserError or pydantic's ValidationError."""
    read = st.session_state.get
    common: dict[str, Any] = {
        "rung": rung,
        "parent": parent,
        "title": read(f"{scope}_titre") or "",
        "notes": read(f"{scope}_notes") or "",
        "statements": tuple(read(f"{scope}_constats") or ()),
    }
    if rung is not Rung.ACTION:
        return PlanNode(**common)
    begins, ends = read(f"{scope}_debut"), read(f"{scope}_fin")
    if begins and ends and ends < begins:
        raise UserError(
            _("La fin de l'action vient avant son début."),
            remedy=_("Corrigez l'une des deux dates\u00a0: ce que vous avez écrit est resté à l'écran."),
        )
    further = new_follow_up(scope, profile)
    follow_ups = (*shown_follow_ups(scope), *(() if further is None else (further,)))
    refuse_impossible_targets(follow_ups, profile)
    return PlanNode(
        **common,
        partners=partners_of(str(read(f"{scope}_partenaires") or "")),
        begins=begins,
        ends=ends,
        state=ActionState(read(f"{scope}_etat") or ActionState.TO_PREPARE),
        stakes=tuple(stake for stake in Stake if stake.value in (read(f"{scope}_enjeux") or ())),
        follow_up=follow_ups,
    )


def partners_of(text: str) -> tuple[str, ...]:
    """One organisation per line; empty lines and repetitions left out."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def title_label(rung: Rung) -> str:
    """The label of the title: the level, and what to say."""
    return {
        Rung.AXIS: _("Axe\u00a0: un grand domaine"),
        Rung.AIM: _("But\u00a0: ce qui doit avoir changé à la fin"),
        Rung.OBJECTIVE: _("Objectif\u00a0: un pas vers le but, que l'on peut vérifier"),
        Rung.ACTION: _("Action\u00a0: ce qui sera fait"),
        Rung.MEANS: _("Moyen\u00a0: ce qu'il faut pour l'action"),
    }[rung]


def example(rung: Rung) -> str:
    """An example of a title."""
    return {
        Rung.AXIS: _("Par exemple\u00a0: Logement"),
        Rung.AIM: _("Par exemple\u00a0: Chaque ménage vit dans un logement sain"),
        Rung.OBJECTIVE: _("Par exemple\u00a0: Les locataires connaissent leurs droits"),
        Rung.ACTION: _("Par exemple\u00a0: Permanence logement chaque mardi"),
        Rung.MEANS: _("Par exemple\u00a0: Un local et deux demi-journées par semaine"),
    }[rung]


def _action_fields(scope: str) -> None:
    left, right = st.columns(2)
    with left:
        st.text_area(
            _("Partenaires (un organisme par ligne)"),
            key=f"{scope}_partenaires",
            height=130,
            placeholder=_("CPAS\nMaison médicale"),
            persist_state="session",
        )
    with right:
        begin, end = st.columns(2)
        for column, name, label in ((begin, "debut", _("Début")), (end, "fin", _("Fin"))):
            with column:
                st.date_input(
                    label,
                    value=None,
                    min_value=FIRST_DAY,
                    max_value=LAST_DAY,
                    format="DD/MM/YYYY",
                    key=f"{scope}_{name}",
                    persist_state="session",
                )
        st.selectbox(
            _("État"),
            [state.value for state in ActionState],
            format_func=lambda value: ActionState(value).label,
            key=f"{scope}_etat",
            persist_state="session",
        )
    st.multiselect(
        _("Enjeux de l'approche par quartier"),
        [stake.value for stake in Stake],
        format_func=lambda value: Stake(value).label,
        key=f"{scope}_enjeux",
        placeholder=_("Choisir un ou plusieurs enjeux"),
        persist_state="session",
    )


def _statements_field(scope: str, board: Board) -> None:
    known = {one.id: one for one in (*board.statements, *board.archived)}
    urgent_first = sorted(board.statements, key=lambda one: -int(one.priority.value))
    chosen = list(st.session_state.get(f"{scope}_constats") or ())
    # What was chosen once stays an option, though its statement be archived or gone.
    options = list(dict.fromkeys([*(one.id for one in urgent_first), *chosen]))
    st.multiselect(
        _("Constats auxquels cela répond"),
        options,
        format_func=lambda id: statement_words(known[id]) if id in known else f"C-{id[:8]}",
        key=f"{scope}_constats",
        placeholder=_("Choisir des constats de la grille AFOM")
        if options
        else _("La grille AFOM est encore vide"),
        persist_state="session",
    )


def statement_words(statement: Statement) -> str:
    """«C-1a2b3c4d · F · Peu de logements… (Priorité 1)»."""
    text = " ".join(statement.text.split())
    short = text if len(text) <= LONGEST_STATEMENT else text[: LONGEST_STATEMENT - 1].rstrip() + "…"
    words = f"{statement.reference} · {statement.quadrant.value} · {short}"
    return words if statement.priority is Priority.NONE else f"{words} ({statement.priority.label})"


def _values(node: PlanNode | None) -> dict[str, Any]:
    if node is None:
        return dict(zip(FIELDS, ("", "", "", None, None, ActionState.TO_PREPARE.value, [], []), strict=True))
    return {
        "titre": node.title,
        "notes": node.notes,
        "partenaires": "\n".join(node.partners),
        "debut": node.begins,
        "fin": node.ends,
        "etat": node.state.value,
        "enjeux": [stake.value for stake in node.stakes],
        "constats": list(node.statements),
    }
