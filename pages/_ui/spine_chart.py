"""The spine chart in Plotly, its signs in words, and its table twin."""

from __future__ import annotations

from html import escape

import plotly.graph_objects as go

from indicators.french import NBSP
from indicators.language import _
from indicators.palettes import INK, LINE, PAPER, QUIET, SEQUENTIAL, TONE_COLOURS
from indicators.spine import NO_VERDICT, SpineChart, SpineRow
from pages._ui.html_table import html_table
from pages._ui.statement_link import statement_link

ROW_HEIGHT = 66
LONGEST_TITLE = 34
MARKS = {"▲": "triangle-up", "●": "circle", "▼": "triangle-down", NO_VERDICT: "circle-open"}
FAR_ENOUGH = 0.5
"""How far from the middle line (0 to 1) an end must lie for its value to be written under it."""
FONT = '"Source Sans", sans-serif'


def spine_figure(view: SpineChart) -> go.Figure:
    """One row per indicator, the first on top; the axis runs from −1 to 1 around the benchmark."""
    chart = go.Figure()
    for place, row in enumerate(view.rows):
        _draw_row(chart, row, -place)
    chart.add_shape(type="line", x0=0, x1=0, y0=0.3, y1=0.7 - len(view.rows), line={"color": INK, "width": 2})
    chart.add_trace(_marks(view))
    chart.update_layout(
        height=ROW_HEIGHT * len(view.rows) + 30,
        margin={"l": 4, "r": 4, "t": 6, "b": 6},
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        font={"color": INK, "size": 14, "family": FONT},
        showlegend=False,
        hovermode="closest",
        dragmode=False,
        xaxis={"visible": False, "range": [-1.06, 1.06], "fixedrange": True},
        yaxis={"visible": False, "range": [0.4 - len(view.rows), 0.6], "fixedrange": True},
    )
    return chart


def _draw_row(chart: go.Figure, row: SpineRow, y: float) -> None:
    spread = row.spread
    for low, high, colour, half in (
        (spread.lowest, spread.highest, SEQUENTIAL[0], 0.11),
        (spread.first_quartile, spread.third_quartile, SEQUENTIAL[2], 0.11),
    ):
        chart.add_shape(
            type="rect",
            x0=row.position(low),
            x1=row.position(high),
            y0=y - half,
            y1=y + half,
            fillcolor=colour,
            line={"color": LINE, "width": 0.5},
            layer="below",
        )
    title = row.indicator.short_title
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE - 1].rstrip() + "…"
    colour = TONE_COLOURS[row.tone.value]
    _write(
        chart,
        -1.03,
        y + 0.33,
        f"<b>{escape(title)}</b>{NBSP}: {escape(row.figure.value_text)} ({row.figure.year}) "
        f'<span style="color:{colour}">{row.symbol} {escape(row.word if row.symbol else "")}</span>',
        anchor="left",
        size=13,
        colour=INK,
    )
    below = y - 0.26
    if row.position(spread.lowest) < -FAR_ENOUGH:
        _write(chart, row.position(spread.lowest), below, _short(row, spread.lowest), anchor="left")
    if row.position(spread.highest) > FAR_ENOUGH:
        _write(chart, row.position(spread.highest), below, _short(row, spread.highest), anchor="right")
    _write(chart, 0, below, f"{row.spine.short_name} {_short(row, row.spine.value)}", anchor="center")
    _hover_points(chart, row, y)


def _short(row: SpineRow, value: float) -> str:
    """A value without a unit of several words: the title of the row has it."""
    long = " " in row.indicator.unit_symbol
    return row.indicator.format_number(value) if long else row.indicator.format(value)


def _write(
    chart: go.Figure, x: float, y: float, text: str, *, anchor: str, size: int = 12, colour: str = QUIET
) -> None:
    chart.add_annotation(
        x=x,
        y=y,
        text=text,
        showarrow=False,
        xanchor=anchor,
        align=anchor,
        borderpad=0,
        bgcolor=PAPER,
        font={"size": size, "color": colour, "family": FONT},
    )


def _hover_points(chart: go.Figure, row: SpineRow, y: float) -> None:
    """Invisible points on the band that say their value under the pointer."""
    spread = row.spread
    show = row.indicator.format
    points = [
        (spread.lowest, _("Valeur la plus basse\u00a0: {value} ({names})"), row.lowest_names),
        (spread.first_quartile, _("Premier quart\u00a0: {value}"), ""),
        (spread.third_quartile, _("Troisième quart\u00a0: {value}"), ""),
        (spread.highest, _("Valeur la plus élevée\u00a0: {value} ({names})"), row.highest_names),
        (row.spine.value, "{names}\u00a0: {value}", row.spine.name),
    ]
    chart.add_trace(
        go.Scatter(
            x=[row.position(value) for value, _words, _names in points],
            y=[y] * len(points),
            mode="markers",
            marker={"size": 16, "opacity": 0},
            text=[escape(words.format(value=show(value), names=names)) for value, words, names in points],
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _marks(view: SpineChart) -> go.Scatter:
    shown = [
        (-place, row, row.figure.estimate.value)
        for place, row in enumerate(view.rows)
        if row.figure.estimate.value is not None
    ]
    return go.Scatter(
        x=[row.position(value) for _y, row, value in shown],
        y=[y for y, _row, _value in shown],
        mode="markers",
        marker={
            "symbol": [MARKS[row.symbol] for _y, row, _value in shown],
            "size": 16,
            "color": [TONE_COLOURS[row.tone.value] for _y, row, _value in shown],
            "line": {"color": PAPER, "width": 1.5},
        },
        text=[escape(f"{view.territory.name}, {row.title}, {row.word}") for _y, row, _value in shown],
        hovertemplate="%{text}<extra></extra>",
    )


def signs_html(view: SpineChart) -> str:
    """What each sign and each colour means, in words."""
    signs = (
        ("▲", _("plus élevé que la Région (ou que la médiane)")),
        ("●", _("comparable")),
        ("▼", _("plus bas")),
        (NO_VERDICT, _("rien ne permet une comparaison sûre")),
    )
    items = "".join(
        f'<li><span aria-hidden="true">{sign}</span> {escape(words)}</li>' for sign, words in signs
    )
    tones = (
        ("favorable", _("plutôt favorable")),
        ("attention", _("demande de l'attention")),
        ("neutre", _("ni l'un ni l'autre, ou comparable")),
    )
    items += "".join(
        f'<li><span class="ton-{tone}" aria-hidden="true">■</span> {escape(words)}</li>'
        for tone, words in tones
    )
    return f'<ul class="signes" aria-label="{escape(_("Signes et couleurs"))}">{items}</ul>'


def spine_table(view: SpineChart) -> str:
    """The same values as text."""
    heads = (
        *(_("Indicateur"), _("Année"), view.territory.name, _("Comparaison"), _("Repère")),
        *(_("Plus basse valeur"), _("Premier quart"), _("Médiane"), _("Troisième quart")),
        *(_("Plus haute valeur"), _("Constat")),
    )
    rows = (_table_row(row) for row in view.rows)
    label = _("{name} parmi les {peers}").format(name=view.territory.name, peers=view.peers)
    return html_table(heads, rows, label=label, numeric={1, 2, 5, 6, 7, 8, 9}, tall=True)


def _table_row(row: SpineRow) -> str:
    show = row.indicator.format
    spread = row.spread
    cells = (
        ("nombre", str(row.figure.year)),
        ("nombre", row.figure.value_text),
        ("", f"{row.symbol} {row.word}".strip()),
        ("", f"{row.spine.name}\u00a0: {show(row.spine.value)}"),
        ("nombre", f"{show(spread.lowest)} ({row.lowest_names})"),
        ("nombre", show(spread.first_quartile)),
        ("nombre", show(spread.median)),
        ("nombre", show(spread.third_quartile)),
        ("nombre", f"{show(spread.highest)} ({row.highest_names})"),
    )
    body = "".join(f'<td class="{look}">{escape(text)}</td>' for look, text in cells)
    link = statement_link(
        row.figure.territory.code,
        row.figure.territory.name,
        row.indicator.id,
        row.indicator.short_title,
        row.figure.year,
    )
    body += f"<td>{link}</td>"
    return (
        f'<tr data-indicateur="{escape(row.indicator.id)}"><th scope="row">'
        f"{escape(row.indicator.short_title)}</th>{body}</tr>"
    )
