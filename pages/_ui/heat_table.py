"""The heat table as HTML: class colours with readable ink, patterns and words for non-values."""

from __future__ import annotations

from html import escape

from indicators.classes import class_labels
from indicators.contrast import ink_on
from indicators.heat_table import HeatRow, HeatTable, class_words
from indicators.language import _
from indicators.level import Level
from indicators.map_view import NonValue
from indicators.palettes import INK, NON_VALUE_LOOKS, PATTERN_INK, SEQUENTIAL
from pages._ui.csv_file import csv_file, decimal
from pages._ui.html_table import html_table

PATTERNS = {
    "hatch": "background-image:repeating-linear-gradient(135deg,{ink}55 0 1px,transparent 1px 7px);",
    "dots": "background-image:radial-gradient({ink}66 1px,transparent 1.3px);background-size:8px 8px;",
}


def heat_style() -> str:
    """The stylesheet of the cells, from the palettes: one class per look.

    The class is written three times so that it counts more than the look of the chosen row.
    """
    rules = [
        f".chaleur .k-{index}.k-{index}.k-{index}{{background:{colour};color:{ink_on(colour)}}}"
        for index, colour in enumerate(SEQUENTIAL)
    ]
    for name, look in NON_VALUE_LOOKS.items():
        pattern = PATTERNS.get(look.pattern, "").format(ink=PATTERN_INK)
        rules.append(
            f".chaleur .k-{name}.k-{name}.k-{name}{{background-color:{look.colour};{pattern}color:{INK}}}"
        )
    return f"<style>{''.join(rules)}</style>"


def heat_html(table: HeatTable, chosen: str, sorted_by: str = "", own: HeatRow | None = None) -> str:
    """The table in its own frame; `own` is a row of another level (a perimeter) put on top."""
    level = Level(table.level).label
    heads = "".join(
        f'<th scope="col"{_sorted(column.indicator.id == sorted_by)}>{escape(column.indicator.short_title)}'
        f"<small>{column.year}{_unit(column.indicator.unit_symbol)}</small></th>"
        for column in table.columns
    )
    rows = "".join(_row(row, row.territory.code == chosen) for row in ((own,) if own else ()) + table.rows)
    label = _("Tableau de chaleur\u00a0: un indicateur par colonne, un territoire par ligne")
    return (
        f'<div class="tableau chaleur" tabindex="0" role="region" aria-label="{escape(label)}"><table>'
        f'<thead><tr><th scope="col">{escape(level[0].upper() + level[1:])}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _unit(symbol: str) -> str:
    return f", {escape(symbol)}" if symbol else ""


def _sorted(is_sorted: bool) -> str:
    return ' aria-sort="descending"' if is_sorted else ""


def _row(row: HeatRow, chosen: bool) -> str:
    cells = "".join(
        f'<td class="k-{cell.look}">{escape(cell.text)}</td>'
        if cell.value is not None
        else f'<td class="k-{cell.look} sans"><span>{escape(cell.text)}</span></td>'
        for cell in row.cells
    )
    look = ' class="choisi"' if chosen else ""
    return f'<tr data-code="{escape(row.territory.code)}"{look}><th scope="row">{escape(row.territory.name)}</th>{cells}</tr>'


def heat_legend() -> str:
    """The five classes and the four non-values."""
    looks = [str(index) for index in range(len(SEQUENTIAL))] + [one.value for one in NonValue]
    items = "".join(
        f'<li><span class="k-{look} carre" aria-hidden="true"></span>{escape(class_words(look))}</li>'
        for look in looks
    )
    return f'<ul class="signes chaleur" aria-label="{escape(_("Légende"))}">{items}</ul>'


def class_table(table: HeatTable) -> str:
    """The bounds of the five classes of each indicator, in words."""
    heads = (_("Indicateur"), *(_("Classe {n}").format(n=n) for n in range(1, len(SEQUENTIAL) + 1)))
    rows = (
        f'<tr><th scope="row">{escape(column.indicator.short_title)}</th>'
        + "".join(f"<td>{escape(words)}</td>" for words in class_labels(column.indicator, table.level))
        + "</tr>"
        for column in table.columns
    )
    return html_table(heads, rows, label=_("Bornes des cinq classes"), tall=True)


def heat_csv(table: HeatTable) -> bytes:
    """One line per territory, one column per indicator; a non-value is written in words."""
    heads = ["code", table.level, "communes"]
    heads += [f"{column.title} ({column.indicator.unit_symbol or _('nombre')})" for column in table.columns]
    heads += ["sources", "version_des_statistiques"]
    sources = "\u00a0; ".join(source.attribution for source in table.sources)
    rows = (
        [
            row.territory.code,
            row.territory.name,
            ", ".join(row.territory.communes),
            *(decimal(cell.value) if cell.value is not None else cell.text for cell in row.cells),
            sources,
            table.statistics_version,
        ]
        for row in table.rows
    )
    return csv_file(heads, rows)
