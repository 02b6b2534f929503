"""The map of one indicator as a picture that can stand alone: title, legend, source, place.

Drawn from our own outlines, without background tiles and without pyplot, whose global
state is not made for several people who download at the same moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from geopandas import GeoDataFrame
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Stroke, withStroke
from shapely import Geometry, Point
from shapely.ops import nearest_points

from exports.image_text import font, wrapped, write
from exports.look import INK, PAPER, QUIET
from exports.map_legend import draw_legend, hatch_of, width_of_legend
from exports.map_shapes import outer_outline, path_of
from indicators.map_view import LegendEntry, MapView
from indicators.palettes import PATTERN_INK

_CM_PER_INCH = 2.54
_POINTS_PER_CM = 72 / _CM_PER_INCH
_HEIGHT_TO_WIDTH = 0.64
_INNER_LINE = "#8FA3A6"
_LABEL_WIDTH_EMS = 10


@dataclass(frozen=True)
class _Sheet:
    """Size of the picture and of its type, all in centimetres and points."""

    width: float
    height: float
    points: float

    def x(self, centimetres: float) -> float:
        return centimetres / self.width

    def y(self, centimetres: float) -> float:
        return centimetres / self.height


def map_image(
    map_view: MapView,
    geometries: GeoDataFrame,
    highlight: str | None,
    width_cm: float,
    dpi: int,
    *,
    height_cm: float | None = None,
    points: float = 10,
) -> bytes:
    """Draw the map as PNG.

    Parameters
    ----------
    geometries : columns `code` (text) and `geometry`, EPSG:31370, metres.
    highlight : code of the territory to surround and name, or None.
    width_cm, height_cm : size in print; the height follows the width when left out.
    dpi : dots per inch of that size.
    points : size of the smallest text in print.
    """
    sheet = _Sheet(width_cm, height_cm or width_cm * _HEIGHT_TO_WIDTH, points)
    canvas = Canvas(figsize=(sheet.width / _CM_PER_INCH, sheet.height / _CM_PER_INCH), dpi=dpi)
    FigureCanvasAgg(canvas)
    canvas.set_facecolor(PAPER)
    top = _write_title(canvas, sheet, map_view)
    bottom = _write_source(canvas, sheet, map_view)
    cell = map_view.cell(highlight) if highlight else None
    legend_width = width_of_legend(map_view, cell, points, 0.44 * sheet.width)
    axes = canvas.add_axes((0, sheet.y(bottom), 1 - sheet.x(legend_width), 1 - sheet.y(top + bottom)))
    _draw_territories(axes, map_view, geometries)
    if cell is not None:
        _surround(axes, geometries, cell.territory.code, cell.territory.name, points)
    draw_legend(
        canvas,
        (1 - sheet.x(legend_width), sheet.y(bottom), sheet.x(legend_width), 1 - sheet.y(top + bottom)),
        (legend_width, sheet.height - top - bottom),
        map_view,
        cell,
        points,
    )
    image = BytesIO()
    canvas.savefig(image, format="png", dpi=dpi, facecolor=PAPER)
    return image.getvalue()


def _write_title(canvas: Canvas, sheet: _Sheet, map_view: MapView) -> float:
    """Write the title and return the height it takes, in centimetres."""
    size = sheet.points * 1.2
    text = wrapped(map_view.title, size, sheet.width * _POINTS_PER_CM, bold=True)
    write(canvas, 0, 1 - sheet.y(0.05), text, size, bold=True)
    return (text.count("\n") + 1) * size * 1.3 / _POINTS_PER_CM + 0.25


def _write_source(canvas: Canvas, sheet: _Sheet, map_view: MapView) -> float:
    """Write source, year and outlines and return the height they take, in centimetres."""
    size = sheet.points * 0.9
    text = wrapped(map_view.source_line, size, sheet.width * _POINTS_PER_CM)
    write(canvas, 0, sheet.y(0.08), text, size, colour=QUIET, vertical="bottom")
    return (text.count("\n") + 1) * size * 1.3 / _POINTS_PER_CM + 0.3


def _draw_territories(axes: Axes, map_view: MapView, geometries: GeoDataFrame) -> None:
    axes.set_aspect("equal")
    axes.set_axis_off()
    shapes: dict[str, Geometry] = dict(zip(geometries["code"].astype(str), geometries.geometry, strict=True))
    by_look: dict[str, list[Path]] = {}
    for cell in map_view.cells:
        if cell.territory.code in shapes:
            by_look.setdefault(cell.look, []).append(path_of(shapes[cell.territory.code]))
    for entry in map_view.legend:
        if entry.look in by_look:
            axes.add_collection(_filled(by_look[entry.look], entry))
    axes.add_patch(
        PathPatch(outer_outline(shapes.values()), facecolor="none", edgecolor=QUIET, linewidth=1.0)
    )
    west, south, east, north = geometries.total_bounds
    axes.set_xlim(west - 150, east + 150)
    axes.set_ylim(south - 150, north + 150)


def _filled(paths: list[Path], entry: LegendEntry) -> PathCollection:
    collection = PathCollection(
        paths, facecolor=entry.colour, edgecolor=_INNER_LINE, linewidth=0.45, joinstyle="round"
    )
    if entry.pattern:
        collection.set_hatch(hatch_of(entry.pattern))
        collection.set_hatchcolor(PATTERN_INK)
        collection.set_hatch_linewidth(0.7)
    return collection


def _surround(axes: Axes, geometries: GeoDataFrame, code: str, name: str, points: float) -> None:
    """Draw a strong outline round one territory and write its name beside it, not on it."""
    row = geometries[geometries["code"].astype(str) == code]
    if row.empty:
        return
    shape = row.geometry.iloc[0]
    outline = PathPatch(path_of(shape), facecolor="none", edgecolor=INK, linewidth=2.6, joinstyle="round")
    outline.set_path_effects([Stroke(linewidth=5.2, foreground=PAPER), withStroke(linewidth=0)])
    outline.set_zorder(5)
    axes.add_patch(outline)
    anchor = shape.representative_point()
    west, south, east, north = geometries.total_bounds
    # The outline of the Region leaves its four corners empty: a name there hides no quartier.
    left, low = anchor.x < (west + east) / 2, anchor.y < (south + north) / 2
    corner = Point(west if left else east, south if low else north)
    touched = nearest_points(shape, corner)[0]
    axes.annotate(
        wrapped(name, points * 1.1, _LABEL_WIDTH_EMS * points, bold=True),
        xy=(touched.x, touched.y),
        xytext=(0.0 if left else 1.03, 0.02 if low else 0.98),
        textcoords="axes fraction",
        ha="left" if left else "right",
        va="bottom" if low else "top",
        fontproperties=font(points * 1.1, bold=True),
        color=INK,
        parse_math=False,
        zorder=6,
        bbox={"boxstyle": "round,pad=0.35", "facecolor": PAPER, "edgecolor": INK, "linewidth": 1.0},
        arrowprops={
            "arrowstyle": "-",
            "color": INK,
            "linewidth": 1.4,
            "shrinkA": 0,
            "shrinkB": 0,
            "relpos": (0.5, 1.0 if low else 0.0),
            "path_effects": [withStroke(linewidth=3.2, foreground=PAPER)],
        },
    )
