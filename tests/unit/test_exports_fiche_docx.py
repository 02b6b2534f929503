"""The fiche in Word: the same texts as the slides, with real headings, tables and alt texts."""

from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from exports.fiche_docx import fiche_docx
from tests.unit import exports_samples as samples


@cache
def document_of(name: str) -> Any:
    view = samples.map_view()
    profile, board = {
        "anneessens": (samples.anneessens(), samples.board()),
        "park": (samples.park(), None),
        "long": (samples.anneessens(samples.LONG_NAME), samples.hostile_board()),
    }[name]
    return docx.Document(BytesIO(fiche_docx(profile, view, samples.geometries(view), board, samples.TODAY)))


def rows(document: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def headings(document: Any, level: int) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == f"Heading {level}"]


def everything(document: Any) -> str:
    return "\n".join([p.text for p in document.paragraphs] + [text for row in rows(document) for text in row])


def test_every_figure_is_printed_with_the_year_and_the_words_of_the_view_model() -> None:
    printed = rows(document_of("anneessens"))
    for figure in samples.anneessens().figures:
        row = next(row for row in printed if row[0] == figure.indicator.title)
        assert row[1:3] == [figure.value_text, str(figure.year)]
        assert row[3] == (figure.count_text or "–")
        assert row[5] == figure.source_text
        comparison = figure.main_comparison
        if comparison:
            said = [f"{comparison.symbol}\u00a0{comparison.word}", comparison.benchmark_text]
            assert row[4].splitlines() == [*said, *filter(None, [figure.interval_text])]


def test_sentences_and_key_points_are_those_of_the_view_model() -> None:
    texts = [p.text for p in document_of("anneessens").paragraphs]
    for sentence in (*samples.anneessens().key_points, *(f.sentence for f in samples.anneessens().figures)):
        assert sentence in texts


def test_headings_are_real_and_in_order() -> None:
    document = document_of("anneessens")
    assert headings(document, 1) == [
        "Trois choses à retenir", "Sur la carte", "Chiffres clés", "Évolution",
        "Services connus", "Grille AFOM", "Sources et licences",
        "À savoir avant d'utiliser ces chiffres",
    ]  # fmt: skip
    assert headings(document, 2)[:2] == ["Population", "Revenus et emploi"]
    assert document.paragraphs[0].style.name == "Title"


@pytest.mark.parametrize("name", ["anneessens", "park", "long"])
def test_every_picture_has_a_text_and_every_table_a_header_that_comes_back(name: str) -> None:
    document = document_of(name)
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert pictures
    for picture in pictures:
        assert len(picture.get("descr")) > 40
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_pictures_and_tables_have_captions_that_word_can_list() -> None:
    captions = [p for p in document_of("anneessens").paragraphs if p.style.name == "Caption"]
    assert [p.text.split(".")[0] for p in captions[:2]] == ["Figure\u00a01", "Tableau\u00a01"]
    assert any("SEQ Tableau" in e.text for p in captions for e in p._p.iter(qn("w:instrText")))


def test_pages_are_numbered_by_a_field() -> None:
    section = document_of("anneessens").sections[0]
    for footer in (section.footer, section.first_page_footer):
        codes = [e.text.strip() for e in footer._element.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]


def test_the_language_is_french_of_belgium() -> None:
    document = document_of("anneessens")
    assert {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))} == {"fr-BE"}
    assert document.core_properties.language == "fr-BE"
    assert document.core_properties.author == "Diagnostic de quartier"


def test_a_park_is_printed_without_curve_and_without_invented_figures() -> None:
    document = document_of("park")
    assert "Évolution" not in headings(document, 1)
    assert "À retenir" in headings(document, 1)
    assert all(row[1] == "sans objet" for row in rows(document) if len(row) == 6 and row[0] != "Indicateur")
    assert "L'outil ne connaît encore aucun service" in everything(document)


def test_sources_outlines_and_the_incomplete_directory_are_printed() -> None:
    text = everything(document_of("anneessens"))
    for source in samples.anneessens().sources:
        assert source.attribution in text and source.licence in text
    assert "Brussels UrbIS" in text and "Répertoire incomplet" in text and samples.VERSION in text


def test_a_service_links_to_the_page_where_it_was_seen() -> None:
    document = document_of("anneessens")
    addresses = {r.target_ref for r in document.part.rels.values() if r.is_external}
    assert addresses == {"https://www.exemple.be/une-page"}


def test_an_empty_list_says_so() -> None:
    text = everything(document_of("long"))
    assert text.count("Aucun constat dans cette liste pour le moment.") == 4
