"""The «à revoir» list: statements and follow-ups whose figure is no longer the one of today.

Evidence is frozen, so a rebuild of the statistics changes nothing by itself; it is told here, and
people decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from diagnostic.board import Statement
from diagnostic.contents.action_plan import PlanNode
from diagnostic.entry import Entry
from diagnostic.evidence import IndicatorSnapshot, snapshot
from indicators.figure import Figure
from indicators.language import _

_FINGERPRINT = re.compile(r", ([0-9a-z]+)\)$")
_SPACES = re.compile(r"\s+")

Holder = Statement | Entry[PlanNode]


class Today(Protocol):
    """The statistics in force."""

    @property
    def version(self) -> str:
        """Date, number and fingerprint."""
        ...

    def figure(self, indicator: str, code: str, year: int) -> Figure | None:
        """The figure of today, None when it is not there any more."""
        ...

    def newest_year(self, indicator: str, code: str) -> int | None:
        """The newest year with a value."""
        ...


class Nature(StrEnum):
    """What became of a figure; the first two need an eye, the last one is good to know."""

    CHANGED = "changed"
    GONE = "gone"
    NEWER = "newer"

    @property
    def label(self) -> str:
        """The words for people."""
        return {
            Nature.CHANGED: _("Le chiffre a changé"),
            Nature.GONE: _("Le chiffre n'est plus publié"),
            Nature.NEWER: _("Une année plus récente existe"),
        }[self]


@dataclass(frozen=True)
class FigureReview:
    """One frozen figure of one holder, and what the statistics say today.

    `today` is the same year today, None when it is not there any more; `newer` the newest year, None
    when there is no later one.
    """

    holder: Holder
    frozen: IndicatorSnapshot
    nature: Nature
    today: IndicatorSnapshot | None
    newer: IndicatorSnapshot | None

    @property
    def key(self) -> str:
        """Names it on a screen: the holder and the figure."""
        return f"{self.holder.id}:{self.frozen.anchor}"

    @property
    def words(self) -> str:
        """The words of the statement, or the title of the node of the plan."""
        return self.holder.text if isinstance(self.holder, Statement) else self.holder.content.title

    @property
    def now_text(self) -> str:
        """What stands in the place of the figure today: «31,2 %», «secret statistique», «plus publié»."""
        if self.nature is Nature.NEWER and self.newer is not None:
            return f"{self.newer.value_text} ({self.newer.year})"
        return _("plus publié") if self.today is None else self.today.value_text

    @property
    def replacement(self) -> IndicatorSnapshot | None:
        """The figure that could take its place: the same year today, or the newest; None when it is gone."""
        if self.nature is Nature.GONE:
            return self.newer
        return self.newer if self.nature is Nature.NEWER else self.today

    @property
    def quotes_old_value(self) -> bool:
        """Whether the words of the holder quote the frozen value: replacing it would leave them behind."""
        number = _plain(self.frozen.value_text)
        replaced = self.replacement
        if replaced is None or self.frozen.value is None or _plain(replaced.value_text) == number:
            return False
        return re.search(rf"(?<![\d,]){re.escape(number)}(?![\d])", _plain(self.words)) is not None


def figures_to_review(
    statements: Iterable[Statement],
    nodes: Iterable[Entry[PlanNode]],
    today: Today,
    at: datetime,
) -> tuple[FigureReview, ...]:
    """What to look at again: changed figures first, then those that are gone, then newer years.

    Archived statements and nodes are left out. A figure that was frozen, or kept on purpose, with the
    statistics of today is not looked up at all; every other one once per indicator, territory and year.
    `at` is the instant that a replacement would be frozen at.
    """
    found = [
        review
        for holder, frozen in _held(statements, nodes)
        if not same_statistics(frozen.statistics_version, today.version)
        for review in _review(holder, frozen, today, at)
    ]
    order = list(Nature)
    return tuple(sorted(found, key=lambda one: order.index(one.nature)))


def changed_statements(reviews: Iterable[FigureReview]) -> tuple[str, ...]:
    """The ids of the statements that rest on a figure that changed or is gone, each once."""
    return tuple(
        dict.fromkeys(
            one.holder.id
            for one in reviews
            if one.nature is not Nature.NEWER and isinstance(one.holder, Statement)
        )
    )


def same_statistics(one: str, other: str) -> bool:
    """Whether two versions are the same figures: a rebuild of the same sources keeps its fingerprint."""
    found = [_FINGERPRINT.search(version) for version in (one, other)]
    if found[0] and found[1]:
        return found[0].group(1) == found[1].group(1)
    return one == other


def _held(
    statements: Iterable[Statement], nodes: Iterable[Entry[PlanNode]]
) -> Iterator[tuple[Holder, IndicatorSnapshot]]:
    for statement in statements:
        if not statement.archived:
            for frozen in dict.fromkeys(statement.figures):
                yield statement, frozen
    for node in nodes:
        if not node.archived:
            for frozen in dict.fromkeys(follow_up.baseline for follow_up in node.content.follow_up):
                yield node, frozen


def _review(holder: Holder, frozen: IndicatorSnapshot, today: Today, at: datetime) -> Iterator[FigureReview]:
    found = today.figure(frozen.indicator, frozen.territory_code, frozen.year)
    now = None if found is None else snapshot(found, today.version, at)
    newer = _newer(frozen, today, at)
    nature = _nature(frozen, now)
    if nature is None and newer is not None:
        nature = Nature.NEWER
    if nature is not None:
        yield FigureReview(holder, frozen, nature, now, newer)


def _nature(frozen: IndicatorSnapshot, now: IndicatorSnapshot | None) -> Nature | None:
    if now is None:
        return Nature.GONE
    if now.value_text == frozen.value_text:
        return None
    return Nature.GONE if frozen.value is not None and now.value is None else Nature.CHANGED


def _newer(frozen: IndicatorSnapshot, today: Today, at: datetime) -> IndicatorSnapshot | None:
    year = today.newest_year(frozen.indicator, frozen.territory_code)
    if year is None or year <= frozen.year:
        return None
    found = today.figure(frozen.indicator, frozen.territory_code, year)
    return None if found is None or found.estimate.value is None else snapshot(found, today.version, at)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
