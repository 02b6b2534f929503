"""Any text that a person typed, made fit for a document without losing what it says."""

from __future__ import annotations

import re
import unicodedata

_REPLACEMENT = "\ufffd"
_ILLEGAL_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|\x0b|\u2028|\u2029")
_BEFORE_HIGH_PUNCTUATION = re.compile(r" (?=[:;?!%»€])")
_LONGEST_PROPERTY = 255


def printable(text: str) -> str:
    """Replace each character that XML forbids by «�», so that its loss can be seen.

    Every kind of line end becomes `\\n`. Anything else (emoji, Arabic, «<script>») stays.
    """
    return _ILLEGAL_IN_XML.sub(_REPLACEMENT, _LINE_ENDS.sub("\n", text))


def typeset(text: str) -> str:
    """Keep French punctuation on the line of its word, in texts of the catalogue.

    Not for what people typed: their words are printed as they are.
    """
    return _BEFORE_HIGH_PUNCTUATION.sub("\u00a0", text).replace("« ", "«\u00a0")


def property_text(text: str) -> str:
    """Fit a text into a document property: one line, 255 characters at most."""
    line = " ".join(printable(text).split())
    return line if len(line) <= _LONGEST_PROPERTY else line[: _LONGEST_PROPERTY - 1] + "…"


def reads_right_to_left(text: str) -> bool:
    """True when the first strong character is Arabic, Hebrew or alike (Unicode UAX 9, P2–P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
