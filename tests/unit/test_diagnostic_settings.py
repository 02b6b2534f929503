"""Where things are kept, and how to say otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url

from diagnostic.settings import Settings


@pytest.fixture(autouse=True)
def nothing_is_configured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DIAGNOSTIC_DATA_DIR", raising=False)
    monkeypatch.delenv("DIAGNOSTIC_DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)


def test_by_default_a_file_in_the_users_data_directory() -> None:
    settings = Settings()
    assert settings.data_dir.name == "diagnostic-de-quartier" or "diagnostic-de-quartier" in str(
        settings.data_dir
    )
    assert settings.store_url.endswith("constats.sqlite")


def test_a_variable_comes_before_the_env_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("DIAGNOSTIC_DATA_DIR=/du/fichier\nAUTRE_CHOSE=1\n", encoding="utf-8")
    assert Settings().data_dir == Path("/du/fichier")
    monkeypatch.setenv("DIAGNOSTIC_DATA_DIR", "/de/la/variable")
    assert Settings().data_dir == Path("/de/la/variable")


def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIAGNOSTIC_DATABASE_URL", "")
    assert Settings().store_url.startswith("sqlite:///")


def test_a_database_address_is_given_on_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIAGNOSTIC_DATABASE_URL", "postgresql://u:secret@h/b")
    assert Settings().store_url == "postgresql://u:secret@h/b"


@pytest.mark.parametrize("folder", ["Élodie D'Hondt", "100% #1 ?", "~/constats"])
def test_any_folder_name_survives_the_address(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setenv("DIAGNOSTIC_DATA_DIR", folder)
    path = make_url(Settings().store_url).database
    assert path is not None
    assert Path(path) == Path(folder).expanduser().absolute() / "constats.sqlite"


def test_every_setting_says_in_french_what_it_is_for() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name
