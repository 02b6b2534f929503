"""Which constat a question is about: the reference that its words carry, as «… ? (C-1a2b3c4d)».

A reference is what people see in every document, so a question that is rewritten, printed or copied
still says what it is about.
"""

from __future__ import annotations

import re

from diagnostic.board import Statement
from indicators.language import _

MOST_CHARACTERS = 300
"""The longest question that is stored, reference included."""
MOST_WORDS = MOST_CHARACTERS - len(" (C-00000000)")
"""The longest question that can be typed, so that its reference still fits."""

_REFERENCE = re.compile(r"(?<![\w-])C-[0-9a-f]{8}(?![\w-])")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_AT_THE_END = re.compile(r"\s*\((C-[0-9a-f]{8})\)\s*$")


def references_in(question: str) -> tuple[str, ...]:
    """The references that a question names, in the order of its words."""
    return tuple(dict.fromkeys(_REFERENCE.findall(question)))


def subject_of(question: str) -> tuple[str, str]:
    """The words of a question and the reference at its end («» when there is none)."""
    found = _AT_THE_END.search(question)
    if found is None or found.start() == 0:
        return question, ""
    return question[: found.start()], found[1]


def about(words: str, reference: str) -> str:
    """A question about one constat: its words, then its reference; without one, the words alone."""
    words = words.strip()
    return f"{words} ({reference})" if words and reference else words


def proposed_question(statement: Statement) -> str:
    """A first question, short and neutral, for people to rewrite; without the reference."""
    frame = _("Que sait-on de ceci\u00a0: «\u00a0{text}\u00a0»\u00a0?")
    room = min(MOST_WORDS - len(frame.format(text="")), 180)
    # Quotation marks inside quotation marks.
    text = statement.text.replace("«\u00a0", "\u201c").replace("\u00a0»", "\u201d")
    text = text.replace("«", "\u201c").replace("»", "\u201d")
    return frame.format(text=shortened(text, room).rstrip(" .;:,!?\u00a0"))


def shortened(text: str, most: int) -> str:
    """One line of `most` characters at most, cut between words and closed with «…»."""
    line = _SPACES.sub(" ", text).strip()
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    between = cut.rfind(" ")
    return (cut[:between] if between > most // 2 else cut).rstrip() + "…"
