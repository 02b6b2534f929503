"""Word and slides print the housing stock, isolation and denominators of the very view models of the page."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pptx
import pytest
from docx.oxml.ns import qn

from data.reported_profile import reported_profile
from data.statistics import Statistics, open_statistics
from data.views import map_of
from diagnostic.board import Board
from diagnostic.contents.theme import AfomTheme
from exports.fiche_docx import fiche_docx
from exports.fiche_pptx import fiche_pptx
from tests.unit import exports_samples as samples

DAY = date(2026, 3, 1)
TOLD = "Des personnes âgées très isolées"


def board_of(statistics: Statistics, code: str) -> Board:
    told = samples.statement(TOLD, theme=AfomTheme.COHESION, evidence=(samples.TESTIMONY,), number=1)
    return Board(statistics.territory(code), (told,) if code == "10" else ())


@cache
def word(code: str) -> Any:
    statistics = open_statistics()
    profile = reported_profile(statistics, code)
    view, shapes = map_of(statistics, profile.territory, "bim")
    return docx.Document(BytesIO(fiche_docx(profile, view, shapes, board_of(statistics, code), DAY)))


@cache
def slides(code: str) -> list[list[str]]:
    statistics = open_statistics()
    profile = reported_profile(statistics, code)
    view, shapes = map_of(statistics, profile.territory, "bim")
    deck = pptx.Presentation(BytesIO(fiche_pptx(profile, view, shapes, None, DAY)))
    found = []
    for slide in deck.slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        texts += [
            cell.text
            for shape in slide.shapes
            if shape.has_table
            for row in shape.table.rows
            for cell in row.cells
        ]
        found.append(texts)
    return found


def rows(document: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def headings(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == "Heading 1"]


def everything(document: Any) -> str:
    return "\n".join([p.text for p in document.paragraphs] + [text for row in rows(document) for text in row])


def test_the_sections_stand_between_the_figures_and_the_trend() -> None:
    found = headings(word("10"))
    start = found.index("Chiffres clés")
    assert found[start + 1 : start + 5] == [
        "Logement\u00a0: ce que l'on sait du parc",
        "Isolement\u00a0: chiffres et paroles côte à côte",
        "De quelle population parle-t-on\u00a0?",
        "Évolution",
    ]


def test_the_operators_and_both_totals_are_printed(statistics: Statistics) -> None:
    stock = reported_profile(statistics, "10").housing(DAY.year)
    assert stock is not None
    printed = rows(word("10"))
    for part in stock.parts:
        assert [part.operator, part.dwellings_text, part.share_text] in printed
    assert ["Somme des postes, refaite par l'outil", "756", ""] in printed
    assert ["Total imprimé par le rapport", "769", ""] in printed
    text = everything(word("10"))
    for sentence in (stock.difference_sentence, stock.share_sentence, stock.social_sentence):
        assert sentence and sentence in text


def test_old_figures_say_so_in_words(statistics: Statistics) -> None:
    row = next(row for row in rows(word("10")) if row[1].startswith("Loyer moyen"))
    assert row[2:] == ["496\u00a0€/mois", "2009\nancien, il y a 17\u00a0ans"]
    flats = next(row for row in rows(word("10")) if row[1].startswith("Logements en appartement"))
    assert flats[3] == "2021\nil y a 5\u00a0ans"


def test_isolation_prints_figures_and_testimonies_with_their_witness(statistics: Statistics) -> None:
    voices = next(row for row in rows(word("10")) if row[0] == TOLD)
    assert voices[1] == "Service d'accompagnement des locataires (logement), entretien, mai 2021"
    assert any(row[1] == "297\u00a0personnes" for row in rows(word("10")) if len(row) == 3)
    assert "L'outil ne conclut pas" in everything(word("10"))


def test_denominators_are_the_sentences_of_the_view_model(statistics: Statistics) -> None:
    found = reported_profile(statistics, "10").denominators
    assert found is not None
    text = everything(word("10"))
    for sentence in (
        *(pair.sentence for pair in found.pairs),
        found.verdict,
        found.advice,
        found.source_text,
    ):
        assert sentence in text


def test_the_report_is_named_among_the_sources_where_it_is_quoted() -> None:
    attribution = "CPAS de Bruxelles, rapport du référent de quartier, 2021"
    assert attribution in everything(word("10"))
    assert attribution not in everything(word("1"))


def test_captions_of_tables_count_without_a_gap() -> None:
    numbers = [
        int(p.text.split(".")[0].split("\u00a0")[1])
        for p in word("10").paragraphs
        if p.style.name == "Caption" and p.text.startswith("Tableau")
    ]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("code", ["10", "8", "1", "906"])
def test_every_table_has_a_header_that_comes_back_and_a_description(code: str) -> None:
    for table in word(code).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_a_quartier_without_report_and_a_park_print_what_they_have() -> None:
    assert "De quelle population parle-t-on\u00a0?" not in headings(word("1"))
    assert "Aucun témoignage sur l'isolement" in everything(word("1"))
    assert not [title for title in headings(word("906")) if title.startswith(("Logement", "Isolement"))]


def test_marolles_say_that_there_is_no_detail_by_operator() -> None:
    text = everything(word("8"))
    assert "2\u202f053 ménages sur 6\u202f162 font 33,32\u00a0%" in text
    assert "Le rapport ne donne pas ici le détail par opérateur." in text


def test_one_slide_holds_the_operators_after_the_theme_of_housing() -> None:
    titles = [texts[0] for texts in slides("10")]
    place = titles.index("Logements à finalité sociale")
    assert titles[place - 1] == "Logement\u00a0: chiffres clés"
    assert {"147", "59", "31", "262", "257", "756", "769"} <= set(slides("10")[place])
    assert any("13 de moins" in text for text in slides("10")[place])
    assert "Logements à finalité sociale" not in [texts[0] for texts in slides("8")]
