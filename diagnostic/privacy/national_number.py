"""Belgian national register numbers: YY MM DD, a serial of three digits, two check digits.

The check is 97 minus the remainder of the first nine digits divided by 97; a 2 is put in front
of the nine digits for births from 2000 (royal decree of 3 April 1984 on the composition of the
number). The month of a bis number carries 20 (sex unknown) or 40 (royal decree of 8 February
1991). A month 00 or a day 00 stands for a date that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_SEPARATOR = r"[ .,:/_·\-\n]{0,3}"
_RUN = re.compile(rf"\d(?:{_SEPARATOR}\d){{10,}}")
_DIGIT = re.compile(r"\d")


def national_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each national register number of a folded text; they may overlap.

    Whatever figures stand before or after: each eleven digits of a run are tried once, unless
    another digit touches them.
    """
    for run in _RUN.finditer(text):
        places = [match.start() for match in _DIGIT.finditer(text, *run.span())]
        digits = "".join(text[place] for place in places)
        for first in range(len(digits) - 10):
            start, end = places[first], places[first + 10] + 1
            touched = text[start - 1 : start].isdigit() or text[end : end + 1].isdigit()
            if not touched and is_national_number(digits[first : first + 11]):
                yield start, end


def is_national_number(digits: str) -> bool:
    """Whether eleven digits have a plausible date and right check digits for its century."""
    if len(digits) != 11 or digits[6:9] in ("000", "999"):
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    for century, prefix in ((1900, ""), (2000, "2")):
        right = 97 - int(prefix + digits[:9]) % 97
        if right == int(digits[9:]) and _plausible(century + year, month, day):
            return True
    return False


def _plausible(year: int, month: int, day: int) -> bool:
    if month >= 40:
        month -= 40
    elif month >= 20:
        month -= 20
    if month > 12 or day > 31:
        return False
    if month == 0 or day == 0:
        return True
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
