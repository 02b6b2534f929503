"""Tables on slides: never below 12 points, never beyond the slide, continued on the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches, Pt

from exports.look import ACCENT, LINE, QUIET, SMALLEST_SLIDE_POINTS, WASH, hexa
from exports.slide_layouts import CONTENT, NOTE, NOTE_INDEX, TABLE_INDEX, Layout
from exports.slide_template import add_slide, remove_placeholder
from exports.slide_text import Line, describe, fill
from exports.text_width import wrap
from indicators.language import _

_LINE_HEIGHT = 1.2
_SIDE, _TOP = 0.1, 0.09
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"

Cell = tuple[Line, ...]
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class TableContent:
    """A table before it is cut into slides; `widths` are shares of the slide's width.

    `sizes` are tried from the first to the last, until one slide is enough; `note` stands
    under the table on every slide.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    footer: str
    description: str
    note: str = ""
    sizes: tuple[float, ...] = (16, 14, SMALLEST_SLIDE_POINTS)
    size_when_long: float = 14


def add_table_slides(deck: Deck, content: TableContent) -> list[tuple[Slide, range]]:
    """Add as many slides as the rows need; return each with the rows it shows.

    The largest size at which all rows stand on one slide is taken; when none does, the
    table goes on over several slides.
    """
    points = next((size for size in content.sizes if len(_pages(content, size)) == 1), content.size_when_long)
    pages = _pages(content, points)
    added = []
    for index, page in enumerate(pages):
        part = _(" ({n} sur {total})").format(n=index + 1, total=len(pages)) if len(pages) > 1 else ""
        slide = add_slide(deck, Layout.TABLE, content.title + part, content.footer)
        _draw(slide, content, page, points)
        added.append((slide, page))
    return added


def _column_points(content: TableContent) -> list[float]:
    """The width of the text of each column, in points."""
    total = sum(content.widths)
    return [(CONTENT.width * w / total - 2 * _SIDE) * 72 for w in content.widths]


def _cell_points(cell: Cell, points: float, width: float) -> float:
    height = 0.0
    for line in cell:
        size = _size(line, points)
        # Three per cent of safety: Office hyphenates and rounds in its own way.
        height += len(wrap(line.text, size * 1.02, width, bold=line.bold)) * size * _LINE_HEIGHT
    return height


def _size(line: Line, points: float) -> float:
    """Sizes of lines are relative to the table's: +2 for the figure, −2 for what stands below."""
    return max(points + line.points, SMALLEST_SLIDE_POINTS)


def _row_inches(row: Row, points: float, widths: list[float]) -> float:
    tallest = max(_cell_points(cell, points, width) for cell, width in zip(row, widths, strict=True))
    return tallest / 72 + 2 * _TOP


def _header_row(content: TableContent) -> Row:
    return tuple((Line(text, bold=True, colour=ACCENT, points=-2),) for text in content.header)


def _pages(content: TableContent, points: float) -> list[range]:
    widths = _column_points(content)
    bottom = NOTE.top - 0.1 if content.note else CONTENT.top + CONTENT.height
    room = bottom - CONTENT.top - _row_inches(_header_row(content), points, widths)
    pages, start, used = [], 0, 0.0
    for index, row in enumerate(content.rows):
        height = _row_inches(row, points, widths)
        if used + height > room and index > start:
            pages.append(range(start, index))
            start, used = index, 0.0
        used += height
    return [*pages, range(start, len(content.rows))]


def _draw(slide: Slide, content: TableContent, page: range, points: float) -> None:
    place = next(s for s in slide.placeholders if s.placeholder_format.idx == TABLE_INDEX)
    frame = place.insert_table(len(page) + 1, len(content.header))
    describe(frame, content.description)
    if content.note:
        note = next(s for s in slide.placeholders if s.placeholder_format.idx == NOTE_INDEX)
        fill(note.text_frame, [Line(content.note, False, QUIET)])
    else:
        remove_placeholder(slide, NOTE_INDEX)
    table = frame.table
    properties = table._tbl.tblPr
    properties.set("bandRow", "0")
    properties.find(qn("a:tableStyleId")).text = _PLAIN_STYLE
    total = sum(content.widths)
    for column, width in zip(table.columns, content.widths, strict=True):
        column.width = Inches(CONTENT.width * width / total)
    rows: Sequence[Row] = [_header_row(content), *(content.rows[i] for i in page)]
    widths = _column_points(content)
    for number, row in enumerate(rows):
        table.rows[number].height = Inches(_row_inches(row, points, widths))
        for cell, lines in zip(table.rows[number].cells, row, strict=True):
            _fill_cell(cell, lines, points, is_header=number == 0)
    frame.height = sum(row.height for row in table.rows)


def _fill_cell(cell: Any, lines: Cell, points: float, *, is_header: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(_SIDE)
    cell.margin_top = cell.margin_bottom = Inches(_TOP)
    sized = [Line(x.text, x.bold, x.colour, _size(x, points), x.link) for x in lines]
    fill(cell.text_frame, sized)
    for paragraph in cell.text_frame.paragraphs:
        paragraph.space_before = paragraph.space_after = Pt(0)
    if is_header:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(hexa(WASH))
    colour, width = (ACCENT, 19050) if is_header else (LINE, 9525)
    cell._tc.get_or_add_tcPr().insert(
        0,
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:srgbClr val="{hexa(colour)}"/>'
            "</a:solidFill></a:lnB>"
        ),
    )
