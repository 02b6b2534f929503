"""Tables in Word: quiet lines, a header that comes back on every page, a caption that counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from exports.look import ACCENT, LINE, PAPER, WASH, hexa
from exports.safe_text import printable
from exports.word_document import text_width_cm
from exports.word_text import Words, add_field, write
from indicators.french import NBSP
from indicators.language import _

_POINTS = 9.0
_LONGEST_UNSPLIT = 600

Cell = tuple[Words, ...]


@dataclass(frozen=True)
class Banner:
    """A coloured first line across the whole table."""

    text: str
    colour: str


def add_table(
    document: Document,
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    description: str,
    *,
    banner: Banner | None = None,
) -> Table:
    """Add a table as wide as the text; `widths` are shares, `description` is its alt text."""
    heads = 2 if banner else 1
    table = document.add_table(rows=heads + len(rows), cols=len(header))
    _set_up(table, description)
    _set_widths(table, [text_width_cm(document) * width / sum(widths) for width in widths])
    # python-docx looks every cell up again at each access; one pass keeps long grids fast.
    lines = [list(row.cells) for row in table.rows]
    if banner:
        _write_cell(lines[0][0].merge(lines[0][-1]), (Words(banner.text, True, PAPER, _POINTS + 3),))
        _shade(lines[0][0], banner.colour)
    for cell, text in zip(lines[heads - 1], header, strict=True):
        _shade(cell, WASH)
        _write_cell(cell, (Words(text, True, ACCENT, _POINTS),))
    for line, contents in zip(lines[heads:], rows, strict=True):
        for cell, words in zip(line, contents, strict=True):
            _write_cell(cell, words)
    _mark_rows(table, heads, rows)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    return table


def add_caption(document: Document, kind: str, text: str, number: int) -> Paragraph:
    """Add «Tableau 1. …» with a field that Word can list and renumber."""
    paragraph = document.add_paragraph(style="Caption")
    write(paragraph, Words(f"{kind}{NBSP}", bold=True))
    add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(number))
    write(paragraph, Words(f". {text}"))
    return paragraph


def table_word() -> str:
    """The word that captions of tables begin with."""
    return _("Tableau")


def figure_word() -> str:
    """The word that captions of pictures begin with."""
    return _("Figure")


def _set_up(table: Table, description: str) -> None:
    table.autofit = False
    properties: Any = table._tbl.tblPr
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{hexa(LINE)}"/>'
        for side in ("top", "bottom", "insideH")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 50), ("left", 85), ("bottom", 50), ("right", 85))
    )
    look = properties.find(qn("w:tblLook"))
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))
    layout.addnext(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"))
    if look is not None:
        for flag, value in (("firstRow", "1"), ("firstColumn", "0"), ("noHBand", "1"), ("noVBand", "1")):
            look.set(qn(f"w:{flag}"), value)
    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), printable(description)[:500])
        properties.append(element)


def _write_cell(cell: _Cell, words: Cell) -> None:
    for index, part in enumerate(words):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2 if index < len(words) - 1 else 0)
        paragraph.paragraph_format.line_spacing = 1.1
        write(paragraph, Words(part.text, part.bold, part.colour, part.points or _POINTS, part.link))


def _shade(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{hexa(colour)}"/>')
    )


def _set_widths(table: Table, centimetres: list[float]) -> None:
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, centimetres, strict=True):
            cell.width = Cm(width)


def _mark_rows(table: Table, heads: int, rows: Sequence[Sequence[Cell]]) -> None:
    """Headers come back on every page; a row stays whole unless it may fill a page."""
    for position, row in enumerate(table.rows):
        is_header = position < heads
        contents = () if is_header else rows[position - heads]
        properties: Any = row._tr.get_or_add_trPr()
        if all(len(words.text) < _LONGEST_UNSPLIT for cell in contents for words in cell):
            properties.append(OxmlElement("w:cantSplit"))
        if is_header:
            properties.append(OxmlElement("w:tblHeader"))
            for paragraph in (p for cell in row.cells for p in cell.paragraphs):
                # A header alone at the foot of a page says nothing.
                paragraph.paragraph_format.keep_with_next = True
