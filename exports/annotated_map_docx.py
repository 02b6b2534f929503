"""The annotated map as a Word document: the picture, the numbered statements, their references."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

from docx.document import Document
from docx.shared import Cm
from geopandas import GeoDataFrame
from shapely import Geometry

from diagnostic.annotated_map import AnnotatedMap
from diagnostic.board import Board
from exports.annotated_map_image import annotated_map_image
from exports.fiche_content import long_date
from exports.look import QUIET
from exports.word_document import blank_document, text_width_cm, to_bytes
from exports.word_grid import add_references
from exports.word_table import add_caption, add_table, figure_word, table_word
from exports.word_text import Words, describe, write
from indicators.french import number
from indicators.language import _

_MAP_HEIGHT_CM = 11.0


def annotated_map_docx(
    view: AnnotatedMap,
    board: Board,
    outline: Geometry,
    neighbours: GeoDataFrame | None,
    source: str,
    generated_on: date,
) -> bytes:
    """Print the map with its numbered list, landscape A4.

    `outline` and `neighbours` as in `annotated_map_image`; `board` gives the numbers of the references.
    """
    day = long_date(generated_on)
    document = blank_document(
        view.title,
        _("Constats et services sur la carte du territoire"),
        generated_on,
        _("{title}, {day}").format(title=view.title, day=day),
        landscape=True,
    )
    write(document.add_paragraph(style="Title"), Words(view.title))
    write(document.add_paragraph(style="Subtitle"), Words(f"{view.summary} {day}."))
    width = text_width_cm(document)
    image = annotated_map_image(
        view,
        outline,
        neighbours,
        source,
        width_cm=width,
        map_height_cm=_MAP_HEIGHT_CM,
        dpi=200,
        with_list=False,
    )
    picture = document.add_picture(BytesIO(image), width=Cm(width))
    describe(picture, described(view))
    add_caption(document, figure_word(), view.title, 1)
    _add_statements(document, view, board)
    _add_services(document, view)
    shown = tuple(mark.statement for mark in view.marks)
    if shown:
        add_references(document, replace(board, statements=shown), 1)
    return to_bytes(document)


def described(view: AnnotatedMap) -> str:
    """The picture for somebody who does not see it."""
    services = len(view.services)
    word = _("service") if services == 1 else _("services")
    return _("{title}. {summary} {n} {word}. Le tableau qui suit dit la même chose.").format(
        title=view.title, summary=view.summary, n=number(services), word=word
    )


def _add_statements(document: Document, view: AnnotatedMap, board: Board) -> None:
    document.add_heading(_("Les constats de la carte"), 1)
    if not view.marks:
        write(document.add_paragraph(), Words(_("Aucun constat n'est sur la carte."), colour=QUIET))
        return
    shown = tuple(mark.statement for mark in view.marks)
    numbers = replace(board, statements=shown).numbered_references()
    title = _("Constats, avec leur numéro sur la carte et la lettre de leur liste")
    add_caption(document, table_word(), title, 1)
    rows = []
    for mark in view.marks:
        cited = dict.fromkeys(numbers[evidence.reference] for evidence in mark.statement.evidence)
        rows.append(
            (
                (Words(mark.badge, bold=True, colour=mark.look.colour),),
                (Words(mark.statement.text, points=10),),
                (Words(mark.heading),),
                (Words(mark.where),),
                (Words(" ".join(f"[{n}]" for n in cited) or _("sans preuve")),),
                (Words(mark.statement.reference, colour=QUIET),),
            )
        )
    heads = (_("N°"), _("Constat"), _("Thème"), _("Lieu"), _("Preuves"), _("Référence"))
    add_table(document, heads, rows, (1.4, 10, 4, 4, 2, 2.6), title)


def _add_services(document: Document, view: AnnotatedMap) -> None:
    if not view.services:
        return
    document.add_heading(_("Les services de la carte"), 1)
    title = _("Services connus dans le territoire, d'après un répertoire qui n'est jamais complet")
    add_caption(document, table_word(), title, 2)
    rows = [
        ((Words(one.name, bold=True),), (Words(one.kind),), (Words(one.detail),), (Words(one.precision),))
        for one in view.services
    ]
    add_table(
        document, (_("Service"), _("Type"), _("Public et adresse"), _("Position")), rows, (6, 5, 8, 5), title
    )
