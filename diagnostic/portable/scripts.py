"""Telling a text that wants to run in a browser from a text that merely has a «<» in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
_TAG = re.compile(r"<\s*/?\s*(?:script|iframe|object|embed|frame|applet|base|meta|link)\b", re.IGNORECASE)
_HANDLER = re.compile(r"<[a-z!/?][^<>]*?[\s\"'/]on[a-z]{3,20}\s*=", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:java|vb|live)script:|data:text/html", re.IGNORECASE)


def script_in(text: str) -> str:
    """What in a text would run in a browser: «<script», «onerror=» in a tag, «javascript:»; "" for nothing.

    «<b>», «a < b» and «on = 3» are no scripts. Signs that browsers skip inside a word do not hide it.
    """
    for written in dict.fromkeys((text, unescape(text))):
        if "<" in written:
            found = _TAG.search(written) or _HANDLER.search(written)
            if found:
                return found.group()
        if ":" in written:
            found = _ADDRESS.search(written) or _ADDRESS.search(_UNSEEN.sub("", written))
            if found:
                return found.group()
    return ""


def texts(value: Any, path: Sequence[str | int] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a JSON value with its place, names of fields included."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield (*path, name), name
            yield from texts(item, (*path, name))
    elif isinstance(value, list):
        for rank, item in enumerate(value):
            yield from texts(item, (*path, rank))
    elif isinstance(value, str):
        yield tuple(path), value
