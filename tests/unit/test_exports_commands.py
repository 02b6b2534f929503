"""The commands on documents, the file they write, and what renderers may import."""

import ast
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import exports
from exports import assembly
from exports.__main__ import app, main
from exports.output_file import write_document
from indicators.user_error import UserError

ROOM = Path(exports.__file__).parent
READERS = {"assembly.py", "diagnostic_documents.py", "__main__.py"}


def imported_modules(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.name)
def test_renderers_know_neither_screens_nor_stores_nor_pyplot(path: Path) -> None:
    roots = {name.split(".")[0] for name in imported_modules(path)}
    assert not roots & {"streamlit", "folium", "pages"}
    assert "matplotlib.pyplot" not in imported_modules(path)
    if path.name not in READERS:
        assert not roots & {"duckdb", "sqlalchemy", "data"}
        assert "sqlalchemy" not in {name.split(".")[0] for name in reached(path)}


def reached(path: Path) -> set[str]:
    """What a module imports, directly or through modules of `diagnostic`."""
    found: set[str] = set()
    waiting = imported_modules(path)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        inside = ROOM.parent / f"{name.replace('.', '/')}.py"
        if name.startswith("diagnostic.") and inside.is_file():
            waiting |= imported_modules(inside)
    return found


def test_that_rule_would_catch_a_renderer_that_reads_the_store() -> None:
    assert "sqlalchemy" in reached(ROOM / "assembly.py")


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.name)
def test_a_module_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300


def test_a_document_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "fiche.pptx"
    write_document(target, b"contenu", replace=False)
    assert target.read_bytes() == b"contenu"
    assert list(tmp_path.iterdir()) == [target]


def test_an_existing_file_is_kept_unless_asked(tmp_path: Path) -> None:
    target = tmp_path / "fiche.pptx"
    target.write_bytes(b"ancien")
    with pytest.raises(UserError, match="existe déjà.*--remplacer"):
        write_document(target, b"nouveau", replace=False)
    assert target.read_bytes() == b"ancien"
    write_document(target, b"nouveau", replace=True)
    assert target.read_bytes() == b"nouveau"


def test_a_missing_folder_or_a_folder_in_the_place_of_a_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="n'existe pas"):
        write_document(tmp_path / "absent" / "x.docx", b"", replace=False)
    with pytest.raises(UserError, match="est un dossier"):
        write_document(tmp_path, b"", replace=True)


def test_a_failed_write_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "fiche.pptx"
    target.write_bytes(b"ancien")

    def refuse(_source: object, _target: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(UserError, match="Permission denied.*fermez-le"):
        write_document(target, b"nouveau", replace=True)
    assert target.read_bytes() == b"ancien"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("arguments", "function"),
    [
        (
            ["fiche", "--quartier", "10", "--format", "docx", "--indicateur", "cpas", "--annee", "2023"],
            "fiche",
        ),
        (["afom", "--quartier", "10", "--format", "docx"], "afom"),
    ],
)
def test_a_command_writes_what_was_assembled(
    arguments: list[str], function: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def assemble(*given: Any, **options: object) -> bytes:
        asked.append((given[:2], options))
        return b"document"

    monkeypatch.setattr(assembly, function, assemble)
    target = tmp_path / "sortie.docx"
    result = CliRunner().invoke(app, [*arguments, "--sortie", str(target)])
    assert result.exit_code == 0, result.output
    assert target.read_bytes() == b"document"
    (((code, form), options),) = asked
    assert (code, form.value) == ("10", "docx")
    if function == "fiche":
        assert options == {"indicator_id": "cpas", "year": 2023}


def test_an_error_for_people_is_one_line_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def refuse(*_given: object, **_options: object) -> None:
        raise UserError("Aucun quartier ne porte le code «\u00a0999\u00a0».")

    monkeypatch.setattr(assembly, "afom", refuse)
    monkeypatch.setattr("sys.argv", ["exports", "afom", "--quartier", "999", "--sortie", str(tmp_path / "x")])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 1
    assert capsys.readouterr().err == "Aucun quartier ne porte le code «\u00a0999\u00a0».\n"
