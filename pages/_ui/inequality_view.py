"""Gaps between quartiers: sentences, then all of them in order with their intervals."""

from __future__ import annotations

from html import escape

import plotly.graph_objects as go

from indicators.caterpillar import Caterpillar, Dot
from indicators.french import NBSP
from indicators.language import _
from indicators.palettes import ACCENT, INK, LINE, PAPER, QUADRANT_COLOURS, QUIET
from pages._ui.csv_file import csv_file, decimal
from pages._ui.html_table import html_table

FONT = '"Source Sans", sans-serif'
OWN = QUADRANT_COLOURS["F"]


def caterpillar_figure(view: Caterpillar) -> go.Figure:
    """One point per territory, the lowest on the left; upright lines are reading intervals.

    The territory is a diamond with its name; where it is not one of the peers, a dashed line.
    """
    dots = view.dots[::-1]
    own_code = view.own.territory.code
    chart = go.Figure()
    chart.add_trace(_points(view, [(n, dot) for n, dot in enumerate(dots) if dot.territory.code != own_code]))
    for place, dot in enumerate(dots):
        if dot.territory.code == own_code:
            chart.add_trace(_points(view, [(place, dot)], own=True))
            right = place > len(dots) * 0.6
            chart.add_annotation(
                x=place,
                y=dot.high if dot.high is not None else dot.value,
                text=f"<b>{escape(dot.territory.name)}</b>",
                showarrow=True,
                arrowcolor=OWN,
                ax=-40 if right else 40,
                ay=-36,
                xanchor="right" if right else "left",
                bgcolor=PAPER,
                font={"color": OWN, "size": 14, "family": FONT},
            )
    value = view.own.estimate.value
    if value is not None and all(dot.territory.code != own_code for dot in dots):
        _add_level(chart, value, view.own.territory.name, OWN, "dash")
    comparison = view.own.main_comparison
    if comparison is not None and comparison.benchmark.value is not None:
        _add_level(chart, comparison.benchmark.value, comparison.benchmark_name, INK, "dot")
    unit = view.indicator.unit_symbol
    chart.update_layout(
        height=400,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        separators=",\u202f",
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        font={"color": INK, "size": 14, "family": FONT},
        showlegend=False,
        hovermode="closest",
        dragmode=False,
        xaxis={
            "visible": True,
            "showticklabels": False,
            "showgrid": False,
            "linecolor": LINE,
            "fixedrange": True,
            "range": [-2, len(dots) + 1],
            "title": {
                "text": _("De la valeur la plus basse à la plus élevée"),
                "font": {"size": 13, "color": QUIET},
            },
        },
        yaxis={
            "rangemode": "tozero" if view.indicator.is_share else "normal",
            "gridcolor": "#EEF1F1",
            "ticksuffix": f"{NBSP}{unit}" if unit and " " not in unit else "",
            "zerolinecolor": LINE,
            "fixedrange": True,
        },
    )
    return chart


def _points(view: Caterpillar, placed: list[tuple[int, Dot]], *, own: bool = False) -> go.Scatter:
    dots = [dot for _place, dot in placed]
    colour = OWN if own else ACCENT
    return go.Scatter(
        x=[place for place, _dot in placed],
        y=[dot.value for dot in dots],
        mode="markers",
        marker={"color": colour, "size": 11 if own else 5, "symbol": "diamond" if own else "circle"},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [dot.high - dot.value if dot.high is not None else 0 for dot in dots],
            "arrayminus": [dot.value - dot.low if dot.low is not None else 0 for dot in dots],
            "color": colour,
            "thickness": 2.5 if own else 1,
            "width": 0,
        },
        text=[escape(dot.words(view.indicator)) for dot in dots],
        hovertemplate="%{text}<extra></extra>",
    )


def _add_level(chart: go.Figure, value: float, name: str, colour: str, dash: str) -> None:
    chart.add_hline(
        y=value,
        line={"color": colour, "width": 1.5, "dash": dash},
        annotation={
            "text": escape(name),
            "xanchor": "left",
            "x": 0,
            "bgcolor": PAPER,
            "font": {"color": colour, "size": 13, "family": FONT},
        },
    )


def caterpillar_table(view: Caterpillar) -> str:
    """The same values as text."""
    heads = (_("Nom"), _("Commune"), view.indicator.short_title, _("De"), _("À"))
    show = view.indicator.format
    rows = (
        f'<tr data-code="{escape(dot.territory.code)}"'
        f"{' class=choisi' if dot.territory.code == view.own.territory.code else ''}>"
        f"<td>{escape(dot.territory.name)}</td><td>{escape(', '.join(dot.territory.communes))}</td>"
        f'<td class="nombre">{escape(show(dot.value))}</td>'
        f'<td class="nombre">{escape(show(dot.low)) if dot.low is not None else "–"}</td>'
        f'<td class="nombre">{escape(show(dot.high)) if dot.high is not None else "–"}</td></tr>'
        for dot in view.dots
    )
    return html_table(heads, rows, label=f"{view.indicator.title}, {view.year}", numeric={2, 3, 4})


def caterpillar_csv(view: Caterpillar) -> bytes:
    """One line per territory, with the interval to read its value with."""
    heads = ("code", "territoire", "communes", "indicateur", "annee", "valeur", "de", "a", "unite")
    unit = view.indicator.unit_symbol or _("nombre")
    rows = (
        (
            dot.territory.code,
            dot.territory.name,
            ", ".join(dot.territory.communes),
            view.indicator.title,
            view.year,
            decimal(dot.value),
            decimal(dot.low),
            decimal(dot.high),
            unit,
            view.source.attribution,
            view.statistics_version,
        )
        for dot in view.dots
    )
    return csv_file((*heads, "source", "version_des_statistiques"), rows)
