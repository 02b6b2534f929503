"""Fiches thématiques as Word documents: to hand in when filled, to write on in a workshop when not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import docx  # first, and whole: a second thread may be importing one of its parts
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from diagnostic.thematic_sheet_view import SheetQuestion, SheetStatement, SheetView
from exports.fiche_content import long_date
from exports.look import PAPER, QUIET, hexa
from exports.word_document import blank_document, to_bytes
from exports.word_table import Cell, add_table
from exports.word_text import Words, write
from indicators.french import NBSP, number
from indicators.language import _
from indicators.palettes import QUADRANT_COLOURS
from indicators.territory import Territory

_RULE = "#6B7780"
"""The colour of a line to write on: seen in print, quieter than ink."""
_ABOVE_A_LINE = 9
_CELL_MARGINS = Cm(0.32)
_STATEMENT_WIDTHS = (1.1, 2.5, 12.4, 6.6)
_QUESTION_WIDTHS = (0.9, 7.0, 4.2, 4.2, 8.3)
_EMPTY_ROWS = 3
_LINES = 4


def sheet_docx(sheet: SheetView, generated_on: date) -> bytes:
    """Print one fiche, landscape A4: its constats by reference, then its questions.

    What is not filled in yet is printed as lines to write on. Whatever people typed is printed as
    it is; a character that a document cannot hold shows as «�».
    """
    title = _("Fiche thématique\u00a0: {title}").format(title=sheet.title)
    document = _document(title, sheet.territory, generated_on)
    add_sheet(document, sheet, 1, with_title=False)
    return to_bytes(document)


def sheets_docx(territory: Territory, sheets: Sequence[SheetView], generated_on: date) -> bytes:
    """Print all fiches of a diagnostic, each on its own page; none says so."""
    title = _("Fiches thématiques {name}").format(name=territory.name)
    document = _document(title, territory, generated_on)
    if not sheets:
        write(
            document.add_paragraph(),
            Words(_("Aucune fiche thématique n'a encore été faite."), colour=QUIET),
        )
    for position, sheet in enumerate(sheets):
        add_sheet(document, sheet, 1, new_page=position > 0)
    return to_bytes(document)


def add_sheet(
    document: docx.document.Document,
    sheet: SheetView,
    heading_level: int,
    *,
    with_title: bool = True,
    new_page: bool = False,
) -> None:
    """Add one fiche to a document; its parts come one level below `heading_level`."""
    if with_title:
        heading = document.add_heading("", heading_level)
        heading.paragraph_format.page_break_before = new_page
        write(heading, Words(sheet.title))
    about = ", ".join(filter(None, (sheet.reference, sheet.theme)))
    write(document.add_paragraph(), Words(f"{about}. {sheet.progress}", colour=QUIET))
    if sheet.aim:
        write(document.add_paragraph(), Words(sheet.aim))
    level = heading_level + 1 if with_title else heading_level
    document.add_heading(_("Constats"), level)
    if sheet.statements:
        _add_statements(document, sheet.statements)
    else:
        write(
            document.add_paragraph(),
            Words(_("Cette fiche ne part encore d'aucun constat."), colour=QUIET),
        )
    document.add_heading(_("Questions"), level)
    _add_questions(document, sheet.questions)


def _document(title: str, territory: Territory, generated_on: date) -> docx.document.Document:
    day = long_date(generated_on)
    document = blank_document(
        title,
        _("Constats, questions, qui peut répondre, méthode et outils, réponses"),
        generated_on,
        _("{title}, {day}").format(title=title, day=day),
        landscape=True,
    )
    write(document.add_paragraph(style="Title"), Words(title))
    place = ", ".join(dict.fromkeys([territory.name, *territory.communes, day]))
    write(document.add_paragraph(style="Subtitle"), Words(place))
    introduction = document.add_paragraph()
    introduction.paragraph_format.space_before = Pt(8)
    write(
        introduction,
        Words(
            _(
                "Une fiche part de constats de la grille AFOM, désignés par leur code C-…, et dit ce qu'il reste à "
                "comprendre, à qui le demander et comment. Les personnes sont connues par leur fonction, jamais "
                "par leur nom."
            ),
            colour=QUIET,
        ),
    )
    return document


def _add_statements(document: docx.document.Document, statements: Sequence[SheetStatement]) -> None:
    table = add_table(
        document,
        (_("Liste"), _("Référence"), _("Constat"), _("Preuves")),
        [_statement_row(one) for one in statements],
        _STATEMENT_WIDTHS,
        _("Constats de la fiche, avec leur liste, leur référence et leurs preuves"),
    )
    for row, one in zip(table.rows[1:], statements, strict=True):
        if one.statement is not None:
            _shade(row.cells[0], QUADRANT_COLOURS[one.statement.quadrant.value])


def _statement_row(one: SheetStatement) -> tuple[Cell, ...]:
    reference: Cell = (Words(one.reference, colour=QUIET),)
    if one.statement is None:
        return ((Words(""),), reference, (Words(one.note, colour=QUIET),), (Words(""),))
    kinds = {"chiffre": _("Chiffre"), "temoignage": _("Témoignage"), "document": _("Document")}
    text: list[Words] = [Words(one.statement.text, points=10)]
    text += [Words(part, colour=QUIET) for part in (one.theme, one.note) if part]
    evidence = [
        Words(f"{kinds[piece.kind]}{NBSP}: {piece.chip}", points=8.5) for piece in one.statement.evidence
    ]
    return (
        (Words(one.statement.quadrant.value, bold=True, colour=PAPER),),
        reference,
        tuple(text),
        tuple(evidence) or (Words(_("sans preuve"), colour=QUIET),),
    )


def _add_questions(document: docx.document.Document, questions: Sequence[SheetQuestion]) -> None:
    rows = [_question_row(one) for one in questions] or [_empty_row(n + 1) for n in range(_EMPTY_ROWS)]
    table = add_table(
        document,
        (_("N°"), _("Question"), _("Qui peut répondre"), _("Méthode et outils"), _("Réponses")),
        rows,
        _QUESTION_WIDTHS,
        _("Questions de la fiche\u00a0: qui peut répondre, méthode et outils, réponses"),
    )
    for line, row in zip(table.rows[1:], rows, strict=True):
        for cell, words in zip(line.cells, row, strict=True):
            if not words:
                _rule(cell)


def _question_row(one: SheetQuestion) -> tuple[Cell, ...]:
    question = [Words(one.words, bold=True)]
    if one.about:
        question.append(Words(", ".join(one.about), colour=QUIET, points=8.5))
    answers: list[Words] = []
    for answer in one.answers:
        answers += [Words(answer.text)] if answer.text else []
        answers += [Words(answer.origin, colour=QUIET, points=8.5)] if answer.origin else []
    return (
        (Words(number(one.number), colour=QUIET),),
        tuple(question),
        (Words(one.who),) if one.who else (),
        (Words(one.method),) if one.method else (),
        tuple(answers),
    )


def _empty_row(rank: int) -> tuple[Cell, ...]:
    return ((Words(number(rank), colour=QUIET),), (), (), (), ())


def _rule(cell: Any) -> None:
    """Turn an empty cell into dotted lines to write on, high enough for a hand."""
    for line in range(_LINES):
        paragraph = cell.paragraphs[0] if line == 0 else cell.add_paragraph()
        shape = paragraph.paragraph_format
        shape.space_before, shape.space_after = Pt(_ABOVE_A_LINE), Pt(0)
        shape.tab_stops.add_tab_stop(cell.width - _CELL_MARGINS, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        write(paragraph, Words("\t", colour=_RULE))


def _shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{hexa(colour)}"/>')
    )
