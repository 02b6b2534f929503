"""E-mail addresses, also with «(at)» or «[arobase]» written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_AT = re.compile(r"@| ?[(\[] ?(?:at|arobase) ?[)\]] ?", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[^\W_](?:[^\W_]|-){0,62}\.){1,6}[^\W\d_]{2,24}")
_LOCAL_SIGNS = frozenset("._%+-'&=")
_LONGEST_LOCAL = 64


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each address of a folded text."""
    for at in _AT.finditer(text):
        domain = _DOMAIN.match(text, at.end())
        start = _local_start(text, at.start())
        if domain and start < at.start():
            yield start, domain.end()


def _local_start(text: str, end: int) -> int:
    start = end
    while (
        start
        and end - start < _LONGEST_LOCAL
        and (text[start - 1].isalnum() or text[start - 1] in _LOCAL_SIGNS)
    ):
        start -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return start
