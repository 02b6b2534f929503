"""Where the quartier is: a small outline of the Region with the place filled in."""

from __future__ import annotations

from html import escape

import geopandas as gpd
import shapely

from indicators.language import _
from indicators.palettes import ACCENT, LINE, QUADRANT_COLOURS, QUIET
from indicators.territory import Territory
from pages._ui.svg import svg_image

SISTER = QUADRANT_COLOURS["F"]
WIDTH = 320
TOLERANCE_M = 60


def locator(shapes: gpd.GeoDataFrame, territory: Territory, sister: Territory | None = None) -> str:
    """An image; `shapes` has the columns code and geometry in metres (EPSG:31370)."""
    outline = shapely.coverage_union_all(shapes.geometry.values).simplify(TOLERANCE_M)
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

    by_code = shapes.set_index("code").geometry
    places = f'<path d="{path(by_code[territory.code])}" fill="{ACCENT}"/>'
    words = _("Situation de {name} dans la Région de Bruxelles-Capitale").format(name=territory.name)
    if sister is not None:
        places += f'<path d="{path(by_code[sister.code])}" fill="{SISTER}"/>'
        words = _("Situation de {name} et de {other} dans la Région de Bruxelles-Capitale").format(
            name=territory.name, other=sister.name
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
