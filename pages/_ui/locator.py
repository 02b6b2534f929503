"""Where the quartier is: a small outline of the Region with the place filled in."""

from __future__ import annotations

from html import escape

import shapely

from data.statistics import Statistics
from data.views import extent_of
from indicators.language import _
from indicators.palettes import ACCENT, LINE, QUADRANT_COLOURS, QUIET
from indicators.territory import Territory
from pages._ui.svg import svg_image

SISTER = QUADRANT_COLOURS["F"]
WIDTH = 320


def _around(statistics: Statistics, territory: Territory) -> Territory:
    """What the small map shows the territory in."""
    code = extent_of(statistics, territory)
    return statistics.territory(code) if code in statistics else territory


def locator(statistics: Statistics, territory: Territory, sister: Territory | None = None) -> str:
    """An image of the territory inside its Region or commune; nothing when no outline is known."""
    around = _around(statistics, territory)
    whole, own = statistics.outline(around.code), statistics.outline(territory.code)
    if whole is None or own is None:
        return ""
    outline = whole.simplify((whole.bounds[2] - whole.bounds[0]) / WIDTH)
    west, south, east, north = outline.bounds
    scale = WIDTH / (east - west)
    height = (north - south) * scale

    def path(shape: shapely.Geometry) -> str:
        rings = []
        for polygon in getattr(shape, "geoms", [shape]):
            points = " ".join(
                f"{(x - west) * scale:.1f},{(north - y) * scale:.1f}" for x, y in polygon.exterior.coords
            )
            rings.append(f"M{points}Z")
        return "".join(rings)

    places = f'<path d="{path(own)}" fill="{ACCENT}"/>'
    words = _("Situation de {name}\u00a0: {around}").format(name=territory.name, around=around.name)
    beside = statistics.outline(sister.code) if sister is not None else None
    if sister is not None and beside is not None:
        places += f'<path d="{path(beside)}" fill="{SISTER}"/>'
        words = _("Situation de {name} et de {other}\u00a0: {around}").format(
            name=territory.name, other=sister.name, around=around.name
        )
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {WIDTH + 4} {height + 4:.0f}">'
        f'<path d="{path(outline)}" fill="{LINE}" fill-opacity=".45" stroke="{QUIET}" stroke-width="1.2"/>'
        f"{places}</svg>"
    )
    names = [(ACCENT, territory.name)] + ([(SISTER, sister.name)] if sister else [])
    caption = " ".join(
        f'<span><span style="color:{colour}" aria-hidden="true">■</span> {escape(name)}</span>'
        for colour, name in names
    )
    return f'<div class="situation">{svg_image(drawing, words)}<p class="source">{caption}</p></div>'
