"""A fiche thématique as a frozen view, and the zones d'ombre of a grid: screen and Word show the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from diagnostic.board import Board, Statement
from diagnostic.calendar_words import day_text
from diagnostic.contents.journal import TestimonyRecord
from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet
from diagnostic.entry import Entry
from diagnostic.question_subject import references_in, subject_of
from indicators.french import NBSP, number
from indicators.language import _
from indicators.territory import Territory


class Standing(StrEnum):
    """Where a constat of a fiche is now."""

    IN_GRID = "grille"
    ARCHIVED = "archive"
    MISSING = "absent"

    @property
    def label(self) -> str:
        """What is said of it; nothing for one that stands in the grid."""
        return {
            Standing.IN_GRID: "",
            Standing.ARCHIVED: _("Ce constat est archivé\u00a0: il n'est plus dans la grille."),
            Standing.MISSING: _("Ce constat n'est pas dans la grille de ce diagnostic."),
        }[self]


@dataclass(frozen=True)
class SheetAnswer:
    """One answer; `testimony` says whose words they are («T-1a2b3c4d, Équipe…, mai 2021»)."""

    answer: Answer
    testimony: str = ""

    @property
    def text(self) -> str:
        """What was learnt."""
        return self.answer.text

    @property
    def when(self) -> str:
        """«20 mai 2021», or nothing."""
        return "" if self.answer.on is None else day_text(self.answer.on)

    @property
    def origin(self) -> str:
        """When and from whom, in one line."""
        return ", ".join(filter(None, (self.when, self.testimony)))


@dataclass(frozen=True)
class SheetQuestion:
    """One question, numbered from 1; `about` are the references of the constats that it names."""

    number: int
    question: Question
    words: str
    about: tuple[str, ...]
    answers: tuple[SheetAnswer, ...]

    @property
    def who(self) -> str:
        """Who can answer."""
        return self.question.who

    @property
    def method(self) -> str:
        """Method and tools."""
        return self.question.method

    @property
    def is_answered(self) -> bool:
        """True with one answer at least."""
        return bool(self.answers)


@dataclass(frozen=True)
class SheetStatement:
    """One constat of a fiche, by its id; `statement` is None when the grid does not have it."""

    id: str
    statement: Statement | None
    theme: str
    standing: Standing
    questions: tuple[SheetQuestion, ...]

    @property
    def reference(self) -> str:
        """Its reference, also when the grid does not have it."""
        return f"C-{self.id[:8]}"

    @property
    def is_blind_spot(self) -> bool:
        """True for a zone d'ombre that stands in the grid."""
        return (
            self.standing is Standing.IN_GRID and self.statement is not None and self.statement.is_blind_spot
        )

    @property
    def unanswered(self) -> int:
        """How many of its questions have no answer yet."""
        return sum(not one.is_answered for one in self.questions)

    @property
    def is_explored(self) -> bool:
        """True for a zone d'ombre that has questions, each with an answer."""
        return self.is_blind_spot and bool(self.questions) and not self.unanswered

    @property
    def note(self) -> str:
        """Where it stands: archived, missing, a zone d'ombre and how far it is explored."""
        if not self.is_blind_spot:
            return self.standing.label
        if not self.questions:
            return _("Zone d'ombre\u00a0: aucune question ne la nomme encore.")
        if not self.unanswered:
            return _("Zone d'ombre explorée\u00a0: chacune de ses questions a une réponse.")
        if self.unanswered == 1:
            return _("Zone d'ombre\u00a0: une question attend une réponse.")
        return _("Zone d'ombre\u00a0: {n} questions attendent une réponse.").format(n=number(self.unanswered))


@dataclass(frozen=True)
class SheetView:
    """One fiche with its constats, questions and answers resolved; `theme` is a heading."""

    id: str
    reference: str
    territory: Territory
    title: str
    theme: str
    aim: str
    statements: tuple[SheetStatement, ...]
    questions: tuple[SheetQuestion, ...]
    archived: bool
    version: int
    updated_at: datetime

    @property
    def unanswered(self) -> int:
        """How many questions have no answer yet."""
        return sum(not one.is_answered for one in self.questions)

    @property
    def progress(self) -> str:
        """How far the fiche is, in one sentence."""
        count = len(self.questions)
        if not count:
            return _("Aucune question n'est encore posée.")
        if count == 1:
            return (
                _("Une question, encore sans réponse.")
                if self.unanswered
                else _("Une question, avec réponse.")
            )
        if not self.unanswered:
            return _("{n} questions, toutes avec une réponse.").format(n=number(count))
        if self.unanswered == count:
            return _("{n} questions, encore sans réponse.").format(n=number(count))
        return _("{n} questions, dont {m} encore sans réponse.").format(
            n=number(count), m=number(self.unanswered)
        )


@dataclass(frozen=True)
class BlindSpotGroup:
    """The zones d'ombre of one theme of the first level that no fiche has taken up yet."""

    theme: str
    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class TakenUp:
    """A zone d'ombre that is on a fiche already, and the titles of those fiches."""

    statement: Statement
    titles: tuple[str, ...]


@dataclass(frozen=True)
class BlindSpots:
    """The zones d'ombre of one grid, those to take up apart from those on a fiche."""

    groups: tuple[BlindSpotGroup, ...]
    taken_up: tuple[TakenUp, ...]

    @property
    def free(self) -> tuple[Statement, ...]:
        """Those on no fiche, in the order of the themes."""
        return tuple(one for group in self.groups for one in group.statements)

    def of_theme(self, theme: str) -> tuple[Statement, ...]:
        """Those of a theme of the first level on no fiche."""
        return tuple(one for group in self.groups if group.theme == theme for one in group.statements)


def sheet_view(
    entry: Entry[ThematicSheet], board: Board, testimonies: Mapping[str, Entry[TestimonyRecord]]
) -> SheetView:
    """Resolve a fiche; `testimonies` are the records of the journal by id, archived ones included."""
    sheet = entry.content
    questions = tuple(_question(n, one, testimonies) for n, one in enumerate(sheet.questions, start=1))
    in_grid = {one.id: one for one in board.statements}
    archived = {one.id: one for one in board.archived}
    return SheetView(
        id=entry.id,
        reference=entry.reference,
        territory=board.territory,
        title=sheet.title,
        theme=board.themes.heading(sheet.theme) if sheet.theme else "",
        aim=sheet.aim,
        statements=tuple(_statement(id, in_grid, archived, board, questions) for id in sheet.statements),
        questions=questions,
        archived=entry.archived,
        version=entry.version,
        updated_at=entry.updated_at,
    )


def blind_spots(board: Board, sheets: Iterable[Entry[ThematicSheet]]) -> BlindSpots:
    """The zones d'ombre of a grid; `sheets` are the fiches of its diagnostic (archived ones do not count)."""
    titles: dict[str, list[str]] = {}
    for sheet in sheets:
        if not sheet.archived:
            for id in sheet.content.statements:
                titles.setdefault(id, []).append(sheet.content.title)
    groups: dict[str, list[Statement]] = {}
    for one in board.statements:
        if one.is_blind_spot:
            groups.setdefault(board.themes.top(one.theme), []).append(one)
    order = board.themes.order(groups)
    free = {theme: tuple(one for one in groups[theme] if one.id not in titles) for theme in order}
    return BlindSpots(
        tuple(
            BlindSpotGroup(theme, board.themes.heading(theme), free[theme]) for theme in order if free[theme]
        ),
        tuple(
            TakenUp(one, tuple(titles[one.id]))
            for theme in order
            for one in groups[theme]
            if one.id in titles
        ),
    )


def testimony_label(entry: Entry[TestimonyRecord]) -> str:
    """«T-1a2b3c4d, Équipe de maison médicale, 20 mai 2021»."""
    return f"{entry.reference}, {entry.content.function}, {day_text(entry.content.on)}"


def _question(
    number: int, question: Question, testimonies: Mapping[str, Entry[TestimonyRecord]]
) -> SheetQuestion:
    words, _reference = subject_of(question.text)
    answers = tuple(SheetAnswer(one, _testimony(one.testimony, testimonies)) for one in question.answers)
    return SheetQuestion(number, question, words, references_in(question.text), answers)


def _testimony(id: str, testimonies: Mapping[str, Entry[TestimonyRecord]]) -> str:
    if not id:
        return ""
    entry = testimonies.get(id)
    if entry is None:
        return _("T-{id}\u00a0: ce témoignage n'est pas dans le journal").format(id=id[:8])
    label = testimony_label(entry)
    return f"{label}{NBSP}({_('archivé')})" if entry.archived else label


def _statement(
    id: str,
    in_grid: Mapping[str, Statement],
    archived: Mapping[str, Statement],
    board: Board,
    questions: tuple[SheetQuestion, ...],
) -> SheetStatement:
    statement = in_grid.get(id) or archived.get(id)
    standing = (
        Standing.IN_GRID if id in in_grid else Standing.ARCHIVED if id in archived else Standing.MISSING
    )
    reference = f"C-{id[:8]}"
    return SheetStatement(
        id=id,
        statement=statement,
        theme="" if statement is None else board.theme_of(statement),
        standing=standing,
        questions=tuple(one for one in questions if reference in one.about),
    )
