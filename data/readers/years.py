"""The year of a file that does not say it in a column: read off its name or a title."""

from __future__ import annotations

import re

_ISO_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)\d{4}((?:19|20)\d\d)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def year_in(name: str) -> int | None:
    """The last year named in a title or file name; the date of an export (2024-02-26) is none."""
    text = _ISO_DATE.sub(" ", name)
    for pattern in (_DAY_FIRST, _COMPACT, _YEAR):
        found = pattern.findall(text)
        if found:
            return int(found[-1])
    return None


def without_year(title: str) -> str:
    """The title with every year replaced, so that two editions of a file compare equal."""
    return _YEAR.sub("#", title)
