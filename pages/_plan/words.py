"""How the plan is counted and named on its page."""

from __future__ import annotations

from collections.abc import Callable

from diagnostic.contents.action_plan import ActionState, Rung
from diagnostic.plan_view import PlanLine, PlanView
from indicators.french import enumeration, number
from indicators.language import _

EM_SPACE = "\u2003"


def counted(count: int, one: str, many: str) -> str:
    """«1 axe», «3 axes», «0 axe»: French counts from two on."""
    return f"{number(count)}\u00a0{many if count > 1 else one}"


def rung_plural(rung: Rung) -> str:
    """The level, for several."""
    return {
        Rung.AXIS: _("axes"),
        Rung.AIM: _("buts"),
        Rung.OBJECTIVE: _("objectifs"),
        Rung.ACTION: _("actions"),
        Rung.MEANS: _("moyens"),
    }[rung]


def state_plural(state: ActionState) -> str:
    """The state of several actions."""
    return {
        ActionState.TO_PREPARE: _("à préparer"),
        ActionState.UNDER_WAY: _("en cours"),
        ActionState.DONE: _("réalisées"),
        ActionState.GIVEN_UP: _("abandonnées"),
    }[state]


def summary(view: PlanView) -> str:
    """What the plan holds, in one or two sentences."""
    parts = [
        counted(count, rung.label.lower(), rung_plural(rung)) for rung, count in view.totals.items() if count
    ]
    if not parts:
        return _("Le plan est encore vide.")
    states = [f"{number(count)}\u00a0{state.label.lower()}" for state, count in view.states.items() if count]
    text = _("Le plan compte {parts}.").format(parts=enumeration(parts))
    if states:
        text += " " + _("Actions\u00a0: {states}.").format(states=", ".join(states))
    waiting = len(view.priorities_without_action)
    if waiting:
        text += " " + _("{count} sans action.").format(
            count=counted(waiting, _("constat prioritaire"), _("constats prioritaires"))
        )
    return text


def choice_words(view: PlanView) -> Callable[[str], str]:
    """The words of a line in a list to choose from: indented, numbered, with its level."""
    by_id = {one.id: one for one in view.everything}

    def words(id: str) -> str:
        line = by_id.get(id)
        return _("Choisir") if line is None else indented(line)

    return words


def indented(line: PlanLine) -> str:
    """«  1.2 Titre (Objectif)»."""
    return f"{EM_SPACE * line.depth}{line.heading} ({line.rung.label.lower()})"


def state_mark(state: ActionState) -> str:
    """A sign beside the word, so that no colour is needed: ○ ◐ ● –."""
    return {
        ActionState.TO_PREPARE: "○",
        ActionState.UNDER_WAY: "◐",
        ActionState.DONE: "●",
        ActionState.GIVEN_UP: "–",
    }[state]
