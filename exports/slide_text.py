"""Writing text into placeholders, cells and notes, with colour, weight and direction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.slide import Slide
from pptx.util import Pt

from exports.look import INK, hexa
from exports.safe_text import printable, reads_right_to_left


@dataclass(frozen=True)
class Line:
    """One paragraph; `points` 0 keeps the size of the placeholder, an empty colour its colour."""

    text: str
    bold: bool = False
    colour: str = ""
    points: float = 0
    link: str = ""


def fill(frame: Any, lines: Iterable[Line]) -> None:
    """Write paragraphs into a text frame, in the place of what stood there."""
    frame.text = ""
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        write_line(paragraph, line)


def write_line(paragraph: Any, line: Line) -> None:
    """Write one paragraph; text in Arabic or Hebrew reads from the right."""
    text = printable(line.text)
    for index, part in enumerate(text.split("\n")):
        if index:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = part
        if line.points:
            run.font.size = Pt(line.points)
        if line.bold:
            run.font.bold = True
        if line.colour:
            run.font.color.rgb = RGBColor.from_string(hexa(line.colour))
        if line.link:
            run.hyperlink.address = line.link
    if reads_right_to_left(text):
        properties = paragraph._p.get_or_add_pPr()
        properties.set("rtl", "1")
        properties.set("algn", "r")


def write_notes(slide: Slide, paragraphs: Iterable[str]) -> None:
    """Write the speaker's notes; nothing is left empty on the notes page."""
    notes = slide.notes_slide
    assert notes.notes_text_frame is not None
    fill(notes.notes_text_frame, [Line(text, colour=INK) for text in paragraphs])
    for shape in list(notes.placeholders):
        if shape.has_text_frame and not shape.text_frame.text:
            shape._element.getparent().remove(shape._element)


def describe(shape: Any, text: str) -> None:
    """Give a picture, chart or table the text that a screen reader says."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", printable(text))
