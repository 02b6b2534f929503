"""Words as the search sees them: no accents, no capitals, no apostrophes, no inclusive points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_QUERY = 200
MOST_TERMS = 12
_WORD = re.compile(r"[^\W_]+(?:[·•‧][^\W_]+)*")
_PLAIN = re.compile(r"[^\W_]+")
_LONE_POINT = re.compile(r"(?<![^\W_])[·•‧]|[·•‧](?![^\W_])")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "·": "", "•": "", "‧": ""})
_SMALL = frozenset(
    [
        "a",
        "à",
        "au",
        "aux",
        "c",
        "ce",
        "ces",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "en",
        "est",
        "et",
        "il",
        "j",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "m",
        "n",
        "ne",
        "ou",
        "où",
        "par",
        "pas",
        "pour",
        "qu",
        "que",
        "qui",
        "s",
        "sa",
        "se",
        "ses",
        "son",
        "sur",
        "t",
        "un",
        "une",
        "y",
    ]
)
"""Words that are in every French text, and what stands before an apostrophe."""


@dataclass(frozen=True)
class Word:
    """One word of a text: `text[start:end]`, and how the search sees it."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True)
class Term:
    """One word asked for. A whole one is found as it is; otherwise every word that begins so is found."""

    starts: tuple[str, ...]
    whole: bool = False

    def finds(self, folded: str) -> bool:
        """Tell whether a folded word answers."""
        return folded in self.starts if self.whole else folded.startswith(self.starts)


def fold(text: str) -> str:
    """A word without accents, capitals, ligatures and inclusive points."""
    if text.isascii():
        return text.casefold()
    bare = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(sign for sign in bare if not unicodedata.combining(sign)).casefold()


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in its order; give it composed (NFC), so that an accent does not cut a word."""
    for found in _WORD.finditer(text):
        folded = fold(found.group())
        if folded:
            yield Word(found.start(), found.end(), folded)


def folded_text(text: str) -> str:
    """A text as it is indexed: the same words as `words_of` gives one by one, folded in one go."""
    return " ".join(_PLAIN.findall(fold(_LONE_POINT.sub(" ", text))))


def terms_of(query: str) -> tuple[Term, ...]:
    """What a query asks for, whatever signs it holds; empty when there is no word in it.

    Every term must be found. Small words count only when there is nothing else; a plural also finds
    the singular («hôpitaux», «hôpital»); of «habitant·es» the part before the point counts.
    """
    plain = unicodedata.normalize("NFC", query[:LONGEST_QUERY])
    found = [found.group() for found in _WORD.finditer(plain)]
    wanted = [word for word in found if word.casefold() not in _SMALL] or found
    terms = dict.fromkeys(_term(word) for word in wanted)
    return tuple(one for one in terms if one.starts[0])[:MOST_TERMS]


def _term(word: str) -> Term:
    stem = fold(re.split(r"[·•‧]", word)[0])
    if len(stem) == 1:
        return Term((stem,), whole=True)
    if len(stem) > 5 and stem.endswith("aux"):
        return Term((stem[:-1], stem[:-3] + "al"))
    if len(stem) > 5 and stem.endswith("al"):
        return Term((stem, stem[:-1] + "u"))
    if len(stem) > 3 and stem[-1] in "sx":
        return Term((stem[:-1],))
    return Term((stem,))


def as_match(terms: tuple[Term, ...]) -> str:
    """The terms in the query language of FTS5; each in quotes, so that nothing in them commands."""
    return " AND ".join(
        "(" + " OR ".join(f'"{start}"' + ("" if term.whole else "*") for start in term.starts) + ")"
        for term in terms
    )
