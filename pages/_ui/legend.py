"""The legend of the map as real text: five classes in words, four non-values apart."""

from __future__ import annotations

from html import escape

from indicators.language import _
from indicators.map_view import LegendEntry, MapView
from indicators.palettes import LINE, PATTERN_INK
from pages._ui.svg import svg_image

_PATTERNS = {
    "hatch": '<path d="M-2 8 8 -2 M2 18 18 2 M8 22 26 4 M16 24 30 10" stroke="{ink}" stroke-width="2"/>',
    "dots": "".join(
        f'<circle cx="{x}" cy="{y}" r="1.4" fill="{{ink}}"/>' for x in (5, 12, 19) for y in (4, 11)
    ),
}


def swatch(entry: LegendEntry) -> str:
    """A small drawing of the fill, as SVG."""
    pattern = _PATTERNS.get(entry.pattern, "").format(ink=PATTERN_INK)
    return svg_image(
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="15" viewBox="0 0 24 15">'
        f'<rect x=".5" y=".5" width="23" height="14" rx="2" fill="{entry.colour}"/>{pattern}'
        f'<rect x=".5" y=".5" width="23" height="14" rx="2" fill="none" stroke="{LINE}"/></svg>'
    )


def legend_html(view: MapView) -> str:
    """The nine entries, each with the number of territories it covers."""
    items = "".join(
        f'<li>{swatch(entry)}<span>{escape(entry.label)}</span><span class="compte">{entry.count}</span></li>'
        for entry in view.legend
    )
    title = escape(
        _("Légende\u00a0: {title}, nombre de {territoires} par classe").format(
            title=view.title, territoires=view.level.plural
        )
    )
    caption = escape(
        _(
            "{indicator}\u00a0: classes fixes, les mêmes pour toutes les années, et nombre de {territoires}"
        ).format(indicator=view.indicator.short_title, territoires=view.level.plural)
    )
    return f'<p class="source">{caption}</p><ul class="legende" aria-label="{title}">{items}</ul>'
