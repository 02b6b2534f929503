"""The link that puts a figure under a constat, wherever a figure stands in a table."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from indicators.language import _


def statement_link(
    territory_code: str, territory_name: str, indicator_id: str, short_title: str, year: int
) -> str:
    """«+ constat»: the AFOM page of the territory, with this figure already attached."""
    address = "/afom?" + urlencode({"territoire": territory_code, "preuve": f"{indicator_id}:{year}"})
    label = _("Ajouter un constat sur {indicator} ({name}, {year})").format(
        indicator=short_title, name=territory_name, year=year
    )
    return (
        f'<a class="vers-constat" href="{escape(address)}" target="_self" aria-label="{escape(label)}" '
        f'title="{escape(label)}">+\u00a0{escape(_("constat"))}</a>'
    )
