"""Names of territories: compared without accents, capitals or punctuation; never accepted by likeness."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """Lower case, no accents, single spaces: «Béguinage – Dixmude» → «beguinage dixmude»."""
    plain = unicodedata.normalize("NFKD", name.translate(_LIGATURES))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", letters.casefold()).strip()


class NameIndex:
    """Looks codes up by name. One name may belong to several codes: then none is chosen."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are pairs (code, name); a code may come with several names (FR, NL)."""
        self._codes: dict[str, set[str]] = {}
        self._written: dict[str, str] = {}
        for code, name in names:
            key = folded(name)
            if key:
                self._codes.setdefault(key, set()).add(code)
                self._written.setdefault(key, name)

    def __len__(self) -> int:
        return len(self._codes)

    def codes(self, name: str) -> tuple[str, ...]:
        """All codes that bear exactly this name, accents and capitals aside."""
        return tuple(sorted(self._codes.get(folded(name), ())))

    def nearest(self, name: str, count: int = 3) -> tuple[tuple[str, str], ...]:
        """The names that look most like this one, as (code, name), best first. Only to propose."""
        found = difflib.get_close_matches(folded(name)[:80], self._codes, n=count, cutoff=0.6)
        return tuple((code, self._written[key]) for key in found for code in sorted(self._codes[key]))[:count]
