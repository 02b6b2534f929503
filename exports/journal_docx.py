"""The journal of one diagnostic as a Word document: the tables that the report takes from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docx.shared import Pt

from diagnostic.journal_tables import JournalTable
from exports.fiche_content import long_date
from exports.look import QUIET
from exports.word_document import blank_document, to_bytes
from exports.word_journal import add_journal_table
from exports.word_text import Words, write
from indicators.language import _


def journal_docx(heading: str, tables: Sequence[JournalTable], generated_on: date) -> bytes:
    """Print the tables, portrait A4, numbered from 1; a table without rows says so.

    `heading` is the one of the diagnostic. Witnesses are known by sector, function and month; what
    they said is not printed.
    """
    title = _("Journal de la démarche")
    day = long_date(generated_on)
    document = blank_document(
        title,
        _("Documents lus, témoins par secteur et méthode, calendrier, documents produits"),
        generated_on,
        f"{title}, {heading}, {day}",
    )
    write(document.add_paragraph(style="Title"), Words(title))
    write(document.add_paragraph(style="Subtitle"), Words(f"{heading}, {day}"))
    introduction = document.add_paragraph()
    introduction.paragraph_format.space_before = Pt(8)
    write(
        introduction,
        Words(
            _(
                "Ces tableaux se tirent du registre des sources du diagnostic. Les personnes entendues y sont "
                "connues par leur fonction et leur secteur, jamais par leur nom\u00a0; les codes L-…, R-… et P-… "
                "désignent un document lu, une réunion et un document produit."
            ),
            colour=QUIET,
        ),
    )
    number = 1
    for table in tables:
        number = add_journal_table(document, table, number)
    return to_bytes(document)
