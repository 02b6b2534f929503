"""The words of a folded text with their places, read once and from left to right."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:['·\-][^\W\d_]+)*")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'", re.IGNORECASE)


class Word(NamedTuple):
    """Letters, with the hyphens and apostrophes inside; `end` excluded."""

    text: str
    start: int
    end: int
    key: str
    """The word in small letters."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and self.capital

    def without_elision(self) -> Word:
        """«d'Ahmed» → «Ahmed», where it stands."""
        elision = _ELISION.match(self.text) if "'" in self.text else None
        if elision is None:
            return self
        length = elision.end()
        return Word(self.text[length:], self.start + length, self.end, self.key[length:])


def words_of(text: str) -> list[Word]:
    """The words of a folded text, in order."""
    return [Word(match[0], match.start(), match.end(), match[0].lower()) for match in _WORD.finditer(text)]


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written with spaces between."""
    return frozenset(listed.split())
