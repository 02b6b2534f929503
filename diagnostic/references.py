"""How pieces of a diagnostic point at each other: by id, wherever a JSON document holds one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

REFERENCE = re.compile(r"\b([A-Z])-([0-9a-f]{8})\b")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def is_id(value: object) -> bool:
    """Tell whether a value is an id: a UUID as Python writes it, nothing around it."""
    return isinstance(value, str) and ID.fullmatch(value) is not None


def references(value: Any) -> Iterator[str]:
    """Every id that a JSON value holds, in reading order, doubles included."""
    if isinstance(value, dict):
        for item in value.values():
            yield from references(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from references(item)
    elif is_id(value):
        yield value


def remapped(value: Any, names: Mapping[str, str]) -> Any:
    """The same JSON value with other names: every text that is exactly a key of `names` is replaced.

    Ids and codes of perimeters are random, so that a text that equals one is one. Inside a text, a
    reference as people read it («C-1a2b3c4d») is replaced too: it is the beginning of an id.
    """
    return _remapped(value, names, {old[:8]: new[:8] for old, new in names.items() if is_id(old)})


def _remapped(value: Any, names: Mapping[str, str], beginnings: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _remapped(item, names, beginnings) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_remapped(item, names, beginnings) for item in value]
    if not isinstance(value, str):
        return value
    if value in names:
        return names[value]
    return REFERENCE.sub(lambda found: f"{found[1]}-{beginnings.get(found[2], found[2])}", value)
