"""The dwellings of a quartier in Word: operators with both totals, then tenure, age, size, rent."""

from __future__ import annotations

from docx.document import Document

from exports.look import ACCENT, QUIET
from exports.safe_text import typeset
from exports.word_dated import dated_cell, tone
from exports.word_table import Cell, add_caption, add_table, table_word
from exports.word_text import Words, write
from indicators.french import number
from indicators.housing_stock import HousingStock
from indicators.language import _


def add_housing(document: Document, stock: HousingStock, first_table: int) -> int:
    """Add the section; `first_table` numbers its first table. Returns the number of the next one."""
    document.add_heading(_("Logement\u00a0: ce que l'on sait du parc"), 1)
    following = first_table
    if stock.printed_total is not None:
        following = _add_operators(document, stock, following)
    _caption(document, _("Statut d'occupation, âge, taille et loyer"), stock, following)
    rows: list[tuple[Cell, ...]] = []
    for aspect, facts in stock.by_aspect():
        if not facts:
            gap = _("Non disponible\u00a0: aucune source de l'outil ne le donne ici.")
            rows.append(
                ((Words(aspect.heading, True),), (Words(gap, colour=QUIET),), (Words(""),), (Words(""),))
            )
        for index, fact in enumerate(facts):
            notes = [
                Words(text, colour=QUIET, points=8.5) for text in (typeset(fact.remark), fact.source) if text
            ]
            rows.append(
                (
                    (Words(aspect.heading if index == 0 else "", True),),
                    (Words(fact.subject, colour=tone(fact.age)), *notes),
                    (Words(fact.value, True, ACCENT if not fact.age.is_old else QUIET),),
                    dated_cell(fact.age),
                )
            )
    add_table(
        document,
        (_("Ce que l'on sait"), _("Chiffre et source"), _("Valeur"), _("Année")),
        rows,
        (3.2, 7.4, 3.2, 3.2),
        _("Ce que l'on sait des logements, avec l'année et l'ancienneté de chaque chiffre"),
    )
    if stock.social_sentence:
        write(document.add_paragraph(), Words(stock.social_sentence))
    return following + 1


def _add_operators(document: Document, stock: HousingStock, number_of_table: int) -> int:
    document.add_heading(_("Logements à finalité sociale, par opérateur"), 2)
    if stock.share_sentence:
        write(document.add_paragraph(), Words(stock.share_sentence))
    if stock.parts:
        assert stock.printed_total is not None and stock.sum_of_parts is not None
        _caption(document, _("Logements à finalité sociale"), stock, number_of_table)
        rows: list[tuple[Cell, ...]] = [
            ((Words(part.operator),), (Words(part.dwellings_text),), (Words(part.share_text),))
            for part in stock.parts
        ]
        for words, count in (
            (_("Somme des postes, refaite par l'outil"), stock.sum_of_parts),
            (_("Total imprimé par le rapport"), stock.printed_total),
        ):
            rows.append(((Words(words, True),), (Words(number(count), True, ACCENT),), (Words(""),)))
        add_table(
            document,
            (_("Opérateur"), _("Nombre"), _("Part de la somme")),
            rows,
            (10, 3.4, 3.6),
            _("Logements à finalité sociale, un opérateur par ligne, puis les deux totaux"),
        )
        number_of_table += 1
    else:
        gap = _("Le rapport ne donne pas ici le détail par opérateur.")
        write(document.add_paragraph(), Words(gap, colour=QUIET))
    if stock.difference_sentence:
        write(document.add_paragraph(), Words(stock.difference_sentence, True))
    assert stock.age is not None
    source = f"{stock.source}, {stock.age.year}, {stock.age.label}."
    write(
        document.add_paragraph(), Words(" ".join(filter(None, (stock.units_sentence, source))), colour=QUIET)
    )
    return number_of_table


def _caption(document: Document, text: str, stock: HousingStock, number_of_table: int) -> None:
    caption = _("{text}, {name}").format(text=text, name=stock.territory.name)
    paragraph = add_caption(document, table_word(), caption, number_of_table)
    paragraph.paragraph_format.keep_with_next = True
