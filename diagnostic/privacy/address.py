"""An address with its house number, French or Dutch; a street alone is nobody's home."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from diagnostic.privacy.places import (
    AMBIGUOUS_STREETS,
    CAPITAL_STREET_ENDINGS,
    LINKS,
    STREET_ENDINGS,
    STREETS,
)
from diagnostic.privacy.word import Word, word_set

_MOST_WORDS = 8
_SUFFIX = r"(?: ?(?i:bis|ter|quater)\b| ?[A-Z]\b|[a-z]\b)?"
_NUMBER_AFTER = re.compile(
    r"(?P<gap>[ ,]{0,3})(?P<sign>(?i:n ?° ?|n[or]\.? |num(?:ero|\.)? |nummer |huisnummer )?)"
    rf"(?P<number>\d{{1,4}})(?P<suffix>{_SUFFIX})(?P<range> ?[-/] ?\d{{1,4}}[A-Za-z]?\b)?"
    r"(?P<box>[ ,]{0,3}(?i:bte|boite|bus|b|box)\.? ?(?:n ?° ?)?\d{1,4}\b)?"
)
_NUMBER_BEFORE = re.compile(
    rf"(?<![\w.,/°])(?:n ?° ?)?(?P<number>\d{{1,4}}){_SUFFIX}[ ,]{{1,3}}$"
    r"|(?<!\w)(?:(?:au|num(?:ero|\.)?|nr) |n ?° ?)(?P<of>\d{1,4}) ?(?i:bis|ter|[A-Z])? (?:de la |du |de l')$"
)
_PUBLIC_TRANSPORT = re.compile(r"(?:lignes?|trams?|bus|metro|lijn|navette) (?:n ?° ?)?$")
_BETWEEN = re.compile(r"\.? {1,2}|\.(?=[A-Z])|'")
_DAY = re.compile(r"\d{1,2}(?= )")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"(?! [1-9]\d{3},? [A-Z])(?: ?\d|[.,]\d|[/-] ?\d| ?[%€‰]| ?m²| ?°)")
_FOLLOWING = re.compile(r" ?([^\W\d_]+)")
_ORDINAL = word_set("e h er re de me eme nde ere")
_UNITS = word_set(
    "m km ha mm cm m2 h min million millions mille euro eur ans heure "
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre "
    "januari februari maart april mei juni juli augustus september oktober november december"
)
_NO_COUNT = word_set(
    "dans depuis vers sous sans puis mais nous vous ils elles pas plus chez tous bus les des"
)
_NO_NAME = word_set(
    "compte comptait fait est sont a ont avec ou et mesure abrite a-t-elle il elle on pour par dans depuis "
    "entre qui que ou dont en avait accueille environ pres plus moins jusque vers "
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
)


def addresses(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """Start and end of each street with a house number of a folded text, given its words; they may overlap.

    Each street looks at no more than `_MOST_WORDS` words, so that time grows with the length.
    """
    starts = [word.start for word in words]
    for index, word in enumerate(words):
        bare = word.without_elision()
        key = bare.key
        if key in STREETS or key in AMBIGUOUS_STREETS:
            name_end = _name_end(text, words, index, starts, strict=key in AMBIGUOUS_STREETS)
            if name_end is None:
                continue
        elif _is_dutch_street(bare):
            name_end = word.end
        else:
            continue
        end = _number_end(text, name_end)
        start = _number_start(text, bare.start)
        if end is not None or start is not None:
            yield (bare.start if start is None else start), (name_end if end is None else end)


def _is_dutch_street(word: Word) -> bool:
    return (word.key.endswith(STREET_ENDINGS) and len(word.text) > 7) or (
        word.capital and word.key.endswith(CAPITAL_STREET_ENDINGS) and len(word.text) > 7
    )


def _name_end(text: str, words: list[Word], index: int, starts: list[int], *, strict: bool) -> int | None:
    """End of the street's name, `None` without one: «rue de la Clé», «av. J. Bracops»."""
    end, position, after_link, capital = None, words[index].end, True, False
    first = True
    for __ in range(_MOST_WORDS):
        gap = _BETWEEN.match(text, position)
        if gap is None:
            break
        if after_link and not first and (digits := _DAY.match(text, gap.end())):
            position = digits.end()  # «rue du 11 Novembre»
            continue
        following = bisect_left(starts, gap.end())
        if following == len(words) or words[following].start != gap.end():
            break
        word = words[following]
        bare = word.without_elision()
        if gap[0].startswith(".") and not first and len(words[following - 1].text) > 3:
            break  # the full stop of a sentence
        first = False
        position = word.end
        if word.key in LINKS:
            after_link = True
            continue
        if bare.capital:
            capital = True
        elif not (after_link or bare is not word) or (strict and not capital) or word.key in _NO_NAME:
            break
        end, after_link = word.end, False
    return end if end is not None and (capital or not strict) else None


def _number_end(text: str, position: int) -> int | None:
    """End of the house number and box right after the street's name; a count or a date is none."""
    match = _NUMBER_AFTER.match(text, position)
    if match is None or not (match["gap"] or match["sign"]):
        return None
    if match["sign"] or match["box"]:
        return match.end()
    year = _YEAR.fullmatch(match["number"]) is not None
    if year or match["suffix"] in ("e", "h") or _FIGURE.match(text, match.end()):
        return None
    return None if _counts(text, match.end()) else match.end()


def _counts(text: str, position: int) -> bool:
    """Whether a unit, an ordinal or a plural follows the number: «12 logements», «12 mai», «12e»."""
    following = _FOLLOWING.match(text, position)
    if following is None:
        return False
    word = following[1].casefold()
    attached = following.start(1) == position
    if word in _UNITS or (attached and word in _ORDINAL):
        return True
    return following[1].islower() and word.endswith(("s", "x")) and word not in _NO_COUNT


def _number_start(text: str, position: int) -> int | None:
    """Start of a house number right before the street: «12, rue Haute»."""
    window = max(0, position - 28)
    match = _NUMBER_BEFORE.search(text[window:position])
    if match is None or _YEAR.fullmatch(match["number"] or match["of"]):
        return None
    start = window + match.start()
    if _PUBLIC_TRANSPORT.search(text[max(0, start - 16) : start].lower()):
        return None  # «le tram 51, place Rouppe»
    return start + (len("au ") if text.startswith("au ", start) else 0)
