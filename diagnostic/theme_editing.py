"""Changes of the tree of themes of a diagnostic: each gives a new tree, the old one stays as it was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from diagnostic.contents.theme import Theme, ThemeTree
from diagnostic.theme_uses import ThemeUses
from indicators.language import _
from indicators.user_error import UserError

LONGEST_ID = 40
MOST_THEMES = 200


class ThemeRefused(UserError):
    """The tree cannot be changed so; it stays as it is."""


def renamed(tree: ThemeTree, id: str, heading: str) -> tuple[Theme, ...]:
    """The tree with another heading for one theme; its id, and so its statements, stay."""
    words = _checked(tree, heading, _theme(tree, id).parent, besides=id)
    return tuple(_with_heading(one, words) if one.id == id else one for one in tree.themes)


def with_added(tree: ThemeTree, heading: str, parent: str = "") -> tuple[tuple[Theme, ...], str]:
    """The tree with one more theme below its like, and the id of it.

    `parent` is a theme of the first level, empty for a new one of the first level. The id is made once,
    from the words; nothing that is said later changes it.
    """
    words = _checked(tree, heading, parent)
    if parent and _level(tree, parent) != 1:
        raise ThemeRefused(
            _("Un sous-thème se place sous un thème du premier niveau."),
            remedy=_("Choisissez un thème du premier niveau."),
        )
    if len(tree.themes) >= MOST_THEMES:
        raise ThemeRefused(
            _("Cet arbre compte déjà {count} thèmes.").format(count=len(tree.themes)),
            remedy=_("Retirez ceux qui ne servent pas, ou rassemblez-en."),
        )
    added = Theme(id=new_id(words, tree.ids), heading=words, parent=parent)
    return ThemeTree((*tree.themes, added)).themes, added.id


def moved(tree: ThemeTree, id: str, *, up: bool) -> tuple[Theme, ...]:
    """The tree with one theme passed above or below its neighbour; at the end of its list it stays.

    A theme of the first level takes its sub-themes along.
    """
    siblings = [one.id for one in tree.themes if one.parent == _theme(tree, id).parent]
    here = siblings.index(id)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(siblings):
        return tree.themes
    siblings[here], siblings[there] = siblings[there], siblings[here]
    rank = {sibling: number for number, sibling in enumerate(siblings)}
    others = [one for one in tree.themes if one.id not in rank]
    own = sorted((one for one in tree.themes if one.id in rank), key=lambda one: rank[one.id])
    return ThemeTree((*own, *others) if not _theme(tree, id).parent else (*others, *own)).themes


def without(tree: ThemeTree, id: str, uses: Mapping[str, ThemeUses]) -> tuple[Theme, ...]:
    """The tree without one theme, which nothing may use any more.

    Raises ThemeRefused when statements (archived ones included), testimonies or fiches stand under
    it, when it still has sub-themes, and when no theme would be left.
    """
    theme = _theme(tree, id)
    found = uses.get(id)
    if found is not None and found.total:
        raise ThemeRefused(
            _("Le thème «\u00a0{theme}\u00a0» sert encore\u00a0: {uses}.").format(
                theme=theme.heading, uses=found.words
            ),
            remedy=_("Rangez-les d'abord sous un autre thème, puis retirez celui-ci."),
        )
    under = len(tree.below(id)) - 1
    if under:
        raise ThemeRefused(
            _("Le thème «\u00a0{theme}\u00a0» a encore {under}.").format(
                theme=theme.heading,
                under=_("un sous-thème") if under == 1 else _("{n} sous-thèmes").format(n=under),
            ),
            remedy=_("Retirez d'abord ses sous-thèmes."),
        )
    if len(tree.themes) == 1:
        raise ThemeRefused(
            _("C'est le dernier thème."), remedy=_("Ajoutez-en un autre avant de retirer celui-ci.")
        )
    return tuple(one for one in tree.themes if one.id != id)


def new_id(heading: str, taken: tuple[str, ...]) -> str:
    """A short stable id made of the words: «Économie & emploi» → «economie_emploi»."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_ID].strip("_") or "theme"
    number = 1
    found = slug
    while found in taken:
        number += 1
        ending = f"_{number}"
        found = slug[: LONGEST_ID - len(ending)] + ending
    return found


def _with_heading(theme: Theme, heading: str) -> Theme:
    return Theme(id=theme.id, heading=heading, parent=theme.parent)


def _theme(tree: ThemeTree, id: str) -> Theme:
    for one in tree.themes:
        if one.id == id:
            return one
    raise ThemeRefused(
        _("Ce thème n'est plus dans l'arbre."),
        remedy=_("Quelqu'un l'a retiré entre-temps\u00a0: regardez l'arbre."),
    )


def _level(tree: ThemeTree, id: str) -> int:
    return 2 if _theme(tree, id).parent else 1


def _checked(tree: ThemeTree, heading: str, parent: str, besides: str = "") -> str:
    """The words of a heading that no other theme has at the same place."""
    words = " ".join(heading.split())
    if not words:
        raise ThemeRefused(_("Ce thème n'a pas de nom."), remedy=_("Écrivez son nom, puis recommencez."))
    beside = (one for one in tree.themes if one.parent == parent and one.id != besides)
    if any(one.heading.casefold() == words.casefold() for one in beside):
        raise ThemeRefused(
            _("Il y a déjà ici un thème «\u00a0{heading}\u00a0».").format(heading=words),
            remedy=_("Choisissez un autre nom, pour que chaque constat trouve sa place."),
        )
    return words
