"""Territories side by side: a table whose cells hold value, year, verdict and a strip on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from indicators.comparison import Comparison
from indicators.french import NBSP
from indicators.language import _
from indicators.level import Level
from indicators.palettes import INK, PAPER, SEQUENTIAL
from indicators.side_by_side import Axis, SideBySide, SideCell, SideRow
from pages._ui.csv_file import csv_file, decimal
from pages._ui.statement_link import statement_link
from pages._ui.svg import svg_image

WIDTH, HEIGHT, EDGE = 160, 18, 7


def side_by_side_html(view: SideBySide, *, with_counts: bool) -> str:
    """The table; on a phone each indicator becomes a card (look.css)."""
    territories = (*view.territories, *view.benchmarks)
    heads = "".join(f'<th scope="col">{escape(one.name)}</th>' for one in territories)
    rows = "".join(_row(row, with_counts=with_counts) for row in view.rows)
    label = _("Comparaison de {n} territoires, un indicateur par ligne").format(n=len(view.territories))
    return (
        f'<div class="tableau haut cote" tabindex="0" role="region" aria-label="{escape(label)}"><table>'
        f'<thead><tr><th scope="col">{escape(_("Indicateur"))}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(row: SideRow, *, with_counts: bool) -> str:
    region = next((c.value for c in row.benchmarks if c.territory.level == Level.REGION), None)
    cells = "".join(_cell(row, cell, region, with_counts=with_counts) for cell in row.cells)
    cells += "".join(_cell(row, cell, None, with_counts=with_counts) for cell in row.benchmarks)
    return (
        f'<tr data-indicateur="{escape(row.indicator.id)}">'
        f'<th scope="row">{escape(row.indicator.short_title)}</th>{cells}</tr>'
    )


def _cell(row: SideRow, cell: SideCell, region: float | None, *, with_counts: bool) -> str:
    name = f'<span class="lieu">{escape(cell.territory.name)}</span>'
    head = f'<td data-code="{escape(cell.territory.code)}">{name}'
    if cell.value is None:
        year = f" ({cell.year})" if cell.year else ""
        return f'{head}<span class="vide">{escape(cell.text + year)}</span></td>'
    parts = [
        ("lue", f"<strong>{escape(cell.text)}</strong>{NBSP}({cell.year})"),
        ("bande", strip(row.axis, cell, region)),
    ]
    if cell.comparison:
        parts.append(("face", _verdict(cell.comparison)))
    if with_counts and cell.figure and cell.figure.head_count:
        count = cell.figure.head_count
        parts.append(("source compte", escape(f"{count.text} {count.working}")))
    if cell.figure is not None:
        place, indicator = cell.territory, row.indicator
        link = statement_link(place.code, place.name, indicator.id, indicator.short_title, cell.figure.year)
        parts.append(("source", link))
    return head + "".join(f'<div class="{look}">{part}</div>' for look, part in parts) + "</td>"


def _verdict(comparison: Comparison) -> str:
    """Symbol and word; the benchmark is written out where it is not the Region of the last column."""
    words = (
        f'<span class="verdict ton-{comparison.tone.value}"><span aria-hidden="true">{comparison.symbol}</span> '
        f"{escape(comparison.word)}</span>"
    )
    if comparison.benchmark.level != Level.REGION:
        words += f' <span class="source">· {escape(comparison.benchmark_text)}</span>'
    return words


def strip(axis: Axis, cell: SideCell, region: float | None) -> str:
    """The axis in its five fixed classes, a dot for the value, an upright line for the Region."""
    assert cell.value is not None

    def x(value: float) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * axis.position(value)

    ends = [x(value) for value in (axis.low, *axis.breaks, axis.high)]
    bands = "".join(
        f'<rect x="{left:.1f}" y="6" width="{max(0.0, right - left):.1f}" height="6" fill="{colour}"/>'
        for (left, right), colour in zip(pairwise(ends), SEQUENTIAL, strict=True)
    )
    line = ""
    if region is not None:
        place = f"{x(region):.1f}"
        line = f'<path d="M{place} 1V17" stroke="{PAPER}" stroke-width="4"/>'
        line += f'<path d="M{place} 1V17" stroke="{INK}" stroke-width="2"/>'
    dot = f'<circle cx="{x(cell.value):.1f}" cy="9" r="5" fill="{INK}" stroke="{PAPER}" stroke-width="2"/>'
    return svg_image(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{bands}{line}{dot}</svg>'
    )


def side_by_side_csv(view: SideBySide) -> bytes:
    """One line per figure, with its year, status, benchmark and source."""
    heads = (
        *(
            "code",
            "territoire",
            "niveau",
            "indicateur",
            "annee",
            "valeur",
            "unite",
            "statut",
            "nombre_estime",
        ),
        *("repere", "valeur_du_repere", "comparaison", "source", "version_des_statistiques"),
    )
    rows = [
        _line(row, cell, view.statistics_version)
        for row in view.rows
        for cell in (*row.cells, *row.benchmarks)
    ]
    return csv_file(heads, rows)


def _line(row: SideRow, cell: SideCell, version: str) -> Sequence[object]:
    own, held = cell.figure, cell.comparison
    count = own.head_count if own else None
    return (
        cell.territory.code,
        cell.territory.name,
        cell.territory.level,
        row.indicator.title,
        cell.year or "",
        decimal(cell.value),
        row.indicator.unit_symbol or _("nombre"),
        own.estimate.status.label if own else cell.text,
        count.count if count else "",
        held.benchmark_name if held else "",
        decimal(held.benchmark.value) if held else "",
        held.word if held else "",
        own.source.attribution if own and cell.value is not None else "",
        version,
    )
