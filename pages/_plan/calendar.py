"""When the actions take place: a bar for each, and the same as a table."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

import plotly.graph_objects as go

from diagnostic.contents.action_plan import ActionState
from diagnostic.evidence import MONTHS
from diagnostic.plan_view import ActionLine, PlanView
from indicators.language import _
from indicators.palettes import ACCENT, INK, LINE, QUIET
from pages._plan.words import state_mark
from pages._ui.html_table import html_table

BARS = {
    ActionState.TO_PREPARE: ("#B4D8D3", ""),
    ActionState.UNDER_WAY: ("#38838A", ""),
    ActionState.DONE: (ACCENT, ""),
    ActionState.GIVEN_UP: ("#D8DEE0", "/"),
}
"""Fill and pattern of each state; the state also stands in words at the end of the bar."""
OPEN_END = timedelta(days=30)
"""How long a bar is drawn whose begin or end nobody wrote."""
LABEL = 42
MOST_TICKS = 14


def dated_actions(view: PlanView) -> tuple[ActionLine, ...]:
    """The actions with a date."""
    return tuple(one for one in view.actions if one.node.begins or one.node.ends)


def calendar_figure(view: PlanView, today: date) -> go.Figure:
    """A bar per action, the first one on top, and a line for today."""
    actions = dated_actions(view)
    spans = [_span(one) for one in actions]
    first = min(*(start for start, _end in spans), today).replace(day=1)
    last = max(*(end for _start, end in spans), today)
    chart = go.Figure()
    for state in ActionState:
        chosen = [place for place, one in enumerate(actions) if one.node.state is state]
        if chosen:
            chart.add_trace(_bars(state, [(place, *spans[place], actions[place]) for place in chosen]))
    ticks = _ticks(first, last)
    chart.add_vline(x=today.isoformat(), line={"color": QUIET, "width": 1.5, "dash": "dot"})
    chart.add_annotation(
        x=today.isoformat(), y=0, yref="paper", yanchor="bottom", xanchor="left", xshift=4, showarrow=False,
        text=_("aujourd'hui"), font={"color": QUIET, "size": 12},
    )  # fmt: skip
    chart.update_layout(
        height=130 + 38 * len(actions),
        margin={"l": 8, "r": 8, "t": 54, "b": 8},
        paper_bgcolor="white",
        plot_bgcolor="white",
        font={"color": INK, "size": 13, "family": '"Source Sans", sans-serif'},
        barmode="overlay",
        bargap=0.35,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        hoverlabel={"bgcolor": "white", "font": {"color": INK, "size": 13}, "align": "left"},
        xaxis={
            "type": "date",
            "range": [(first - timedelta(days=10)).isoformat(), (last + timedelta(days=20)).isoformat()],
            "tickvals": [one.isoformat() for one in ticks],
            "ticktext": [f"{MONTHS[one.month - 1]}<br>{one.year}" for one in ticks],
            "gridcolor": "#EEF1F1",
            "tickfont": {"color": QUIET},
            "fixedrange": True,
        },
        yaxis={
            "tickvals": list(range(len(actions))),
            "ticktext": [_label(one) for one in actions],
            "range": [len(actions) - 0.4, -0.6],
            "zeroline": False,
            "fixedrange": True,
            "showgrid": False,
            "tickfont": {"color": INK},
            "linecolor": LINE,
            "automargin": True,
        },
    )
    return chart


def calendar_words(view: PlanView) -> str:
    """The bars in words."""
    return " ".join(
        f"{one.line.heading}\u00a0: {one.period_text}, {one.node.state.label.lower()}."
        for one in dated_actions(view)
    )


def calendar_table(view: PlanView) -> str:
    """The same months, quarters or years as in the Word document."""
    heads = (_("Action"), *(period.heading for period in view.calendar.periods))
    rows = [
        f'<tr><th scope="row"><span dir="auto">{escape(f"{row.number} {row.title}".strip())}</span></th>'
        + "".join(f'<td class="marque">{_mark(mark)}</td>' for mark in row.marks)
        + "</tr>"
        for row in view.calendar.rows
    ]
    table = html_table(heads, rows, label=_("Calendrier des actions"), tall=True)
    return f'<div class="plan-calendrier">{table}</div>'


def _mark(mark: str) -> str:
    said = {
        "■": _("a lieu"),
        "►": _("commence, fin non fixée"),
        "◄": _("se termine, début non fixé"),
        "": "",
    }[mark]
    return (
        f'<span role="img" aria-label="{escape(said)}" title="{escape(said)}">{mark}</span>' if mark else ""
    )


def _span(action: ActionLine) -> tuple[date, date]:
    begins, ends = action.node.begins, action.node.ends
    if begins is None:
        assert ends is not None
        return ends - OPEN_END, ends
    return begins, (ends or begins + OPEN_END) + timedelta(days=1)


def _label(action: ActionLine) -> str:
    text = " ".join(action.line.heading.split())
    text = text if len(text) <= LABEL else text[: LABEL - 1].rstrip() + "…"
    return escape(text, quote=False)


def _bars(state: ActionState, bars: list[tuple[int, date, date, ActionLine]]) -> go.Bar:
    fill, pattern = BARS[state]
    return go.Bar(
        orientation="h",
        name=f"{state_mark(state)} {state.label}",
        y=[place for place, _start, _end, _one in bars],
        base=[start.isoformat() for _place, start, _end, _one in bars],
        x=[(end - start).days * 86_400_000 for _place, start, end, _one in bars],
        marker={"color": fill, "line": {"color": ACCENT, "width": 1}, "pattern": {"shape": pattern}},
        customdata=[
            [escape(one.line.heading, quote=False), one.period_text, state.label] for *_rest, one in bars
        ],
        hovertemplate="%{customdata[0]}<br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    )


def _ticks(first: date, last: date) -> list[date]:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= MOST_TICKS), 120)
    begin = first.year * 12 + first.month - 1
    begin += -begin % step
    return [date(month // 12, month % 12 + 1, 1) for month in range(begin, last.year * 12 + last.month, step)]
