"""A text without accents and typographic variants, and the way back to the text as typed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4\u2032`", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\t": " ",
        "\u2022": "·",
        "\u2044": "/",
    }
)


@dataclass(frozen=True)
class Folded:
    """`text[i]` was typed at `offsets[i]`; one more offset stands for the end."""

    text: str
    offsets: tuple[int, ...]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """The place, in the text as typed, of `text[start:end]` with its combining accents."""
        return self.offsets[start], self.offsets[end]


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """The letter without its accent, the ASCII digit, a plain space or dash; "" for what is unseen."""
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    character = character.translate(_PUNCTUATION)
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return bare if len(bare) == 1 else character


def folded(text: str) -> Folded:
    """Fold `text` character by character: «É» → «E», no-break space → space, «’» → «'».

    Case and line ends stay. Invisible characters and combining accents are left out.
    """
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        plain = _plain(character)
        if plain:
            characters.append(plain)
            offsets.append(offset)
    return Folded("".join(characters), (*offsets, len(text)))
