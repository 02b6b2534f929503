"""Axes to begin a plan with: those of document 003, or those of a Plan de cohésion sociale (document 001)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from diagnostic.contents.action_plan import PlanNode, Rung
from diagnostic.entry import Entry
from diagnostic.entry_repository import EntryRepository
from indicators.language import _


@dataclass(frozen=True)
class PlanStart:
    """A set of axes; `id` makes the ids of the entries and must never change."""

    id: str
    heading: str
    axes: tuple[str, ...]


STARTS: tuple[PlanStart, ...] = (
    PlanStart(
        "trois_axes",
        _("Trois axes d'un diagnostic de quartier"),
        (_("Logement"), _("Social-santé"), _("Transversal")),
    ),
    PlanStart(
        "cohesion_sociale",
        _("Axes d'un Plan de cohésion sociale"),
        (
            _("Participation sociale, culturelle et citoyenne"),
            _("Projets de quartier avec les habitant·es"),
            _("Personnes en rupture de liens (désaffiliation)"),
            _("Logement, cadre de vie, santé et alimentation"),
            _("Formation et soutien des intervenant·es"),
        ),
    ),
)


def begin_plan(
    repository: EntryRepository, diagnostic: str, start: PlanStart, *, role: str = ""
) -> tuple[Entry[PlanNode], ...]:
    """Add the axes of a start that this diagnostic does not have; archived ones are taken up again.

    The ids depend on the diagnostic and the axis only: two people who begin at once get one set.
    """
    known = {
        one.id: one
        for archived in (False, True)
        for one in repository.all(PlanNode, diagnostic, archived=archived)
    }
    stored: list[Entry[PlanNode]] = []
    for rank, title in enumerate(start.axes):
        id = str(uuid5(NAMESPACE_URL, f"diagnostic-de-quartier/plan/{diagnostic}/{start.id}/{rank}"))
        held = known.get(id)
        if held is None:
            stored.append(repository.add(PlanNode(rung=Rung.AXIS, title=title), diagnostic, role=role, id=id))
        elif held.archived:
            stored.append(repository.restore(id, held.version, role=role))
    return tuple(stored)
