"""What a picture shows, for somebody who hears the document instead of seeing it."""

from __future__ import annotations

from exports.trend import break_notes, observed, span_text
from indicators.figure import Figure
from indicators.french import number
from indicators.language import _
from indicators.map_view import LegendEntry, MapView

SEPARATOR = "\u00a0; "


def _counted(entry: LegendEntry) -> str:
    return _("{label}\u00a0: {count}").format(label=entry.label, count=number(entry.count))


def map_alt_text(map_view: MapView, highlight: str | None) -> str:
    """Describe the map: what, when, how many quartiers in each entry of the legend, which one stands out."""
    parts = [
        _("Carte\u00a0: {extent}. {title}.").format(extent=map_view.extent_text, title=map_view.title),
        _("Nombre de {territoires}, de la couleur la plus claire à la plus foncée\u00a0: {classes}.").format(
            territoires=map_view.level.plural,
            classes=SEPARATOR.join(_counted(e) for e in map_view.legend if e.look.isdigit()),
        ),
        _("Sans couleur de classe\u00a0: {others}.").format(
            others=SEPARATOR.join(_counted(e) for e in map_view.legend if not e.look.isdigit())
        ),
    ]
    cell = map_view.cell(highlight) if highlight else None
    if cell is not None:
        parts.append(
            _("Entouré d'un trait épais\u00a0: {name}, {value}.").format(
                name=cell.territory.name, value=cell.value_text
            )
        )
    return " ".join([*parts, map_view.source_line])


def trend_alt_text(figure: Figure) -> str:
    """Describe a curve: its span, first, last, lowest and highest values, and its breaks."""
    points = observed(figure)
    lowest = min(points, key=lambda e: e.value or 0)
    highest = max(points, key=lambda e: e.value or 0)
    shown = {
        _("première valeur"): points[0],
        _("dernière valeur"): points[-1],
        _("plus basse"): lowest,
        _("plus haute"): highest,
    }
    said = SEPARATOR.join(
        _("{which}\u00a0: {value} en {year}").format(
            which=which, value=figure.indicator.format(e.value or 0), year=e.year
        )
        for which, e in shown.items()
    )
    head = _("Courbe. {title}, {name}, {span}.").format(
        title=figure.indicator.title, name=figure.territory.name, span=span_text(figure)
    )
    return " ".join([head, f"{said[0].upper()}{said[1:]}.", *break_notes(figure)])
