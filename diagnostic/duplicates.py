"""Lines that may say the same thing, by their words alone: a proposal for people, never a decision.

The measure is RapidFuzz's token set ratio (0 to 100) on words without accents, capitals and the small
words of French. It compares the words that two lines share with those that only one has; the order
of the words does not count, and a short line inside a longer one scores high.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz, process
from scipy import sparse

from diagnostic.board import Quadrant, Statement
from indicators.language import _

LIKELY = 78
"""From this score on a pair is shown.

Golden examples (tests/unit/test_duplicates.py): two wordings of the same lack of social housing score 100,
as a line inside a longer one does; the same rats seen twice 89; the same waiting time 81. Two
lines that only share a turn of phrase (a gym and a park that close early) score 75, medical houses that
are there and medical houses that are full 69; no two lines of the demonstration reach 60.
"""
ALMOST_SAME = 92
FEWEST_WORDS = 3
"""With one or two telling words («Logement cher») a line is inside half of the others."""
MOST_LINES = 3000
"""More lines are not compared: the most recently changed ones are. Thin the board with the filters."""
MOST_PAIRS = 25

NEIGHBOURS: frozenset[frozenset[Quadrant]] = frozenset(
    {
        frozenset({Quadrant.STRENGTH, Quadrant.OPPORTUNITY}),
        frozenset({Quadrant.WEAKNESS, Quadrant.THREAT}),
        frozenset({Quadrant.OPPORTUNITY, Quadrant.SUGGESTION}),
    }
)
"""Lists between which people hesitate: inside or outside the quartier, a chance or a wish. A strength
and a weakness in the same words are a disagreement, not a duplicate."""

_STEM = 5
_SHARED = 0.4
_WORD = re.compile(r"[a-z0-9]{2,}")
_SMALL = (
    "ai ainsi alors au aucun aucune aussi autre autres aux avec beaucoup bien car ce cela ces cet "
    "cette ceux chaque chez ci comme dans de des deux donc dont du elle elles en encore entre est et "
    "etre eux fait font il ils je jusque la le les leur leurs lors mais manque meme memes moins ne ni "
    "nombre nombreuses nombreux non nos notre nous on ont ou par parfois pas peu peut peuvent plus "
    "plusieurs plutot pour pres qu quand que quel quelques qui quoi sans se selon sera ses si son "
    "sont souvent sous sur surtout ta tel tous tout toute toutes tres trop un une vers voire vos "
    "votre vous"
)
_SMALL_WORDS = frozenset(_SMALL.split())


@dataclass(frozen=True)
class Pair:
    """Two lines, the older one first, and how near their words are (0 to 100)."""

    first: Statement
    second: Statement
    score: float

    @property
    def key(self) -> frozenset[str]:
        """The same whichever line comes first."""
        return frozenset({self.first.id, self.second.id})

    @property
    def words(self) -> str:
        """The score in words."""
        if self.score >= ALMOST_SAME:
            return _("Presque les mêmes mots")
        return _("Beaucoup de mots en commun")


@lru_cache(maxsize=20_000)
def telling_words(text: str) -> tuple[str, ...]:
    """The words of a text that say something, in order: no accents, no capitals, no small words."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    return tuple(word for word in _WORD.findall(bare) if word not in _SMALL_WORDS)


def likely_pairs(
    statements: Sequence[Statement], apart: Collection[frozenset[str]] = (), most: int = MOST_PAIRS
) -> tuple[Pair, ...]:
    """The pairs of lines that may be one, the nearest first; `apart` are keys of pairs to leave out.

    Only pairs of the same list or of neighbouring ones (`NEIGHBOURS`) count. Pairs that share too few
    beginnings of words are not even scored: 2 000 lines take a fraction of a second.
    """
    kept = sorted(statements, key=lambda one: one.updated_at, reverse=True)[:MOST_LINES]
    lines = [(one, telling_words(one.text)) for one in kept]
    lines = [(one, words) for one, words in lines if len(set(words)) >= FEWEST_WORDS]
    if len(lines) < 2:
        return ()
    left, right = _candidates(lines)
    if not len(left):
        return ()
    joined = np.array([" ".join(words) for _one, words in lines], dtype=object)
    scores = process.cpdist(
        joined[left], joined[right], scorer=fuzz.token_set_ratio, score_cutoff=LIKELY, dtype=np.float32
    )
    found: list[Pair] = []
    for index in np.argsort(-scores, kind="stable"):
        if scores[index] < LIKELY or len(found) == most:
            break
        one, other = lines[left[index]][0], lines[right[index]][0]
        first, second = sorted((one, other), key=lambda line: (line.updated_at, line.id))
        pair = Pair(first, second, float(scores[index]))
        if pair.key not in apart:
            found.append(pair)
    return tuple(found)


def _candidates(
    lines: Sequence[tuple[Statement, tuple[str, ...]]],
) -> tuple[np.ndarray, np.ndarray]:
    """Ranks of the pairs that are near enough in list and in beginnings of words to be scored."""
    numbers: dict[str, int] = {}
    stems = [
        sorted({numbers.setdefault(word[:_STEM], len(numbers)) for word in words}) for _one, words in lines
    ]
    counts = np.array([len(row) for row in stems])
    table = sparse.csr_matrix(
        (np.ones(counts.sum(), np.int32), np.concatenate(stems), np.concatenate([[0], np.cumsum(counts)])),
        shape=(len(lines), len(numbers)),
    )
    shared = sparse.triu(table @ table.T, k=1).tocoo()
    least = np.maximum(2, np.ceil(_SHARED * np.minimum(counts[shared.row], counts[shared.col])))
    order = list(Quadrant)
    lists = np.array([order.index(one.quadrant) for one, _words in lines])
    near = np.array([[a is b or frozenset({a, b}) in NEIGHBOURS for b in order] for a in order])
    good = (shared.data >= least) & near[lists[shared.row], lists[shared.col]]
    return shared.row[good], shared.col[good]
