"""A series as a picture for Word: breaks are left open, values written at both ends."""

from __future__ import annotations

from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas

from exports import trend
from exports.image_text import font, write
from exports.look import ACCENT, INK, LINE, PAPER, QUIET
from indicators.figure import Figure

_CM_PER_INCH = 2.54
_MOST_YEARS_WRITTEN = 12


def trend_image(figure: Figure, width_cm: float, height_cm: float, dpi: int, *, points: float = 9) -> bytes:
    """Draw one series as PNG, `width_cm` by `height_cm` in print; `points` is the size of its text."""
    canvas = Canvas(figsize=(width_cm / _CM_PER_INCH, height_cm / _CM_PER_INCH), dpi=dpi)
    FigureCanvasAgg(canvas)
    canvas.set_facecolor(PAPER)
    left, below = points * 0.16 / width_cm, points * 0.085 / height_cm
    axes = canvas.add_axes((left, below, 0.97 - left, 0.88 - below))
    _draw_axes(axes, figure, points)
    for segment in figure.trend_segments():
        axes.plot(
            [e.year for e in segment],
            [e.value for e in segment if e.value is not None],
            color=ACCENT,
            linewidth=2.2,
            marker="o",
            markersize=4.5,
            solid_capstyle="round",
        )
    for estimate in (trend.observed(figure)[0], trend.observed(figure)[-1]):
        assert estimate.value is not None
        axes.annotate(
            trend.point_text(figure.indicator, estimate.value),
            (estimate.year, estimate.value),
            xytext=(0, 7),
            textcoords="offset points",
            ha="center",
            fontproperties=font(points * 1.1, bold=True),
            color=ACCENT,
            parse_math=False,
        )
    write(canvas, 0.004, 0.995, trend.value_title(figure.indicator), points, colour=QUIET)
    image = BytesIO()
    canvas.savefig(image, format="png", dpi=dpi, facecolor=PAPER)
    return image.getvalue()


def _draw_axes(axes: Axes, figure: Figure, points: float) -> None:
    scale = trend.axis(figure)
    years = trend.years(figure)
    axes.set_ylim(0, scale.top)
    axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    axes.set_yticks(scale.ticks, [trend.tick_text(figure.indicator, scale, t) for t in scale.ticks])
    step = -(-len(years) // _MOST_YEARS_WRITTEN)
    axes.set_xticks(years[::step], [str(year) for year in years[::step]])
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(font(points))
        label.set_color(INK)
    axes.tick_params(length=0, pad=4)
    axes.grid(axis="y", color=LINE, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
