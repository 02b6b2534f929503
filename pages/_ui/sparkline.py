"""A small trend beside a figure; a break in the series is drawn as a break."""

from __future__ import annotations

from html import escape

from indicators.figure import Figure
from indicators.language import _
from indicators.palettes import ACCENT
from pages._ui.svg import svg_image

WIDTH, HEIGHT, MARGIN = 260, 56, 6


def sparkline(figure: Figure) -> str:
    """SVG of the series with its first and last value in words; nothing under three years."""
    series = [estimate for estimate in figure.series if estimate.value is not None]
    if len(series) < 3:
        return ""
    values = [float(estimate.value or 0) for estimate in series]
    low, high = min(values), max(values)
    first, last = series[0], series[-1]
    years = max(1, last.year - first.year)

    def point(year: int, value: float) -> str:
        x = MARGIN + (WIDTH - 2 * MARGIN) * (year - first.year) / years
        y = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (value - low) / ((high - low) or 1)
        return f"{x:.1f},{y:.1f}"

    lines = "".join(
        f'<polyline points="{" ".join(point(e.year, float(e.value or 0)) for e in segment)}" '
        f'fill="none" stroke="{ACCENT}" stroke-width="2" stroke-linejoin="round"/>'
        for segment in figure.trend_segments()
    )
    end = point(last.year, values[-1]).split(",")
    start_text = f"{first.year}\u00a0: {figure.indicator.format(values[0])}"
    end_text = f"{last.year}\u00a0: {figure.indicator.format(values[-1])}"
    words = _("Évolution, de {start} à {end}").format(start=start_text, end=end_text)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{lines}'
        f'<circle cx="{end[0]}" cy="{end[1]}" r="3.5" fill="{ACCENT}"/></svg>'
    )
    return (
        f"{svg_image(drawing, words)}"
        f'<p class="source" style="display:flex;justify-content:space-between;margin:0">'
        f"<span>{escape(start_text)}</span><span>{escape(end_text)}</span></p>"
    )
