"""Services of a quartier, with the page where each was seen, and what the list does not say."""

from __future__ import annotations

from html import escape

from indicators.language import _
from indicators.profile import Profile
from pages._ui.paragraph import paragraph


def services_html(profile: Profile) -> str:
    """The list, or the honest absence of one."""
    note = paragraph(profile.services_note, "source")
    if not profile.services:
        empty = escape(profile.no_service)
        return f'<p class="vide">{empty}</p>{note}'
    items = "".join(
        f"<li><strong>{escape(service.name)}</strong><br>"
        + escape(" · ".join(filter(None, (service.kind_label, service.public, service.address))))
        + (
            f"<br>{escape(_('Position dans le quartier probable, non vérifiée.'))}"
            if service.certainty != "certain"
            else ""
        )
        + "</li>"
        for service in profile.services
    )
    return f'<ul class="services">{items}</ul>{note}'
