"""The trend of one indicator as a Plotly chart; breaks in the series stay breaks."""

from __future__ import annotations

import plotly.graph_objects as go

from indicators.catalogue import Unit
from indicators.figure import Figure
from indicators.french import NBSP
from indicators.language import _
from indicators.palettes import ACCENT, INK, LINE, QUADRANT_COLOURS, QUIET
from indicators.trend_direction import recent_trend

CONFIG = {"displayModeBar": False, "scrollZoom": False}
LINES = (
    (ACCENT, "solid", "circle"),
    (QUADRANT_COLOURS["F"], "dash", "square"),
    (QUADRANT_COLOURS["O"], "dot", "triangle-up"),
    (QUADRANT_COLOURS["M"], "dashdot", "x"),
)
"""Colour, dash and mark of each line: two of them tell the lines apart without colour."""
MINIMUM_YEARS = 3


def has_trend(figure: Figure) -> bool:
    """True when there are enough years to draw a line."""
    return len(figure.series) >= MINIMUM_YEARS


def trend_chart(figure: Figure, *others: Figure | None) -> go.Figure:
    """A line for the territory, a dashed one for each of up to three others, a mark for the Region."""
    indicator = figure.indicator
    chart = go.Figure()
    drawn = [figure, *(other for other in others if other is not None and has_trend(other))]
    for one, (colour, dash, mark) in zip(drawn, LINES, strict=False):
        _add_line(chart, one, colour, dash, mark)
    comparison = figure.main_comparison
    if comparison is not None and comparison.benchmark.value is not None:
        chart.add_trace(
            go.Scatter(
                x=[comparison.benchmark.year],
                y=[comparison.benchmark.value],
                name=comparison.benchmark_name,
                mode="markers",
                marker={"symbol": "diamond", "size": 11, "color": QUIET},
                hovertemplate="%{fullData.name}, %{x}\u00a0: %{y}<extra></extra>",
            )
        )
    for gap in indicator.trend_gaps:
        chart.add_vrect(x0=gap.after, x1=gap.before, fillcolor=LINE, opacity=0.5, line_width=0)
    percent = indicator.unit is Unit.PERCENT
    chart.update_layout(
        height=340,
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
        separators=",\u202f",
        paper_bgcolor="white",
        plot_bgcolor="white",
        font={"color": INK, "size": 14, "family": '"Source Sans", sans-serif'},
        legend={"orientation": "h", "y": -0.18, "x": 0},
        hovermode="x unified",
        xaxis={"dtick": 2, "tickformat": "d", "showgrid": False, "linecolor": LINE},
        yaxis={
            "rangemode": "tozero",
            "gridcolor": "#EEF1F1",
            "ticksuffix": f"{NBSP}%" if percent else "",
            "zerolinecolor": LINE,
        },
    )
    return chart


def _add_line(chart: go.Figure, figure: Figure, colour: str, dash: str, mark: str) -> None:
    years: list[int | None] = []
    values: list[float | None] = []
    for segment in figure.trend_segments():
        # An empty point between two segments is what keeps the line broken.
        years += [estimate.year for estimate in segment] + [None]
        values += [estimate.value for estimate in segment] + [None]
    chart.add_trace(
        go.Scatter(
            x=years,
            y=values,
            name=figure.territory.name,
            mode="lines+markers",
            line={"color": colour, "width": 3, "dash": dash},
            marker={"size": 7, "symbol": mark},
            connectgaps=False,
            hovertemplate="%{fullData.name}\u00a0: %{y}<extra></extra>",
        )
    )


def trend_words(*figures: Figure) -> str:
    """The chart in words, for people who do not see it; `figures` are of one indicator."""
    ends = [_ends(figure) for figure in figures]
    reasons = dict.fromkeys(gap.reason for gap in figures[0].indicator.trend_gaps)
    if reasons:
        ends.append(_("La ligne est coupée\u00a0: {reasons}.").format(reasons=" ; ".join(reasons)))
    return " ".join(
        [*ends, *(recent_trend(one.indicator, one.trend_segments()) for one in figures[:1])]
    ).strip()


def _ends(figure: Figure) -> str:
    first, last = figure.series[0], figure.series[-1]
    assert first.value is not None and last.value is not None
    return _("{name}\u00a0: {start} en {first}, {end} en {last}.").format(
        name=figure.territory.name,
        start=figure.indicator.format(first.value),
        first=first.year,
        end=figure.indicator.format(last.value),
        last=last.year,
    )
