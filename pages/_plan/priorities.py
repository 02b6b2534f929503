"""The statements that people called urgent, and whether the plan answers them."""

from __future__ import annotations

from html import escape

import streamlit as st

from diagnostic.plan_view import PlanView, PriorityLine
from indicators.language import _
from pages._plan.actions import named
from pages._plan.fields import statement_words
from pages._plan.form import begin_answer
from pages._plan.scroll import ask_to_scroll
from pages._plan.words import counted
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph

CHOSEN = "plan_constat"


def show_priorities(diagnostic: str, view: PlanView) -> None:
    """The table, and a way to begin an action for one of them."""
    if not view.priorities:
        st.html(
            paragraph(
                _(
                    "Aucun constat n'a encore de priorité. Donnez-en une aux constats les plus urgents, dans la "
                    "grille AFOM ou pendant l'atelier\u00a0: ils apparaîtront ici, le plus urgent d'abord."
                ),
                "vide",
            )
        )
        return
    waiting = len(view.priorities_without_action)
    total = counted(len(view.priorities), _("constat prioritaire"), _("constats prioritaires"))
    sentence = (
        _("{total}\u00a0; {waiting} sans action.").format(total=total, waiting=waiting)
        if waiting
        else _("{total}\u00a0; chacun a au moins une action.").format(total=total)
    )
    st.html(paragraph(sentence, "reponse"))
    st.html(priorities_table(view))
    # Those without an action first.
    ordered = sorted(view.priorities, key=lambda one: bool(one.actions))
    by_id = {one.statement.id: one for one in ordered}
    if st.session_state.get(CHOSEN) not in by_id:
        st.session_state.pop(CHOSEN, None)
    choice_side, button_side = st.columns([3, 1.4], vertical_alignment="bottom")
    with choice_side:
        chosen = st.selectbox(
            _("Constat"),
            list(by_id),
            format_func=lambda id: statement_words(by_id[id].statement),
            key=CHOSEN,
            filter_mode="contains",
        )
    with button_side:
        st.button(
            _("Créer une action pour ce constat"),
            icon=":material/add_task:",
            on_click=_begin,
            args=(diagnostic, str(chosen)),
            width="stretch",
            help=_("Le formulaire s'ouvre sous ce tableau, le constat déjà choisi."),
        )


def _begin(diagnostic: str, statement: str) -> None:
    begin_answer(diagnostic, statement)
    ask_to_scroll()


def priorities_table(view: PlanView) -> str:
    """Most urgent first."""
    rows = [
        f"<tr><td>{escape(one.statement.priority.label)}</td><td>{_statement(one)}</td><td>{_answers(one)}</td></tr>"
        for one in view.priorities
    ]
    return html_table(
        (_("Priorité"), _("Constat"), _("Ce que le plan y répond")),
        rows,
        label=_("Constats prioritaires"),
        tall=True,
    )


def _statement(one: PriorityLine) -> str:
    return (
        f'<span dir="auto">{escape(one.statement.text)}</span> '
        f'<span class="renvoi">{escape(one.statement.reference)} · {escape(one.statement.quadrant.heading)}</span>'
    )


def _answers(one: PriorityLine) -> str:
    if one.actions:
        return "<br>".join(named(action) for action in one.actions)
    nothing = escape(_("pas encore d'action"))
    html = f'<span class="vide">{nothing}</span>'
    for line in one.intents:
        html += (
            f"<small>{escape(line.rung.label)} {escape(line.number)} "
            f'<span dir="auto">{escape(line.title)}</span></small>'
        )
    return html
