"""A blank 16:9 presentation whose master and layouts carry the look of the product.

python-pptx starts from a 4:3 file with English prompts and Office blue. We keep its parts
and rewrite what they say, so that the file needs no template beside the code.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout
from pptx.util import Inches

from exports.look import LANGUAGE, LINE, hexa
from exports.office_theme import put_theme
from exports.slide_language import mark_language
from exports.slide_layouts import (
    BODY_LOOK,
    CONTENT,
    HEIGHT,
    MARGIN,
    TITLE_LOOK,
    WIDTH,
    Layout,
    LayoutPlan,
    footer_shapes,
    layout_plans,
    title_shape,
)
from exports.slide_shapes import Box, ornament, placeholder
from indicators.language import _


def blank_deck() -> Deck:
    """Return a presentation without slides, ready for `add_slide`."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    deck.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    _drop_leftovers(deck)
    put_theme(deck.slide_master.part.part_related_by(RT.THEME))
    _dress_master(deck)
    _dress_layouts(deck)
    return deck


def layout(deck: Deck, name: Layout) -> SlideLayout:
    """Find one of our layouts."""
    return next(found for found in deck.slide_layouts if found.name == name.value)


def add_slide(deck: Deck, name: Layout, title: str, footer: str = "") -> Slide:
    """Add a slide with its title, source line and number, all in placeholders."""
    slide = deck.slides.add_slide(layout(deck, name))
    assert slide.shapes.title is not None
    slide.shapes.title.text_frame.text = title
    if footer:
        _add_footer(slide, footer)
    return slide


def remove_placeholder(slide: Slide, index: int) -> None:
    """Take an unused placeholder away, rather than leave its prompt on the screen."""
    for shape in list(slide.placeholders):
        if shape.placeholder_format.idx == index:
            shape._element.getparent().remove(shape._element)


def to_bytes(deck: Deck) -> bytes:
    """Save, with the language written on every run."""
    mark_language(deck)
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def _drop_leftovers(deck: Deck) -> None:
    """Remove the printer settings and the thumbnail of somebody else's empty slide."""
    package = deck.part.package
    for source in (deck.part, package):
        relations = source._rels
        for r_id, relation in list(relations.items()):
            if relation.reltype.endswith(("/printerSettings", "/thumbnail")):
                relations.pop(r_id)


def _replace_shapes(tree: Any, shapes: tuple[Any, ...]) -> None:
    for child in list(tree)[2:]:
        tree.remove(child)
    for shape in shapes:
        tree.append(shape)


def _dress_master(deck: Deck) -> None:
    master = deck.slide_master
    body = placeholder(3, _("Texte"), "body", 1, CONTENT, BODY_LOOK, _("Cliquez pour écrire"))
    _replace_shapes(
        master.shapes._spTree,
        (
            ornament(10, "Barre d'accent", Box(0, 0.52, 0.22, 0.76), "accent1"),
            ornament(11, "Filet", Box(MARGIN, 6.9, WIDTH - 2 * MARGIN, 0.012), hexa(LINE)),
            title_shape(),
            body,
            *footer_shapes(90, (3, 4)),
        ),
    )
    styles = master._element.find(qn("p:txStyles"))
    for name, look in (("p:titleStyle", TITLE_LOOK), ("p:bodyStyle", BODY_LOOK)):
        old = styles.find(qn(name))
        font = "+mj-lt" if name == "p:titleStyle" else "+mn-lt"
        new = parse_xml(f"<{name} {nsdecls('p', 'a')}>{look.levels}</{name}>")
        for default in new.iter(qn("a:defRPr")):
            default.append(parse_xml(f'<a:latin {nsdecls("a")} typeface="{font}"/>'))
        styles.replace(old, new)
    for default in deck.part._element.iter(qn("a:defRPr")):
        default.set("lang", LANGUAGE)


def _dress_layouts(deck: Deck) -> None:
    plans = list(layout_plans().items())
    for spare in list(deck.slide_layouts)[len(plans) :]:
        deck.slide_layouts.remove(spare)
    for found, (name, plan) in zip(deck.slide_layouts, plans, strict=True):
        _dress_layout(found, name, plan)


def _dress_layout(found: SlideLayout, name: Layout, plan: LayoutPlan) -> None:
    element = found._element
    element.find(qn("p:cSld")).set("name", name.value)
    element.attrib.pop("type", None)
    if plan.kind:
        element.set("type", plan.kind)
    else:
        element.set("userDrawn", "1")
    if plan.hides_master:
        element.set("showMasterSp", "0")
    _replace_shapes(found.shapes._spTree, plan.shapes)


def _add_footer(slide: Slide, footer: str) -> None:
    """Copy the layout's source line and number: python-pptx leaves these two out."""
    shapes: Any = slide.slide_layout.placeholders
    for shape in shapes:
        kind = shape._element.find(".//" + qn("p:ph")).get("type")
        if kind not in ("ftr", "sldNum"):
            continue
        index = shape.placeholder_format.idx
        number = max(s.shape_id for s in slide.shapes) + 1
        field = "slidenum" if kind == "sldNum" else ""
        text = str(len(slide.part.package.presentation_part.presentation.slides)) if field else footer
        copied = placeholder(number, shape.name, kind, index, Box(0, 0, 1, 1), BODY_LOOK, text, field=field)
        properties = copied.find(qn("p:spPr"))
        for child in list(properties):
            properties.remove(child)
        body = copied.find(qn("p:txBody"))
        body.replace(body.find(qn("a:bodyPr")), parse_xml(f"<a:bodyPr {nsdecls('a')}/>"))
        body.replace(body.find(qn("a:lstStyle")), parse_xml(f"<a:lstStyle {nsdecls('a')}/>"))
        slide.shapes._spTree.append(copied)
