"""The kept versions of the statistics, and what the last one changed."""

from __future__ import annotations

from html import escape

from data.statistics import Statistics
from data.versions import Change, first_changes, kept_versions
from indicators.french import number
from indicators.language import _
from pages._ui.html_table import html_table

SHOWN = 200


def versions_html(statistics: Statistics) -> str:
    """Which versions are kept, then the figures that the newest one changed."""
    versions = kept_versions(statistics.path)
    listed = ", ".join(
        _("n°\u00a0{number} du {day}").format(number=v.number, day=f"{v.built_at:%d/%m/%Y}") for v in versions
    )
    words = _("Version en cours\u00a0: {version}.").format(version=statistics.version)
    if listed:
        words += " " + _("Versions gardées\u00a0: {listed}.").format(listed=listed)
    if len(versions) < 2:
        return f"<p>{escape(words)}</p>"
    count, found = first_changes(versions[1].path, versions[0].path, SHOWN)
    told = _("De la version {before} à la version {after}\u00a0: {count} chiffres ont changé.").format(
        before=versions[1].number, after=versions[0].number, count=number(count)
    )
    if not found:
        return f"<p>{escape(words)} {escape(told)}</p>"
    if count > len(found):
        told += " " + _(
            "Voici les {shown} premiers\u00a0; «\u00a0python -m data changements\u00a0» les donne tous."
        ).format(shown=SHOWN)
    heads = (_("Indicateur"), _("Territoire"), _("Année"), _("Avant → après"))
    table = html_table(heads, map(_row, found), label=_("Chiffres changés"))
    return f"<p>{escape(words)} {escape(told)}</p>{table}"


def _row(change: Change) -> str:
    cells = (change.indicator, change.name, str(change.year), change.words)
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
