"""The part of a text where the words were found, cut between words, in pieces that say what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diagnostic.search.words import Term, Word, words_of

BEFORE = 60
LENGTH = 220


@dataclass(frozen=True)
class Segment:
    """A piece of text; `found` when it is a word that was asked for. Never markup."""

    text: str
    found: bool = False


def segments(text: str, terms: Sequence[Term], *, whole: bool = False) -> tuple[Segment, ...]:
    """Cut a text around the first place where the most terms stand together.

    `whole` keeps all of the text, as for a title. A text in which nothing is found gives its beginning.
    """
    words = [word for word in words_of(text) if any(term.finds(word.folded) for term in terms)]
    start, end = (0, len(text)) if whole else _window(text, words, terms)
    parts = [Segment("… ")] if start > 0 else []
    here = start
    for word in words:
        if start <= word.start and word.end <= end:
            if word.start > here:
                parts.append(Segment(text[here : word.start]))
            parts.append(Segment(text[word.start : word.end], True))
            here = word.end
    if here < end:
        parts.append(Segment(text[here:end]))
    if end < len(text):
        parts.append(Segment("\u00a0…"))
    return tuple(parts)


def _window(text: str, words: Sequence[Word], terms: Sequence[Term]) -> tuple[int, int]:
    if len(text) <= LENGTH + BEFORE:
        return 0, len(text)
    first = _best(words, terms)
    start = max(0, first - BEFORE)
    if start > 0:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        space = text.rfind(" ", start + LENGTH // 2, end)
        end = space if space >= 0 else end
    return start, end


def _best(words: Sequence[Word], terms: Sequence[Term]) -> int:
    """Where the window with the most different terms begins."""
    best, most = 0, 0
    for rank, word in enumerate(words):
        near = [one for one in words[rank : rank + 40] if one.end <= word.start + LENGTH - BEFORE]
        found = sum(any(term.finds(one.folded) for one in near) for term in terms)
        if found > most:
            best, most = word.start, found
            if most == len(terms):
                break
    return best
