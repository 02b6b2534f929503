"""The actions as a table: partners, dates, follow-up, state; and the organisations that take part."""

from __future__ import annotations

from datetime import date
from html import escape

from diagnostic.plan_view import ActionLine, PlanView
from indicators.language import _
from pages._plan.words import state_mark
from pages._ui.html_table import html_table


def action_heads() -> tuple[str, ...]:
    """The heads of the table of actions."""
    return (
        _("Action"),
        _("Partenaires"),
        _("Calendrier"),
        _("Indicateur de suivi (départ → cible)"),
        _("État"),
    )


def actions_table(view: PlanView, today: date) -> str:
    """Every action, in the order of the tree."""
    heads = action_heads()

    def cell(column: int, html: str) -> str:
        return f'<td data-tete="{escape(heads[column])}">{html}</td>'

    rows = [
        f"<tr>{cell(0, _action(one))}{cell(1, _partners(one))}{cell(2, _dates(one, today))}"
        f"{cell(3, _follow_ups(one))}{cell(4, _state(one))}</tr>"
        for one in view.actions
    ]
    table = html_table(heads, rows, label=_("Actions du plan"), tall=True)
    return f'<div class="plan-table">{table}</div>'


def partners_table(view: PlanView) -> str:
    """Each organisation with its actions."""
    rows = [
        f'<tr><th scope="row" dir="auto">{escape(one.name)}</th>'
        f"<td>{'<br>'.join(named(action) for action in one.actions)}</td></tr>"
        for one in view.partners
    ]
    return html_table(
        (_("Organisme"), _("Actions")), rows, label=_("Partenaires du plan, par organisme"), tall=True
    )


def named(action: ActionLine) -> str:
    """Number, title and reference of an action."""
    number = f"{escape(action.number)} " if action.number else ""
    return (
        f'{number}<span dir="auto">{escape(action.title)}</span> '
        f'<span class="renvoi">{escape(action.line.entry.reference)}</span>'
    )


def _action(one: ActionLine) -> str:
    above = " › ".join(one.line.above) or _("sans rattachement")
    html = f'<strong>{named(one)}</strong><small dir="auto">{escape(above)}</small>'
    if one.means:
        means = "\u00a0; ".join(one.means)
        html += f'<small dir="auto">{escape(_("Moyens"))}\u00a0: {escape(means)}</small>'
    if one.line.references:
        html += f"<small>{escape(_('Constats'))}\u00a0: {escape(', '.join(one.line.references))}</small>"
    return html


def _partners(one: ActionLine) -> str:
    names = [f'<span dir="auto">{escape(name)}</span>' for name in one.node.partners]
    return "<br>".join(names) or escape(_("à trouver"))


def _dates(one: ActionLine, today: date) -> str:
    late = f"<small>{escape(_('échéance passée'))}</small>" if one.is_past_its_end(today) else ""
    return escape(one.period_text) + late


def _follow_ups(one: ActionLine) -> str:
    parts = []
    for follow in one.follow_ups:
        note = f"<small>{escape(follow.note)}</small>" if follow.note else ""
        parts.append(
            f"<div>{escape(follow.short_title)}\u00a0: {escape(follow.baseline_text)} → "
            f"<strong>{escape(follow.target_text)}</strong>"
            f"<small>{escape(_('Dernière valeur'))}\u00a0: {escape(follow.latest_text)}, "
            f"{escape(follow.course.label)}</small>{note}</div>"
        )
    return "".join(parts) or escape(_("à choisir"))


def _state(one: ActionLine) -> str:
    return f"{state_mark(one.node.state)}\u00a0{escape(one.node.state.label)}"
