"""The arbre de pertinence drawn from left to right: axes, aims, objectives, actions, means."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from diagnostic.contents.action_plan import Rung
from diagnostic.plan_view import PlanLine, PlanView
from indicators.language import _
from indicators.palettes import ACCENT, INK, PAPER, QUIET
from pages._plan.words import rung_plural, state_mark

COLUMN = 256.0
BOX = 226.0
LINE_HEIGHT = 16.0
PADDING = 14.0
GAP = 12.0
HEAD = 30.0
CHARACTERS = 32
MOST_LINES = 4
FILLS = {
    Rung.AXIS: (ACCENT, PAPER),
    Rung.AIM: ("#B4D8D3", INK),
    Rung.OBJECTIVE: ("#E6F1EE", INK),
    Rung.ACTION: (PAPER, INK),
    Rung.MEANS: ("#F3F6F6", INK),
}
"""Fill and ink of each level; the column says the level without any colour."""


@dataclass(frozen=True)
class Box:
    """A node on the drawing; pixels, y downwards; `line` holds its words."""

    line: PlanLine
    texts: tuple[str, ...]
    left: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Where its connections meet it."""
        return self.top + self.height / 2


def boxes(view: PlanView) -> tuple[Box, ...]:
    """A place for every line, so that no two boxes of a column overlap."""
    children: dict[str, list[PlanLine]] = {}
    for line in view.everything:
        if line.depth:
            children.setdefault(line.node.parent, []).append(line)
    found: list[Box] = []

    def height_of(line: PlanLine) -> float:
        return len(_texts(line)) * LINE_HEIGHT + PADDING

    def block(line: PlanLine) -> float:
        below = children.get(line.id, [])
        return max(height_of(line), sum(map(block, below)) + GAP * max(0, len(below) - 1))

    def place(line: PlanLine, top: float) -> None:
        whole, own = block(line), height_of(line)
        left = list(Rung).index(line.rung) * COLUMN
        found.append(Box(line, _texts(line), left, top + (whole - own) / 2, own))
        below = children.get(line.id, [])
        inner = sum(map(block, below)) + GAP * max(0, len(below) - 1)
        at = top + (whole - inner) / 2
        for child in below:
            place(child, at)
            at += block(child) + GAP

    top = HEAD
    for line in view.everything:
        if line.depth == 0:
            place(line, top)
            top += block(line) + GAP * 1.6
    return tuple(found)


def tree_figure(view: PlanView) -> go.Figure:
    """The drawing; a click on a box carries the id of its entry."""
    drawn = boxes(view)
    height = max([box.top + box.height for box in drawn], default=HEAD) + GAP
    width = COLUMN * 4 + BOX
    chart = go.Figure()
    chart.add_trace(_connections(drawn))
    chart.add_trace(
        go.Scatter(
            x=[box.left + BOX / 2 for box in drawn],
            y=[box.middle for box in drawn],
            mode="markers",
            marker={"size": 24, "symbol": "square", "opacity": 0},
            unselected={"marker": {"opacity": 0}},
            selected={"marker": {"opacity": 0}},
            customdata=[[box.line.id] for box in drawn],
            text=[
                "<br>".join(_wrapped(f"{box.line.rung.label}\u00a0: {box.line.heading}", 60, 12))
                for box in drawn
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    chart.update_layout(
        shapes=[_shape(box) for box in drawn],
        annotations=[*_heads(), *(_words(box) for box in drawn)],
        height=int(height + 8),
        margin={"l": 2, "r": 2, "t": 2, "b": 2},
        paper_bgcolor="white",
        plot_bgcolor="white",
        font={"color": INK, "size": 12.5, "family": '"Source Sans", sans-serif'},
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        hoverdistance=110,
        hoverlabel={"bgcolor": "white", "font": {"color": INK, "size": 13}, "align": "left"},
        xaxis={"visible": False, "range": [-4, width + 4], "fixedrange": True},
        yaxis={"visible": False, "range": [height, 0], "fixedrange": True},
    )
    return chart


def tree_words(view: PlanView) -> str:
    """The drawing in words; the list below says the rest."""
    return _(
        "Arbre du plan, de gauche à droite\u00a0: axes, buts, objectifs, actions, moyens ({count} éléments). La "
        "liste qui suit dit la même chose en texte."
    ).format(count=len(view.everything))


def _texts(line: PlanLine) -> tuple[str, ...]:
    texts = _wrapped(line.heading, CHARACTERS, MOST_LINES)
    if line.rung is Rung.ACTION:
        texts = (*texts, f"<i>{state_mark(line.node.state)} {escape(line.node.state.label)}</i>")
    return texts


def _wrapped(text: str, characters: int, most: int) -> tuple[str, ...]:
    """Lines of a text, escaped: Plotly reads a few tags, and what people type is never markup."""
    lines = textwrap.wrap(" ".join(text.split()), characters) or [""]
    if len(lines) > most:
        lines = [
            *lines[: most - 1],
            textwrap.shorten(" ".join(lines[most - 1 :]), characters, placeholder="…"),
        ]
    return tuple(escape(one, quote=False) for one in lines)


def _shape(box: Box) -> dict[str, object]:
    fill, _ink = FILLS[box.line.rung]
    return {
        "type": "rect",
        "x0": box.left,
        "x1": box.left + BOX,
        "y0": box.top,
        "y1": box.top + box.height,
        "fillcolor": fill,
        "line": {
            "color": ACCENT if box.line.rung in (Rung.AXIS, Rung.ACTION) else "#9DB3B5",
            "width": 1.6 if box.line.rung is Rung.ACTION else 1,
            "dash": "dot" if box.line.loose else "solid",
        },
        "layer": "below",
    }


def _words(box: Box) -> dict[str, object]:
    _fill, ink = FILLS[box.line.rung]
    return {
        "x": box.left + 8,
        "y": box.middle,
        "text": "<br>".join(box.texts),
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "font": {"color": ink},
    }


def _heads() -> list[dict[str, object]]:
    return [
        {
            "x": place * COLUMN,
            "y": HEAD / 2 - 4,
            "text": f"<b>{rung_plural(rung).capitalize()}</b>",
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "middle",
            "font": {"color": QUIET},
        }
        for place, rung in enumerate(Rung)
    ]


def _connections(drawn: tuple[Box, ...]) -> go.Scatter:
    by_id = {box.line.id: box for box in drawn}
    across: list[float | None] = []
    down: list[float | None] = []
    for box in drawn:
        parent = by_id.get(box.line.node.parent) if box.line.depth else None
        if parent is None:
            continue
        start, bend = parent.left + BOX, box.left - (COLUMN - BOX) / 2
        across += [start, bend, bend, box.left, None]
        down += [parent.middle, parent.middle, box.middle, box.middle, None]
    return go.Scatter(
        x=across, y=down, mode="lines", line={"color": "#9DB3B5", "width": 1.4}, hoverinfo="skip"
    )
