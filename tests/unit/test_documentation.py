"""README, glossary and changelog cannot lie: every command, page and setting exists."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from data.settings import DataSettings
from diagnostic.settings import Settings
from pages._ui.settings import DisplaySettings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
WINDOWS = (ROOT / "make.ps1").read_text(encoding="utf-8")
ROUTER = (ROOT / "pages" / "_router.py").read_text(encoding="utf-8")
ROOMS = ("data", "exports", "diagnostic")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*##", MAKEFILE, re.MULTILINE))


def commands(room: str) -> set[str]:
    shown = subprocess.run(
        [sys.executable, "-m", room, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    return set(re.findall(r"^│ ([a-z]+)  ", shown, re.MULTILINE))


def test_every_make_command_of_the_readme_exists_and_all_but_upkeep_are_told() -> None:
    told = set(re.findall(r"make ([a-z]+)", README))
    assert told <= targets()
    assert targets() - told <= {"lock", "clean", "help"}


def test_windows_has_the_same_commands() -> None:
    offered = set(re.findall(r'^    "([a-z]+)" \{', WINDOWS, re.MULTILINE))
    assert offered == targets() - {"lock", "clean", "help"}


@pytest.mark.parametrize("room", ROOMS)
def test_every_command_is_in_the_readme_and_every_one_told_exists(room: str) -> None:
    told = set(re.findall(rf"python -m {room} ([a-z]+)", README))
    assert told == commands(room)


def test_every_page_is_in_the_readme() -> None:
    paths = set(re.findall(r'url_path="([a-z]+)"', ROUTER))
    told = set(re.findall(r"\| `/([a-z]*)` \|", README))
    assert told - {""} == paths - {"accueil"}
    for page in re.findall(r'st\.Page\("([a-z]+\.py)"', ROUTER):
        assert (ROOT / "pages" / page).is_file()


def test_every_setting_is_in_the_table_and_described() -> None:
    fields = {
        f"DIAGNOSTIC_{name.upper()}": field
        for settings in (DataSettings, Settings, DisplaySettings)
        for name, field in settings.model_fields.items()
    }
    told = set(re.findall(r"^\| `(DIAGNOSTIC_[A-Z_]+)`", README, re.MULTILINE))
    assert told == set(fields) | {"DIAGNOSTIC_MIRROR"}
    assert all(field.description for field in fields.values())


def test_links_and_pictures_of_the_readme_are_in_the_repository() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_version_has_its_chapter_in_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_lock_file_holds_every_dependency_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for dependency in project["dependencies"]:
        name = re.split(r"[\[><=]", dependency)[0].lower()
        assert re.search(rf"^{re.escape(name)}==", locked, re.MULTILINE), name
    pinned = re.findall(r"^([a-z0-9-]+)==.*?\\$", locked, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9-]+==", locked, re.MULTILINE))


def test_names_of_the_glossary_exist_in_the_code() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("indicators", "data", "diagnostic")
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".yaml"}
    )
    for name in re.findall(r"`([A-Za-z_]+)\*?`", glossary):
        assert name.rstrip("*") in code, name
