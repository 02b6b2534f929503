"""Telephone numbers: Belgian ones by their number of digits, foreign ones by their «+» or «00».

Numbering plan of the BIPT/IBPT: eight digits after the 0 for a fixed line, nine for a mobile
(045 to 049). Figures, years and dates have no such 0 in front; the few that have are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = r"[ ./()\-]{0,3}"
_START = r"(?<![\w+])(?<!\d[.,:])"
_END = r"(?!\d)(?![.,]\d)"
_MOBILE = rf"4{_GAP}[5-9](?:{_GAP}\d){{7}}"
_FIXED = rf"[1-9](?:{_GAP}\d){{7}}"
_BELGIAN = re.compile(rf"{_START}\(?0(?:{_MOBILE}|{_FIXED}){_END}")
_BELGIAN_ABROAD = re.compile(
    rf"{_START}\(?(?:\+|00) ?32{_GAP}(?:0{_GAP})?(?:{_MOBILE}|{_FIXED}){_END}", re.ASCII
)
_FOREIGN = re.compile(rf"{_START}\(?(?:\+ ?|00 ?)[1-9](?:{_GAP}\d){{8,14}}{_END}(?! ?(?:€|%|eur))")
_DATE = re.compile(r"0[1-9] ?[./-] ?[01]\d ?[./-] ?(?:19|20)\d\d|0[1-9] ?[./-] ?(?:19|20)\d\d\b")
_COMPANY = re.compile(r"(?:\b(?:be|tva|btw|bce|kbo|rpm|rpr)|entreprise|ondernemingsnummer)[ :.]{0,3}$")


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each telephone number of a folded text; they may overlap."""
    for pattern in (_BELGIAN_ABROAD, _FOREIGN, _BELGIAN):
        for match in pattern.finditer(text):
            start, end = match.span()
            if match[0].startswith("(") and ")" not in match[0]:
                start += 1  # a bracket of the sentence, not of the zone: «(02) 123…»
            if not (_DATE.match(text, start, end) or _company(text, start)):
                yield start, end


def _company(text: str, start: int) -> bool:
    """A company number (0403.201.185) has ten digits too, and says so in front."""
    return _COMPANY.search(text[max(0, start - 24) : start].lower()) is not None
