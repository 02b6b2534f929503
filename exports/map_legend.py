"""The legend of a map in words: five classes, four non-values, and the territory that stands out."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle

from exports.image_text import natural_width, wrapped, write
from exports.look import INK, PAPER, QUIET
from indicators.french import NBSP, number
from indicators.language import _
from indicators.map_view import LegendEntry, MapCell, MapView
from indicators.palettes import PATTERN_INK

_POINTS_PER_CM = 72 / 2.54
_TIGHTER = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)


def hatch_of(pattern: str) -> str:
    """Turn the pattern of a look into matplotlib's sign for it."""
    return {"hatch": "////", "dots": "..."}.get(pattern, "")


@dataclass(frozen=True)
class _Row:
    """One line of text with its swatch; heights in centimetres."""

    label: str
    space_before: float
    bold: bool = False
    entry: LegendEntry | None = None
    is_heading: bool = False


@dataclass(frozen=True)
class _Measures:
    """Sizes that follow from the size of the type; centimetres."""

    points: float

    @property
    def line(self) -> float:
        return self.points * 1.26 / _POINTS_PER_CM

    @property
    def swatch(self) -> tuple[float, float]:
        return self.points * 0.075, self.points * 0.040

    @property
    def text_left(self) -> float:
        return self.swatch[0] + 0.3

    def text(self, row: _Row, width: float) -> str:
        """The label, cut into the lines it takes in a legend of this width."""
        left = 0.0 if row.is_heading else self.text_left
        return wrapped(row.label, self.points, (width - left) * _POINTS_PER_CM, bold=row.bold)

    def height(self, rows: list[_Row], width: float) -> float:
        return sum((self.text(row, width).count("\n") + 1.35 + row.space_before) * self.line for row in rows)


def _rows(map_view: MapView, cell: MapCell | None) -> list[_Row]:
    rows = []
    if cell is not None:
        rows.append(_Row(f"{cell.territory.name}{NBSP}: {cell.value_text}", 0, bold=True))
    rows.append(
        _Row(
            _("Nombre de {territoires} entre parenthèses").format(territoires=map_view.level.plural),
            0.35 if rows else 0,
            is_heading=True,
        )
    )
    was_class = True
    for entry in map_view.legend:
        is_class = entry.look.isdigit()
        space = 0.35 if was_class and not is_class else 0
        rows.append(_Row(f"{entry.label}{NBSP}({number(entry.count)})", space, entry=entry))
        was_class = is_class
    return rows


def width_of_legend(map_view: MapView, cell: MapCell | None, points: float, most: float) -> float:
    """Return the width in centimetres that keeps the classes on one line each, up to `most`."""
    measures = _Measures(points)
    widest = max(
        natural_width(row.label, points)
        for row in _rows(map_view, cell)
        if row.entry and not row.entry.pattern
    )
    return min(most, widest / _POINTS_PER_CM + measures.text_left + 0.15)


def draw_legend(
    canvas: Canvas,
    place: tuple[float, float, float, float],
    size_cm: tuple[float, float],
    map_view: MapView,
    cell: MapCell | None,
    points: float,
) -> None:
    """Write one line for every entry, also for those that no quartier is in.

    `place` is left, bottom, width and height in fractions of the picture; `size_cm` its
    width and height in centimetres. The type gets smaller before anything is left out.
    """
    axes = canvas.add_axes(place)
    axes.set_axis_off()
    width, height = size_cm
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    rows = _rows(map_view, cell)
    sizes = [_Measures(points * factor) for factor in _TIGHTER]
    measures = next((m for m in sizes if m.height(rows, width) <= height), sizes[-1])
    y = 0.1
    for row in rows:
        y += row.space_before * measures.line
        if not row.is_heading:
            axes.add_patch(_swatch(row.entry, (0.04, y + 0.03), measures.swatch))
        text = measures.text(row, width)
        left = 0.0 if row.is_heading else measures.text_left
        colour = QUIET if row.is_heading else INK
        write(axes, left, y, text, measures.points, bold=row.bold, colour=colour)
        y += (text.count("\n") + 1.35) * measures.line


def _swatch(entry: LegendEntry | None, corner: tuple[float, float], size: tuple[float, float]) -> Rectangle:
    if entry is None:
        return Rectangle(corner, *size, facecolor=PAPER, edgecolor=INK, linewidth=2.2)
    patch = Rectangle(corner, *size, facecolor=entry.colour, edgecolor=PATTERN_INK, linewidth=0.6)
    if entry.pattern:
        patch.set_hatch(hatch_of(entry.pattern))
        patch.set_hatchcolor(PATTERN_INK)
        patch.set_hatch_linewidth(0.7)
    return patch
