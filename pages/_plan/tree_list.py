"""The plan as an indented list: what a phone shows, and what a screen reader says beside the drawing."""

from __future__ import annotations

from datetime import date
from html import escape

from diagnostic.contents.action_plan import Rung
from diagnostic.plan_view import ActionLine, PlanLine, PlanView
from indicators.language import _
from pages._plan.words import state_mark


def tree_list(view: PlanView, today: date) -> str:
    """Nested lists of the axes; empty when there is no axis."""
    return _list(view, [one for one in view.lines if one.rung is Rung.AXIS], today)


def loose_list(view: PlanView, today: date) -> str:
    """The branches that hang on nothing, each with the reason; empty when there is none."""
    return _list(view, [one for one in view.loose if one.loose], today)


def _list(view: PlanView, tops: list[PlanLine], today: date) -> str:
    children: dict[str, list[PlanLine]] = {}
    for line in view.everything:
        if line.depth:
            children.setdefault(line.node.parent, []).append(line)

    def item(line: PlanLine) -> str:
        below = "".join(item(child) for child in children.get(line.id, ()))
        nested = f"<ul>{below}</ul>" if below else ""
        return f'<li class="rang-{line.rung.value}">{_head(line)}{_details(view, line, today)}{nested}</li>'

    items = "".join(item(line) for line in tops)
    return f'<ul class="plan-arbre">{items}</ul>' if items else ""


def _head(line: PlanLine) -> str:
    number = f'<span class="numero">{escape(line.number)}</span> ' if line.number else ""
    return (
        f'<p class="tete"><span class="rang">{escape(line.rung.label)}</span> {number}'
        f'<span class="titre" dir="auto">{escape(line.title)}</span> '
        f'<span class="renvoi">{escape(line.entry.reference)}</span></p>'
    )


def _details(view: PlanView, line: PlanLine, today: date) -> str:
    action = view.action(line.id)
    parts = [] if action is None else _action_parts(action, today)
    if line.references:
        parts.append(_("Répond à\u00a0: {references}").format(references=escape(", ".join(line.references))))
    html = f'<p class="detail">{" · ".join(parts)}</p>' if parts else ""
    if line.loose:
        html = f'<p class="detail">{escape(_("Sans rattachement"))}\u00a0: {escape(line.loose)}</p>{html}'
    if line.node.notes:
        html += f'<p class="notes" dir="auto">{escape(line.node.notes)}</p>'
    if action is not None:
        html += "".join(f'<p class="detail">{escape(one.sentence)}</p>' for one in action.follow_ups)
    return html


def _action_parts(action: ActionLine, today: date) -> list[str]:
    parts = [f"{state_mark(action.node.state)}\u00a0{escape(action.node.state.label)}"]
    parts.append(escape(action.period_text))
    if action.is_past_its_end(today):
        parts.append(escape(_("échéance passée")))
    if action.node.partners:
        parts.append(f'<span dir="auto">{escape(", ".join(action.node.partners))}</span>')
    return parts
