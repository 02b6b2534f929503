"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Sign(StrEnum):
    """Where a piece of text stands: in both texts, only in the first, only in the second."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of words of one sign."""

    sign: Sign
    text: str


def word_differences(before: str, after: str) -> tuple[Piece, ...]:
    """Cut two texts into pieces: the same and the removed ones together are `before`, the same and the
    added ones `after`, to the letter."""
    return _differences(_TOKEN.findall(before), _TOKEN.findall(after))


def line_differences(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Piece, ...]:
    """The same for lists: each line is one piece."""
    found = _opcodes(list(before), list(after))
    return tuple(Piece(sign, line) for sign, lines in found for line in lines)


def _differences(before: list[str], after: list[str]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    removed, added = "", ""

    def settle() -> None:
        nonlocal removed, added
        pieces.extend(Piece(sign, text) for sign, text in _both(removed, added) if text)
        removed, added = "", ""

    for sign, tokens in _opcodes(before, after):
        text = "".join(tokens)
        if sign is Sign.REMOVED:
            removed += text
        elif sign is Sign.ADDED:
            added += text
        elif text.isspace() and (removed or added):
            # A space between two changed words is no word that stayed: «peu de» → «beaucoup de» reads whole.
            removed, added = removed + text, added + text
        else:
            settle()
            pieces.append(Piece(Sign.SAME, text))
    settle()
    return tuple(_joined(pieces))


def _both(removed: str, added: str) -> list[tuple[Sign, str]]:
    """The two sides of one change; the white space both end with stays out of them."""
    tail = ""
    while removed and added and removed[-1] == added[-1] and removed[-1].isspace():
        tail = removed[-1] + tail
        removed, added = removed[:-1], added[:-1]
    return [(Sign.REMOVED, removed), (Sign.ADDED, added), (Sign.SAME, tail)]


def _joined(pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].sign is piece.sign:
            joined[-1] = Piece(piece.sign, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined


def _opcodes(before: list[str], after: list[str]) -> list[tuple[Sign, list[str]]]:
    found: list[tuple[Sign, list[str]]] = []
    matcher = SequenceMatcher(str.isspace, before, after)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            found.append((Sign.SAME, before[i1:i2]))
            continue
        if i2 > i1:
            found.append((Sign.REMOVED, before[i1:i2]))
        if j2 > j1:
            found.append((Sign.ADDED, after[j1:j2]))
    return found
