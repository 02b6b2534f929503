"""One slide: social-purpose dwellings by operator, with the printed total and the sum done again."""

from __future__ import annotations

from pptx.presentation import Presentation as Deck

from exports.look import ACCENT
from exports.slide_table import Row, TableContent, add_table_slides
from exports.slide_text import Line, write_notes
from indicators.french import number
from indicators.housing_stock import HousingStock
from indicators.language import _

HOUSING = "logement"
"""The theme of the catalogue that the slide follows."""


def add_housing_slide(deck: Deck, stock: HousingStock | None) -> None:
    """Add the slide where a report gives the operators; nothing elsewhere."""
    if stock is None or stock.printed_total is None or stock.sum_of_parts is None or stock.age is None:
        return
    rows: list[Row] = [
        ((Line(part.operator),), (Line(part.dwellings_text),), (Line(part.share_text),))
        for part in stock.parts
    ]
    for words, count in (
        (_("Somme des postes, refaite par l'outil"), stock.sum_of_parts),
        (_("Total imprimé par le rapport"), stock.printed_total),
    ):
        rows.append(((Line(words, True),), (Line(number(count), True, ACCENT),), (Line(""),)))
    sentences = [s for s in (stock.share_sentence, stock.difference_sentence, stock.units_sentence) if s]
    content = TableContent(
        title=_("Logements à finalité sociale"),
        header=(_("Opérateur"), _("Nombre"), _("Part de la somme")),
        rows=tuple(rows),
        widths=(7, 2.4, 2.6),
        footer=_("Source\u00a0: {source}, {year}, {age}.").format(
            source=stock.source, year=stock.age.year, age=stock.age.label
        ),
        description=_("Tableau\u00a0: {sentences}").format(sentences=" ".join(sentences)),
        note=stock.difference_sentence,
    )
    for slide, _page in add_table_slides(deck, content):
        write_notes(slide, sentences)
