"""In Word: of which population a report speaks."""

from __future__ import annotations

from docx.document import Document

from exports.look import QUIET
from exports.word_text import Words, write
from indicators.implied_population import Denominators
from indicators.language import _


def add_denominators(document: Document, found: Denominators, closing: str) -> None:
    """Add the section; `closing` is a share of the same report that does agree with its count, or nothing."""
    document.add_heading(_("De quelle population parle-t-on\u00a0?"), 1)
    for pair in found.pairs:
        write(document.add_paragraph(style="List Bullet"), Words(pair.sentence))
    if found.verdict:
        write(document.add_paragraph(), Words(found.verdict, True))
    closing = _("À l'inverse, {sentence}").format(sentence=closing) if closing else ""
    for text in filter(None, (found.known_sentence, closing, found.advice)):
        write(document.add_paragraph(), Words(text))
    write(document.add_paragraph(), Words(found.source_text, colour=QUIET))
