"""A plan built by hand: entries as the store gives them, a grid with priorities, figures of two years."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.contents.action_plan import ActionState, FollowUp, PlanNode, Rung, Stake
from diagnostic.entry import Entry
from diagnostic.evidence import Document, IndicatorSnapshot, snapshot
from diagnostic.plan_view import PlanView, plan_view
from diagnostic.statement_qualities import Priority
from indicators.figure import Figure
from tests.unit import exports_samples as samples
from tests.unit.exports_sample_indicators import BIM

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
DIAGNOSTIC = str(uuid5(NAMESPACE_URL, "diagnostic"))
REPORT = Document(title="Rapport", organisation="CPAS", year=2021)


def key(name: str) -> str:
    """The id of what a test calls `name`."""
    return str(uuid5(NAMESPACE_URL, name))


def entry(
    name: str, rung: Rung, parent: str = "", *, archived: bool = False, **fields: object
) -> Entry[PlanNode]:
    """A node called `name`, titled so unless the fields say otherwise, under the one called `parent`."""
    content = PlanNode(rung=rung, parent=key(parent) if parent else "", **{"title": name, **fields})  # type: ignore[arg-type]
    return Entry(key(name), DIAGNOSTIC, content, 1, 1, archived, "", NOW, NOW)


def statement(
    name: str, priority: Priority = Priority.NONE, quadrant: Quadrant = Quadrant.WEAKNESS
) -> Statement:
    """A statement called `name`."""
    return Statement(
        id=key(name), territory_level="quartier", territory_code="10", quadrant=quadrant, theme="logement",
        text=name, evidence=(REPORT,), position=1, version=1, archived=False, updated_at=NOW,
        diagnostic=DIAGNOSTIC, priority=priority,
    )  # fmt: skip


def bim(year: int, value: float | None = None, **estimate: object) -> Figure:
    """BIM of Anneessens in one year; no denominator, so that the margin of the catalogue is what counts."""
    return samples.figure(BIM, samples.ANNEESSENS, year, value, **estimate)  # type: ignore[arg-type]


def start(year: int = 2020, value: float = 50.0) -> IndicatorSnapshot:
    """BIM as it was frozen when an action was written."""
    return snapshot(bim(year, value), "statistiques d'essai", NOW)


def small_plan() -> list[Entry[PlanNode]]:
    """Two axes; three actions, one of them given up; one means."""
    return [
        entry("Logement", Rung.AXIS),
        entry("Santé", Rung.AXIS),
        entry("Logements sains", Rung.AIM, "Logement"),
        entry("Droits connus", Rung.OBJECTIVE, "Logements sains"),
        entry(
            "Permanence", Rung.ACTION, "Droits connus", partners=("CPAS", "Maison médicale"),
            begins=date(2026, 1, 1), ends=date(2026, 2, 28), state=ActionState.UNDER_WAY,
            stakes=(Stake.PARTNERSHIPS, Stake.GUIDANCE), statements=(key("insalubrité"),),
            follow_up=(FollowUp(baseline=start(), target=40, target_year=2028),),
        ),
        entry("Fiche des recours", Rung.ACTION, "Droits connus", partners=("cpas",), stakes=(Stake.GUIDANCE,)),
        entry("Visites", Rung.ACTION, "Droits connus", state=ActionState.GIVEN_UP, stakes=(Stake.DETECTION,)),
        entry("Un local", Rung.MEANS, "Permanence"),
    ]  # fmt: skip


def board(*statements: Statement) -> Board:
    """The grid that the plan answers."""
    return Board(samples.ANNEESSENS, statements, diagnostic=DIAGNOSTIC)


def view(
    nodes: list[Entry[PlanNode]] | None = None, *statements: Statement, figures: tuple[Figure, ...] = ()
) -> PlanView:
    """The view of a plan (the small one unless another is given)."""
    return plan_view(board(*statements), small_plan() if nodes is None else nodes, figures)
