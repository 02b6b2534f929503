"""The map of what people say: statements with a place, numbered, and the services around them.

Screen, picture and Word print the same frozen view.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.statement_place import shape_label
from diagnostic.statement_qualities import StatementPlace
from indicators.french import number
from indicators.language import _
from indicators.territory import Territory
from indicators.theme_looks import ThemeLook, look_of


@dataclass(frozen=True)
class MapService:
    """A service with a position: degrees WGS 84; `precision` says in words how well it is
    known, `exact` is False for the middle of a quartier."""

    name: str
    kind: str
    longitude: float
    latitude: float
    precision: str
    detail: str = ""
    exact: bool = True


@dataclass(frozen=True)
class Mark:
    """A statement on the map. Its number follows the reading order of the whole grid, filters or not."""

    number: int
    statement: Statement
    place: StatementPlace
    theme: str
    heading: str
    look: ThemeLook

    @property
    def badge(self) -> str:
        """Number and letter of the list: «3\u202fF»."""
        return f"{self.number}\u202f{self.statement.quadrant.value}"

    @property
    def where(self) -> str:
        """«Zone, îlot au nord», or only the shape."""
        return ", ".join(filter(None, (shape_label(self.place.shape), self.place.label)))


@dataclass(frozen=True)
class ThemeEntry:
    """One line of the legend: a theme of the first level, and how many statements are drawn."""

    theme: str
    heading: str
    look: ThemeLook
    count: int


@dataclass(frozen=True)
class AnnotatedMap:
    """What is drawn and listed. `on_map` counts all statements with a place, before the filters."""

    territory: Territory
    marks: tuple[Mark, ...]
    legend: tuple[ThemeEntry, ...]
    without_place: tuple[Statement, ...]
    services: tuple[MapService, ...]
    on_map: int
    theme: str = ""
    quadrant: Quadrant | None = None
    heading: str = ""

    @property
    def title(self) -> str:
        """The title of the map, filters included."""
        parts = [_("Carte annotée\u00a0: {name}").format(name=self.territory.name)]
        if self.heading:
            parts.append(self.heading)
        if self.quadrant is not None:
            parts.append(self.quadrant.heading.lower())
        return ", ".join(parts)

    @property
    def summary(self) -> str:
        """How much is on the map, in one sentence."""
        shown = len(self.marks)
        word = _("constat") if self.on_map == 1 else _("constats")
        text = _("{n}\u00a0{word} sur la carte").format(n=number(self.on_map), word=word)
        if shown != self.on_map:
            text += _(", dont {shown} avec ce filtre").format(shown=number(shown))
        rest = len(self.without_place)
        if rest:
            text += _("\u00a0; {n} sans lieu").format(n=number(rest))
        return f"{text}."

    def mark(self, statement: str) -> Mark | None:
        """The mark of a statement, when it is drawn."""
        return next((mark for mark in self.marks if mark.statement.id == statement), None)


def annotated_map(
    board: Board,
    services: Iterable[MapService] = (),
    *,
    theme: str = "",
    quadrant: Quadrant | None = None,
) -> AnnotatedMap:
    """Number the statements that have a place, and keep those of one theme (first level) and one list."""
    tree = board.themes
    tops = list(dict.fromkeys(tree.top(id) for id in tree.ids))
    tops += [one for one in dict.fromkeys(tree.top(s.theme) for s in board.statements) if one not in tops]
    placed = [(s, s.place) for q in Quadrant for s in _in_order(board, q) if s.place is not None]
    marks = tuple(
        Mark(
            position,
            statement,
            place,
            tree.top(statement.theme),
            board.theme_of(statement),
            look_of(tops.index(tree.top(statement.theme))),
        )
        for position, (statement, place) in enumerate(placed, start=1)
    )
    shown = tuple(
        mark for mark in marks if theme in ("", mark.theme) and quadrant in (None, mark.statement.quadrant)
    )
    counts = {top: sum(mark.theme == top for mark in shown) for top in tops}
    return AnnotatedMap(
        board.territory,
        shown,
        tuple(
            ThemeEntry(top, tree.heading(top), look_of(place), counts[top])
            for place, top in enumerate(tops)
            if counts[top]
        ),
        tuple(statement for statement in board.statements if statement.place is None),
        tuple(services),
        len(marks),
        theme,
        quadrant,
        tree.heading(theme) if theme else "",
    )


def _in_order(board: Board, quadrant: Quadrant) -> Iterable[Statement]:
    return (statement for _theme, group in board.by_theme(quadrant) for statement in group)
