"""The bundled catalogue, for tests that need real indicators."""

from __future__ import annotations

import pytest

from data.read_catalogue import read_catalogue
from data.settings import CATALOGUE
from indicators.catalogue import Catalogue


@pytest.fixture(scope="session")
def bundled() -> Catalogue:
    return read_catalogue(CATALOGUE)
