"""AppTest runs a page as `__main__`; other tests of the same process start children from it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def main_module_given_back() -> Iterator[None]:
    """Put the real `__main__` back: multiprocessing would run the page again in every child."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
