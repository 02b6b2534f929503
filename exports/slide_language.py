"""The language of a presentation, written on every run: spelling and screen readers need it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck

from exports.look import LANGUAGE

_CARRIERS = tuple(qn(tag) for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"))
_RUNS = tuple(qn(tag) for tag in ("a:r", "a:fld", "a:br"))


def mark_language(deck: Deck) -> None:
    """Set fr-BE on the runs and defaults of slides, notes, charts, layouts and masters."""
    for root in _roots(deck):
        for run in root.iter(*_RUNS):
            if run.find(qn("a:rPr")) is None:
                run.insert(0, etree.SubElement(run, qn("a:rPr")))
        for carrier in root.iter(*_CARRIERS):
            carrier.set("lang", LANGUAGE)
            carrier.attrib.pop("smtClean", None)


def _roots(deck: Deck) -> Iterator[Any]:
    yield deck.part._element
    yield deck.slide_master._element
    for layout in deck.slide_layouts:
        yield layout._element
    for slide in deck.slides:
        yield slide._element
        if slide.has_notes_slide:
            yield slide.notes_slide._element
            yield slide.notes_slide.part.notes_master._element
        for shape in slide.shapes:
            if shape.has_chart:
                yield shape.chart._chartSpace
