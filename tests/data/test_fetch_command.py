"""`python -m data fetch`: what a person types and reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from data.fetch import command
from data.fetch.address import Address, Kind
from data.fetch.journal import Journal
from data.settings import DataSettings
from indicators.user_error import UserError
from tests.data.fetch_server import GOOD, Publisher, direct, layer, publisher, reply

pytest_plugins = ["tests.data.fetch_fixtures"]
pytestmark = pytest.mark.usefixtures("only_this_machine")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A catalogue of three: a good download, one that is refused, one that is taken by hand."""
    by_hand = Address(
        id="export",
        kind=Kind.PAGE,
        title="Export",
        publisher="IBSA",
        licence="CC BY 4.0",
        page="https://editeur.example/",
        file_names=("export_*.csv",),
        a_telecharger_a_la_main=True,
    )
    with publisher(reply(GOOD)) as good, publisher(reply(status=403)) as bad:
        refused = layer(bad.url).model_copy(update={"id": "refuse", "file_names": ("autre.geojson",)})
        entries = (layer(good.url), refused, by_hand)
        monkeypatch.setattr(command, "read_addresses", lambda: entries)
        monkeypatch.setattr(command, "Transport", direct)
        yield good


def run(*arguments: str | Path) -> Result:
    app = typer.Typer()
    app.command(help=command.HELP)(command.fetch_command)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_one_line_per_file_and_status_1_when_one_failed(server: Publisher, tmp_path: Path) -> None:
    result = run("--vers", tmp_path)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("quartiers\u00a0: reçu, ")
    assert "sha256" in lines[0]
    assert "CC BY 4.0" in lines[0]
    assert lines[1].startswith("export\u00a0: à télécharger à la main depuis https://editeur.example/")
    assert result.stderr.startswith("refuse\u00a0: ")
    assert "403" in result.stderr
    assert "--depuis DOSSIER" in result.stderr
    assert len(Journal(tmp_path).lines()) == 1


def test_one_file_by_its_identifier(server: Publisher, tmp_path: Path) -> None:
    assert run("quartiers", "--vers", tmp_path).exit_code == 0
    again = run("quartiers", "quartiers", "--vers", tmp_path)
    assert again.stdout.startswith("quartiers\u00a0: inchangé, ")
    assert len(again.stdout.splitlines()) == 1


def test_a_file_taken_by_hand_fails_when_it_is_asked_for(server: Publisher, tmp_path: Path) -> None:
    result = run("export", "--vers", tmp_path)
    assert result.exit_code == 1
    assert "à la main" in result.stderr


def test_from_a_folder_nobody_is_contacted(server: Publisher, tmp_path: Path) -> None:
    stick = tmp_path / "clé"
    stick.mkdir()
    (stick / "quartiers.geojson").write_bytes(GOOD)
    (stick / "export_2026.csv").write_text("Code;BIM\n1;20\n", encoding="utf-8")
    result = run("--depuis", stick, "--vers", tmp_path / "officiels")
    assert result.exit_code == 0, result.stderr
    assert [line.partition("\u00a0: ")[2][:6] for line in result.stdout.splitlines()] == [
        "reçu, ",
        "absent",
        "reçu, ",
    ]
    assert server.requests == []
    assert {path.name for path in (tmp_path / "officiels").iterdir()} == {
        "quartiers.geojson",
        "export_2026.csv",
        "journal.csv",
    }
    assert run("refuse", "--depuis", stick, "--vers", tmp_path / "officiels").exit_code == 1


def test_a_folder_without_any_official_file_is_told(server: Publisher, tmp_path: Path) -> None:
    result = run("--depuis", tmp_path, "--vers", tmp_path / "officiels")
    assert isinstance(result.exception, UserError)
    assert "Aucun fichier officiel" in str(result.exception)


def test_the_same_folder_twice_is_told(server: Publisher, tmp_path: Path) -> None:
    result = run("--depuis", tmp_path, "--vers", tmp_path / "." / "")
    assert isinstance(result.exception, UserError)
    assert "deux dossiers différents" in str(result.exception)


def test_an_unknown_identifier_is_told_with_the_nearest(server: Publisher, tmp_path: Path) -> None:
    result = run("quartier", "--vers", tmp_path)
    assert isinstance(result.exception, UserError)
    assert "Vouliez-vous dire «\u00a0quartiers\u00a0»" in str(result.exception)
    assert server.requests == []


def test_the_list_contacts_nobody_and_writes_nothing() -> None:
    result = run("--liste")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 13
    assert not command.default_folder().exists()


def test_files_are_kept_beside_the_statistics_by_default() -> None:
    assert command.default_folder() == DataSettings().statistics.parent / "fichiers_officiels"
