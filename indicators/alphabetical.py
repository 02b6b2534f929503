"""The order of names in a French list: accents and capitals do not count."""

from __future__ import annotations

import unicodedata


def alphabetical(name: str) -> str:
    """A key to sort names with: «Béguinage» before «Buffon»."""
    decomposed = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "Oe"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()
