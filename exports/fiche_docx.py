"""The fiche quartier as a Word document: the same figures, map and constats as the slides."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from docx.document import Document
from docx.shared import Cm, Pt
from geopandas import GeoDataFrame

from diagnostic.board import Board
from diagnostic.isolation_voices import isolation_voices
from exports import trend
from exports.alt_text import map_alt_text, trend_alt_text
from exports.fiche_content import (
    NOTHING,
    caveat_rows,
    cover_lines,
    fiche_word,
    figure_header,
    figure_row,
    key_points_title,
    no_key_point,
    service_header,
    service_row,
    source_header,
    source_rows,
    version_lines,
)
from exports.look import ACCENT, QUIET
from exports.map_image import map_image
from exports.trend_image import trend_image
from exports.word_denominators import add_denominators
from exports.word_document import blank_document, text_width_cm, to_bytes
from exports.word_grid import add_grid, add_references
from exports.word_housing import add_housing
from exports.word_isolation import add_isolation
from exports.word_table import Cell, add_caption, add_table, figure_word, table_word
from exports.word_text import Words, describe, write
from indicators.figure import Figure
from indicators.language import _
from indicators.map_view import MapView
from indicators.profile import Profile
from indicators.reported_profile import ReportedProfile

_DPI = 200
_FIGURE_WIDTHS = (4.6, 2.2, 1.35, 2.5, 3.6, 3.2)


def fiche_docx(
    profile: Profile,
    map_view: MapView,
    geometries: GeoDataFrame,
    board: Board | None,
    generated_on: date,
) -> bytes:
    """Print the fiche as A4 portrait.

    `geometries` has the columns `code` and `geometry` (EPSG:31370) of the map's level;
    the AFOM section is left out without a `board`, or when nobody has written a constat yet. What
    holds figures, report and testimonies side by side is printed for a `ReportedProfile`.
    """
    title = f"{fiche_word(profile.territory)} {profile.territory.name}"
    day, version = version_lines(generated_on, profile.statistics_version)
    document = blank_document(title, version, generated_on, f"{title}, {day.lower()}")
    write(document.add_paragraph(style="Title"), Words(profile.territory.name))
    for text in (*cover_lines(profile.territory), day, version):
        write(document.add_paragraph(style="Subtitle"), Words(text))
    _add_key_points(document, profile)
    _add_map(document, profile, map_view, geometries)
    _add_figures(document, profile)
    if isinstance(profile, ReportedProfile):
        _add_report_sections(document, profile, board, generated_on.year)
    drawn = trend.trend_figure(profile, map_view.indicator.id)
    if drawn is not None:
        _add_trend(document, drawn)
    _add_services(document, profile)
    if board is not None and board.statements:
        document.add_heading(_("Grille AFOM"), 1)
        add_grid(document, board, 2)
        add_references(document, board, 2)
    _add_sources(document, profile)
    return to_bytes(document)


def _add_key_points(document: Document, profile: Profile) -> None:
    points = profile.key_points
    document.add_heading(key_points_title(len(points)), 1)
    for text in points:
        write(document.add_paragraph(style="List Number"), Words(text))
    if not points:
        write(document.add_paragraph(), Words(no_key_point(profile.territory)))


def _add_picture(document: Document, image: bytes, width_cm: float, alt_text: str) -> None:
    picture = document.add_picture(BytesIO(image), width=Cm(width_cm))
    describe(picture, alt_text)
    paragraph = document.paragraphs[-1]
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(2)
    # An exact line would cut the picture.
    paragraph.paragraph_format.line_spacing = 1.0


def _add_map(document: Document, profile: Profile, map_view: MapView, geometries: GeoDataFrame) -> None:
    code = profile.territory.code
    document.add_heading(_("Sur la carte"), 1)
    width = text_width_cm(document)
    image = map_image(map_view, geometries, code, width, _DPI, points=9)
    _add_picture(document, image, width, map_alt_text(map_view, code))
    add_caption(document, figure_word(), f"{map_view.title}. {map_view.values_source}", 1)


def _figure_cells(figure: Figure) -> tuple[Cell, ...]:
    row = figure_row(figure)
    compared = [Words(row.verdict, row.verdict != NOTHING, row.verdict_colour)]
    if row.benchmark:
        compared.append(Words(row.benchmark, colour=QUIET, points=8.5))
    if row.interval:
        compared.append(Words(row.interval, colour=QUIET, points=8.5))
    value = Words(row.value, True, ACCENT, 10.5) if row.has_value else Words(row.value, colour=QUIET)
    return (
        (Words(row.title),),
        (value,),
        (Words(row.year),),
        (Words(row.count),),
        tuple(compared),
        (Words(row.source, colour=QUIET, points=8.5),),
    )


def _add_figures(document: Document, profile: Profile) -> None:
    document.add_heading(_("Chiffres clés"), 1)
    for number, (theme, figures) in enumerate(profile.by_theme(), start=1):
        document.add_heading(theme.title, 2)
        for figure in figures:
            write(document.add_paragraph(style="List Bullet"), Words(figure.sentence))
        caption = _("{theme}, {name}").format(theme=theme.title, name=profile.territory.name)
        add_caption(document, table_word(), caption, number).paragraph_format.keep_with_next = True
        add_table(
            document,
            figure_header(),
            [_figure_cells(figure) for figure in figures],
            _FIGURE_WIDTHS,
            _("Chiffres du thème {theme}, un par ligne").format(theme=theme.title),
        )


def _add_report_sections(
    document: Document, profile: ReportedProfile, board: Board | None, reference_year: int
) -> None:
    following = len(profile.by_theme()) + 1
    stock = profile.housing(reference_year)
    if stock is not None:
        following = add_housing(document, stock, following)
    isolation = profile.isolation(isolation_voices(board) if board else (), reference_year)
    if isolation is not None:
        add_isolation(document, isolation, following)
    found = profile.denominators
    if found is not None:
        add_denominators(document, found, stock.closing_sentence if stock else "")


def _add_trend(document: Document, figure: Figure) -> None:
    document.add_heading(_("Évolution"), 1)
    width = text_width_cm(document)
    _add_picture(document, trend_image(figure, width, 7.2, _DPI), width, trend_alt_text(figure))
    text = f"{figure.indicator.title}, {figure.territory.name}, {trend.span_text(figure)}."
    add_caption(document, figure_word(), " ".join([text, trend.source_line(figure)]), 2)
    for note in trend.reading_notes(figure):
        write(document.add_paragraph(), Words(note, colour=QUIET))


def _add_services(document: Document, profile: Profile) -> None:
    document.add_heading(_("Services connus"), 1)
    if profile.services:
        rows: list[tuple[Cell, ...]] = []
        for service in profile.services:
            row = service_row(service)
            links = tuple(Words(text, colour=QUIET, points=8.5, link=link) for text, link in row.links)
            rows.append(((Words(row.name, True),), (Words(row.kind),), (Words(row.address),), links))
        add_table(document, service_header(), rows, (5, 3.6, 4.6, 3.8), _("Services connus, un par ligne"))
    else:
        write(document.add_paragraph(), Words(profile.no_service, bold=True))
    write(document.add_paragraph(), Words(profile.services_note, colour=QUIET))


def _add_sources(document: Document, profile: Profile) -> None:
    document.add_heading(_("Sources et licences"), 1)
    add_table(
        document,
        source_header(),
        [
            (tuple(Words(text) for text in texts), (Words(licence, colour=QUIET),))
            for texts, licence in source_rows(profile)
        ],
        (11.5, 5.5),
        _("Sources, usage et licence"),
    )
    document.add_heading(_("À savoir avant d'utiliser ces chiffres"), 1)
    add_table(
        document,
        (_("Chiffre"), _("Mise en garde")),
        [
            ((Words(names, True),), tuple(Words(text) for text in texts))
            for names, texts in caveat_rows(profile)
        ],
        (4.4, 12.6),
        _("Mises en garde, un chiffre ou plusieurs par ligne"),
    )
