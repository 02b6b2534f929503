"""Every test works on statistics built for it and on an empty store, never on a person's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from data.build import build
from data.settings import CATALOGUE, SOURCES
from data.statistics import Statistics, open_statistics

# The checks give the same answer twice: a loaded machine is slow, not wrong, and new examples are looked
# for on purpose (HYPOTHESIS_PROFILE=recherche make test), not in the middle of somebody else's change.
settings.register_profile("verification", deadline=None, derandomize=True)
settings.register_profile("recherche", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "verification"))

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def isolated_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point every setting at temporary folders for the whole session."""
    folder = tmp_path_factory.mktemp("reglages")
    patch = pytest.MonkeyPatch()
    for name in [name for name in os.environ if name.startswith("DIAGNOSTIC_")]:
        if name != "DIAGNOSTIC_MIRROR":
            patch.delenv(name)
    patch.setenv("DIAGNOSTIC_STATISTICS", str(folder / "statistiques.duckdb"))
    patch.setenv("DIAGNOSTIC_DATA_DIR", str(folder / "donnees"))
    patch.setenv("DIAGNOSTIC_IMPORTS", str(folder / "imports"))
    build(folder / "statistiques.duckdb", SOURCES, CATALOGUE)
    yield
    patch.undo()


@pytest.fixture(scope="module", autouse=True)
def own_store(isolated_settings: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give each file of tests an empty store: what one writes, another does not read."""
    patch = pytest.MonkeyPatch()
    patch.setenv("DIAGNOSTIC_DATA_DIR", str(tmp_path_factory.mktemp("donnees")))
    yield
    patch.undo()


@pytest.fixture(scope="session")
def statistics(isolated_settings: None) -> Statistics:
    """The bundled statistics, freshly built."""
    return open_statistics()


@pytest.fixture(scope="session")
def mirror() -> Path:
    """The mirror of official files; tests that need it are skipped without it."""
    folder = os.environ.get("DIAGNOSTIC_MIRROR")
    if not folder:
        pytest.skip("DIAGNOSTIC_MIRROR n'est pas défini : le miroir des fichiers officiels est absent")
    return Path(folder)
