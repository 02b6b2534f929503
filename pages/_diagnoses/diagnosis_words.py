"""What a diagnostic says of itself, to be read: aim, team, title."""

from __future__ import annotations

from html import escape

from diagnostic.contents.diagnosis import Diagnosis, TeamMember
from diagnostic.phase_state import dates_text, in_order
from indicators.language import _
from pages._ui.paragraph import paragraph

AIM = _("But")


def diagnosis_html(content: Diagnosis) -> str:
    """Title, aim, team and phases, one below the other."""
    dates = "".join(
        f"<li>{escape(phase.phase.label)}\u00a0: {escape(dates_text(phase))}</li>"
        for phase in in_order(content.phases)
    )
    title = f'<p dir="auto"><strong>{escape(content.title)}</strong></p>' if content.title else ""
    return f'<div class="demarche">{title}{aim_html(content)}{team_html(content)}<ul>{dates}</ul></div>'


def aim_html(content: Diagnosis) -> str:
    """The aim as it was typed."""
    return f'<p class="but" dir="auto">{escape(content.aim)}</p>' if content.aim else ""


def team_html(content: Diagnosis) -> str:
    """The team by function; what to do when nobody is told yet."""
    if not content.team:
        return paragraph(_("L'équipe n'est pas encore dite."), "vide")
    members = "".join(f'<li dir="auto">{escape(member_words(one))}</li>' for one in content.team)
    return f'<ul class="equipe" aria-label="{escape(_("Équipe"))}">{members}</ul>'


def member_words(member: TeamMember) -> str:
    """«Référent·e de quartier, CPAS de Bruxelles»."""
    return f"{member.function}, {member.organisation}" if member.organisation else member.function
