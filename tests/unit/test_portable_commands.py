"""The commands on whole diagnostics, and the published schema of their file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from diagnostic.__main__ import app
from diagnostic.board import Quadrant
from diagnostic.contents.journal import TestimonyRecord
from diagnostic.entry_repository import EntryRepository
from diagnostic.portable.schema import DESCRIPTIONS, schema
from diagnostic.portable.write import export_diagnostic
from diagnostic.repository import StatementRepository
from tests.unit.portable_samples import NOW, Sample, fill, store_in


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"DIAGNOSTIC_DATA_DIR": str(folder)})


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIAGNOSTIC_DATA_DIR", str(tmp_path / "ici"))
    return tmp_path / "ici"


@pytest.fixture
def sample(here: Path) -> Sample:
    with store_in(here) as store:
        return fill(store)


def test_diagnostics_are_listed_with_what_they_hold(here: Path, sample: Sample) -> None:
    head, line = run(here, "lister").stdout.splitlines()

    assert head == "id;titre;territoire;constats;elements;modifie"
    assert line.startswith(f"{sample.diagnostic};Habiter aux Cinq Blocs;perimetre p0123abcd;1;10;20")


def test_a_diagnostic_is_exported_once_unless_asked(here: Path, sample: Sample, tmp_path: Path) -> None:
    target = tmp_path / "d.json"

    first = run(here, "exporter", sample.diagnostic, "--sortie", str(target))
    written = target.read_bytes()
    again = run(here, "exporter", sample.diagnostic, "--sortie", str(target))

    assert (first.exit_code, again.exit_code) == (0, 1)
    assert "existe déjà" in again.stderr
    assert target.read_bytes() == written
    assert run(here, "exporter", sample.diagnostic, "--sortie", str(target), "--remplacer").exit_code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["d.json", "ici"]


def _without_perimeter(folder: Path) -> Any:
    with store_in(folder) as store:
        owner = StatementRepository(store).add(
            "quartier", "10", Quadrant.STRENGTH, "sante", "Deux maisons médicales.",
            [TestimonyRecord(function="Infirmière", sector="santé", on=NOW.date()).as_evidence("")],
        ).diagnostic  # fmt: skip
        return owner, json.loads(export_diagnostic(store, owner))


def test_a_file_goes_in_and_a_copy_beside_it(here: Path, tmp_path: Path) -> None:
    owner, _document = _without_perimeter(here)
    target, there = tmp_path / "d.json", tmp_path / "la"
    run(here, "exporter", owner, "--sortie", str(target))

    done = run(there, "importer", str(target))
    copied = run(there, "importer", str(target), "--copie")

    assert done.exit_code == copied.exit_code == 0
    assert f"Identifiant\u00a0: {owner}" in done.stdout
    assert [line.split(";")[1] for line in run(there, "lister").stdout.splitlines()[1:]] == ["Copie", ""]


def test_a_text_about_a_person_is_kept_only_when_it_is_named(here: Path, tmp_path: Path) -> None:
    _owner, document = _without_perimeter(here)
    line = document["statements"][0]
    line["text"] = line["revisions"][0]["state"]["text"] = "Le service répond au 02 123 45 67."
    file, there = tmp_path / "d.json", tmp_path / "la"
    file.write_text(json.dumps(document), encoding="utf-8")

    refused = run(there, "importer", str(file))
    taken = run(there, "importer", str(file), "--garder", "02 123 45 67")

    assert (refused.exit_code, taken.exit_code) == (1, 0)
    assert "constat 1, champ «\u00a0Constat\u00a0», valeur «\u00a002 123 45 67\u00a0»" in refused.stderr


def test_a_file_with_a_perimeter_belongs_on_the_page(here: Path, sample: Sample, tmp_path: Path) -> None:
    target, there = tmp_path / "d.json", tmp_path / "la"
    run(here, "exporter", sample.diagnostic, "--sortie", str(target))

    refused = run(there, "importer", str(target))

    assert refused.exit_code == 1
    assert "page «\u00a0Échanger\u00a0»" in refused.stderr
    with store_in(there) as store:
        assert not EntryRepository(store).all(TestimonyRecord)


def test_the_schema_is_printed_with_its_name(here: Path) -> None:
    printed = json.loads(run(here, "schema").stdout)

    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert printed["$id"] == "urn:diagnostic-de-quartier:fichier:1"
    assert printed["required"] == [
        "format", "version", "application", "exported_at", "diagnostic", "elsewhere", "perimeters",
        "entries", "statements",
    ]  # fmt: skip


def test_every_part_of_the_schema_is_described_in_french() -> None:
    found = schema()

    assert set(found["$defs"]) == set(DESCRIPTIONS)
    for name, definition in found["$defs"].items():
        assert definition["description"] == DESCRIPTIONS[name]
        assert "title" not in definition
    for name in ("EntryRecord", "StatementRecord", "PerimeterRecord"):
        for field in found["$defs"][name]["properties"].values():
            assert field["description"].endswith(".")


def test_the_schema_knows_every_field_that_an_export_has(here: Path, sample: Sample) -> None:
    with store_in(here) as store:
        document = json.loads(export_diagnostic(store, sample.diagnostic))
    found = schema()

    assert set(document) == set(found["properties"])
    for name, kind in (("entries", "EntryRecord"), ("statements", "StatementRecord")):
        for one in document[name]:
            assert set(one) == set(found["$defs"][kind]["properties"])
    merged = document["statements"][1]["revisions"][-1]["state"]
    assert set(merged) <= set(found["$defs"]["RevisedStatement"]["properties"])
    assert merged["merged_with"] == sample.statement
