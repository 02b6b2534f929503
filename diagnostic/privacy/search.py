"""Look for personal data in one text, and take out what a person wants taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from diagnostic.privacy.address import addresses
from diagnostic.privacy.email import emails
from diagnostic.privacy.findings import Finding, Kind
from diagnostic.privacy.folded import folded
from diagnostic.privacy.national_number import national_numbers
from diagnostic.privacy.person_name import person_names
from diagnostic.privacy.phone import phones
from diagnostic.privacy.word import words_of
from indicators.language import _

REMOVED = _("[retiré]")
_MASK = "\ufffc"
_PASSES = 3

_Place = tuple[int, int, Kind]
_SPECIFIC = {kind: rank for rank, kind in enumerate(Kind)}


def find_personal_data(text: str, kept: Collection[str] = ()) -> tuple[Finding, ...]:
    """What could identify a person in `text`, in the order of the text, never overlapping.

    Pieces that overlap are one finding over all of them, of the kind of the longest (the most
    specific of equals). What was found is covered and the text read again, since one piece can
    hide another («rue Haute 12 010 22 33 44»). Findings whose `key` is in `kept` are left out.

    The time grows with the length of the text: every rule looks at a bounded stretch.
    """
    plain = folded(text)
    uncovered = plain.text
    places: list[_Place] = []
    for __ in range(_PASSES):
        found = list(_found(uncovered))
        if not found:
            break
        places = _apart([*places, *found])
        uncovered = _covered(plain.text, places)
    findings = []
    for start, end, kind in places:
        typed_start, typed_end = plain.typed(start, end)
        findings.append(Finding(kind, typed_start, typed_end, text[typed_start:typed_end]))
    return tuple(finding for finding in findings if finding.key not in kept)


def without(text: str, findings: Iterable[Finding]) -> str:
    """`text` with «[retiré]» for each finding; neighbours with only spaces between share one.

    Raises
    ------
    ValueError : a finding does not stand in this text (it was found in another version).
    """
    parts: list[str] = []
    position = 0
    for finding in sorted(findings, key=lambda each: each.start):
        if text[finding.start : finding.end] != finding.text:
            raise ValueError("finding of another text")
        between = text[position : finding.start]
        if finding.end > position and (not parts or between.strip(" \u00a0\u202f")):
            parts.extend((between, " " if between[-1:].isalnum() else "", REMOVED))
        position = max(position, finding.end)
    rest = text[position:]
    if parts and rest[:1].isalnum():
        parts.append(" ")
    return "".join((*parts, rest))


def _found(text: str) -> Iterator[_Place]:
    words = words_of(text)
    for kind, places in (
        (Kind.NATIONAL_NUMBER, national_numbers(text)),
        (Kind.EMAIL, emails(text)),
        (Kind.PHONE, phones(text)),
        (Kind.ADDRESS, addresses(text, words)),
        (Kind.NAME, person_names(text, words)),
    ):
        for start, end in places:
            yield start, end, kind


def _apart(places: list[_Place]) -> list[_Place]:
    """Overlapping places made one."""
    merged: list[_Place] = []
    longest: tuple[int, int] = (0, 0)
    for start, end, kind in sorted(places, key=lambda place: place[:2]):
        size = (end - start, -_SPECIFIC[kind])
        if merged and start < merged[-1][1]:
            before_start, before_end, before_kind = merged[-1]
            merged[-1] = (before_start, max(before_end, end), kind if size > longest else before_kind)
            longest = max(longest, size)
        else:
            merged.append((start, end, kind))
            longest = size
    return merged


def _covered(text: str, places: list[_Place]) -> str:
    parts: list[str] = []
    position = 0
    for start, end, _kind in places:
        parts.extend((text[position:start], _MASK * (end - start)))
        position = end
    return "".join((*parts, text[position:]))
