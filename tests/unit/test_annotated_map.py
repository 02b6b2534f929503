"""The annotated map: what is drawn, how it is told apart, and the same in picture and Word."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import combinations
from uuid import UUID

import docx
import geopandas as gpd
import pytest
from colorspacious import deltaE
from PIL import Image
from shapely import Point, box

from data.statistics import Statistics
from diagnostic.annotated_map import AnnotatedMap, MapService, annotated_map
from diagnostic.board import Board, Quadrant, Statement
from diagnostic.evidence import Document
from diagnostic.statement_place import place_of
from diagnostic.statement_qualities import StatementPlace
from exports.annotated_map_docx import annotated_map_docx
from exports.annotated_map_image import annotated_map_image
from indicators.theme_looks import THEME_LOOKS, ThemeLook
from pages._annotated.services import services_inside
from pages._map.annotated_map import annotated_base, ground_of, marks_of
from tests.unit.test_palettes import DEFICIENCIES, contrast_on_paper, seen_with

REPORT = Document(title="Rapport d'activité", organisation="CPAS", year=2021)
POINT = place_of("point", [(4.3455, 50.8440)], "place Anneessens")
LINE = place_of("ligne", [(4.3400, 50.8400), (4.3470, 50.8450)])
AREA = place_of("zone", [(4.3420, 50.8440), (4.3460, 50.8452), (4.3460, 50.8420)])


def statement(
    number: int, quadrant: Quadrant, theme: str, place: StatementPlace | None, text: str = "Constat"
) -> Statement:
    return Statement(
        id=str(UUID(int=number)),
        territory_level="quartier",
        territory_code="10",
        quadrant=quadrant,
        theme=theme,
        text=text,
        evidence=(REPORT,),
        position=number,
        version=1,
        archived=False,
        updated_at=datetime(2026, 11, 22, tzinfo=UTC),
        place=place,
    )


@pytest.fixture(scope="module")
def board(statistics: Statistics) -> Board:
    return Board(
        statistics.territory("10"),
        (
            statement(1, Quadrant.STRENGTH, "cohesion_sociale", POINT, "Deux lieux ouverts"),
            statement(2, Quadrant.WEAKNESS, "insalubrite", AREA, "<b>Humidité</b> & moisissures"),
            statement(3, Quadrant.WEAKNESS, "insalubrite", None),
            statement(4, Quadrant.THREAT, "amenagement", LINE, "Un chantier long"),
        ),
    )


@pytest.fixture(scope="module")
def view(board: Board) -> AnnotatedMap:
    service = MapService("Centre de santé", "Maison médicale", 4.344, 50.8435, "position à l'adresse")
    return annotated_map(board, [service])


def test_marks_carry_number_letter_theme_and_place(view: AnnotatedMap) -> None:
    assert [mark.badge for mark in view.marks] == ["1\u202fA", "2\u202fF", "3\u202fM"]
    assert [mark.heading for mark in view.marks] == [
        "Cohésion sociale",
        "Logement\u00a0› Insalubrité",
        "Espace public et mobilité\u00a0› Aménagement du territoire",
    ]
    assert [mark.where for mark in view.marks] == ["Point, place Anneessens", "Zone", "Ligne"]
    assert view.summary == "3\u00a0constats sur la carte\u00a0; 1 sans lieu."


def test_a_filter_keeps_the_numbers(board: Board) -> None:
    housing = annotated_map(board, theme="logement")
    assert [mark.badge for mark in housing.marks] == ["2\u202fF"]
    assert housing.title == "Carte annotée\u00a0: Anneessens, Logement"
    assert ", dont 1 avec ce filtre" in housing.summary
    threats = annotated_map(board, quadrant=Quadrant.THREAT)
    assert [mark.number for mark in threats.marks] == [3]
    assert not annotated_map(board, theme="logement", quadrant=Quadrant.THREAT).marks


def test_the_legend_names_the_themes_that_are_drawn(view: AnnotatedMap) -> None:
    assert [(entry.heading, entry.count) for entry in view.legend] == [
        ("Logement", 1),
        ("Cohésion sociale", 1),
        ("Espace public et mobilité", 1),
    ]


def test_a_theme_keeps_its_look_whatever_is_filtered(board: Board, view: AnnotatedMap) -> None:
    assert annotated_map(board, theme="logement").marks[0].look == view.marks[1].look


def test_a_theme_that_the_tree_has_lost_is_still_drawn(board: Board) -> None:
    lost = replace(board, statements=(statement(9, Quadrant.STRENGTH, "theme_retire", POINT),))
    found = annotated_map(lost)
    assert [entry.heading for entry in found.legend] == ["theme retire"]


# --- colours -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", THEME_LOOKS)
def test_white_numbers_are_readable_on_every_theme(look: ThemeLook) -> None:
    assert contrast_on_paper(look.colour) >= 4.5


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_themes_differ_for_colour_blind_people(deficiency: str) -> None:
    for first, second in combinations(THEME_LOOKS, 2):
        seen = [seen_with(one.colour, deficiency) for one in (first, second)]
        assert deltaE(*seen, input_space="sRGB1") >= 10, (first, second)


def test_no_two_themes_share_their_dashes() -> None:
    assert len({look.dashes for look in THEME_LOOKS}) == len(THEME_LOOKS)


# --- the browser's map -----------------------------------------------------------------------------------


def test_the_map_asks_no_other_host_and_keeps_its_script(statistics: Statistics) -> None:
    territory = statistics.territory("10")
    outline = statistics.outline("10")
    assert outline is not None
    ground = ground_of(statistics, territory, outline)
    pages = [annotated_base(ground).get_root().render() for _turn in range(2)]
    for page in pages:
        assert "http://" not in page.replace("http://www.w3.org", "") and "//cdn" not in page
        assert "/fond/leaflet/leaflet.js" in page and "/fond/carte/annotee.js" in page
    assert ground.neighbours.startswith("/geo/quartier/04000.geojson")
    assert [name["nom"] for name in ground.names if name["ici"]] == ["Anneessens"]
    (south, west), (north, east) = ground.frame
    assert south < 50.844 < north and west < 4.343 < east


def test_what_people_typed_cannot_close_the_script(view: AnnotatedMap) -> None:
    marks = marks_of(view, view.marks[0].statement.id, {"forme": "point", "positions": [[4.34, 50.84]]})
    assert [mark["forme"] for mark in marks["marques"]] == ["point", "zone", "ligne"]
    assert marks["choisi"] == view.marks[0].statement.id
    assert marks["marques"][1]["lignes"][0] == "<b>Humidité</b> & moisissures"
    assert marks["services"][0]["titre"] == "Centre de santé"
    assert json.loads(json.dumps(marks)) == marks


def test_services_are_those_inside_the_outline(statistics: Statistics) -> None:
    region = statistics.geometries().union_all()
    everywhere = services_inside(statistics, region)
    assert everywhere, "the bundled directory places some services"
    service = everywhere[0]
    nearby = gpd.GeoSeries([Point(service.longitude, service.latitude)], crs=4326).to_crs(31370)
    around = services_inside(statistics, nearby.iloc[0].buffer(30))
    assert service.name in [one.name for one in around]
    assert len(around) < len(everywhere)
    assert not services_inside(statistics, box(0, 0, 10, 10))


# --- picture and Word ------------------------------------------------------------------------------------


def test_the_picture_has_the_asked_width_and_grows_with_its_list(
    statistics: Statistics, view: AnnotatedMap
) -> None:
    outline = statistics.outline("10")
    assert outline is not None
    sizes = []
    for with_list in (False, True):
        image = annotated_map_image(
            view, outline, statistics.geometries(), "Contours", width_cm=20, dpi=60, with_list=with_list
        )
        sizes.append(Image.open(BytesIO(image)).size)
    assert sizes[0][0] == sizes[1][0] == pytest.approx(20 / 2.54 * 60, abs=1)
    assert sizes[1][1] > sizes[0][1]


def test_a_map_without_statement_or_neighbour_is_drawn_all_the_same(
    statistics: Statistics, board: Board
) -> None:
    outline = statistics.outline("10")
    assert outline is not None
    empty = annotated_map(replace(board, statements=()))
    image = annotated_map_image(empty, outline, None, "Contours", width_cm=12, dpi=50)
    assert Image.open(BytesIO(image)).format == "PNG"


def test_the_document_lists_every_mark_with_its_evidence(
    statistics: Statistics, view: AnnotatedMap, board: Board
) -> None:
    outline = statistics.outline("10")
    assert outline is not None
    content = annotated_map_docx(
        view, board, outline, statistics.geometries(), "Contours", date(2026, 11, 22)
    )
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for mark in view.marks:
        assert {mark.badge, mark.statement.text, mark.where, mark.statement.reference} <= set(cells)
    assert "Centre de santé" in cells
    assert any("Rapport d'activité" in paragraph.text for paragraph in document.paragraphs)
    assert len(document.inline_shapes) == 1
