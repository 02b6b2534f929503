"""The AFOM grid in Word: five tables, and the numbered references that its lines point to."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Cm, Pt

from diagnostic.board import Board, Quadrant
from diagnostic.evidence import Evidence, IndicatorSnapshot
from exports.fiche_content import long_date
from exports.look import ACCENT, QUIET
from exports.safe_text import typeset
from exports.word_table import Banner, Cell, add_table
from exports.word_text import Words, write
from indicators.french import NBSP, number
from indicators.language import _
from indicators.palettes import QUADRANT_COLOURS

_WIDTHS = (4.4, 13.0, 2.2, 3.0)


def add_grid(document: Document, board: Board, heading_level: int) -> None:
    """Add the five lists in their order; an empty list says so."""
    numbers = board.numbered_references()
    for quadrant in Quadrant:
        count = len(board.column(quadrant))
        document.add_heading(quadrant.heading, heading_level)
        if not count:
            paragraph = document.add_paragraph()
            write(paragraph, Words(f"{empty_list()} {quadrant.explanation}", colour=QUIET))
            continue
        word = _("constat") if count == 1 else _("constats")
        title = f"{quadrant.value}{NBSP}{NBSP}{quadrant.heading}, {number(count)}{NBSP}{word}"
        rows: list[tuple[Cell, ...]] = []
        for theme, statements in board.by_theme(quadrant):
            for index, statement in enumerate(statements):
                cited = dict.fromkeys(numbers[e.reference] for e in statement.evidence)
                rows.append(
                    (
                        (
                            Words(
                                board.themes.heading(theme),
                                bold=index == 0,
                                colour="" if index == 0 else QUIET,
                            ),
                        ),
                        (Words(statement.text, points=10),),
                        (Words(" ".join(f"[{n}]" for n in cited) or _("sans preuve")),),
                        (Words(statement.reference, colour=QUIET),),
                    )
                )
        add_table(
            document,
            (_("Thème"), _("Constat"), _("Preuves"), _("Référence")),
            rows,
            _WIDTHS,
            _("Liste {letter}, {title}\u00a0: constats par thème, avec leurs preuves").format(
                letter=quadrant.value, title=quadrant.heading
            ),
            banner=Banner(title, QUADRANT_COLOURS[quadrant.value]),
        )


def add_references(document: Document, board: Board, heading_level: int) -> None:
    """Add the numbered list of evidence, each figure with its caveats and its statistics."""
    document.add_heading(_("Références"), heading_level)
    numbers = board.numbered_references()
    if not numbers:
        write(
            document.add_paragraph(),
            Words(_("Aucune preuve n'a encore été jointe aux constats."), colour=QUIET),
        )
        return
    by_reference: dict[str, Evidence] = {
        evidence.reference: evidence for statement in board.statements for evidence in statement.evidence
    }
    for reference, position in numbers.items():
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(1.0)
        paragraph.paragraph_format.first_line_indent = Cm(-1.0)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1.0))
        write(paragraph, Words(f"[{position}]\t", bold=True, colour=ACCENT))
        write(paragraph, Words(reference))
        evidence = by_reference[reference]
        if isinstance(evidence, IndicatorSnapshot):
            _add_source_note(document, evidence)


def empty_list() -> str:
    """Said in the place of an empty list."""
    return _("Aucun constat dans cette liste pour le moment.")


def _add_source_note(document: Document, evidence: IndicatorSnapshot) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(1.0)
    paragraph.paragraph_format.space_after = Pt(8)
    frozen = _("Chiffre relevé le {day}, statistiques {version}.").format(
        day=long_date(evidence.taken_at.date()), version=evidence.statistics_version
    )
    notes = [typeset(caveat) for caveat in evidence.caveats]
    write(paragraph, Words(" ".join([*notes, frozen]), colour=QUIET, points=9))
