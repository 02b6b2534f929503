"""The fiche as slides: the figures of the view model, in real placeholders, in French."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from exports.fiche_pptx import fiche_pptx
from exports.slide_layouts import Layout
from tests.unit import exports_samples as samples

BOTTOM_OF_CONTENT = Inches(6.9)


@cache
def deck_of(name: str) -> Any:
    view = samples.map_view()
    profile, board = {
        "anneessens": (samples.anneessens(), samples.board()),
        "long": (samples.anneessens(samples.LONG_NAME), samples.board(40, samples.LONG_NAME)),
        "park": (samples.park(), samples.Board(samples.PARK, ())),
        "without grid": (samples.anneessens(), None),
        "hostile": (samples.anneessens(), samples.hostile_board()),
    }[name]
    content = fiche_pptx(profile, view, samples.geometries(view), board, samples.TODAY)
    return Presentation(BytesIO(content))


ALL = ("anneessens", "long", "park", "without grid", "hostile")


def slides_with(deck: Any, layout: Layout) -> list[Any]:
    return [slide for slide in deck.slides if slide.slide_layout.name == layout.value]


def table_rows(deck: Any) -> Iterator[list[str]]:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                for row in list(shape.table.rows)[1:]:
                    yield [cell.text_frame.text for cell in row.cells]


def texts_of(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_slides_are_wide_and_in_the_order_of_a_presentation() -> None:
    deck = deck_of("anneessens")
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[:3] == ["Anneessens", "Trois choses à retenir", "BIM\u00a0: Anneessens dans la Région"]
    assert "Sources et licences" in titles[-3:] or "Sources et licences" in titles


def test_the_cover_says_commune_day_and_version() -> None:
    cover = texts_of(deck_of("anneessens").slides[0])
    for text in ("Fiche quartier", "Commune\u00a0: Bruxelles", "21 novembre 2025", samples.VERSION):
        assert text in cover


def test_every_figure_is_printed_with_the_year_and_the_words_of_the_view_model() -> None:
    rows = list(table_rows(deck_of("anneessens")))
    for figure in samples.anneessens().figures:
        row = next(row for row in rows if row[0] == figure.indicator.title)
        assert row[1] == figure.value_text
        assert row[2] == str(figure.year)
        assert row[3] == (figure.count_text or "–")
        assert row[5] == figure.source_text
        comparison = figure.main_comparison
        if comparison:
            said = [f"{comparison.symbol}\u00a0{comparison.word}", comparison.benchmark_text]
            assert row[4].splitlines() == [*said, *filter(None, [figure.interval_text])]


def test_each_key_point_stands_on_its_own_line() -> None:
    slide = slides_with(deck_of("anneessens"), Layout.POINTS)[0]
    for sentence in samples.anneessens().key_points:
        assert sentence in texts_of(slide)


def test_a_park_says_that_the_figures_are_without_object() -> None:
    deck = deck_of("park")
    assert "sans objet" in texts_of(deck.slides[1])
    assert all(row[1] == "sans objet" for row in table_rows(deck) if len(row) == 6)
    assert not any(shape.has_chart for slide in deck.slides for shape in slide.shapes)


@pytest.mark.parametrize("name", ALL)
def test_titles_are_title_placeholders_and_no_placeholder_is_left_empty(name: str) -> None:
    for slide in deck_of(name).slides:
        assert slide.shapes.title is not None and slide.shapes.title.text_frame.text
        for shape in slide.shapes:
            assert shape.is_placeholder, f"a loose shape on «{slide.shapes.title.text_frame.text}»"
            assert not shape.has_text_frame or shape.text_frame.text


@pytest.mark.parametrize("name", ALL)
def test_every_slide_but_the_cover_has_a_source_line_and_a_number(name: str) -> None:
    for position, slide in enumerate(deck_of(name).slides, start=1):
        if position == 1:
            continue
        kinds = {s._element.find(".//" + qn("p:ph")).get("type"): s for s in slide.placeholders}
        assert kinds["ftr"].text_frame.text
        assert slide._element.find(".//" + qn("a:fld")).get("type") == "slidenum"


@pytest.mark.parametrize("name", ALL)
def test_every_picture_chart_and_table_has_a_text_for_the_ear(name: str) -> None:
    seen = 0
    for slide in deck_of(name).slides:
        for tag in ("p:pic", "p:graphicFrame"):
            for element in slide._element.iter(qn(tag)):
                assert element.find(".//" + qn("p:cNvPr")).get("descr")
                seen += 1
    assert seen >= 3


@pytest.mark.parametrize("name", ["anneessens", "hostile"])
def test_french_is_written_on_every_run_and_in_the_defaults(name: str) -> None:
    deck = deck_of(name)
    roots = [deck.part._element, deck.slide_master._element, *(x._element for x in deck.slide_layouts)]
    for slide in deck.slides:
        roots.append(slide._element)
        if slide.has_notes_slide:
            roots.append(slide.notes_slide._element)
        roots += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
    for root in roots:
        for tag in ("a:rPr", "a:defRPr", "a:endParaRPr"):
            assert {e.get("lang") for e in root.iter(qn(tag))} <= {"fr-BE"}
        for run in root.iter(qn("a:r")):
            assert run.find(qn("a:rPr")) is not None
    assert deck.core_properties.language == "fr-BE"


def test_the_properties_name_the_tool_and_nobody() -> None:
    properties = deck_of("anneessens").core_properties
    assert properties.author == properties.last_modified_by == "Diagnostic de quartier"
    assert properties.title == "Fiche quartier Anneessens"


def test_the_look_lives_in_the_master_and_the_theme() -> None:
    deck = deck_of("anneessens")
    theme = etree.tostring(etree.fromstring(deck.slide_master.part.part_related_by(THEME).blob)).decode()
    assert 'typeface="Arial"' in theme and "0F4C5C" in theme and "4F81BD" not in theme
    assert [layout.name for layout in deck.slide_layouts] == [layout.value for layout in Layout]
    assert any(shape.name == "Barre d'accent" for shape in deck.slide_master.shapes)


THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"


@pytest.mark.parametrize("name", ALL)
def test_no_text_is_smaller_than_twelve_points(name: str) -> None:
    deck = deck_of(name)
    roots = [slide._element for slide in deck.slides] + [x._element for x in deck.slide_layouts]
    roots += [s.chart._chartSpace for slide in deck.slides for s in slide.shapes if s.has_chart]
    sizes = {int(e.get("sz")) for root in roots for e in root.iter() if e.get("sz", "").isdigit()}
    assert min(sizes) >= 1200


@pytest.mark.parametrize("name", ALL)
def test_tables_end_above_the_source_line(name: str) -> None:
    for slide in deck_of(name).slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.top + shape.height <= BOTTOM_OF_CONTENT


@pytest.mark.parametrize("name", ["without grid", "park"])
def test_without_any_constat_there_is_no_slide_for_the_grid(name: str) -> None:
    assert not slides_with(deck_of(name), Layout.LISTS)
    assert slides_with(deck_of("anneessens"), Layout.LISTS)


def test_archived_constats_are_nowhere() -> None:
    for slide in deck_of("anneessens").slides:
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        assert "archivé" not in texts_of(slide) + notes


def test_the_speaker_finds_sentence_and_caveats_under_each_table() -> None:
    deck = deck_of("anneessens")
    notes = "\n".join(s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide)
    for figure in samples.anneessens().figures:
        assert figure.sentence in notes
    assert "le non-recours n'est pas mesuré ici" in notes


def test_sources_licences_and_the_incomplete_directory_are_printed() -> None:
    deck = deck_of("anneessens")
    everything = "\n".join(text for row in table_rows(deck) for text in row)
    for source in samples.anneessens().sources:
        assert source.attribution in everything
        assert source.licence in everything
    assert "Brussels UrbIS" in everything
    services = next(s for s in deck.slides if s.shapes.title.text_frame.text.startswith("Services"))
    assert "Répertoire incomplet" in texts_of(services)
    empty = next(s for s in deck_of("park").slides if s.shapes.title.text_frame.text.startswith("Services"))
    assert "Répertoire incomplet" in texts_of(empty)


def test_a_long_name_and_long_tables_keep_their_type_readable() -> None:
    deck = deck_of("long")
    assert deck.slides[0].shapes.title.text_frame.text == "Parc Baudouin - Dielegembos"
    assert Pt(12) <= min(
        run.font.size
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size
    )
