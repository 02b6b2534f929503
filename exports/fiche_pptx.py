"""The fiche quartier as slides for a projector, made of real placeholders that people can edit."""

from __future__ import annotations

from datetime import date, datetime

from geopandas import GeoDataFrame
from pptx.presentation import Presentation as Deck

from diagnostic.board import Board
from exports.fiche_content import (
    NOTHING,
    caveat_rows,
    fiche_word,
    figure_header,
    figure_notes,
    figure_row,
    long_date,
    publishers_line,
    service_header,
    service_row,
    source_header,
    source_rows,
)
from exports.look import ACCENT, LANGUAGE, QUIET, SMALLEST_SLIDE_POINTS, author
from exports.safe_text import property_text
from exports.slide_chart import add_trend_slide
from exports.slide_housing import HOUSING, add_housing_slide
from exports.slide_layouts import BODY_INDEX, Layout
from exports.slide_lists import add_board_slide
from exports.slide_opening import add_cover, add_key_points, add_map
from exports.slide_table import Row, TableContent, add_table_slides
from exports.slide_template import add_slide, blank_deck, to_bytes
from exports.slide_text import Line, fill, write_notes
from exports.trend import trend_figure
from indicators.catalogue import Theme
from indicators.figure import Figure
from indicators.language import _
from indicators.map_view import MapView
from indicators.profile import Profile
from indicators.reported_profile import ReportedProfile

_ANNEX_SIZES = (14, SMALLEST_SLIDE_POINTS)


def fiche_pptx(
    profile: Profile,
    map_view: MapView,
    geometries: GeoDataFrame,
    board: Board | None,
    generated_on: date,
) -> bytes:
    """Print the fiche as a 16:9 presentation.

    `geometries` has the columns `code` and `geometry` (EPSG:31370) of the map's level;
    the AFOM slide is left out without a `board`, or when nobody has written a constat yet.
    """
    deck = blank_deck()
    _put_properties(deck, profile, generated_on)
    add_cover(deck, profile, generated_on)
    add_key_points(deck, profile)
    add_map(deck, profile, map_view, geometries)
    for theme, figures in profile.by_theme():
        _add_figures(deck, theme, figures)
        if theme.id == HOUSING and isinstance(profile, ReportedProfile):
            add_housing_slide(deck, profile.housing(generated_on.year))
    drawn = trend_figure(profile, map_view.indicator.id)
    if drawn is not None:
        add_trend_slide(deck, drawn)
    _add_services(deck, profile)
    if board is not None and board.statements:
        add_board_slide(deck, board, _board_footer(generated_on))
    _add_sources(deck, profile)
    _add_caveats(deck, profile)
    return to_bytes(deck)


def _put_properties(deck: Deck, profile: Profile, generated_on: date) -> None:
    properties = deck.core_properties
    properties.title = property_text(f"{fiche_word(profile.territory)} {profile.territory.name}")
    properties.subject = property_text(
        _("Chiffres, carte et constats, {version}").format(version=profile.statistics_version)
    )
    properties.author = properties.last_modified_by = author()
    properties.language = LANGUAGE
    properties.keywords = properties.comments = properties.category = ""
    properties.created = properties.modified = datetime.combine(generated_on, datetime.min.time())
    properties.revision = 1


def _figure_cells(figure: Figure) -> Row:
    row = figure_row(figure)
    value = Line(row.value, True, ACCENT, 2) if row.has_value else Line(row.value, False, QUIET)
    compared = [Line(row.verdict, row.verdict != NOTHING, row.verdict_colour)]
    if row.benchmark:
        compared.append(Line(row.benchmark, False, QUIET, -2))
    if row.interval:
        compared.append(Line(row.interval, False, QUIET, -2))
    return (
        (Line(row.title),),
        (value,),
        (Line(row.year),),
        (Line(row.count),),
        tuple(compared),
        (Line(row.source, False, QUIET, -2),),
    )


def _add_figures(deck: Deck, theme: Theme, figures: tuple[Figure, ...]) -> None:
    content = TableContent(
        title=_("{theme}\u00a0: chiffres clés").format(theme=theme.title),
        header=figure_header(),
        rows=tuple(_figure_cells(figure) for figure in figures),
        widths=(3.1, 1.75, 0.85, 1.75, 2.55, 1.95),
        footer=publishers_line(figures),
        description=_("Tableau\u00a0: {sentences}").format(sentences=" ".join(f.sentence for f in figures)),
    )
    for slide, page in add_table_slides(deck, content):
        write_notes(slide, [note for index in page for note in figure_notes(figures[index])])


def _add_services(deck: Deck, profile: Profile) -> None:
    title = _("Services connus")
    if not profile.services:
        slide = add_slide(deck, Layout.CONTENT, title, _("Répertoire incomplet"))
        body = next(s for s in slide.placeholders if s.placeholder_format.idx == BODY_INDEX)
        fill(
            body.text_frame,
            [Line(profile.no_service, True, points=24), Line(profile.services_note, False, QUIET, 18)],
        )
        return
    rows: list[Row] = []
    for service in profile.services:
        row = service_row(service)
        links = tuple(Line(text, False, QUIET, -2, link) for text, link in row.links)
        rows.append(((Line(row.name, True),), (Line(row.kind),), (Line(row.address),), links))
    content = TableContent(
        title=title,
        header=service_header(),
        rows=tuple(rows),
        note=profile.services_note,
        widths=(3.4, 2.6, 3.0, 2.6),
        footer=_("Sources\u00a0: pages publiques nommées à côté de chaque service."),
        description=_("Tableau des services\u00a0: {names}.").format(
            names=", ".join(service.name for service in profile.services)
        ),
    )
    for slide, _page in add_table_slides(deck, content):
        write_notes(slide, [profile.services_note])


def _board_footer(generated_on: date) -> str:
    return _(
        "Constats au {day}. Preuves et références\u00a0: grille AFOM en Word, et notes de cette diapositive."
    ).format(day=long_date(generated_on))


def _add_sources(deck: Deck, profile: Profile) -> None:
    content = TableContent(
        title=_("Sources et licences"),
        header=source_header(),
        rows=tuple(
            (tuple(Line(text) for text in texts), (Line(licence, False, QUIET),))
            for texts, licence in source_rows(profile)
        ),
        widths=(8.6, 3.4),
        footer=_("Version des statistiques\u00a0: {version}").format(version=profile.statistics_version),
        description=_("Tableau des sources, de leur usage et de leur licence"),
        sizes=_ANNEX_SIZES,
        size_when_long=SMALLEST_SLIDE_POINTS,
    )
    add_table_slides(deck, content)


def _add_caveats(deck: Deck, profile: Profile) -> None:
    content = TableContent(
        title=_("À savoir avant d'utiliser ces chiffres"),
        header=(_("Chiffre"), _("Mise en garde")),
        rows=tuple(
            ((Line(names, True),), tuple(Line(text) for text in texts))
            for names, texts in caveat_rows(profile)
        ),
        widths=(3.0, 9.0),
        footer=publishers_line(profile.figures),
        description=_("Tableau des mises en garde, un chiffre ou plusieurs par ligne"),
        sizes=_ANNEX_SIZES,
        size_when_long=SMALLEST_SLIDE_POINTS,
    )
    add_table_slides(deck, content)
