"""Runs, fields, links and directions in Word, where python-docx has no call for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from exports.look import ACCENT, hexa
from exports.safe_text import printable, reads_right_to_left


@dataclass(frozen=True)
class Words:
    """One paragraph of a cell: its text and how it looks; `points` 0 keeps the style's size."""

    text: str
    bold: bool = False
    colour: str = ""
    points: float = 0
    link: str = ""


def write(paragraph: Paragraph, words: Words) -> None:
    """Add text to a paragraph; Arabic or Hebrew makes it read from the right."""
    text = printable(words.text)
    run = _link(paragraph, words.link) if words.link else paragraph.add_run()
    run.text = text
    run.bold = True if words.bold else None
    if words.points:
        run.font.size = Pt(words.points)
    colour = ACCENT if words.link else words.colour
    if colour:
        run.font.color.rgb = RGBColor.from_string(hexa(colour))
    if reads_right_to_left(text):
        _turn_right_to_left(paragraph, run)


def _turn_right_to_left(paragraph: Paragraph, run: Run) -> None:
    properties = paragraph._p.get_or_add_pPr()
    bidi = OxmlElement("w:bidi")
    # The schema wants w:bidi before spacing, indents and alignment.
    following = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")
    properties.insert_element_before(bidi, *following)
    run.font.rtl = True


def _link(paragraph: Paragraph, address: str) -> Run:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RT.HYPERLINK, is_external=True))
    element = OxmlElement("w:r")
    link.append(element)
    paragraph._p.append(link)
    run = Run(element, paragraph)
    run.underline = True
    return run


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field (PAGE, NUMPAGES, SEQ …) with the text shown until Word updates it."""
    for kind, content in (("begin", ""), ("", instruction), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = content
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {content} "
            run._r.append(code)


def describe(picture: Any, text: str) -> None:
    """Give a picture the text that a screen reader says."""
    picture._inline.docPr.set("descr", printable(text))
