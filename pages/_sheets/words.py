"""Constats and questions of fiches thématiques in one line, for lists to choose from."""

from __future__ import annotations

from hashlib import sha256

from diagnostic.board import Statement
from diagnostic.contents.thematic_sheet import Answer, Question
from diagnostic.question_subject import shortened, subject_of
from indicators.language import _

_LONGEST = 150


def statement_line(statement: Statement, most: int = _LONGEST) -> str:
    """«F · Les délais sont longs…», `most` characters of the constat."""
    return f"{statement.quadrant.value} · {shortened(statement.text, most)}"


def statement_line_with_reference(statement: Statement) -> str:
    """«C-1a2b3c4d · F · Les délais sont longs…»."""
    return f"{statement.reference} · {statement_line(statement)}"


def question_line(number: int, question: Question) -> str:
    """«2. Qui connaît…»."""
    return f"{number}. {shortened(subject_of(question.text)[0], 110)}"


def answer_line(answer: Answer) -> str:
    """The beginning of an answer, or that it is a testimony alone."""
    return shortened(answer.text, 90) if answer.text else _("Un témoignage du journal")


def mark(*parts: object) -> str:
    """A short mark of a line, the same as long as its words stay."""
    return sha256(repr(parts).encode()).hexdigest()[:16]
