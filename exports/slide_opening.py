"""The first slides of a fiche: cover, three things to remember, map."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from geopandas import GeoDataFrame
from pptx.presentation import Presentation as Deck

from exports.alt_text import map_alt_text
from exports.fiche_content import (
    cover_lines,
    figure_notes,
    key_points_title,
    no_key_point,
    publishers_line,
    verdict_colour,
    version_lines,
)
from exports.look import QUIET, author
from exports.map_image import map_image
from exports.slide_layouts import (
    BODY_INDEX,
    COMMENT_INDEX,
    HERO_INDEX,
    MARGIN,
    PICTURE,
    PICTURE_INDEX,
    POINT_NUMBERS,
    POINT_TEXTS,
    WIDTH,
    Layout,
)
from exports.slide_template import add_slide, remove_placeholder
from exports.slide_text import Line, describe, fill, write_notes
from exports.text_width import text_width, wrap
from indicators.figure import Figure
from indicators.french import NBSP
from indicators.language import _
from indicators.map_view import MapView
from indicators.profile import Profile

_CM_PER_INCH = 2.54
_DPI = 200


def add_cover(deck: Deck, profile: Profile, generated_on: date) -> None:
    """Name, communes, date, version of the statistics."""
    slide = add_slide(deck, Layout.COVER, profile.territory.name)
    places: dict[int, Any] = {s.placeholder_format.idx: s for s in slide.placeholders}
    fill(places[1].text_frame, [Line(text) for text in cover_lines(profile.territory)])
    fill(
        places[10].text_frame,
        [Line(text) for text in version_lines(generated_on, profile.statistics_version)],
    )
    fill(places[11].text_frame, [Line(author())])


def add_key_points(deck: Deck, profile: Profile) -> None:
    """One numbered sentence for each point; a plain one when nothing can be compared."""
    points = profile.key_points
    footer = publishers_line(tuple(f for f in profile.figures if f.sentence in points)) if points else ""
    if not points:
        slide = add_slide(deck, Layout.CONTENT, key_points_title(0), _("Diagnostic de quartier"))
        fill(_place(slide, BODY_INDEX).text_frame, [Line(no_key_point(profile.territory), points=24)])
        return
    if not any(f.sentence in points for f in profile.figures):
        footer = profile.services_note
    slide = add_slide(deck, Layout.POINTS, key_points_title(len(points)), footer)
    width = (WIDTH - 2 * MARGIN - 1.2) * 72
    fits = all(len(wrap(text, 24 * 1.03, width)) <= 3 for text in points)
    for row in range(3):
        if row < len(points):
            fill(_place(slide, POINT_NUMBERS[row]).text_frame, [Line(str(row + 1))])
            fill(_place(slide, POINT_TEXTS[row]).text_frame, [Line(points[row], points=24 if fits else 18)])
        else:
            remove_placeholder(slide, POINT_NUMBERS[row])
            remove_placeholder(slide, POINT_TEXTS[row])
    spoken = [note for f in profile.figures if f.sentence in points for note in figure_notes(f)]
    write_notes(slide, spoken or points)


def add_map(deck: Deck, profile: Profile, map_view: MapView, geometries: GeoDataFrame) -> None:
    """The map with its legend, and beside it the figure of the quartier in large type."""
    territory = profile.territory
    title = _("{short}\u00a0: {name} dans la Région").format(
        short=map_view.indicator.short_title, name=territory.name
    )
    slide = add_slide(deck, Layout.MAP, title, map_view.values_source)
    image = map_image(
        map_view,
        geometries,
        territory.code,
        PICTURE.width * _CM_PER_INCH,
        _DPI,
        height_cm=PICTURE.height * _CM_PER_INCH,
        points=12,
    )
    picture = _place(slide, PICTURE_INDEX).insert_picture(BytesIO(image))
    describe(picture, map_alt_text(map_view, territory.code))
    figure = profile.figure(map_view.indicator.id)
    if figure is not None and figure.year != map_view.year:
        figure = None
    cell = map_view.cell(territory.code)
    value = figure.value_text if figure else cell.value_text if cell else ""
    if not value:
        remove_placeholder(slide, HERO_INDEX)
    else:
        fill(_place(slide, HERO_INDEX).text_frame, [Line(value, points=_hero_points(value))])
    count = figure.count_text if figure else cell.count_text if cell else ""
    lines = [Line(f"{territory.name}, {map_view.year}", True), Line(count)]
    fill(_place(slide, COMMENT_INDEX).text_frame, [x for x in [*lines, *_compared(figure)] if x.text])
    write_notes(
        slide,
        figure_notes(figure) if figure else [map_view.title, *map_view.indicator.caveats_at(map_view.level)],
    )


def _compared(figure: Figure | None) -> list[Line]:
    comparison = figure.main_comparison if figure else None
    if comparison is None:
        return []
    verdict = f"{comparison.symbol}{NBSP}{comparison.word}"
    return [
        Line(verdict, True, verdict_colour(comparison.tone), 20),
        Line(comparison.benchmark_text, False, QUIET),
    ]


def _hero_points(value: str) -> float:
    width = (WIDTH - 2 * MARGIN - PICTURE.width - 0.45) * 72
    return next((p for p in (48, 40, 32, 26) if text_width(value, p * 1.03, bold=True) <= width), 22)


def _place(slide: Any, index: int) -> Any:
    return next(s for s in slide.placeholders if s.placeholder_format.idx == index)
