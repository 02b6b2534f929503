"""Find a territory by any name it answers to: official, Dutch, popular, former, abbreviated, misspelt.

Names are compared without capitals, accents, punctuation, ligatures or articles. Only what is
written alike is found; a near spelling is proposed when nothing else fits, never accepted.
No pattern is ever built from what was typed.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, islice

LEVELS = ("region", "pays", "commune", "quartier", "secteur")
"""Largest first: the order in which territories of equal merit are listed."""

FRENCH_ARTICLES = frozenset(["le", "la", "les", "l", "de", "du", "des", "d", "au", "aux", "et"])
DUTCH_ARTICLES = frozenset(["de", "het", "t", "een", "van", "der", "den", "en"])
ARTICLES = FRENCH_ARTICLES | DUTCH_ARTICLES
LEVEL_WORDS = frozenset(
    ["quartier", "commune", "secteur", "region", "wijk", "buurt", "gemeente", "sector", "gewest"]
)
ABBREVIATIONS = (
    {"st": "saint", "ste": "sainte"},
    {"st": "sint", "ste": "sint"},
)
LONGEST = 100
"""Characters of a name or a query that are compared; the rest is ignored."""

_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
)


class MatchKind(StrEnum):
    """How a territory was found, surest first."""

    CODE = "code"
    EXACT = "exact"
    START = "start"
    WORD = "word"
    PART = "part"
    NEAR = "near"


@dataclass(frozen=True)
class SearchEntry:
    """One territory: `names` are all those it answers to, `detail` is printed beside its name."""

    level: str
    code: str
    name: str
    detail: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A territory and the name (or code) by which it was found: «Sint-Gillis → Saint-Gilles»."""

    entry: SearchEntry
    matched: str
    kind: MatchKind

    @property
    def proposed(self) -> bool:
        """Whether this is only a guess, to be confirmed by the person who typed."""
        return self.kind is MatchKind.NEAR


@dataclass(frozen=True)
class _Row:
    entry: SearchEntry
    written: str
    key: str


class TerritorySearch:
    """An index over all names; built once (under a second for 25 000 territories), then only read."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        ordered = sorted(entries, key=lambda entry: (_size(entry.level), _key(entry.name), entry.code))
        self._rows = tuple(row for entry in ordered for row in _rows(entry))
        lines = [f"\n {row.key}" for row in self._rows]
        self._text = "".join(lines)
        self._starts = [0, *accumulate(map(len, lines))]
        self._exact: dict[str, list[int]] = {}
        for place, row in enumerate(self._rows):
            self._exact.setdefault(row.key, []).append(place)
        self._codes: dict[str, list[SearchEntry]] = {}
        for entry in ordered:
            self._codes.setdefault(_code_key(entry.code), []).append(entry)
        self._near = _NearSpellings(self._rows)

    def find(self, query: str, limit: int = 8) -> tuple[Match, ...]:
        """The territories that `query` may mean, best first, each once, at most `limit`.

        Near spellings come back only when nothing was found otherwise.
        """
        if limit < 1 or not query.strip():
            return ()
        found = {
            entry: Match(entry, entry.code, MatchKind.CODE)
            for entry in self._codes.get(_code_key(query), ())[:limit]
        }
        words = _key(query).split()
        self._add_alike(found, words, limit)
        without_level = [word for word in words if word not in LEVEL_WORDS]
        if not found and 0 < len(without_level) < len(words):
            words = without_level
            self._add_alike(found, words, limit)
        return tuple(found.values()) or self._near.find(words, limit)

    def _add_alike(self, found: dict[SearchEntry, Match], words: list[str], limit: int) -> None:
        """Add everything but near spellings, in order of merit."""
        for kind in (MatchKind.EXACT, MatchKind.START, MatchKind.WORD, MatchKind.PART):
            for reading in _readings(words):
                self._add(found, kind, self._places(kind, reading), limit)

    def _places(self, kind: MatchKind, words: list[str]) -> Iterator[int]:
        """Rows that fit in this way, in the order of the index, read only as far as needed."""
        key = " ".join(words)
        if kind is MatchKind.EXACT:
            return iter(self._exact.get(key, ()))
        if kind is MatchKind.START:
            return self._holding(f"\n {key}")
        if kind is MatchKind.PART:
            return self._holding(key)
        first, *others = sorted((f" {word}" for word in set(words)), key=len, reverse=True)
        return (
            place
            for place in self._holding(first)
            if all(word in f" {self._rows[place].key}" for word in others)
        )

    def _holding(self, piece: str) -> Iterator[int]:
        """Rows in whose line `piece` stands; all names are one text, one line each."""
        at = self._text.find(piece)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place
            at = self._text.find(piece, self._starts[place + 1])

    def _add(
        self, found: dict[SearchEntry, Match], kind: MatchKind, places: Iterator[int], limit: int
    ) -> None:
        if len(found) >= limit:
            return
        for place in places:
            row = self._rows[place]
            if row.entry not in found:
                found[row.entry] = Match(row.entry, row.written, kind)
                if len(found) >= limit:
                    return


class _NearSpellings:
    """Proposes names whose every word is spelt nearly as in the query.

    Three-letter pieces choose a bounded number of candidates; `difflib` judges these only.
    """

    LIKENESS = 0.75
    CANDIDATES = 20
    WORDS = 8
    SHORTEST = 3
    PIECES_READ = 12_000

    def __init__(self, rows: tuple[_Row, ...]) -> None:
        self._rows = rows
        self._places: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            words = row.key.split()
            for spelling in {*words, "".join(words)}:
                self._places.setdefault(spelling, []).append(place)
        self._spellings = tuple(self._places)
        self._holders: dict[str, list[int]] = {}
        for number, spelling in enumerate(self._spellings):
            for piece in _pieces(spelling):
                self._holders.setdefault(piece, []).append(number)

    def find(self, words: list[str], limit: int) -> tuple[Match, ...]:
        """The best proposals, the likeliest first, each territory once."""
        scores = self._scores(words)
        found: dict[SearchEntry, Match] = {}
        for place in sorted(scores, key=lambda place: (-scores[place], place)):
            row = self._rows[place]
            found.setdefault(row.entry, Match(row.entry, row.written, MatchKind.NEAR))
            if len(found) >= limit:
                break
        return tuple(found.values())

    def _scores(self, words: list[str]) -> dict[int, float]:
        """Likeness of each name that comes near: as one word, or word by word (the mean)."""
        scores: dict[int, float] = {}
        for spelling, likeness in self._like("".join(words)).items():
            for place in self._places[spelling]:
                scores[place] = max(scores.get(place, 0.0), likeness)
        if 1 < len(words) <= self.WORDS:
            for place, likeness in self._word_by_word(words):
                scores[place] = max(scores.get(place, 0.0), likeness)
        return scores

    def _word_by_word(self, words: list[str]) -> Iterator[tuple[int, float]]:
        """Names that hold a near spelling of every word; begins with the word that fewest hold."""
        each = [self._like(word) for word in words]
        holders = (set().union(*(self._places[spelling] for spelling in likenesses)) for likenesses in each)
        for place in min(holders, key=len):
            own = self._rows[place].key.split()
            best = [max(likenesses.get(word, 0.0) for word in own) for likenesses in each]
            if all(best):
                yield place, sum(best) / len(best)

    def _like(self, word: str) -> dict[str, float]:
        """Known spellings near to `word`, with their likeness."""
        if len(word) < self.SHORTEST:
            return {word: 1.0} if word in self._places else {}
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(word)
        near: dict[str, float] = {}
        for number in self._candidates(word):
            matcher.set_seq1(self._spellings[number])
            if matcher.quick_ratio() >= self.LIKENESS and (likeness := matcher.ratio()) >= self.LIKENESS:
                near[self._spellings[number]] = likeness
        return near

    def _candidates(self, word: str) -> list[int]:
        """Spellings of nearly the same length that share most pieces with `word`, rarest pieces first."""
        shared: Counter[int] = Counter()
        left = self.PIECES_READ
        for holders in sorted((self._holders.get(piece, []) for piece in _pieces(word)), key=len):
            shared.update(islice(holders, left))
            left -= len(holders)
            if left <= 0:
                break
        reach = len(word) * (2 / self.LIKENESS - 1)
        fitting = ((n, count) for n, count in shared.items() if len(self._spellings[n]) <= reach)
        best = sorted(fitting, key=lambda pair: (-pair[1], abs(len(self._spellings[pair[0]]) - len(word))))
        return [number for number, _count in best[: self.CANDIDATES]]


def _pieces(word: str) -> set[str]:
    marked = f"^{word}$"
    return {marked[at : at + 3] for at in range(len(marked) - 2)}


def _rows(entry: SearchEntry) -> list[_Row]:
    """One row per name that reads differently, the main name first."""
    rows: dict[str, _Row] = {}
    for name in (entry.name, *entry.names):
        if key := _key(name):
            rows.setdefault(key, _Row(entry, name, key))
    return list(rows.values())


def _size(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _code_key(code: str) -> str:
    return code.strip()[:LONGEST].strip().casefold()


def _key(name: str) -> str:
    """What is compared: «L'Île-aux-Œufs» → «ile oeufs»; articles stay where nothing else would."""
    words = _WORD.findall(_plain(name.strip()[:LONGEST]))
    return " ".join([word for word in words if word not in ARTICLES] or words)


def _plain(name: str) -> str:
    if name.isascii():
        return name.lower()
    decomposed = unicodedata.normalize("NFKD", name.translate(_LIGATURES))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def _readings(words: list[str]) -> list[list[str]]:
    """The words as typed, then with «st» and «ste» in full, in French and in Dutch."""
    readings = [words] if words else []
    for full in ABBREVIATIONS:
        reading = [full.get(word, word) for word in words]
        if reading not in readings and words:
            readings.append(reading)
    return readings
