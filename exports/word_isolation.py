"""Isolation in Word: what figures say, what people say, and no verdict of ours."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Cm

from exports.look import ACCENT, QUIET
from exports.word_dated import dated_cell, tone
from exports.word_table import Cell, add_caption, add_table, table_word
from exports.word_text import Words, write
from indicators.isolation_view import IsolationView, rule_words
from indicators.language import _


def add_isolation(document: Document, view: IsolationView, first_table: int) -> int:
    """Add the section; `first_table` numbers its tables. Returns the number of the next one."""
    document.add_heading(_("Isolement\u00a0: chiffres et paroles côte à côte"), 1)
    following = first_table
    document.add_heading(view.numbers_heading, 2)
    if view.numbers:
        caption = _("{text}, {name}").format(text=view.numbers_heading, name=view.territory.name)
        paragraph = add_caption(document, table_word(), caption, following)
        paragraph.paragraph_format.keep_with_next = True
        add_table(
            document,
            (_("Qui"), _("Valeur"), _("Année")),
            [_row_of_number(view, index) for index in range(len(view.numbers))],
            (10, 3.8, 3.2),
            _("Chiffres sur les personnes qui vivent seules, avec l'année et l'ancienneté de chacun"),
        )
        following += 1
    else:
        write(document.add_paragraph(), Words(view.no_number, colour=QUIET))
    if view.alone_sentence:
        write(document.add_paragraph(), Words(view.alone_sentence))
    document.add_heading(view.voices_heading, 2)
    if view.voices:
        caption = _("{text}, {name}").format(text=view.voices_heading, name=view.territory.name)
        paragraph = add_caption(document, table_word(), caption, following)
        paragraph.paragraph_format.keep_with_next = True
        add_table(
            document,
            (_("Constat"), _("Qui le dit")),
            [
                (
                    (Words(voice.text, points=10),),
                    tuple(Words(who, colour=QUIET, points=8.5) for who in voice.who),
                )
                for voice in view.voices
            ],
            (11, 6),
            _("Constats qui s'appuient sur un témoignage, un par ligne"),
        )
        following += 1
        rule = document.add_paragraph()
        rule.paragraph_format.keep_with_next = True
        write(rule, Words(rule_words(), colour=QUIET, points=9))
    else:
        write(document.add_paragraph(), Words(view.no_voice, colour=QUIET))
    reading = document.add_paragraph()
    reading.paragraph_format.space_before = Cm(0.2)
    write(reading, Words(view.reading, True))
    return following


def _row_of_number(view: IsolationView, index: int) -> tuple[Cell, ...]:
    one = view.numbers[index]
    notes = tuple(Words(text, colour=QUIET, points=8.5) for text in (one.detail, one.source) if text)
    return (
        (Words(one.subject, colour=tone(one.age)), *notes),
        (Words(one.value, True, QUIET if one.age.is_old else ACCENT),),
        dated_cell(one.age),
    )
