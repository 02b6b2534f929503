"""Names that a register writes in capitals, as people write them: «GRAND-PLACE» → «Grand-Place»."""

from __future__ import annotations

import re

_SMALL = frozenset(
    [
        "à",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "lez",
        "ou",
        "par",
        "près",
        "sous",
        "sur",
        "aan",
        "bij",
        "de",
        "den",
        "der",
        "die",
        "en",
        "het",
        "in",
        "of",
        "op",
        "te",
        "ten",
        "ter",
        "van",
        "voor",
    ]
)
_ROMAN = re.compile(r"^[IVX]{2,5}$")
_WORD = re.compile(r"[^\W_]+")


def readable_name(name: str) -> str:
    """Write a name of capitals with small letters; a name that has some already stays as it is."""
    text = " ".join(name.split())
    if not text.isupper():
        return text

    def written(match: re.Match[str]) -> str:
        word = match.group()
        if _ROMAN.match(word) or any(letter.isdigit() for letter in word):
            return word
        small = word.casefold()
        if match.start() and small in _SMALL and not _closes(text, match.end()):
            return small
        return small[:1].upper() + small[1:]

    return _WORD.sub(written, text)


def _closes(text: str, end: int) -> bool:
    """True where a word ends the name or stands before a full stop: it is no article there."""
    return end == len(text) or text[end] == "."
