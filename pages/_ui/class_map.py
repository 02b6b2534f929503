"""A small map of five classes as one picture: for an index that is no indicator of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import shapely

from data.statistics import Statistics
from indicators.palettes import INK, NON_VALUE_LOOKS, PAPER, SEQUENTIAL
from pages._ui.svg import svg_image

WIDTH = 560


@lru_cache(maxsize=8)
def _paths(statistics: Statistics, level: str, extent: str) -> tuple[dict[str, str], float]:
    """The outlines as SVG paths, by code, and the height of the picture."""
    shapes = statistics.geometries(level, extent)
    if shapes.empty:
        return {}, 0.0
    west, south, east, north = shapes.total_bounds
    scale = WIDTH / (east - west)
    outlines = shapes.geometry.simplify(0.8 / scale)

    def path(shape: shapely.Geometry) -> str:
        rings = []
        for polygon in getattr(shape, "geoms", [shape]):
            for ring in (polygon.exterior, *polygon.interiors):
                points = " ".join(
                    f"{(x - west) * scale:.1f},{(north - y) * scale:.1f}" for x, y in ring.coords
                )
                rings.append(f"M{points}Z")
        return "".join(rings)

    drawn = {str(code): path(shape) for code, shape in zip(shapes["code"], outlines, strict=True)}
    return drawn, float((north - south) * scale)


def class_map(
    statistics: Statistics, level: str, extent: str, look: Callable[[str], str], chosen: str, words: str
) -> str:
    """A picture of all territories of a level, coloured by class («0» to «4», anything else: grey).

    `words` is what the picture says, for people who do not see it. Nothing when no outline is known.
    """
    paths, height = _paths(statistics.published, level, extent)
    if not paths:
        return ""
    grey = NON_VALUE_LOOKS["sans_objet"].colour
    colours = {str(index): colour for index, colour in enumerate(SEQUENTIAL)}
    places = "".join(
        f'<path d="{path}" fill="{colours.get(look(code), grey)}" stroke="{PAPER}" stroke-width=".8"/>'
        for code, path in paths.items()
    )
    own = paths.get(chosen, "")
    if own:
        places += f'<path d="{own}" fill="none" stroke="{PAPER}" stroke-width="7"/>'
        places += f'<path d="{own}" fill="none" stroke="{INK}" stroke-width="3"/>'
    return (
        '<div class="petite-carte">'
        + svg_image(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {WIDTH + 4} {height + 4:.0f}" '
            f'fill-rule="evenodd">{places}</svg>',
            words,
        )
        + "</div>"
    )
