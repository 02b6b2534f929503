"""A diagnostic leaves one database as a file, enters another, and comes back, without loss."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from diagnostic.board import Quadrant, Statement
from diagnostic.contents.diagnosis import Diagnosis
from diagnostic.contents.journal import Meeting, TestimonyRecord
from diagnostic.entry_faults import EntryNotFound
from diagnostic.entry_repository import EntryRepository
from diagnostic.perimeter_repository import PerimeterRepository
from diagnostic.portable.document import DiagnosticFile, EntryRecord, StatementRecord, StatementState
from diagnostic.portable.outcome import Diverged, What
from diagnostic.portable.read import read_file
from diagnostic.portable.take_in import foresee, import_diagnostic
from diagnostic.portable.write import export_diagnostic
from diagnostic.references import references
from diagnostic.repository import StatementRepository
from diagnostic.schema import EntryRow, StatementRow
from diagnostic.statement_qualities import Status
from diagnostic.store import Store
from indicators.language import _
from indicators.territory import Kind, Territory
from tests.unit.portable_samples import NOW, PERIMETER, Sample, everything, figure, fill, passes, store_in

PLACE = Territory("perimetre", PERIMETER, "Cinq Blocs", "", Kind.INHABITED, (), 0.3)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Store]:
    with store_in(tmp_path, "portable") as store:
        yield store


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Store]:
    with store_in(tmp_path, "serveur") as store:
        yield store


@pytest.fixture
def sample(laptop: Store) -> Sample:
    return fill(laptop)


def carried(source: Store, id: str) -> DiagnosticFile:
    return read_file(export_diagnostic(source, id))


def carry(source: Store, target: Store, id: str, **options: Any) -> Any:
    return import_diagnostic(target, carried(source, id), check=passes, **options)


def without_instant(content: bytes) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(content)
    del document["exported_at"]
    return document


def test_out_in_and_out_again_gives_the_same_bytes(laptop: Store, server: Store, sample: Sample) -> None:
    content = export_diagnostic(laptop, sample.diagnostic, NOW)

    outcome = import_diagnostic(server, read_file(content), check=passes, role="Coordination")

    assert export_diagnostic(server, sample.diagnostic, NOW) == content
    assert (outcome.what, outcome.entries_added, outcome.statements_added, outcome.perimeters) == (
        What.NEW,
        11,
        2,
        1,
    )


def test_every_row_arrives_as_it_was(laptop: Store, server: Store, sample: Sample) -> None:
    carry(laptop, server, sample.diagnostic)

    theirs, ours = everything(server), everything(laptop)
    assert {name for name, rows in ours.items() if rows} == {
        "entry", "entry_revision", "statement", "revision", "perimeter", "perimeter_version"
    }  # fmt: skip
    for name in ours:
        # Histories are numbered anew by each database.
        key = None if name in ("entry", "statement", "perimeter") else "id"
        assert sorted(
            ({k: v for k, v in row.items() if k != key} for row in theirs[name]), key=repr
        ) == sorted(({k: v for k, v in row.items() if k != key} for row in ours[name]), key=repr), name


def test_two_exports_differ_by_their_instant_only(laptop: Store, sample: Sample) -> None:
    one = export_diagnostic(laptop, sample.diagnostic, NOW)
    other = export_diagnostic(laptop, sample.diagnostic, NOW + timedelta(hours=1))

    assert one != other
    assert without_instant(one) == without_instant(other)


def test_the_file_is_readable_text(laptop: Store, sample: Sample) -> None:
    text = export_diagnostic(laptop, sample.diagnostic, NOW).decode("utf-8")

    assert text.startswith('{\n "format": "diagnostic-de-quartier",\n "version": 1,\n "application": "')
    assert "Équipe de maison médicale" in text


def test_an_unknown_diagnostic_cannot_be_exported(laptop: Store, sample: Sample) -> None:
    with pytest.raises(EntryNotFound):
        export_diagnostic(laptop, sample.testimony)


def test_importing_twice_does_nothing_the_second_time(laptop: Store, server: Store, sample: Sample) -> None:
    carry(laptop, server, sample.diagnostic)
    before = everything(server)

    assert carry(laptop, server, sample.diagnostic).what is What.NOTHING
    assert everything(server) == before


def test_there_and_back_with_changes_on_both_sides(laptop: Store, server: Store, sample: Sample) -> None:
    carry(laptop, server, sample.diagnostic)
    at_the_server = StatementRepository(server)
    line = at_the_server.get(sample.statement)
    at_the_server.edit(line.id, line.version, status=Status.TO_REVIEW, role="Coordination")
    at_the_server.add(
        "perimetre", PERIMETER, Quadrant.THREAT, "logement", "Des loyers qui montent.", [figure()],
        diagnostic=sample.diagnostic,
    )  # fmt: skip
    at_home = EntryRepository(laptop)
    heard = at_home.get(sample.testimony, TestimonyRecord)
    at_home.edit(heard.id, heard.version, heard.content.model_copy(update={"said": "Et du froid."}))

    back = carry(server, laptop, sample.diagnostic)
    there = carry(laptop, server, sample.diagnostic)

    assert (back.what, back.statements_added, back.statements_updated, back.newer_here) == (
        What.UPDATED, 1, 1, 1,
    )  # fmt: skip
    assert (there.what, there.entries_updated, there.newer_here) == (What.UPDATED, 1, 0)
    assert export_diagnostic(laptop, sample.diagnostic, NOW) == export_diagnostic(
        server, sample.diagnostic, NOW
    )
    carried_back = StatementRepository(laptop)
    assert carried_back.get(sample.statement).status is Status.TO_REVIEW
    assert carried_back.history(sample.statement)[-1].role == "Coordination"


def test_a_piece_that_came_back_can_be_changed_again(laptop: Store, server: Store, sample: Sample) -> None:
    carry(laptop, server, sample.diagnostic)
    statements = StatementRepository(server)
    line = statements.get(sample.statement)

    changed = statements.edit(line.id, line.version, text="Des logements humides et froids.")
    moved = statements.move(line.id, changed.version, Quadrant.THREAT)

    assert (changed.version, moved.version) == (line.version + 1, line.version + 2)
    assert len(statements.history(line.id)) == moved.version


def test_a_piece_changed_on_both_sides_stops_everything(laptop: Store, server: Store, sample: Sample) -> None:
    carry(laptop, server, sample.diagnostic)
    for store, text in ((laptop, "Des logements froids."), (server, "Des logements sombres.")):
        statements = StatementRepository(store)
        statements.edit(sample.statement, statements.get(sample.statement).version, text=text)
    EntryRepository(laptop).add(Meeting(body="Bureau", subject="Suite", on=NOW.date()), sample.diagnostic)
    before = everything(server)

    with pytest.raises(Diverged) as refused:
        carry(laptop, server, sample.diagnostic)

    (fault,) = refused.value.faults
    assert fault.file == f"Constat C-{sample.statement[:8]}"
    assert fault.value == "Des logements froids."
    assert "copie" in refused.value.remedy
    assert everything(server) == before


def test_what_went_two_ways_comes_in_as_a_copy(laptop: Store, server: Store, sample: Sample) -> None:
    carry(laptop, server, sample.diagnostic)
    for store, text in ((laptop, "Des logements froids."), (server, "Des logements sombres.")):
        statements = StatementRepository(store)
        statements.edit(sample.statement, statements.get(sample.statement).version, text=text)

    outcome = carry(laptop, server, sample.diagnostic, as_copy=True, role="Coordination")

    titles = {one.content.title for one in EntryRepository(server).all(Diagnosis)}
    assert titles == {"Habiter aux Cinq Blocs", "Habiter aux Cinq Blocs (copie)"}
    repository = StatementRepository(server)
    (mine,) = repository.board(PLACE, outcome.diagnostic).statements
    assert mine.text == "Des logements froids."
    assert [one.version for one in repository.history(mine.id)] == [1, 2, 3, 4]
    assert repository.get(sample.statement).text == "Des logements sombres."


def test_nothing_of_a_copy_points_at_the_original(laptop: Store, sample: Sample) -> None:
    outcome = carry(laptop, laptop, sample.diagnostic, as_copy=True)

    original = json.loads(export_diagnostic(laptop, sample.diagnostic))
    copy = json.loads(export_diagnostic(laptop, outcome.diagnostic))
    assert set(references(copy)).isdisjoint(references(original))
    assert copy["elsewhere"] == []
    assert read_file(json.dumps(copy).encode()).owner.content.kind == "diagnostic"


def test_a_copy_uses_the_perimeter_that_is_here(laptop: Store, sample: Sample) -> None:
    outcome = carry(laptop, laptop, sample.diagnostic, as_copy=True)

    assert outcome.perimeters == 0
    assert len(PerimeterRepository(laptop).all()) == 1
    assert EntryRepository(laptop).get(outcome.diagnostic, Diagnosis).content.territory_code == PERIMETER


def test_what_is_foreseen_is_what_happens_and_nothing_is_written_before(
    laptop: Store, server: Store, sample: Sample
) -> None:
    file = carried(laptop, sample.diagnostic)
    before = everything(server)

    foreseen = foresee(server, file, check=passes)

    assert everything(server) == before
    assert import_diagnostic(server, file, check=passes) == foreseen


def test_another_perimeter_under_the_same_code_leads_to_a_new_code(
    laptop: Store, server: Store, sample: Sample
) -> None:
    PerimeterRepository(server).add("Les Marolles vécues", ["8"], check=passes, code=PERIMETER)

    outcome = carry(laptop, server, sample.diagnostic)

    code = EntryRepository(server).get(outcome.diagnostic, Diagnosis).content.territory_code
    assert code != PERIMETER
    perimeters = PerimeterRepository(server)
    assert [one.members for one in perimeters.versions(code)] == [("10",), ("2", "10")]
    assert [one.name for one in perimeters.versions(PERIMETER)] == ["Les Marolles vécues"]
    line = StatementRepository(server).get(sample.statement)
    assert line.territory_code == line.figures[0].territory_code == code
    assert line.figures[0].anchor == f"bim:perimetre:{code}:2024"
    assert read_file(export_diagnostic(server, outcome.diagnostic)).perimeters[0].code == code


def test_a_perimeter_that_changed_elsewhere_is_carried_on(
    laptop: Store, server: Store, sample: Sample
) -> None:
    carry(laptop, server, sample.diagnostic)
    at_home = PerimeterRepository(laptop)
    at_home.edit(PERIMETER, 2, name="Cinq Blocs et alentours", check=passes)

    outcome = carry(laptop, server, sample.diagnostic)

    assert (outcome.what, outcome.perimeters) == (What.UPDATED, 1)
    assert PerimeterRepository(server).versions(PERIMETER) == at_home.versions(PERIMETER)


def test_a_perimeter_whose_name_is_taken_stops_the_import_but_not_the_copy(
    laptop: Store, server: Store, sample: Sample
) -> None:
    PerimeterRepository(server).add("cinq blocs", ["8"], check=passes, code="pffffffff")
    before = everything(server)

    with pytest.raises(Diverged, match="Cinq Blocs"):
        carry(laptop, server, sample.diagnostic)
    assert everything(server) == before

    carry(laptop, server, sample.diagnostic, as_copy=True)
    assert [one.name for one in PerimeterRepository(server).all()] == ["cinq blocs", "Cinq Blocs (2)"]


def test_what_another_diagnostic_holds_is_told_to_be_elsewhere(
    laptop: Store, server: Store, sample: Sample
) -> None:
    entries = EntryRepository(laptop)
    other = entries.add(Diagnosis(title="Voisin", territory_level="quartier", territory_code="2"))
    heard = entries.get(sample.testimony, TestimonyRecord)
    StatementRepository(laptop).add(
        "quartier", "2", Quadrant.WEAKNESS, "logement", "Pareil.", [heard.content.as_evidence(heard.id)],
        diagnostic=other.id,
    )  # fmt: skip

    file = carried(laptop, other.id)

    assert file.elsewhere == (sample.testimony,)
    assert import_diagnostic(server, file, check=passes).statements_added == 1


def test_content_written_by_an_older_version_comes_back_as_it_was(laptop: Store, server: Store) -> None:
    """What a migration or an older version left unsaid stays unsaid."""
    id = EntryRepository(laptop).add(Diagnosis(territory_level="quartier", territory_code="10")).id
    bare = {"kind": "diagnostic", "territory_level": "quartier", "territory_code": "10"}
    document = json.loads(export_diagnostic(laptop, id, NOW))
    entry = document["entries"][0]
    entry["content"] = entry["revisions"][0]["state"]["content"] = bare

    import_diagnostic(server, read_file(json.dumps(document).encode()), check=None)

    assert without_instant(export_diagnostic(server, id)) == without_instant(json.dumps(document).encode())
    with server.reading() as session:
        assert session.scalars(select(EntryRow.content)).one() == bare


def test_the_words_of_an_outcome_count_what_happens(laptop: Store, server: Store, sample: Sample) -> None:
    words = carry(laptop, server, sample.diagnostic).words

    assert words[0].startswith(_("Ce diagnostic n'est pas encore ici"))
    assert words[1:] == (
        "11 éléments entrent.",
        "2 constats entrent.",
        "1 périmètre est ajouté ou mis à jour.",
    )


def test_the_file_says_everything_that_is_stored_of_a_piece() -> None:
    """Who adds a field to a statement or to a table adds it to the file as well."""
    assert set(StatementState.model_fields) == set(Statement.__dataclass_fields__)
    of_entries = {column.key for column in EntryRow.__table__.columns} - {"diagnostic"}
    assert set(EntryRecord.model_fields) == of_entries | {"revisions"}
    of_statements = {column.key for column in StatementRow.__table__.columns}
    assert set(StatementRecord.model_fields) == of_statements | {"revisions"}
