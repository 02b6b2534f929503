"""How pieces of a diagnostic point at each other: by id, wherever a JSON document holds one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

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

    Ids and codes of perimeters are random, so that a text that equals one is one.
    """
    if isinstance(value, dict):
        return {key: remapped(item, names) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [remapped(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value
