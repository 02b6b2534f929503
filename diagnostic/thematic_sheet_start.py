"""How a fiche thématique begins: from zones d'ombre, from a usual theme, or from a title."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from diagnostic.board import Statement
from diagnostic.contents.thematic_sheet import Question, ThematicSheet
from diagnostic.contents.theme import AfomTheme, ThemeTree
from diagnostic.personal_data import search_fields
from diagnostic.question_subject import about, proposed_question, shortened
from indicators.french import enumeration
from indicators.language import _

USUAL_SHEETS: tuple[tuple[str, str], ...] = (
    (_("Logement"), AfomTheme.HOUSING.value),
    (_("Recours aux droits et aux services"), AfomTheme.RIGHTS.value),
    (_("Cohésion sociale"), AfomTheme.COHESION.value),
)
"""Title and theme of the fiches that most diagnostics begin with."""
_MOST_THEMES_IN_A_TITLE = 3
_LONGEST_TITLE = 280


def sheet_from(
    statements: Iterable[Statement],
    tree: ThemeTree,
    *,
    title: str = "",
    theme: str = "",
    aim: str = "",
    titles: Collection[str] = (),
) -> ThematicSheet:
    """A fiche that starts from constats, with one question proposed for each.

    Without a title it takes those of the themes of its constats; `titles` are those of the other
    fiches, so that two of them can be told apart.
    """
    lines = tuple(statements)
    tops = tree.order(tree.top(one.theme) for one in lines)
    if not title:
        headings = [tree.heading(top) for top in tops]
        fits = 0 < len(headings) <= _MOST_THEMES_IN_A_TITLE
        title = enumeration(headings) if fits else _("Zones d'ombre")
    if not theme and len(tops) == 1:
        theme = tops[0]
    return ThematicSheet(
        title=_told_apart(shortened(title, _LONGEST_TITLE), titles),
        theme=theme,
        aim=aim,
        statements=tuple(one.id for one in lines),
        questions=tuple(Question(text=about(proposed_question(one), one.reference)) for one in lines),
    )


def passages_of(sheet: ThematicSheet) -> frozenset[str]:
    """What a fiche repeats of stored constats and themes: it was asked about then (`Finding.key`)."""
    return frozenset(one.finding.key for one in search_fields(sheet.texts()))


def _told_apart(title: str, others: Collection[str]) -> str:
    taken = {one.casefold() for one in others}
    name, number = title, 1
    while name.casefold() in taken:
        number += 1
        name = f"{title} ({number})"
    return name
