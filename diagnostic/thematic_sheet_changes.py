"""Small changes of a fiche thématique, each made on the fiche as it stands now.

Two people at one fiche seldom change the same line. Each change names the line as the person saw it:
if that line is still there the change is made, whatever happened to the others; if not,
`LineChanged` is raised and nothing is overwritten. Doing a change twice does it once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet


class LineChanged(LookupError):
    """The line that somebody wanted to change is no longer as they saw it."""


def with_heading(
    sheet: ThematicSheet, seen: ThematicSheet, title: str, theme: str, aim: str
) -> ThematicSheet:
    """Change title, theme and aim; `seen` is the fiche as the person saw it."""
    asked = (title.strip(), theme, aim.strip())
    now = (sheet.title, sheet.theme, sheet.aim)
    if now not in ((seen.title, seen.theme, seen.aim), asked):
        raise LineChanged
    return _changed(sheet, title=title, theme=theme, aim=aim)


def with_statements(sheet: ThematicSheet, ids: Iterable[str]) -> ThematicSheet:
    """Add constats below the others."""
    return _changed(sheet, statements=tuple(dict.fromkeys([*sheet.statements, *ids])))


def without_statement(sheet: ThematicSheet, id: str) -> ThematicSheet:
    """Take a constat off the fiche; it stays in the grid, and its questions on the fiche."""
    return _changed(sheet, statements=tuple(one for one in sheet.statements if one != id))


def with_question(sheet: ThematicSheet, question: Question, place: int | None = None) -> ThematicSheet:
    """Add a question, at the bottom or at a rank."""
    if question_now(sheet, question) is not None:
        return sheet
    lines = list(sheet.questions)
    lines.insert(len(lines) if place is None else place, question)
    return _changed(sheet, questions=tuple(lines))


def with_question_rewritten(
    sheet: ThematicSheet, seen: Question, text: str, who: str, method: str
) -> ThematicSheet:
    """Change the words of a question; the answers that came meanwhile stay."""
    asked = Question(text=text, who=who, method=method)
    found = question_now(sheet, seen)
    if found is None:
        if question_now(sheet, asked) is not None:
            return sheet
        raise LineChanged
    now = sheet.questions[found]
    return _replaced(sheet, found, asked.model_copy(update={"answers": now.answers}))


def with_question_moved(
    sheet: ThematicSheet, seen: Question, direction: Literal["up", "down"]
) -> ThematicSheet:
    """Move a question by one rank; at the top or at the bottom it stays."""
    found = _found(sheet, seen)
    rank = max(0, min(len(sheet.questions) - 1, found + (1 if direction == "down" else -1)))
    lines = list(sheet.questions)
    lines.insert(rank, lines.pop(found))
    return _changed(sheet, questions=tuple(lines))


def without_question(sheet: ThematicSheet, seen: Question) -> ThematicSheet:
    """Take a question away with its answers: those that the person saw, no other."""
    found = _found(sheet, seen)
    if sheet.questions[found].answers != seen.answers:
        raise LineChanged
    return _changed(sheet, questions=(*sheet.questions[:found], *sheet.questions[found + 1 :]))


def with_answer(sheet: ThematicSheet, seen: Question, answer: Answer) -> ThematicSheet:
    """Add an answer below the others of its question."""
    found = _found(sheet, seen)
    now = sheet.questions[found]
    if answer in now.answers:
        return sheet
    return _replaced(sheet, found, now.model_copy(update={"answers": (*now.answers, answer)}))


def with_answer_rewritten(
    sheet: ThematicSheet, seen: Question, before: Answer, after: Answer
) -> ThematicSheet:
    """Change an answer."""
    found = _found(sheet, seen)
    now = sheet.questions[found]
    if before not in now.answers:
        if after in now.answers:
            return sheet
        raise LineChanged
    answers = tuple(after if one == before else one for one in now.answers)
    return _replaced(sheet, found, now.model_copy(update={"answers": answers}))


def without_answer(sheet: ThematicSheet, seen: Question, answer: Answer) -> ThematicSheet:
    """Take an answer away."""
    found = _found(sheet, seen)
    now = sheet.questions[found]
    answers = tuple(one for one in now.answers if one != answer)
    return _replaced(sheet, found, now.model_copy(update={"answers": answers}))


def question_now(sheet: ThematicSheet, seen: Question) -> int | None:
    """The rank of a question as somebody saw it, its answers aside; None when its words changed."""
    for rank, one in enumerate(sheet.questions):
        if wording(one) == wording(seen):
            return rank
    return None


def question_instead(sheet: ThematicSheet, before: ThematicSheet, seen: Question) -> Question | None:
    """What stands for a question that was seen in `before`: the new one nearest to its rank, if any."""
    rank = question_now(sheet, seen)
    if rank is not None:
        return sheet.questions[rank]
    place = question_now(before, seen) or 0
    known = {wording(one) for one in before.questions}
    new = [(abs(n - place), n) for n, one in enumerate(sheet.questions) if wording(one) not in known]
    return sheet.questions[min(new)[1]] if new else None


def wording(question: Question) -> tuple[str, str, str]:
    """What a question says, its answers aside."""
    return question.text, question.who, question.method


def _found(sheet: ThematicSheet, seen: Question) -> int:
    found = question_now(sheet, seen)
    if found is None:
        raise LineChanged
    return found


def _replaced(sheet: ThematicSheet, rank: int, question: Question) -> ThematicSheet:
    lines = list(sheet.questions)
    lines[rank] = question
    return _changed(sheet, questions=tuple(lines))


def _changed(sheet: ThematicSheet, **fields: object) -> ThematicSheet:
    return ThematicSheet.model_validate({**dict(sheet), **fields})
