"""The journal in Word: its tables, numbered, in French, without what was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Cm

from diagnostic.contents.journal import TestimonyRecord
from diagnostic.journal import Journal
from diagnostic.journal_tables import report_tables
from exports.journal_docx import journal_docx
from tests.unit.journal_sample import anneessens, entry, reading

TODAY = date(2026, 11, 21)
HEADING = "Diagnostic\u00a0: Anneessens"


def printed(journal: Journal) -> Any:
    return docx.Document(BytesIO(journal_docx(HEADING, report_tables(journal), TODAY)))


@cache
def sample() -> Any:
    return printed(anneessens())


def styled(document: Any, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == style]


def test_every_table_of_the_report_has_its_heading_caption_and_rows() -> None:
    tables = report_tables(anneessens())
    titles = [one.title for one in tables]
    assert styled(sample(), "Heading 1") == titles
    assert styled(sample(), "Caption") == [
        f"Tableau\u00a0{number}. {title}" for number, title in enumerate(titles, start=1)
    ]
    assert [len(one.rows) for one in sample().tables] == [
        1 + len(one.rows) + bool(one.totals) for one in tables
    ]
    for made, one in zip(sample().tables, tables, strict=True):
        assert tuple(cell.text for cell in made.rows[0].cells) == one.heads
        assert tuple(cell.text for cell in made.rows[1].cells) == one.rows[0]


def test_heads_come_back_on_every_page_and_every_table_is_described() -> None:
    for made, one in zip(sample().tables, report_tables(anneessens()), strict=True):
        assert made.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert made._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == one.title


def test_tables_stay_between_the_margins() -> None:
    section = sample().sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for made in sample().tables:
        assert abs(sum(column.width for column in made.columns) - room) < Cm(0.05)


def test_the_document_is_in_belgian_french_and_names_its_diagnostic() -> None:
    assert sample().core_properties.language == "fr-BE"
    assert styled(sample(), "Title") == ["Journal de la démarche"]
    assert styled(sample(), "Subtitle") == [f"{HEADING}, 21 novembre 2026"]


def test_counts_stand_before_their_table() -> None:
    text = [one.text for one in sample().paragraphs]
    assert "23\u00a0entretiens et 2\u00a0focus groups, 30\u00a0participant·es." in text
    assert "40\u00a0documents produits, dont 23\u00a0fiches de lecture." in text


def test_what_was_said_and_the_day_are_not_printed() -> None:
    told = TestimonyRecord(
        function="Service logement", sector="Logement", on=date(2021, 5, 20), said="Des mots confiés."
    )
    document = printed(Journal(testimonies=(entry(told, 1),)))
    everything = document.element.xml
    assert "Service logement" in everything and "mai 2021" in everything
    assert "Des mots confiés" not in everything and "20/05/2021" not in everything


def test_a_table_without_rows_says_so_and_takes_no_number() -> None:
    document = printed(replace(anneessens(), phases=(), readings=()))
    assert styled(document, "Caption")[0].startswith("Tableau\u00a01. Témoins")
    assert "Aucun document lu n'est encore noté." in [one.text for one in document.paragraphs]
    assert len(printed(Journal()).tables) == 0


def test_whatever_people_typed_is_printed() -> None:
    titles = ["<script>alert(1)</script>", "دليل الخدمات", "Nul\x00octet", "Deux\nlignes"]
    journal = Journal(readings=tuple(entry(reading(one, 2020), one) for one in titles))
    cells = {row.cells[1].text for row in printed(journal).tables[0].rows[1:]}
    assert cells == {titles[0], titles[1], "Nul\ufffdoctet", titles[3]}
