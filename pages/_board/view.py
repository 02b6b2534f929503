"""What the board component is told: every line of the five lists, compactly, and every word it shows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, TypeVar

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.evidence import Evidence
from diagnostic.statement_qualities import Convergence, Priority
from indicators.french import number
from indicators.language import _
from indicators.palettes import QUADRANT_COLOURS

MOST_AT_ONCE = 2000
"""Up to here the browser gets every line and draws more by itself."""
PAGE = 200
"""Above, it gets so many lines of each list, and asks for more."""
MOST_CHARACTERS = 1_000_000
CUT_AT = 600

Item = TypeVar("Item", bound=Hashable)


class _Numbers:
    """Gives each distinct value a number, so that it travels once."""

    def __init__(self) -> None:
        self.found: dict[Any, int] = {}

    def of(self, value: Hashable) -> int:
        return self.found.setdefault(value, len(self.found))


def board_view(
    board: Board,
    shown: Sequence[Statement],
    pages: Mapping[Quadrant, int] | None = None,
    answer: int = 0,
) -> dict[str, Any]:
    """The data of the component, as JSON types.

    Parameters
    ----------
    shown : the statements of `board` that the filters let through, in their order.
    pages : how many pages of each list were asked for (1 to begin with), above `MOST_AT_ONCE` lines.
    answer : the number of the last move that was answered.
    """
    paged = len(shown) > MOST_AT_ONCE
    filtered = len(shown) != len(board.statements)
    # Long texts travel whole until they weigh too much; the dialog always shows all of one.
    longest = CUT_AT if sum(len(one.text) for one in shown) > MOST_CHARACTERS else 0
    themes, evidence, labels, authors = _Numbers(), _Numbers(), _Numbers(), _Numbers()
    columns: dict[Quadrant, list[Statement]] = {quadrant: [] for quadrant in Quadrant}
    totals = dict.fromkeys(Quadrant, 0)
    for statement in shown:
        columns[statement.quadrant].append(statement)
    for statement in board.statements:
        totals[statement.quadrant] += 1
    lists = []
    for quadrant, lines in columns.items():
        most = PAGE * (pages or {}).get(quadrant, 1) if paged else len(lines)
        count = number(len(lines))
        if filtered:
            count = _("{n} sur {total}").format(n=count, total=number(totals[quadrant]))
        lists.append(
            {
                "letter": quadrant.value,
                "heading": quadrant.heading,
                "colour": QUADRANT_COLOURS[quadrant.value],
                "explanation": _("Aucun constat ne répond aux filtres.")
                if filtered and totals[quadrant]
                else quadrant.explanation,
                "total": len(lines),
                "count": count,
                "whole": not filtered,
                "rows": [
                    [
                        one.id,
                        one.version,
                        _cut(one.text, longest),
                        themes.of(one.theme),
                        [evidence.of(_chip(piece)) for piece in one.evidence],
                        one.status.value,
                        [labels.of(label) for label in qualities(one)],
                        authors.of(one.author),
                        int(bool(longest) and len(one.text) > longest),
                    ]
                    for one in lines[:most]
                ],
            }
        )
    return {
        "lists": lists,
        "themes": [board.themes.heading(theme) for theme in themes.found],
        "evidence": [list(chip) for chip in evidence.found],
        "labels": list(labels.found),
        "authors": list(authors.found),
        "words": _words(),
        "answer": answer,
    }


MOST_IN_A_ROOM = 150
MOST_SUPPORTS = 3


def room_view(board: Board, shown: Sequence[Statement]) -> dict[str, Any]:
    """The data of the projector: what the filters let through, list by list, evidence in one line."""
    filtered = len(shown) != len(board.statements)
    columns: dict[Quadrant, list[Statement]] = {quadrant: [] for quadrant in Quadrant}
    for statement in shown:
        columns[statement.quadrant].append(statement)
    lists = []
    for quadrant, lines in columns.items():
        rest = len(lines) - MOST_IN_A_ROOM
        lists.append(
            {
                "letter": quadrant.value,
                "heading": quadrant.heading,
                "colour": QUADRANT_COLOURS[quadrant.value],
                "count": number(len(lines)),
                "empty": _("Aucun constat ne répond aux filtres.")
                if filtered
                else _("Aucun constat dans cette liste pour le moment."),
                "rest": _("… et {n} autres constats : choisissez un thème dans les filtres.").format(
                    n=number(rest)
                )
                if rest > 0
                else "",
                "rows": [[one.text, _support(one)] for one in lines[:MOST_IN_A_ROOM]],
            }
        )
    title = _("Grille AFOM {name}").format(name=board.territory.name)
    if filtered:
        title = (
            _("{title}, un constat choisi sur {total}")
            if len(shown) == 1
            else _("{title}, {n} constats choisis sur {total}")
        ).format(title=title, n=number(len(shown)), total=number(len(board.statements)))
    return {
        "lists": lists,
        "words": {
            "title": title,
            "room": _("Grille AFOM en grands caractères"),
            "all": _("Toutes les listes"),
            "keys": _("← → pour changer de liste, ↑ ↓ pour défiler"),
            "quit": _("Quitter (Échap)"),
        },
    }


def _not_shown(rest: int) -> str:
    if rest <= 0:
        return ""
    if rest == 1:
        return _("… et un autre constat\u00a0: choisissez un thème dans les filtres.")
    return _("… et {n} autres constats\u00a0: choisissez un thème dans les filtres.").format(n=number(rest))


def _support(statement: Statement) -> str:
    pieces = [piece.chip for piece in statement.evidence[:MOST_SUPPORTS]]
    more = len(statement.evidence) - len(pieces)
    if more > 0:
        pieces.append(_("et {n} autres preuves").format(n=more) if more > 1 else _("et une autre preuve"))
    return " · ".join(pieces)


def qualities(statement: Statement) -> tuple[str, ...]:
    """What people decided of a statement, in words: status, priority, convergence, zone d'ombre."""
    found = [statement.status.label]
    if statement.priority is not Priority.NONE:
        found.append(statement.priority.label)
    if statement.convergence is not Convergence.NOT_EXAMINED:
        found.append(statement.convergence.label)
    if statement.is_blind_spot:
        found.append(_("Zone d'ombre"))
    return tuple(found)


def kind_of(piece: Evidence) -> str:
    """The kind of a piece of evidence, in one word."""
    return {"chiffre": _("chiffre"), "temoignage": _("témoignage"), "document": _("document")}[piece.kind]


def _chip(piece: Evidence) -> tuple[str, str, str]:
    return (kind_of(piece), piece.chip, piece.reference)


def _cut(text: str, longest: int) -> str:
    return f"{text[:longest].rstrip()}…" if longest and len(text) > longest else text


def _words() -> dict[str, str]:
    return {
        "board": _("Grille AFOM en cinq listes"),
        "card": _("constat"),
        "jump": _("Aller à une liste"),
        "help": _(
            "Glissez une carte pour la déplacer. Au clavier\u00a0: les flèches vont d'une carte à l'autre, Alt et "
            "une flèche déplacent la carte, Entrée l'ouvre."
        ),
        "edit": _("Modifier"),
        "editOne": _("Modifier le constat {reference}"),
        "more": _("Afficher {n} de plus ({left} restent)"),
        "unfold": _("Lire tout"),
        "fold": _("Replier"),
        "moved": _("Constat {reference} déplacé\u00a0: {list}, rang {rank} sur {n}."),
        "edge": _("Ce constat est au bord\u00a0: il ne va pas plus loin."),
        "late": _("Le déplacement n'a pas été enregistré\u00a0: la grille est revenue à son état d'avant."),
    }
