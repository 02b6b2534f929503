"""A diagnostic with one piece of every kind, all pointing at each other, for the tests of its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, select

from diagnostic.board import Quadrant
from diagnostic.contents.accompaniment import MonthlyCount
from diagnostic.contents.action_plan import FollowUp, PlanNode, Rung
from diagnostic.contents.diagnosis import Diagnosis, TeamMember
from diagnostic.contents.journal import Meeting, Reading, TestimonyRecord, WorkDocument
from diagnostic.contents.thematic_sheet import Answer, Question, ThematicSheet
from diagnostic.entry_repository import EntryRepository
from diagnostic.evidence import IndicatorSnapshot
from diagnostic.merging import merge
from diagnostic.perimeter_repository import PerimeterRepository
from diagnostic.repository import StatementRepository
from diagnostic.schema import Base
from diagnostic.statement_qualities import Convergence, Priority, StatementPlace, Status
from diagnostic.store import Store, open_store
from indicators.perimeter import Perimeter

PERIMETER = "p0123abcd"
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def passes(candidate: Perimeter, history: Sequence[Perimeter]) -> None:
    """A check that lets every perimeter pass."""


@contextmanager
def store_in(folder: Path, name: str = "constats") -> Iterator[Store]:
    """An open store in a folder."""
    store = open_store(URL.create("sqlite", database=(folder / f"{name}.sqlite").as_posix()))
    try:
        yield store
    finally:
        store.close()


@dataclass(frozen=True)
class Sample:
    """The ids of what `fill` wrote."""

    diagnostic: str
    statement: str
    testimony: str
    axis: str


def figure() -> IndicatorSnapshot:
    """A figure of the perimeter."""
    return IndicatorSnapshot(
        anchor=f"bim:perimetre:{PERIMETER}:2024", indicator="bim", title="Intervention majorée",
        short_title="BIM", territory_level="perimetre", territory_code=PERIMETER,
        territory_name="Cinq Blocs", year=2024, status="observed", value=43.6, value_text="43,6 %",
        count_text="", comparison_text="", source_text="IMA-AIM", caveats=("Au 1er janvier.",),
        statistics_version="abc", taken_at=NOW,
    )  # fmt: skip


def fill(store: Store) -> Sample:
    """Write the sample; two statements became one, the perimeter has changed."""
    perimeters = PerimeterRepository(store)
    drawn = perimeters.add("Cinq Blocs", ["10"], author="Référente", check=passes, code=PERIMETER)
    perimeters.edit(PERIMETER, drawn.version, members=["10", "2"], check=passes)
    entries, statements = EntryRepository(store), StatementRepository(store)
    whole = entries.add(
        Diagnosis(
            title="Habiter aux Cinq Blocs", territory_level="perimetre", territory_code=PERIMETER,
            team=(TeamMember(function="Référente de quartier", organisation="CPAS"),),
        ),
        role="Référente",
    )  # fmt: skip
    owner = whole.id
    heard = entries.add(
        TestimonyRecord(
            function="Équipe de maison médicale", sector="santé", on=date(2026, 3, 2), said="Trop d'humidité."
        ),
        owner,
    )
    read = entries.add(Reading(title="Rapport annuel", organisation="Commune", year=2025), owner)
    line = statements.add(
        "perimetre", PERIMETER, Quadrant.WEAKNESS, "logement", "Des logements humides ✓ «été»\n2 < 3",
        [figure(), heard.content.as_evidence(heard.id), read.content.as_evidence(read.id)],
        "Référente", diagnostic=owner,
        place=StatementPlace(shape="point", positions=((4.34, 50.84),), label="Place"),
    )  # fmt: skip
    line = statements.edit(
        line.id,
        line.version,
        status=Status.VALIDATED,
        convergence=Convergence.DIVERGE,
        priority=Priority.HIGH,
    )
    aside = statements.add(
        "perimetre", PERIMETER, Quadrant.STRENGTH, "sante", "Deux maisons médicales.", [figure()],
        diagnostic=owner,
    )  # fmt: skip
    merge(store, (line.id, line.version), (aside.id, aside.version), "Des logements humides ✓ «été»\n2 < 3.")
    entries.add(Meeting(on=date(2026, 4, 1), body="Coordination sociale", subject="Humidité"), owner)
    entries.add(WorkDocument(title="Affiche", purpose="Inviter"), owner)
    entries.add(
        ThematicSheet(
            title="L'humidité", statements=(line.id, aside.id),
            questions=(Question(text="Depuis quand ?", answers=(Answer(text="2019", testimony=heard.id),)),),
        ),
        owner,
    )  # fmt: skip
    axis = entries.add(PlanNode(rung=Rung.AXIS, title="Habiter mieux", statements=(line.id,)), owner)
    above = axis.id
    for rung in (Rung.AIM, Rung.OBJECTIVE, Rung.ACTION):
        follow_up = (FollowUp(baseline=figure(), target=30.0),) if rung is Rung.ACTION else ()
        node = PlanNode(rung=rung, parent=above, title=f"{rung.label} du plan", follow_up=follow_up)
        above = entries.add(node, owner).id
    entries.add(MonthlyCount(month="2026-05", households=12, begun=3), owner)
    entries.edit(heard.id, heard.version, heard.content.model_copy(update={"participants": 4}), role="Stage")
    return Sample(owner, line.id, heard.id, axis.id)


def everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, to compare before and after."""
    with store.reading() as session:
        return {
            table.name: [
                dict(row._mapping) for row in session.execute(select(table).order_by(*table.primary_key))
            ]
            for table in Base.metadata.sorted_tables
        }
