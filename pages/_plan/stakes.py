"""The eight stakes of an approach by quartier: which actions serve each, and which have none."""

from __future__ import annotations

from html import escape

from diagnostic.plan_view import PlanView
from indicators.french import enumeration, number
from indicators.language import _
from pages._plan.actions import named
from pages._ui.html_table import html_table


def stakes_sentence(view: PlanView) -> str:
    """How many stakes have an action, and which have none."""
    uncovered = [stake.label for stake in view.uncovered_stakes]
    total = len(view.stakes)
    if not uncovered:
        return _("Chacun des {total} enjeux a au moins une action.").format(total=number(total))
    if len(uncovered) == total:
        return _("Aucun des {total} enjeux n'a encore d'action.").format(total=number(total))
    return _("{count} enjeux sur {total} ont une action. Sans action\u00a0: {names}.").format(
        count=number(total - len(uncovered)), total=number(total), names=enumeration(uncovered)
    )


def stakes_table(view: PlanView) -> str:
    """One row per stake."""
    rows = []
    nothing = _("pas encore d'action")
    for line in view.stakes:
        actions = "<br>".join(named(one) for one in line.actions)
        words = actions or f'<span class="vide">{escape(nothing)}</span>'
        rows.append(
            f'<tr><th scope="row">{escape(line.stake.label)}</th><td class="nombre">{number(len(line.actions))}</td>'
            f"<td>{words}</td></tr>"
        )
    return html_table(
        (_("Enjeu"), _("Nombre"), _("Actions")),
        rows,
        label=_("Les huit enjeux de l'approche par quartier"),
        numeric=(1,),
        tall=True,
    )
