"""The AFOM grid of one territory as a Word document to hand in, with its references."""

from __future__ import annotations

from datetime import date

from docx.shared import Pt

from diagnostic.board import Board
from exports.fiche_content import long_date
from exports.look import QUIET
from exports.word_document import blank_document, to_bytes
from exports.word_grid import add_grid, add_references
from exports.word_text import Words, write
from indicators.language import _


def afom_docx(board: Board, generated_on: date) -> bytes:
    """Print the grid, landscape A4: five tables, then the numbered references.

    Archived constats are not printed. Whatever people typed is printed as it is; a
    character that a document cannot hold shows as «�».
    """
    title = _("Grille AFOM {name}").format(name=board.territory.name)
    day = long_date(generated_on)
    document = blank_document(
        title,
        _("Atouts, faiblesses, opportunités, menaces et suggestions, avec leurs preuves"),
        generated_on,
        _("{title}, {day}").format(title=title, day=day),
        landscape=True,
    )
    write(document.add_paragraph(style="Title"), Words(title))
    communes = ", ".join(board.territory.communes)
    write(document.add_paragraph(style="Subtitle"), Words(", ".join(x for x in (communes, day) if x)))
    for text in _introduction():
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(8)
        write(paragraph, Words(text, colour=QUIET))
    add_grid(document, board, 1)
    add_references(document, board, 1)
    return to_bytes(document)


def _introduction() -> tuple[str, ...]:
    return (
        _(
            "Cette grille rassemble ce que des professionnel·les et des habitant·es disent du quartier, "
            "en cinq listes\u00a0: atouts et faiblesses (ce qui tient au quartier), opportunités et menaces "
            "(ce qui vient de l'extérieur), et suggestions. Dans chaque liste, les constats sont rangés par thème."
        ),
        _(
            "Les numéros entre crochets renvoient aux références, à la fin du document\u00a0: un chiffre avec son "
            "année et sa source, un témoignage connu par la fonction et le secteur de la personne, jamais par son "
            "nom, ou un document. Le code C-… désigne le constat dans tous les documents du diagnostic."
        ),
    )
