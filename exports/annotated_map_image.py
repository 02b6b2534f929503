"""The annotated map as a picture that can stand alone: marks, legend in words, numbered statements.

Drawn from our own outlines with GeoPandas and matplotlib, without pyplot (see `map_image`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from geopandas import GeoDataFrame, GeoSeries
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon
from shapely import Geometry, Point, box
from shapely.geometry import shape as shape_of

from diagnostic.annotated_map import AnnotatedMap, Mark
from diagnostic.board import Quadrant
from diagnostic.statement_place import label_position
from exports.image_text import font, wrapped, write
from exports.look import INK, PAPER, QUIET
from exports.map_shapes import path_of
from indicators.language import _
from indicators.theme_looks import ThemeLook

_CM_PER_INCH = 2.54
_POINTS_PER_CM = 72 / _CM_PER_INCH
_NEIGHBOUR, _NEIGHBOUR_LINE = "#E4E7E7", "#FFFFFF"
_MARGIN = 0.06
_LEGEND_CM = 6.4
_GAP_CM = 0.5


@dataclass(frozen=True)
class _Paper:
    width: float
    height: float
    points: float

    @property
    def line(self) -> float:
        """Height of a line of text, in centimetres."""
        return self.points * 1.3 / _POINTS_PER_CM


def annotated_map_image(
    view: AnnotatedMap,
    outline: Geometry,
    neighbours: GeoDataFrame | None,
    source: str,
    *,
    width_cm: float = 26.0,
    map_height_cm: float = 15.0,
    dpi: int = 150,
    points: float = 9.5,
    with_list: bool = True,
) -> bytes:
    """Draw the map as PNG.

    Parameters
    ----------
    outline : the territory (EPSG:31370, metres).
    neighbours : columns `code` and `geometry` (EPSG:31370) of what is drawn in grey around it, or None.
    source : where the outlines come from; stands under the map.
    width_cm, map_height_cm : the picture is higher by its title, its source and its list.
    with_list : write the numbered statements under the map; False where a table follows.
    """
    columns = _list_lines(view, width_cm, points) if with_list and view.marks else []
    line = points * 1.3 / _POINTS_PER_CM
    title = wrapped(view.title, points * 1.3, width_cm * _POINTS_PER_CM, bold=True)
    foot = wrapped(source, points * 0.9, width_cm * _POINTS_PER_CM)
    top = (title.count("\n") + 1) * line * 1.3 + 0.3
    bottom = (foot.count("\n") + 1) * line + 0.2
    below = max((len(lines) for lines in columns), default=0) * line + (0.5 if columns else 0)
    paper = _Paper(width_cm, top + map_height_cm + below + bottom, points)
    canvas = Canvas(figsize=(paper.width / _CM_PER_INCH, paper.height / _CM_PER_INCH), dpi=dpi)
    FigureCanvasAgg(canvas)
    canvas.set_facecolor(PAPER)
    write(canvas, 0, 1 - 0.05 / paper.height, title, points * 1.3, bold=True)
    write(canvas, 0, 0.08 / paper.height, foot, points * 0.9, colour=QUIET, vertical="bottom")
    base = (below + bottom) / paper.height
    size = (width_cm - _LEGEND_CM - _GAP_CM, map_height_cm)
    axes = canvas.add_axes((0, base, size[0] / paper.width, size[1] / paper.height))
    _draw_map(axes, view, outline, neighbours, size, points)
    legend = canvas.add_axes(
        (1 - _LEGEND_CM / paper.width, base, _LEGEND_CM / paper.width, size[1] / paper.height)
    )
    _draw_legend(legend, view, size[1], points)
    for place, lines in enumerate(columns):
        write(canvas, place * 0.51, (below + bottom - 0.4) / paper.height, "\n".join(lines), points)
    image = BytesIO()
    canvas.savefig(image, format="png", dpi=dpi, facecolor=PAPER)
    return image.getvalue()


def _draw_map(
    axes: Axes,
    view: AnnotatedMap,
    outline: Geometry,
    neighbours: GeoDataFrame | None,
    size: tuple[float, float],
    points: float,
) -> None:
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_color("#D8DEE0")
    axes.set_facecolor("#F7F8F7")
    shapes = {mark.number: _metres(mark.place.geojson) for mark in view.marks}
    west, south, east, north = _frame(outline, list(shapes.values()), size[0] / size[1])
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect("equal")
    if neighbours is not None and len(neighbours):
        seen = neighbours[neighbours.intersects(box(west, south, east, north))]
        paths = [path_of(one) for one in seen.geometry]
        axes.add_collection(
            PathCollection(paths, facecolor=_NEIGHBOUR, edgecolor=_NEIGHBOUR_LINE, linewidth=1.2)
        )
    axes.add_patch(
        PathPatch(
            path_of(outline), facecolor=PAPER, edgecolor=INK, linewidth=2.0, joinstyle="round", zorder=2
        )
    )
    for service in view.services:
        at = _metres_of((service.longitude, service.latitude))
        axes.plot(at.x, at.y, "D", markersize=6, markerfacecolor=PAPER, markeredgecolor=INK, zorder=4)
    for mark in view.marks:
        _draw_shape(axes, mark, shapes[mark.number])
    _draw_badges(axes, view, (east - west) / (size[0] * _POINTS_PER_CM), points)


def _frame(outline: Geometry, shapes: Sequence[Geometry], ratio: float) -> tuple[float, float, float, float]:
    """The window around the territory and what is drawn near it, as wide for its height as the picture."""
    near = outline.buffer(max(300.0, 0.25 * outline.area**0.5))
    bounds = [outline.bounds, *(shape.bounds for shape in shapes if near.intersects(shape))]
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    width, height = (east - west) * (1 + 2 * _MARGIN), (north - south) * (1 + 2 * _MARGIN)
    width, height = max(width, height * ratio), max(height, width / ratio)
    x, y = (west + east) / 2, (south + north) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _metres(geojson: dict[str, object]) -> Geometry:
    found: Geometry = GeoSeries([shape_of(geojson)], crs=4326).to_crs(31370).iloc[0]
    return found


def _metres_of(position: tuple[float, float]) -> Point:
    found: Point = GeoSeries([Point(position)], crs=4326).to_crs(31370).iloc[0]
    return found


def _dash(look: ThemeLook, width: float) -> tuple[float, tuple[float, ...]] | Literal["-"]:
    return (0.0, tuple(one / width for one in look.dashes)) if look.dashes else "-"


def _draw_shape(axes: Axes, mark: Mark, shape: Geometry) -> None:
    width = 2.6
    if mark.place.shape == "ligne":
        x, y = shape.xy
        axes.plot(x, y, color=mark.look.colour, linewidth=width, linestyle=_dash(mark.look, width), zorder=5)
    elif mark.place.shape == "zone":
        corners = list(shape.exterior.coords)
        axes.add_patch(Polygon(corners, facecolor=mark.look.colour, alpha=0.14, zorder=3))
        x, y = shape.exterior.xy
        axes.plot(x, y, color=mark.look.colour, linewidth=width, linestyle=_dash(mark.look, width), zorder=5)


def _draw_badges(axes: Axes, view: AnnotatedMap, metres_per_point: float, points: float) -> None:
    """Numbers with the letter of the list; those that would fall on one another stand side by side."""
    taken: list[tuple[float, float]] = []
    step, high = points * 3.6 * metres_per_point, points * 1.9 * metres_per_point
    for mark in view.marks:
        at = _metres_of(label_position(mark.place))
        x, y = float(at.x), float(at.y)
        while any(abs(x - other) < step and abs(y - beside) < high for other, beside in taken):
            x += step
        taken.append((x, y))
        axes.text(
            x,
            y,
            mark.badge,
            fontproperties=font(points, bold=True),
            color=PAPER,
            ha="center",
            va="center",
            zorder=7,
            parse_math=False,
            clip_on=True,
            bbox={
                "boxstyle": "round,pad=0.35",
                "facecolor": mark.look.colour,
                "edgecolor": PAPER,
                "linewidth": 1,
            },
        )


def _draw_legend(axes: Axes, view: AnnotatedMap, height: float, points: float) -> None:
    axes.set_axis_off()
    axes.set_xlim(0, _LEGEND_CM)
    axes.set_ylim(height, 0)
    line = points * 1.3 / _POINTS_PER_CM
    y = 0.05

    def text(words: str, left: float = 0.0, *, bold: bool = False, colour: str = INK) -> None:
        nonlocal y
        folded = wrapped(words, points, (_LEGEND_CM - left) * _POINTS_PER_CM, bold=bold)
        write(axes, left, y, folded, points, bold=bold, colour=colour)
        y += (folded.count("\n") + 1.25) * line

    if view.legend:
        text(_("Thème (couleur et trait)"), bold=True)
    for entry in view.legend:
        axes.add_line(
            Line2D(
                [0, 0.95],
                [y + 0.5 * line] * 2,
                color=entry.look.colour,
                linewidth=3.4,
                linestyle=_dash(entry.look, 3.4),
            )
        )
        text(entry.heading, 1.15)
    if view.services:
        y += 0.3 * line
        axes.plot(0.48, y + 0.5 * line, "D", markersize=6, markerfacecolor=PAPER, markeredgecolor=INK)
        text(_("Service"), 1.15)
    y += 0.5 * line
    if view.marks:
        text(_("Lettre de la liste"), bold=True)
        for quadrant in Quadrant:
            text(f"{quadrant.value}  {quadrant.heading}")
    else:
        text(_("Aucun constat n'est sur la carte."), colour=QUIET)


def _list_lines(view: AnnotatedMap, width_cm: float, points: float) -> list[list[str]]:
    """The numbered statements, folded into two columns of about the same height."""
    room = (width_cm * 0.49) * _POINTS_PER_CM
    blocks = []
    for mark in view.marks:
        where = f" ({mark.place.label})" if mark.place.label else ""
        words = f"{mark.badge}. {' '.join(mark.statement.text.split())}{where}"
        blocks.append(wrapped(words, points, room).split("\n"))
    total = sum(len(block) for block in blocks)
    left: list[str] = []
    right: list[str] = []
    for block in blocks:
        (left if len(left) < total / 2 and not right else right).extend(block)
    return [left, right] if right else [left]
