"""The slide layouts of the product: where titles, figures, maps and lists stand.

A person who adds a slide in PowerPoint finds them under «Nouvelle diapositive».
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from exports.look import ACCENT, QUADRANT_COLOURS, hexa
from exports.slide_shapes import Box, TextLook, ornament, placeholder
from indicators.language import _
from indicators.palettes import SEQUENTIAL

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.7
CONTENT = Box(MARGIN, 1.6, WIDTH - 2 * MARGIN, 5.05)
NOTE = Box(MARGIN, 6.05, WIDTH - 2 * MARGIN, 0.75)
PICTURE = Box(MARGIN, 1.5, 8.2, 5.3)
_TITLE = Box(MARGIN, 0.45, WIDTH - 2 * MARGIN, 0.9)
_FOOTER = Box(MARGIN, 6.97, WIDTH - 2 * MARGIN - 0.9, 0.34)
_NUMBER = Box(WIDTH - MARGIN - 0.8, 6.97, 0.8, 0.34)

TITLE_LOOK = TextLook(28, "tx2", bold=True, anchor="ctr", line_spacing=92)
BODY_LOOK = TextLook(18, space_after=8, line_spacing=105)
SMALL_LOOK = TextLook(14, space_after=4, anchor="b")

POINT_NUMBERS = (21, 23, 25)
POINT_TEXTS = (22, 24, 26)
PICTURE_INDEX, HERO_INDEX, COMMENT_INDEX = 30, 31, 32
TABLE_INDEX, CHART_INDEX, NOTE_INDEX, BODY_INDEX = 40, 50, 51, 1
LIST_HEADS = dict(zip("AFOMS", range(60, 65), strict=True))
LIST_BODIES = dict(zip("AFOMS", range(70, 75), strict=True))

LIST_GAP = 0.16
LIST_WIDTH = (WIDTH - 2 * 0.5 - 4 * LIST_GAP) / 5
LIST_HEIGHT = 4.68
LIST_INSET = 0.04


class Layout(StrEnum):
    """The layouts by name, in the order PowerPoint offers them."""

    COVER = "Couverture"
    CONTENT = "Titre et texte"
    POINTS = "Trois points"
    MAP = "Carte et commentaire"
    TABLE = "Titre et tableau"
    CHART = "Graphique et note"
    LISTS = "Cinq listes AFOM"
    TITLE_ONLY = "Titre seul"


@dataclass(frozen=True)
class LayoutPlan:
    """What stands on one layout; `kind` is PowerPoint's own name for it, if it has one."""

    kind: str
    shapes: tuple[Any, ...]
    hides_master: bool = False


def title_shape(kind: str = "title") -> Any:
    """The title placeholder of the master and of every layout but the cover."""
    return placeholder(2, _("Titre"), kind, None, _TITLE, TITLE_LOOK, _("Cliquez pour écrire le titre"))


def footer_shapes(first_id: int, indices: tuple[int, int]) -> tuple[Any, Any]:
    """The placeholders of the source line and of the slide number."""
    footer, number = indices
    quiet = TextLook(12, "tx1", anchor="ctr")
    return (
        placeholder(first_id, _("Source"), "ftr", footer, _FOOTER, quiet, _("Source et année")),
        placeholder(
            first_id + 1, _("Numéro"), "sldNum", number, _NUMBER,
            TextLook(12, "tx2", bold=True, align="r", anchor="ctr"), "‹N°›", field="slidenum",
        ),
    )  # fmt: skip


def _cover() -> LayoutPlan:
    band = HEIGHT - 0.3
    stripe = WIDTH / 5
    colours = [hexa(colour) for colour in SEQUENTIAL]
    stripes = tuple(
        ornament(20 + i, f"Bande {i + 1}", Box(i * stripe, band, stripe + 0.01, 0.3), colour)
        for i, colour in enumerate(colours)
    )
    white = "bg1"
    return LayoutPlan(
        "title",
        (
            ornament(19, "Fond", Box(0, 0, WIDTH, HEIGHT), "accent1"),
            *stripes,
            placeholder(
                2, _("Titre"), "ctrTitle", None, Box(1.0, 2.05, 11.3, 1.75),
                TextLook(48, white, bold=True, anchor="b", line_spacing=92), _("Nom du quartier"),
            ),
            placeholder(
                3, _("Sous-titre"), "subTitle", 1, Box(1.0, 4.0, 11.3, 1.2),
                TextLook(22, white, space_after=6), _("Commune, type de document"),
            ),
            placeholder(
                4, _("Date et version"), "body", 10, Box(1.0, 5.75, 11.3, 0.8),
                TextLook(14, white, space_after=3), _("Date et version des statistiques"),
            ),
            placeholder(
                5, _("Produit"), "body", 11, Box(1.0, 0.85, 11.3, 0.5),
                TextLook(16, white, bold=True), _("Diagnostic de quartier"),
            ),
        ),
        hides_master=True,
    )  # fmt: skip


def _points() -> LayoutPlan:
    shapes: list[Any] = []
    for row in range(3):
        top = 1.75 + row * 1.68
        shapes.append(
            placeholder(
                10 + 2 * row, f"Numéro {row + 1}", "body", POINT_NUMBERS[row], Box(MARGIN, top, 0.85, 0.85),
                TextLook(32, "bg1", bold=True, align="ctr", anchor="ctr", fill=hexa(ACCENT)), str(row + 1),
            )
        )  # fmt: skip
        shapes.append(
            placeholder(
                11 + 2 * row, f"Point {row + 1}", "body", POINT_TEXTS[row],
                Box(MARGIN + 1.2, top - 0.05, WIDTH - 2 * MARGIN - 1.2, 1.45),
                TextLook(24, line_spacing=105), _("Une phrase à retenir"),
            )
        )  # fmt: skip
    return _with_frame("", tuple(shapes))


def _with_frame(kind: str, shapes: tuple[Any, ...]) -> LayoutPlan:
    return LayoutPlan(kind, (title_shape(), *shapes, *footer_shapes(90, (11, 12))))


def _map() -> LayoutPlan:
    left = PICTURE.left + PICTURE.width + 0.45
    width = WIDTH - MARGIN - left
    return _with_frame(
        "",
        (
            placeholder(
                10, _("Carte"), "pic", PICTURE_INDEX, PICTURE, TextLook(14), _("Insérez une image")
            ),
            placeholder(
                11, _("Chiffre"), "body", HERO_INDEX, Box(left, 1.7, width, 0.95),
                TextLook(48, "tx2", bold=True, anchor="b"), _("Chiffre"),
            ),
            placeholder(
                12, _("Commentaire"), "body", COMMENT_INDEX, Box(left, 2.75, width, 4.0),
                TextLook(16, space_after=9), _("Commentaire"),
            ),
        ),
    )  # fmt: skip


def _lists() -> LayoutPlan:
    shapes: list[Any] = []
    for position, (letter, colour) in enumerate(QUADRANT_COLOURS.items()):
        left = 0.5 + position * (LIST_WIDTH + LIST_GAP)
        shapes.append(
            placeholder(
                10 + position, f"Titre {letter}", "body", LIST_HEADS[letter], Box(left, 1.5, LIST_WIDTH, 0.5),
                TextLook(16, "bg1", bold=True, anchor="ctr", fill=hexa(colour), inset=0.12), letter,
            )
        )  # fmt: skip
        shapes.append(
            placeholder(
                20 + position, f"Liste {letter}", "body", LIST_BODIES[letter],
                Box(left, 2.14, LIST_WIDTH, LIST_HEIGHT),
                TextLook(14, space_after=6, inset=LIST_INSET), _("Constats"),
            )
        )  # fmt: skip
    return _with_frame("", tuple(shapes))


def layout_plans() -> dict[Layout, LayoutPlan]:
    """Every layout with its shapes; built anew each time, for XML nodes have one parent."""
    chart = Box(CONTENT.left, 1.5, CONTENT.width, 4.45)
    return {
        Layout.COVER: _cover(),
        Layout.CONTENT: _with_frame(
            "obj", (placeholder(3, _("Texte"), "body", BODY_INDEX, CONTENT, BODY_LOOK, _("Texte")),)
        ),
        Layout.POINTS: _points(),
        Layout.MAP: _map(),
        Layout.TABLE: _with_frame(
            "tbl",
            (
                placeholder(3, _("Tableau"), "tbl", TABLE_INDEX, CONTENT, BODY_LOOK, _("Insérez un tableau")),
                placeholder(4, _("Note"), "body", NOTE_INDEX, NOTE, SMALL_LOOK, _("Mise en garde")),
            ),
        ),
        Layout.CHART: _with_frame(
            "chart",
            (
                placeholder(3, _("Graphique"), "chart", CHART_INDEX, chart, BODY_LOOK, _("Insérez un graphique")),
                placeholder(4, _("Note"), "body", NOTE_INDEX, NOTE, SMALL_LOOK, _("Mise en garde")),
            ),
        ),
        Layout.LISTS: _lists(),
        Layout.TITLE_ONLY: _with_frame("titleOnly", ()),
    }  # fmt: skip
