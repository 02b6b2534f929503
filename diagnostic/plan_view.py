"""The plan d'actions as a frozen view: screen, Word and CSV print the same one.

Nodes are stored one by one; here they are put under each other, numbered, and held against what the
diagnostic asks for: the priorities of its statements and the eight stakes of an approach by quartier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from diagnostic.board import Board, Statement
from diagnostic.contents.action_plan import ActionState, PlanNode, Rung, Stake
from diagnostic.entry import Entry
from diagnostic.follow_up_view import FollowUpLine, follow_up_line
from diagnostic.plan_calendar import Calendar, Dated, calendar
from diagnostic.statement_qualities import Priority
from indicators.catalogue import Catalogue
from indicators.figure import Figure
from indicators.language import _
from indicators.territory import Territory

RUNGS = tuple(Rung)


@dataclass(frozen=True)
class PlanLine:
    """One node in its place.

    `depth` is 0 for an axis, and for the top of a branch whose parent is gone; `number` is «1.2.1», empty in
    such a branch, where `loose` says why it hangs on nothing. `above` are the titles of what stands over it.
    """

    entry: Entry[PlanNode]
    depth: int
    number: str
    above: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    unknown_statements: tuple[str, ...] = ()
    loose: str = ""

    @property
    def id(self) -> str:
        """The id of the entry."""
        return self.entry.id

    @property
    def node(self) -> PlanNode:
        """What is stored of it."""
        return self.entry.content

    @property
    def rung(self) -> Rung:
        """Its level."""
        return self.entry.content.rung

    @property
    def title(self) -> str:
        """Its words."""
        return self.entry.content.title

    @property
    def heading(self) -> str:
        """«1.2 Titre», or the title alone."""
        return f"{self.number} {self.title}" if self.number else self.title

    @property
    def references(self) -> tuple[str, ...]:
        """The references of the statements it answers, unknown ones included."""
        return (*(one.reference for one in self.statements), *self.unknown_statements)


@dataclass(frozen=True)
class ActionLine:
    """An action with everything that a table of actions says of it."""

    line: PlanLine
    means: tuple[str, ...]
    follow_ups: tuple[FollowUpLine, ...]

    @property
    def id(self) -> str:
        """The id of the entry."""
        return self.line.id

    @property
    def title(self) -> str:
        """Its words."""
        return self.line.title

    @property
    def number(self) -> str:
        """«1.2.1.3», or nothing."""
        return self.line.number

    @property
    def node(self) -> PlanNode:
        """What is stored of it."""
        return self.line.node

    @property
    def counts(self) -> bool:
        """False once it was given up: it then answers nothing."""
        return self.node.state is not ActionState.GIVEN_UP

    @property
    def period_text(self) -> str:
        """«du 01/03/2026 au 30/06/2027», «à partir du …», «jusqu'au …», «sans date»."""
        begins, ends = self.node.begins, self.node.ends
        if begins and ends:
            return _("du {start:%d/%m/%Y} au {end:%d/%m/%Y}").format(start=begins, end=ends)
        if begins:
            return _("à partir du {start:%d/%m/%Y}").format(start=begins)
        if ends:
            return _("jusqu'au {end:%d/%m/%Y}").format(end=ends)
        return _("sans date")

    def is_past_its_end(self, today: date) -> bool:
        """True when its end is over and nobody wrote how it ended."""
        ends = self.node.ends
        open_states = (ActionState.TO_PREPARE, ActionState.UNDER_WAY)
        return ends is not None and ends < today and self.node.state in open_states


@dataclass(frozen=True)
class StakeLine:
    """One of the eight stakes, and the actions that serve it (given-up ones left out)."""

    stake: Stake
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True)
class PartnerLine:
    """An organisation and the actions it takes part in."""

    name: str
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True)
class PriorityLine:
    """A statement that people called urgent.

    `actions` answer it, themselves or through the objective or aim they stand under; `intents` are the other
    nodes that name it, while no action stands under them.
    """

    statement: Statement
    actions: tuple[ActionLine, ...]
    intents: tuple[PlanLine, ...]


@dataclass(frozen=True)
class PlanView:
    """The whole plan of one diagnostic. `lines` come in reading order, `loose` after them."""

    territory: Territory
    lines: tuple[PlanLine, ...]
    loose: tuple[PlanLine, ...]
    archived: tuple[PlanLine, ...]
    actions: tuple[ActionLine, ...]
    stakes: tuple[StakeLine, ...]
    priorities: tuple[PriorityLine, ...]
    partners: tuple[PartnerLine, ...]
    calendar: Calendar

    @property
    def everything(self) -> tuple[PlanLine, ...]:
        """Every line that is not archived."""
        return (*self.lines, *self.loose)

    def line(self, id: str) -> PlanLine | None:
        """One line that is not archived."""
        return next((one for one in self.everything if one.id == id), None)

    def action(self, id: str) -> ActionLine | None:
        """One action."""
        return next((one for one in self.actions if one.id == id), None)

    def on_rung(self, rung: Rung) -> tuple[PlanLine, ...]:
        """The lines of one level, in reading order."""
        return tuple(one for one in self.everything if one.rung is rung)

    def parents_for(self, rung: Rung) -> tuple[PlanLine, ...]:
        """What a node of this level can stand under: the level just above it."""
        place = RUNGS.index(rung)
        return self.on_rung(RUNGS[place - 1]) if place else ()

    def below(self, id: str) -> tuple[PlanLine, ...]:
        """Every line under one, at any depth, from the top down."""
        found: list[PlanLine] = []
        held = {id}
        for one in self.everything:
            if one.node.parent in held and one.id not in held:
                held.add(one.id)
                found.append(one)
        return tuple(found)

    @property
    def uncovered_stakes(self) -> tuple[Stake, ...]:
        """The stakes that no action serves."""
        return tuple(one.stake for one in self.stakes if not one.actions)

    @property
    def priorities_without_action(self) -> tuple[PriorityLine, ...]:
        """The urgent statements that no action answers, most urgent first."""
        return tuple(one for one in self.priorities if not one.actions)

    @property
    def totals(self) -> Mapping[Rung, int]:
        """How many lines stand on each level."""
        return {rung: len(self.on_rung(rung)) for rung in RUNGS}

    @property
    def states(self) -> Mapping[ActionState, int]:
        """How many actions are in each state."""
        return {state: sum(one.node.state is state for one in self.actions) for state in ActionState}


def plan_view(
    board: Board,
    nodes: Iterable[Entry[PlanNode]],
    figures: Iterable[Figure] = (),
    catalogue: Catalogue | None = None,
) -> PlanView:
    """Put nodes under each other.

    Parameters
    ----------
    board : the grid of the diagnostic, for its territory and its statements.
    nodes : every node of the diagnostic, archived ones too, in their order.
    figures : the figures of the territory today, which follow-ups are held against.
    catalogue : for the unit of an indicator that has no figure today.
    """
    given = tuple(nodes)
    statements = {one.id: one for one in (*board.statements, *board.archived)}
    active = [one for one in given if not one.archived]
    lines, loose = _tree(active, {one.id: one for one in given})

    def with_statements(line: PlanLine) -> PlanLine:
        named = line.node.statements
        return replace(
            line,
            statements=tuple(statements[id] for id in named if id in statements),
            unknown_statements=tuple(f"C-{id[:8]}" for id in named if id not in statements),
        )

    placed, hanging = tuple(map(with_statements, lines)), tuple(map(with_statements, loose))
    today = {one.indicator.id: one for one in figures}
    actions = tuple(
        ActionLine(
            line,
            tuple(one.content.title for one in active if one.content.parent == line.id),
            tuple(follow_up_line(one, today, catalogue) for one in line.node.follow_up),
        )
        for line in (*placed, *hanging)
        if line.rung is Rung.ACTION
    )
    serving = tuple(one for one in actions if one.counts)
    return PlanView(
        territory=board.territory,
        lines=placed,
        loose=hanging,
        archived=tuple(with_statements(PlanLine(one, 0, "")) for one in given if one.archived),
        actions=actions,
        stakes=tuple(
            StakeLine(stake, tuple(one for one in serving if stake in one.node.stakes)) for stake in Stake
        ),
        priorities=_priorities(board, (*placed, *hanging), serving),
        partners=_partners(actions),
        calendar=calendar(Dated(one.number, one.title, one.node.begins, one.node.ends) for one in actions),
    )


def _tree(
    active: list[Entry[PlanNode]], known: Mapping[str, Entry[PlanNode]]
) -> tuple[list[PlanLine], list[PlanLine]]:
    """The lines under the axes, and those whose parent is archived, unknown or not above them."""
    children: dict[str, list[Entry[PlanNode]]] = {}
    tops: list[tuple[Entry[PlanNode], str]] = []
    for one in active:
        why = _why_loose(one, known)
        if one.content.rung is Rung.AXIS or why:
            tops.append((one, why))
        else:
            children.setdefault(one.content.parent, []).append(one)

    def walk(
        entry: Entry[PlanNode], depth: int, number: str, above: tuple[str, ...], why: str
    ) -> list[PlanLine]:
        found = [PlanLine(entry, depth, number, above, loose=why)]
        for rank, child in enumerate(children.get(entry.id, ()), start=1):
            place = f"{number}.{rank}" if number else ""
            found += walk(child, depth + 1, place, (*above, entry.content.title), "")
        return found

    axes = [entry for entry, why in tops if not why]
    lines = [line for rank, axis in enumerate(axes, start=1) for line in walk(axis, 0, str(rank), (), "")]
    loose = [line for entry, why in tops if why for line in walk(entry, 0, "", (), why)]
    return lines, loose


def _why_loose(entry: Entry[PlanNode], known: Mapping[str, Entry[PlanNode]]) -> str:
    if entry.content.rung is Rung.AXIS:
        return ""
    parent = known.get(entry.content.parent)
    if parent is None:
        return _("ce qui se trouvait au-dessus n'est pas dans cette base")
    # Only a higher level can stand above: it also keeps two nodes from standing under each other.
    if RUNGS.index(parent.content.rung) >= RUNGS.index(entry.content.rung):
        return _("rattaché à «\u00a0{title}\u00a0», qui n'est pas d'un niveau supérieur").format(
            title=parent.content.title
        )
    if parent.archived:
        return _("rattaché à «\u00a0{title}\u00a0», archivé").format(title=parent.content.title)
    return ""


def _priorities(
    board: Board, lines: tuple[PlanLine, ...], serving: tuple[ActionLine, ...]
) -> tuple[PriorityLine, ...]:
    urgent = [one for one in board.statements if one.priority is not Priority.NONE]
    # The board comes in reading order, which stays among statements of one priority.
    urgent.sort(key=lambda one: -int(one.priority.value))
    parent_of = {line.id: line.node.parent for line in lines}
    naming = {line.id: set(line.node.statements) for line in lines}

    def lineage(id: str) -> list[str]:
        found = []
        while id in parent_of and id not in found:
            found.append(id)
            id = parent_of[id]
        return found

    above = {action.id: lineage(action.id) for action in serving}
    found = []
    for statement in urgent:
        actions = tuple(one for one in serving if any(statement.id in naming[id] for id in above[one.id]))
        held = {id for action in actions for id in above[action.id]}
        intents = tuple(
            line
            for line in lines
            if statement.id in naming[line.id] and line.rung is not Rung.ACTION and line.id not in held
        )
        found.append(PriorityLine(statement, actions, intents))
    return tuple(found)


def _partners(actions: tuple[ActionLine, ...]) -> tuple[PartnerLine, ...]:
    """Organisations by name; «CPAS» and «cpas» are the same one, written as it first stood."""
    names: dict[str, str] = {}
    held: dict[str, list[ActionLine]] = {}
    for action in actions:
        for name in dict.fromkeys(action.node.partners):
            key = " ".join(name.casefold().split())
            names.setdefault(key, name)
            if action not in held.setdefault(key, []):
                held[key].append(action)
    return tuple(PartnerLine(names[key], tuple(held[key])) for key in sorted(names))
