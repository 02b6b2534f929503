"""The AFOM grid on A3 sheets, landscape: the five lists side by side under each theme, then the references."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.statement_qualities import Convergence, Priority
from exports.fiche_content import long_date
from exports.look import ACCENT, PAPER, QUIET, WASH, hexa
from exports.word_document import MARGIN, blank_document, text_width_cm, to_bytes
from exports.word_grid import add_references, empty_list
from exports.word_table import Cell, add_table
from exports.word_text import Words, write
from indicators.french import NBSP, number
from indicators.language import _
from indicators.palettes import QUADRANT_COLOURS

A3 = (42.0, 29.7)
"""Width and height in centimetres, landscape."""
_LONGEST_WHOLE = 500
"""Characters of the longest cell of a line that is kept on one page."""


def afom_a3_docx(board: Board, generated_on: date) -> bytes:
    """Print the grid to hang or to lay on a table; archived lines are not printed.

    One table of five columns; a band names each theme of the first level. Numbers in square
    brackets point to the references, which begin on a page of their own.
    """
    title = _("Grille AFOM {name}").format(name=board.territory.name)
    day = long_date(generated_on)
    document = blank_document(
        title,
        _("Atouts, faiblesses, opportunités, menaces et suggestions sur une feuille A3"),
        generated_on,
        _("{title}, {day}").format(title=title, day=day),
        landscape=True,
    )
    _spread(document)
    write(document.add_paragraph(style="Title"), Words(title))
    communes = ", ".join(board.territory.communes)
    write(document.add_paragraph(style="Subtitle"), Words(", ".join(x for x in (communes, day) if x)))
    if board.statements:
        _add_board(document, board)
    else:
        write(document.add_paragraph(), Words(empty_list(), colour=QUIET))
    _add_reference_pages(document, board)
    return to_bytes(document)


def rows_by_theme(board: Board) -> tuple[tuple[str, tuple[tuple[Statement, ...], ...]], ...]:
    """Heading of each theme of the first level that is used, and its lines in the five lists."""
    used = board.themes.order(board.themes.top(one.theme) for one in board.statements)
    grouped: dict[str, dict[Quadrant, list[Statement]]] = {
        theme: {quadrant: [] for quadrant in Quadrant} for theme in used
    }
    for quadrant in Quadrant:
        for _theme, statements in board.by_theme(quadrant):
            for one in statements:
                grouped[board.themes.top(one.theme)][quadrant].append(one)
    return tuple(
        (board.themes.heading(theme), tuple(tuple(lines) for lines in lists.values()))
        for theme, lists in grouped.items()
    )


def decided(statement: Statement) -> str:
    """What people decided of a line, in a few words, its reference last."""
    found = [statement.status.label]
    if statement.priority is not Priority.NONE:
        found.append(statement.priority.label)
    if statement.convergence is not Convergence.NOT_EXAMINED:
        found.append(statement.convergence.label)
    return " · ".join([*found, statement.reference])


def _spread(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(A3[0]), Cm(A3[1])
    section.left_margin = section.right_margin = Cm(MARGIN - 0.5)
    for place in (section.footer, section.first_page_footer):
        stops = place.paragraphs[0].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Cm(text_width_cm(document)), WD_TAB_ALIGNMENT.RIGHT)


def _add_board(document: Document, board: Board) -> None:
    numbers = board.numbered_references()
    heads = [
        f"{quadrant.value}{NBSP}{NBSP}{quadrant.heading} ({number(len(board.column(quadrant)))})"
        for quadrant in Quadrant
    ]
    rows: list[tuple[Cell, ...]] = []
    bands: list[int] = []
    for heading, lists in rows_by_theme(board):
        bands.append(len(rows))
        rows.append(((Words(heading, bold=True, colour=ACCENT, points=12),), *[(Words(""),)] * 4))
        rows.append(tuple(_cell(lines, numbers) for lines in lists))
    table = add_table(
        document,
        heads,
        rows,
        (1.0,) * len(heads),
        _(
            "Grille AFOM\u00a0: les constats des cinq listes sous chaque thème, avec les numéros de leurs preuves"
        ),
    )
    _dress(table, bands, rows)


def _cell(lines: Iterable[Statement], numbers: Any) -> Cell:
    words: list[Words] = []
    for one in lines:
        cited = dict.fromkeys(numbers[piece.reference] for piece in one.evidence)
        marks = NBSP.join(f"[{n}]" for n in cited)
        words.append(Words(f"{one.text} {marks}" if marks else one.text, points=11))
        words.append(Words(decided(one), colour=QUIET, points=8.5))
    return tuple(words) or (Words(""),)


def _dress(table: Table, bands: Iterable[int], rows: list[tuple[Cell, ...]]) -> None:
    lines = list(table.rows)
    for cell, quadrant in zip(lines[0].cells, Quadrant, strict=True):
        cell._tc.tcPr.find(qn("w:shd")).set(qn("w:fill"), hexa(QUADRANT_COLOURS[quadrant.value]))
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = RGBColor.from_string(hexa(PAPER))
            run.font.size = Pt(13)
    named = set(bands)
    for index, line in enumerate(lines[1:]):
        if index in named:
            cells = line.cells
            band = cells[0].merge(cells[-1])
            band._tc.get_or_add_tcPr().append(
                parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{hexa(WASH)}"/>')
            )
            first, *empty = band.paragraphs
            first.paragraph_format.keep_with_next = True
            for paragraph in empty:
                band._tc.remove(paragraph._p)
            continue
        for cell in line.cells:
            for told in cell.paragraphs[1::2]:
                told.paragraph_format.space_after = Pt(7)
        if max(sum(len(words.text) for words in cell) for cell in rows[index]) > _LONGEST_WHOLE:
            # A line higher than what is left of the page goes on over it, rather than leave a hole.
            properties: Any = line._tr.trPr
            for mark in properties.findall(qn("w:cantSplit")) if properties is not None else ():
                properties.remove(mark)


def _add_reference_pages(document: Document, board: Board) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    columns: Any = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = parse_xml(f"<w:cols {nsdecls('w')}/>")
        section._sectPr.append(columns)
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "720")
    add_references(document, board, 1)
