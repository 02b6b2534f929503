"""A Word document with the look of the product: styles, page, header, footer, language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from exports.look import ACCENT, INK, LANGUAGE, QUIET, author, hexa
from exports.office_theme import put_theme
from exports.safe_text import property_text
from exports.word_text import Words, add_field, write
from indicators.language import _

_A4 = (21.0, 29.7)
MARGIN = 2.0


@dataclass(frozen=True)
class _StyleLook:
    points: float
    colour: str = INK
    bold: bool = False
    before: float = 0
    after: float = 4
    keep_with_next: bool = False


_STYLES = {
    "Normal": _StyleLook(10.5, after=6),
    "Title": _StyleLook(30, ACCENT, bold=True, after=4),
    "Subtitle": _StyleLook(13, QUIET, after=2),
    "Heading 1": _StyleLook(18, ACCENT, bold=True, before=22, after=8, keep_with_next=True),
    "Heading 2": _StyleLook(13, ACCENT, bold=True, before=16, after=6, keep_with_next=True),
    "Caption": _StyleLook(9, QUIET, before=4, after=6),
    "List Bullet": _StyleLook(10.5, after=5),
    "List Number": _StyleLook(12, after=8),
    "Header": _StyleLook(9, QUIET, after=0),
    "Footer": _StyleLook(9, QUIET, after=0),
}


def blank_document(
    title: str, subject: str, generated_on: date, foot: str, *, landscape: bool = False
) -> Document:
    """Return an empty A4 document; `foot` stands at the left of every page, the number at its right."""
    document = docx.Document()
    put_theme(document.part.part_related_by(RT.THEME))
    _put_language(document)
    for name, look in _STYLES.items():
        _dress_style(document.styles[name], look)
    _put_page(document, landscape)
    _put_head_and_foot(document, title, foot)
    properties = document.core_properties
    properties.title, properties.subject = property_text(title), property_text(subject)
    properties.author = properties.last_modified_by = author()
    properties.language = LANGUAGE
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = datetime.combine(generated_on, datetime.min.time())
    properties.revision = 1
    return document


def text_width_cm(document: Document) -> float:
    """The width between the margins of the last section."""
    section = document.sections[-1]
    assert section.page_width and section.left_margin and section.right_margin
    return float((section.page_width - section.left_margin - section.right_margin) / Cm(1))


def to_bytes(document: Document) -> bytes:
    """Save."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _put_language(document: Document) -> None:
    root: Any = document.styles.element
    for lang in root.iter(qn("w:lang")):
        lang.set(qn("w:val"), LANGUAGE)
        lang.set(qn("w:eastAsia"), LANGUAGE)
    normal: Any = document.styles["Normal"].element
    properties = normal.get_or_add_rPr()
    if properties.find(qn("w:lang")) is None:
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), LANGUAGE)
        properties.append(lang)
    settings: Any = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGE)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            # 15: Word 2013 and later; below, Word opens the file in «mode de compatibilité».
            setting.set(qn("w:val"), "15")


def _dress_style(style: Any, look: _StyleLook) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.points), look.bold, False
    style.font.color.rgb = RGBColor.from_string(hexa(look.colour))
    spacing = style.element.find(qn("w:rPr")).find(qn("w:spacing"))
    if spacing is not None:
        style.element.find(qn("w:rPr")).remove(spacing)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = 1.15
    shape.keep_with_next = look.keep_with_next
    for leftover in ("w:pBdr", "w:tabs"):
        for element in style.element.pPr.findall(qn(leftover)):
            style.element.pPr.remove(element)


def _put_page(document: Document, landscape: bool) -> None:
    section = document.sections[0]
    width, height = (_A4[1], _A4[0]) if landscape else _A4
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    section.header_distance = section.footer_distance = Cm(1.0)


def _put_head_and_foot(document: Document, title: str, foot: str) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    write(section.header.paragraphs[0], Words(f"{author()} · {title}"))
    for place in (section.footer, section.first_page_footer):
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(text_width_cm(document)), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.style = document.styles["Footer"]
        write(paragraph, Words(foot + "\t" + _("Page") + "\u00a0"))
        add_field(paragraph, "PAGE", "1")
        write(paragraph, Words(_(" sur ")))
        add_field(paragraph, "NUMPAGES", "1")
